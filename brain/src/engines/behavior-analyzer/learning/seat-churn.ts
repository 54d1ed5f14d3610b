import { addDays, dayMs } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type {
  CollectWindow,
  Feature,
  FeatureVector,
  OpenStatement,
  Trainable,
  TrainingRow,
} from '../../../services/models/index.ts';
import type { SeatPast } from '../../../services/subscriptions/index.ts';
import type { Person } from '../deps.ts';
import { featuresAt, featureSet, personFeatures } from '../history/features.ts';
import { dayAfter, dayStart, dayText, type History } from '../history/history.ts';
import { subgroupsOf, type ChurnPeople } from './user-churn.ts';

/** Whose paid seat ends within 60 days, of seats that are paid for and not cancelled (domain rules, section 14). */

export const seatHorizonDays = 60;
/** A label is certain before the next snapshot of the same seat. */
const strideDays = 61;
/** As far back as raw events are kept, with the windows of features before the first. */
const snapshots = 5;
const batch = 200;
const failureDays = 90;
const monthDays = 30;

/** Paid for, or owed; somebody who cancelled has said what will be, so there is nothing to foretell. */
const open = new Set(['ACTIVE', 'PAYMENT_PENDING', 'GRACE']);
const paying = new Set([...open, 'CANCELLING']);

/** Of what is known of a person, what may bear on a seat: each learnt weight needs ten seats that ended. */
const taken = ['daysSinceActive', 'activeDays30', 'trend', 'featureUses', 'openRequests'] as const;

export const seatFeatures: readonly Feature[] = [
  ...taken.map((name): Feature => personFeatures.find((one) => one.name === name)!),
  {
    name: 'failedPayments',
    kind: 'number',
    description: `payments that failed in ${failureDays} days`,
    monotone: 1,
  },
  { name: 'unpaid', kind: 'number', description: 'a month that is due and not paid', monotone: 1 },
  { name: 'paidMonths', kind: 'number', description: 'months since the seat was first paid without a gap' },
];

export interface SeatPeople extends ChurnPeople {
  seats(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, SeatPast>>;
}

export function seatChurn(people: SeatPeople, options: { fictional: boolean }): Trainable {
  return {
    name: 'subscription-churn',
    title: 'Seats that may end',
    purpose:
      'Shows to the person, and to operators who may help, how likely a paid seat is to end. It advises: no price, invoice, level or suspension follows from it.',
    target: 'the paid seat ends within 60 days, for seats that are paid for and not cancelled',
    unit: 'seat',
    horizonDays: seatHorizonDays,
    features: seatFeatures,
    featureSet: `seat-1 ${featureSet}`,
    needs: { rows: 300, keys: 300, rarer: 60 },
    data: options.fictional
      ? {
          title: 'Sample data of a demonstration: fictional people',
          licence: 'made by this platform',
          foreign: true,
        }
      : { title: 'Outcomes of this installation', licence: 'own data', foreign: false },
    recipe: { learner: 'logistic', seed: 20_261_127 },
    baseline: {
      title: 'Days since the last active day, alone',
      score: ({ daysSinceActive }) => (typeof daysSinceActive === 'number' ? daysSinceActive : 0),
    },
    gate: { measure: 'prAuc', eceLimit: 0.05 },
    collect: (db, window) => collect(people, db, window),
    featuresOf: async (db, key, asOf) => {
      const found = await people.one(db, key);
      const past = (await people.seats(db, [...found.keys()])).get(key);
      const history = (await people.histories(db, found, addDays(asOf, -100))).get(key);
      return history && past ? seatFeaturesAt(history, past, asOf) : null;
    },
  };
}

async function collect(
  people: SeatPeople,
  db: Db,
  { until, progress }: CollectWindow,
): Promise<TrainingRow[]> {
  const last = dayAfter(dayText(until), -seatHorizonDays);
  const moments = Array.from({ length: snapshots }, (_, at) => dayAfter(last, -strideDays * at));
  const from = addDays(dayStart(moments.at(-1)!), -100);
  const rows: TrainingRow[] = [];
  let done = 0;
  for (let after: string | null = null; ;) {
    const part = await people.after(db, after, batch);
    const pasts = await people.seats(db, [...part.keys()]);
    const seated = new Map([...part].filter(([userId]) => pasts.has(userId)));
    const histories = await people.histories(db, seated, from);
    for (const [userId, person] of seated) {
      const [history, past] = [histories.get(userId), pasts.get(userId)];
      if (history && past)
        rows.push(...moments.flatMap((day) => seatRowAt(person, history, past, day) ?? []));
    }
    done += part.size;
    await progress(done, done);
    const lastId: string | undefined = [...part.keys()].at(-1);
    if (lastId === undefined) return rows;
    after = lastId;
  }
}

/** Null where no seat was paid for on that day, or it was cancelled already. */
export function seatRowAt(person: Person, history: History, past: SeatPast, day: string): TrainingRow | null {
  const asOf = dayStart(day);
  const features = seatFeaturesAt(history, past, asOf);
  if (!features) return null;
  const closedAt = addDays(asOf, seatHorizonDays);
  return {
    key: person.id,
    asOf,
    features,
    label: endedWithin(past, asOf, closedAt) ? 1 : 0,
    closedAt,
    subgroups: subgroupsOf(person, asOf),
  };
}

/** What was known of a seat before a moment; null for a seat that is out of scope. */
export function seatFeaturesAt(history: History, past: SeatPast, asOf: Date): FeatureVector | null {
  const steps = past.steps.filter(({ at }) => at < asOf);
  const state = steps.at(-1)?.state;
  if (state === undefined || !open.has(state)) return null;
  const lastShut = steps.findLastIndex((step) => !paying.has(step.state));
  const since = steps[lastShut + 1]!.at;
  const earliest = addDays(asOf, -failureDays);
  const person = featuresAt(history, asOf);
  return {
    ...Object.fromEntries(taken.map((name) => [name, person[name] ?? null])),
    failedPayments: past.failures.filter((at) => at >= earliest && at < asOf).length,
    unpaid: state === 'ACTIVE' ? 0 : 1,
    paidMonths: Math.floor((asOf.getTime() - since.getTime()) / (monthDays * dayMs)),
  };
}

/** Suspended or cancelled: the seat is not paid for any longer. */
function endedWithin({ steps }: SeatPast, from: Date, to: Date): boolean {
  return steps.some(({ at, state }) => at >= from && at < to && !paying.has(state));
}

/** How a statement came out; void for whoever withdrew, or lost the seat with the account. */
export function seatOutcomeOf(past: SeatPast | undefined, { madeAt, dueAt }: OpenStatement): 1 | 0 | 'VOID' {
  return past ? (endedWithin(past, madeAt, dueAt) ? 1 : 0) : 'VOID';
}
