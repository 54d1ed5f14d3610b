import { addDays } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type { Feature, FeatureVector, Trainable, TrainingRow } from '../../../services/models/index.ts';
import type { Ground } from '../ground.ts';
import { knownBy } from '../runway/known.ts';

/** Whether a venture launches within ninety days of its activation: learnt from the ventures of this installation alone. */

export const launchName = 'venture-launch';
/** Domain rules, section 14. */
export const launchNeeds = { ventures: 200, rarer: 30, days: 90 } as const;
/** So many days after the activation the features are read: before, there is nothing to read. */
export const launchSnapshotDays = 14;
const page = 200;

const features: readonly Feature[] = [
  {
    name: 'people',
    kind: 'number',
    description: 'people who checked in during the first two weeks',
    monotone: 1,
  },
  { name: 'checkIns', kind: 'number', description: 'check-ins of the first two weeks', monotone: 1 },
  {
    name: 'pointsDone',
    kind: 'number',
    description: 'story points done in the first two weeks',
    monotone: 1,
  },
  { name: 'evidence', kind: 'number', description: 'items of evidence', monotone: 1 },
  { name: 'exposure', kind: 'number', description: 'risk exposure' },
  { name: 'ownerLaunches', kind: 'number', description: 'earlier launches of the owner', monotone: 1 },
  { name: 'runwayMonths', kind: 'number', description: 'runway in months' },
];

type Sources = Pick<Ground, 'ventures' | 'work' | 'finances'>;

export function launchModel(sources: Sources, { fictional }: { readonly fictional: boolean }): Trainable {
  return {
    name: launchName,
    title: 'Launch within ninety days',
    purpose: 'Says to the owners of a venture how likely a launch is. Nothing is decided by it.',
    target: 'the venture reaches the phase LAUNCH within 90 days of its activation',
    unit: 'venture',
    horizonDays: launchNeeds.days - launchSnapshotDays,
    features,
    featureSet: 'launch-1',
    needs: { rows: launchNeeds.ventures, keys: launchNeeds.ventures, rarer: launchNeeds.rarer },
    data: fictional
      ? {
          title: 'Sample data of a demonstration: fictional ventures',
          licence: 'made by this platform',
          foreign: true,
        }
      : { title: 'Ventures of this installation', licence: 'own data', foreign: false },
    recipe: { learner: 'logistic', seed: 20_261_128 },
    baseline: {
      title: 'Readiness by what was known then (people and evidence)',
      score: ({ people, evidence }) =>
        0.3 * Math.min(1, Number(people ?? 0) / 5) + 0.1 * Math.min(1, Number(evidence ?? 0) / 10),
    },
    gate: { measure: 'prAuc' },
    collect: (db, { until, progress }) => collect(sources, db, until, progress),
    featuresOf: (db, key, asOf) => launchFeatures(sources, db, key, asOf),
  };
}

async function collect(
  sources: Sources,
  db: Db,
  until: Date,
  progress: (done: number, total: number) => Promise<void>,
): Promise<TrainingRow[]> {
  const rows: TrainingRow[] = [];
  const before = addDays(until, -launchNeeds.days);
  for (let after: string | null = null; ;) {
    const list = await sources.ventures.activatedBefore(db, before, after, page);
    for (const { id, activatedAt } of list) {
      const row = await rowOf(sources, db, id, activatedAt);
      if (row) rows.push(row);
    }
    await progress(rows.length, rows.length);
    if (list.length < page) return rows;
    after = list.at(-1)!.id;
  }
}

/** Null for a venture that launched before its features are read: there is nothing left to foretell. */
async function rowOf(
  sources: Sources,
  db: Db,
  ventureId: string,
  activatedAt: Date,
): Promise<TrainingRow | null> {
  const asOf = addDays(activatedAt, launchSnapshotDays);
  const closedAt = addDays(activatedAt, launchNeeds.days);
  const launched = await sources.work.enteredPhase(db, ventureId, 'LAUNCH');
  if (launched && launched <= asOf) return null;
  const values = await launchFeatures(sources, db, ventureId, asOf);
  if (!values) return null;
  return {
    key: ventureId,
    asOf,
    features: values,
    label: launched && launched <= closedAt ? 1 : 0,
    closedAt,
  };
}

/** The one feature function: what was known of the venture at a moment. Null when there is no such venture. */
export async function launchFeatures(
  { ventures, work, finances }: Sources,
  db: Db,
  ventureId: string,
  asOf: Date,
): Promise<FeatureVector | null> {
  const venture = await ventures.teamOf(db, ventureId);
  if (!venture) return null;
  const figures = await work.workAsOf(db, { ventureId, asOf, since: addDays(asOf, -launchSnapshotDays) });
  let ownerLaunches = 0;
  for (const other of await ventures.ownedBy(db, venture.ownerId)) {
    const launched = other === ventureId ? null : await work.enteredPhase(db, other, 'LAUNCH');
    if (launched && launched <= asOf) ownerLaunches++;
  }
  const money = await finances.moneyOf(db, ventureId);
  const lastMonthOver = lastMonthBefore(asOf);
  const { months } = knownBy({ ...money, lastMonthOver }, asOf);
  const last = months.slice(-3);
  const burn =
    last.reduce((sum, month) => sum + Number(month.costsMinor - month.incomeMinor), 0) / last.length;
  return {
    ...figures,
    ownerLaunches,
    runwayMonths: last.length && burn > 0 ? Math.min(60, Number(last.at(-1)!.cashMinor) / burn) : null,
  };
}

function lastMonthBefore(at: Date): string {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 0)).toISOString().slice(0, 7);
}
