import { setImmediate } from 'node:timers/promises';
import type { Answer, contract, Input } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Call } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { toPage } from '../../kernel/paging.ts';
import type { NewStatement, Prediction } from '../../services/models/index.ts';
import { fictionalSource } from './churn.ts';
import type { Ground } from './deps.ts';
import { dayStart, dayText } from './history/history.ts';
import { seatFeaturesAt, seatHorizonDays } from './learning/seat-churn.ts';
import { predictable, type Known } from './people.ts';
import * as contests from './record/contest-store.ts';
import * as store from './record/standing-store.ts';
import { noteReading, readPlace } from './reading.ts';

/** What is said of paid seats: a learnt chance where a version serves, and nothing before; no rule stands in for it. */

export const seatModel = 'subscription-churn';

type View = Answer<typeof contract.insights.seatsAtRisk>;
type Statement = NonNullable<NonNullable<Answer<typeof contract.insights.mine>['profile']>['seat']>;
export type SeatChance = Pick<View['items'][number], 'probability' | 'interval' | 'reasons' | 'provenance'>;

const servedAtOnce = 8;

/** Chances of the paid seats among these people; null while no version serves. */
export async function predictSeats(
  ground: Ground,
  db: Db,
  people: readonly Known[],
): Promise<ReadonlyMap<string, Prediction> | null> {
  const asOf = dayStart(dayText(ground.kernel.clock.now()));
  const pasts = await ground.sources.seatPasts(
    db,
    people.map(({ person }) => person.id),
  );
  const rows = people.flatMap(({ person, history }) => {
    const past = pasts.get(person.id);
    const features = past && seatFeaturesAt(history, past, asOf);
    return features ? [{ key: person.id, features, asOf }] : [];
  });
  const learnt = new Map<string, Prediction>();
  // Explaining a row takes a while; requests have their turn in between.
  for (let from = 0; from < rows.length; from += servedAtOnce) {
    const part = await ground.seatChurn.predict(rows.slice(from, from + servedAtOnce));
    if (!part) return null;
    for (const [userId, prediction] of part) learnt.set(userId, prediction);
    await setImmediate();
  }
  return learnt;
}

/** Where the person's own history is made up, what is said of it is too. */
export function seatChance({ probability, interval, reasons, provenance }: Prediction, fictional: boolean) {
  const source = `${provenance.source} ${fictionalSource}`;
  return {
    probability,
    interval,
    reasons: [...reasons],
    provenance: fictional ? { ...provenance, foreign: true, source } : provenance,
  } satisfies SeatChance;
}

/** Kept when it is said, and compared with what became of the seat. */
export function seatStatementOf(userId: string, prediction: Prediction, now: Date): NewStatement {
  return {
    kind: seatModel,
    subject: userId,
    said: { probability: prediction.probability },
    due: addDays(now, seatHorizonDays),
    by: { model: prediction.provenance.model ?? seatModel, version: prediction.provenance.version },
    shadow: prediction.shadow,
  };
}

const unsaid = { probability: null, interval: null, reasons: [], provenance: null, past: null };

/** For the person; null without a paid seat, and for one that was cancelled. */
export async function ownSeat(
  ground: Ground,
  known: Known,
  predictionsOn: boolean,
): Promise<Statement | null> {
  const { db } = ground.kernel.database;
  if (!predictionsOn)
    return { ...unsaid, state: 'SWITCHED_OFF', why: 'You switched predictions about you off: none is made.' };
  const learnt = await predictSeats(ground, db, [known]);
  if (!learnt) return { ...unsaid, state: 'NOT_ENOUGH_DATA', why: await whyNone(ground) };
  const prediction = learnt.get(known.person.id);
  if (!prediction) return null;
  const past = await ground.models.statements.pastRecord(db, seatModel);
  return { state: 'SHOWN', why: null, ...seatChance(prediction, known.fictional), past };
}

/** Likeliest to end first; each reading is in the audit chain. */
export async function seatsAtRisk(
  ground: Ground,
  call: Call,
  query: Input<typeof contract.insights.seatsAtRisk>['query'],
): Promise<View> {
  const { db } = ground.kernel.database;
  const { version, provenance } = await ground.seatChurn.state();
  if (version === null)
    return {
      items: [],
      nextCursor: null,
      state: 'NOT_ENOUGH_DATA',
      why: await whyNone(ground),
      seats: 0,
      computedAt: null,
      provenance: null,
      past: null,
    };
  const rows = await store.seatsAtRisk(db, { after: readPlace(query.cursor), limit: query.limit });
  const page = toPage(
    rows,
    query.limit,
    (row) => [row.seat_rank!, row.user_id],
    (row) => row,
  );
  const items = await views(ground, db, page.items);
  await noteReading(ground, call, items);
  const past = await ground.models.statements.pastRecord(db, seatModel);
  const counts = await store.seatCounts(db);
  return {
    items,
    nextCursor: page.nextCursor,
    state: 'SHOWN',
    why: null,
    seats: counts.seats,
    computedAt: counts.computedAt?.toISOString() ?? null,
    provenance,
    past,
  };
}

/** Whoever withdrew since the last night is not shown, though the figures still lie there. */
async function views(ground: Ground, db: Db, rows: readonly store.StandingRow[]): Promise<View['items']> {
  const userIds = rows.map((row) => row.user_id);
  const people = await predictable(ground, db, userIds);
  const contesting = await contests.contesting(db, userIds, 'SEAT');
  return rows.flatMap((row) => {
    const person = people.get(row.user_id);
    if (!person) return [];
    const { id: userId, name, slug } = person;
    const said = row.seat_churn as unknown as SeatChance;
    return [{ userId, name, slug, ...said, contested: contesting.has(userId), fictional: row.fictional }];
  });
}

async function whyNone(ground: Ground): Promise<string> {
  const { sentence } = await ground.seatChurn.state();
  return `No chance is shown, and no rule stands in for it. ${sentence}`;
}
