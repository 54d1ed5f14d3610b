import { addDays, dayMs } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type {
  CollectWindow,
  FeatureVector,
  OpenStatement,
  Trainable,
  TrainingRow,
} from '../../../services/models/index.ts';
import type { Person } from '../deps.ts';
import { featuresAt, featureSet, personFeatures } from '../history/features.ts';
import { dayAfter, dayStart, dayText, daysBetween, windowOf, type History } from '../history/history.ts';

/** Who will not come back: no active day in the next 30 days, of people who were active in the last 30. */

export const horizonDays = 30;
/** A label is certain before the next snapshot of the same person, so that no slice of the training knows of a later one. */
const strideDays = 32;
const snapshots = 12;
const batch = 200;
/** Browsers that were offline send later; a label is certain a while after its last day. */
const settlingDays = 2;

export interface ChurnPeople {
  /** People who consented and keep predictions on, after an id, in the order of ids. */
  after(db: Db, afterId: string | null, limit: number): Promise<ReadonlyMap<string, Person>>;
  /** The same for one; empty when it is gone, did not consent, or switched predictions off. */
  one(db: Db, userId: string): Promise<ReadonlyMap<string, Person>>;
  histories(db: Db, people: ReadonlyMap<string, Person>, from: Date): Promise<ReadonlyMap<string, History>>;
}

export function userChurn(people: ChurnPeople, options: { fictional: boolean }): Trainable {
  return {
    name: 'user-churn',
    title: 'People who may leave',
    purpose:
      'Shows to the person, and to operators who may help, how likely no use within 30 days is. It advises: no level, paper, payment, ban or rejection follows from it.',
    target: 'no active day in the next 30 days, for people active in the last 30',
    unit: 'person',
    horizonDays: horizonDays + settlingDays,
    features: personFeatures,
    featureSet,
    needs: { rows: 300, keys: 300, rarer: 100 },
    data: options.fictional
      ? {
          title: 'Sample data of a demonstration: fictional people',
          licence: 'made by this platform',
          foreign: true,
        }
      : { title: 'Outcomes of this installation', licence: 'own data', foreign: false },
    // Small trees: each of them is explained for everybody, every night.
    recipe: { learner: 'boosting', seed: 20_261_126, boosting: { rounds: 60, leaves: 8 } },
    baseline: {
      title: 'Days since the last active day, alone',
      score: ({ daysSinceActive }) => (typeof daysSinceActive === 'number' ? daysSinceActive : 0),
    },
    gate: { measure: 'prAuc', eceLimit: 0.05 },
    collect: (db, window) => collect(people, db, window),
    featuresOf: async (db, key, asOf) => {
      const found = await people.one(db, key);
      const history = (await people.histories(db, found, addDays(asOf, -100))).get(key);
      return history ? featuresAt(history, asOf) : null;
    },
  };
}

async function collect(
  people: ChurnPeople,
  db: Db,
  { until, progress }: CollectWindow,
): Promise<TrainingRow[]> {
  const last = dayAfter(dayText(until), -(horizonDays + settlingDays));
  const moments = Array.from({ length: snapshots }, (_, at) => dayAfter(last, -strideDays * at));
  const from = addDays(dayStart(moments.at(-1)!), -100);
  const rows: TrainingRow[] = [];
  let done = 0;
  for (let after: string | null = null; ;) {
    const part = await people.after(db, after, batch);
    const histories = await people.histories(db, part, from);
    for (const [userId, person] of part) {
      const history = histories.get(userId);
      if (history) rows.push(...moments.flatMap((day) => rowAt(person, history, day) ?? []));
    }
    done += part.size;
    await progress(done, done);
    const lastId: string | undefined = [...part.keys()].at(-1);
    if (lastId === undefined) break;
    after = lastId;
  }
  return rows;
}

/** Null for those who were not here yet, or not active in the 30 days before. */
export function rowAt(person: Person, history: History, day: string): TrainingRow | null {
  const asOf = dayStart(day);
  const features = featuresAt(history, asOf);
  if (!inScope(features)) return null;
  const outcome = windowOf(history.days, day, dayAfter(day, horizonDays - 1));
  return {
    key: person.id,
    asOf,
    features,
    label: outcome.activeDays === 0 ? 1 : 0,
    closedAt: addDays(asOf, horizonDays + settlingDays),
    subgroups: subgroupsOf(person, asOf),
  };
}

/** The label is about people who were active in the 30 days before. */
export function inScope({ activeDays30 }: FeatureVector): boolean {
  return typeof activeDays30 === 'number' && activeDays30 > 0;
}

/** Only to compare figures by; no model looks at them. */
export function subgroupsOf({ locale, timeZone, createdAt }: Person, asOf: Date): Record<string, string> {
  const days = (asOf.getTime() - createdAt.getTime()) / dayMs;
  return {
    language: locale.slice(0, 2),
    region: timeZone.split('/')[0]!,
    tenure: days < 90 ? 'first three months' : days < 365 ? 'first year' : 'longer',
  };
}

/** How a statement came out: 1 when there was no active day from the day it was made until it fell due. */
export function outcomeOf(history: History | undefined, { madeAt, dueAt }: OpenStatement): 1 | 0 | 'VOID' {
  if (!history) return 'VOID';
  const from = dayText(madeAt);
  const { activeDays } = windowOf(history.days, from, dayAfter(dayText(dueAt), -1));
  return daysBetween(from, dayText(dueAt)) < 1 ? 'VOID' : activeDays === 0 ? 1 : 0;
}
