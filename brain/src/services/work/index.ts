import { addMonths, dayMs, dayOf } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { checkInsBy } from './rhythm/checkin-store.ts';
import { remindOfCheckIns } from './rhythm/checkins.ts';
import { contributionsBy, listApproved } from './board/contribution-store.ts';
import type { WorkDeps } from './deps.ts';
import type { Ground } from './ground.ts';
import { countEvidence } from './launch/phase-store.ts';
import { watchSilence } from './launch/phases.ts';
import { watchPlans } from './launch/plan-steps.ts';
import { kpisOf } from './overview/figures.ts';
import { react } from './reactions.ts';
import { logOf } from './record/journal-store.ts';

export type { BusinessFigures, WorkDeps } from './deps.ts';
export { workRoutes } from './routes/routes.ts';
export { drawn, type Machine } from '../../kernel/machine.ts';
export * from './rules/machines.ts';
export { phaseMachine, phaseTable } from './rules/phase-table.ts';

/** A contribution that counts; a tenth is the smallest part of a point there is. */
export interface ApprovedContribution {
  readonly id: string;
  readonly userId: string;
  readonly pointsTenths: number;
  /** The UTC month of the approval, `YYYY-MM`. */
  readonly month: string;
}

export interface Work {
  readonly ground: Ground;
  /** What was approved from a UTC month, `YYYY-MM`, to another, in the order of approval. */
  approvedContributions(
    db: Db,
    ventureId: string,
    fromMonth: string,
    toMonth: string,
  ): Promise<ApprovedContribution[]>;
  /** KPIs of the work now, as texts in their units; null where there is no data. */
  kpis(db: Db, ventureId: string): Promise<Readonly<Record<string, string | null>>>;
  evidenceItems(db: Db, ventureId: string): Promise<number>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

const exportedSteps = 10_000;

/** Everything that happens in a venture from the idea to the launch (domain rules, sections 7.2 and 7.6 to 7.8). */
export function createWork(deps: WorkDeps): Work {
  const ground: Ground = deps;
  const { jobs } = deps.kernel;
  react(ground);
  jobs.define({ name: 'watch-launch-plans', cron: '10 * * * *', run: () => watchPlans(ground) });
  jobs.define({ name: 'remind-of-check-ins', cron: '5 * * * *', run: () => remindOfCheckIns(ground) });
  jobs.define({ name: 'watch-silent-ventures', cron: '40 3 * * *', run: () => watchSilence(ground) });
  return {
    ground,
    approvedContributions: async (db, ventureId, fromMonth, toMonth) => {
      const [from, until] = [dayOf(`${fromMonth}-01`), addMonths(dayOf(`${toMonth}-01`), 1)].map(
        (day) => new Date(day * dayMs),
      );
      const rows = await listApproved(db, ventureId, from!, until!);
      return rows.map((row) => ({
        id: row.id,
        userId: row.author_id,
        pointsTenths: row.points_tenths,
        month: row.reviewed_at.toISOString().slice(0, 7),
      }));
    },
    kpis: (db, ventureId) => kpisOf(ground, db, ventureId),
    evidenceItems: countEvidence,
    exportOf: async (db, userId) => ({
      checkIns: await checkInsBy(db, userId),
      contributions: await contributionsBy(db, userId),
      steps: await logOf(db, userId, exportedSteps),
    }),
  };
}
