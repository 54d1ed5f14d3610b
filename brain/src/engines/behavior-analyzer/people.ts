import { addDays } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { CurrentFacts, Ground, Person } from './deps.ts';
import type { History } from './history/history.ts';
import * as choices from './record/choice-store.ts';
import * as facts from './record/fact-store.ts';

/** Whom one may look at, and what is known of them. */

/** The windows of features reach back 90 days; anomalies compare with 90 days before a day that lies 30 back. */
export const historyDays = 130;

export interface Known {
  readonly person: Person;
  readonly history: History;
  readonly current: CurrentFacts;
  /** Their history was brought in for a demonstration. */
  readonly fictional: boolean;
}

/** Those of them who gave their consent, have an account in use, and are not left out of analytics. */
export async function profiled(
  ground: Ground,
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  const consenting = await ground.people.withConsent(db, userIds, 'BEHAVIOUR_ANALYTICS');
  const people = await ground.people.byIds(db, [...consenting]);
  return new Map(
    [...people.values()]
      .filter(({ status }) => status === 'ACTIVE' || status === 'PENDING')
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((person) => [person.id, person]),
  );
}

/** Of those, who did not switch predictions off. */
export async function predictable(
  ground: Ground,
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  const people = await profiled(ground, db, userIds);
  const off = await choices.switchedOff(db, [...people.keys()]);
  return new Map([...people].filter(([userId]) => !off.has(userId)));
}

/** Histories back from a moment, of people who may be looked at. */
export async function historiesOf(
  ground: Ground,
  db: Db,
  people: ReadonlyMap<string, Person>,
  { from }: { from: Date },
): Promise<Map<string, History>> {
  const userIds = [...people.keys()];
  const days = await ground.habits.daysOf(db, userIds, { from });
  const rows = await facts.factsOf(db, userIds);
  return new Map(
    [...people.values()].map((person) => [
      person.id,
      { joinedAt: person.createdAt, days: days.get(person.id) ?? [], facts: rows.get(person.id) ?? [] },
    ]),
  );
}

/** Everything the rules need of these people now. */
export async function knownNow(
  ground: Ground,
  db: Db,
  people: ReadonlyMap<string, Person>,
): Promise<Map<string, Known>> {
  const from = addDays(ground.kernel.clock.now(), -historyDays);
  const histories = await historiesOf(ground, db, people, { from });
  const current = await ground.sources.factsOf(db, [...people.keys()]);
  const imported = await ground.habits.importedAmong(db, [...people.keys()]);
  return new Map(
    [...people.values()].flatMap((person) => {
      const now = current.get(person.id);
      const history = histories.get(person.id);
      if (!now || !history) return [];
      return [[person.id, { person, history, current: now, fictional: imported.has(person.id) }] as const];
    }),
  );
}
