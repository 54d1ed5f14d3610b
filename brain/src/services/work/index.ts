import { addMonths, dayMs, dayOf } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { checkInsBy } from './rhythm/checkin-store.ts';
import { remindOfCheckIns } from './rhythm/checkins.ts';
import { contributionsBy, sumApproved } from './board/contribution-store.ts';
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
export { drawn, type Machine } from './rules/machine.ts';
export * from './rules/machines.ts';
export { phaseMachine, phaseTable } from './rules/phase-table.ts';

/** Points of approved contributions; a tenth is the smallest there is. */
export interface ApprovedPoints {
  readonly userId: string;
  readonly pointsTenths: number;
}

export interface Work {
  readonly ground: Ground;
  /** What each member's contributions of a UTC month, `YYYY-MM`, came to, in the order of people. */
  approvedPoints(db: Db, ventureId: string, month: string): Promise<ApprovedPoints[]>;
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
    approvedPoints: (db, ventureId, month) => {
      const first = dayOf(`${month}-01`);
      const [from, until] = [first, addMonths(first, 1)].map((day) => new Date(day * dayMs));
      return sumApproved(db, ventureId, from!, until!);
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
