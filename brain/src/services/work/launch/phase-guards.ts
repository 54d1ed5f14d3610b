import type { Db } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import type { Guard } from '../rules/phase-table.ts';
import { milestonesOf, plansOf } from './launch-store.ts';
import { countEvidence, countInForce } from './phase-store.ts';

/** What each guard of the phase table looks at; answers with a sentence when it does not hold. */

export interface Facts {
  readonly ventureId: string;
  readonly ownerId: string;
  readonly link: string | null;
  readonly documentIds: readonly string[];
}

export const leastEvidence = 10;
const leastMembers = 2;
/** Of the last full month, in whole units of the venture's currency. */
const revenueOfScale = 10_000n;
const marginMonths = 3;

type Check = (ground: Ground, db: Db, facts: Facts) => Promise<string | null>;

const checks: Record<Guard, Check> = {
  'isea-in-force': async ({ papers }, db, { ownerId }) => {
    const [isea] = await papers.paperwork(db, ownerId, [{ code: 'ISEA' }]);
    return isea?.inForce ? null : 'The owner’s ISEA has to be in force.';
  },
  'two-members': async ({ ventures }, db, { ventureId }) =>
    (await ventures.rolesIn(db, ventureId)).size >= leastMembers
      ? null
      : 'The team needs at least two active members.',
  evidence: async (_ground, db, { ventureId }) => {
    const count = await countEvidence(db, ventureId);
    return count >= leastEvidence
      ? null
      : `There are ${count} items of evidence; the conclusion rests on at least ${leastEvidence}.`;
  },
  mvp: async (_ground, db, { ventureId, link }) =>
    link || (await secondSprintIsDone(db, ventureId))
      ? null
      : 'Finish the milestone of the second sprint, or give a link to the MVP.',
  'scale-decided': async (_ground, db, { ventureId }) =>
    (await plansOf(db, ventureId, 1))[0]?.state === 'SCALED'
      ? null
      : 'The decision SCALE has to be recorded on the launch plan.',
  'round-active': async ({ business }, db, { ventureId }) =>
    (await business.roundIsActive(db, ventureId)) ? null : 'A funding round has to be active.',
  'round-completed': async ({ business }, db, { ventureId }) =>
    (await business.roundIsCompleted(db, ventureId))
      ? null
      : 'The round has to be completed, its minimum raised.',
  revenue: async ({ business }, db, { ventureId }) =>
    (await business.revenueMinor(db, ventureId)) > 0n ? null : 'No revenue is recognised yet.',
  'revenue-of-scale': async ({ business }, db, { ventureId }) => {
    const [last] = await business.months(db, ventureId, 1);
    const leastMinor = await business.minorOf(db, ventureId, revenueOfScale);
    return last && leastMinor !== null && last.revenueMinor > leastMinor
      ? null
      : 'The recognised revenue of the last full month has to be above 10,000.';
  },
  margin: async ({ business }, db, { ventureId }) => {
    const months = await business.months(db, ventureId, marginMonths);
    const positive = months.filter(({ revenueMinor, costsMinor }) => revenueMinor > costsMinor);
    return positive.length === marginMonths
      ? null
      : 'The margin has to be positive in each of the last three months.';
  },
  'exit-concluded': async (_ground, db, { ventureId, documentIds }) =>
    documentIds.length && (await countInForce(db, ventureId, documentIds)) === new Set(documentIds).size
      ? null
      : 'The agreements of the exit have to be in force.',
};

/** What stands against it, in sentences. */
export async function missingFor(
  ground: Ground,
  db: Db,
  guards: readonly Guard[],
  facts: Facts,
): Promise<string[]> {
  const missing: string[] = [];
  for (const guard of guards) {
    const sentence = await checks[guard](ground, db, facts);
    if (sentence) missing.push(sentence);
  }
  return missing;
}

async function secondSprintIsDone(db: Db, ventureId: string): Promise<boolean> {
  const [plan] = await plansOf(db, ventureId, 1);
  const milestones = plan ? await milestonesOf(db, ventureId, [plan.id]) : [];
  const second = milestones.filter(({ phase }) => phase === 'SPRINT_2');
  return second.length > 0 && second.every(({ state }) => state === 'COMPLETED');
}
