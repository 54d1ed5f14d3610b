import { addMonths, dayMs, dayOf } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { checkInsBy } from './rhythm/checkin-store.ts';
import { remindOfCheckIns } from './rhythm/checkins.ts';
import { contributionsBy, listApproved } from './board/contribution-store.ts';
import type { Role, WorkDeps } from './deps.ts';
import type { Ground } from './ground.ts';
import { countDecided } from './launch/launch-store.ts';
import { countEvidence } from './launch/phase-store.ts';
import { keptOf, watchSilence } from './launch/phases.ts';
import { watchPlans } from './launch/plan-steps.ts';
import { kpisOf } from './overview/figures.ts';
import { meetingsFor } from './rhythm/invited-meeting-store.ts';
import { merits, type Merits } from './record/merit-store.ts';
import { enteredPhase, exposureChanges, risksOf, workAsOf } from './record/standing-store.ts';
import { contributionsFor, rhythmOf } from './record/team-store.ts';
import { react } from './reactions.ts';
import { logOf, subjectOf } from './record/journal-store.ts';
import { workspacesOf } from './record/workspace-store.ts';
import { stageOf, type Stage } from './rules/phase-table.ts';
import { roleMay } from './rules/policy.ts';

export type { BusinessFigures, WorkDeps } from './deps.ts';
export type { Merits } from './record/merit-store.ts';
export { workRoutes } from './routes/routes.ts';
export { drawn, type Machine } from '../../kernel/machine.ts';
export * from './rules/machines.ts';
export { phaseMachine, phaseTable, type Stage } from './rules/phase-table.ts';
export * as workFigures from './record/figures-store.ts';

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
  /** The stages of ventures by their phases; those not started are left out. */
  stagesOf(db: Db, phases: ReadonlyMap<string, string | null>): Promise<ReadonlyMap<string, Stage>>;
  /** How many launch plans of these ventures have been decided. */
  launchesDecided(db: Db, ventureIds: readonly string[]): Promise<number>;
  /** What was achieved, as it stands now. */
  readonly merits: Merits;
  /** What a sprint, a milestone or a task is called; null for what there is not. */
  subjectOf(db: Db, ventureId: string, entityId: string): Promise<string | null>;
  /** Meetings of these ventures that somebody is invited to: the next first, or the latest first. */
  readonly meetingsFor: typeof meetingsFor;
  /** Tasks and check-ins of some people in some ventures, day by day. */
  readonly rhythmOf: typeof rhythmOf;
  /** The register of risks of a venture, and how its exposure moved. Who may read it is decided by who asks. */
  readonly risksOf: typeof risksOf;
  readonly exposureChanges: typeof exposureChanges;
  readonly enteredPhase: typeof enteredPhase;
  /** The work in a venture as it stood at a moment. */
  readonly workAsOf: typeof workAsOf;
  /** What waits to be reviewed in the ventures in which this person reviews, the oldest first. */
  contributionsFor(
    db: Db,
    of: {
      readonly parts: readonly { readonly ventureId: string; readonly status: string; readonly role: Role }[];
      readonly reviewerId: string;
      readonly limit: number;
    },
  ): ReturnType<typeof contributionsFor>;
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
    async stagesOf(db, phases) {
      const kept = new Map((await workspacesOf(db, [...phases.keys()])).map((row) => [row.venture_id, row]));
      return new Map(
        [...phases].flatMap(([ventureId, phase]) => {
          const stage = stageOf(phase, keptOf(kept.get(ventureId)));
          return stage ? [[ventureId, stage] as const] : [];
        }),
      );
    },
    launchesDecided: countDecided,
    merits,
    subjectOf,
    meetingsFor,
    rhythmOf,
    risksOf,
    exposureChanges,
    enteredPhase,
    workAsOf,
    contributionsFor: (db, { parts, reviewerId, limit }) =>
      contributionsFor(db, {
        ventureIds: parts.flatMap(({ ventureId, status, role }) =>
          status === 'ACTIVE' && roleMay(role, 'review') ? [ventureId] : [],
        ),
        reviewerId,
        limit,
      }),
    exportOf: async (db, userId) => ({
      checkIns: await checkInsBy(db, userId),
      contributions: await contributionsBy(db, userId),
      steps: await logOf(db, userId, exportedSteps),
    }),
  };
}
