import { addDays } from '@smartstart/units';
import { sql } from 'kysely';
import type { Brain } from '../brain.ts';
import { newId } from '../kernel/ids.ts';
import type { Chance } from './chance.ts';
import { cultures } from './cultures.ts';
import { shares, type Person } from './crowd-habits.ts';
import { keyOf } from './people-plan.ts';
import { emailOf, firstDay } from './plan.ts';

/** Many more fictional people, written at once: enough to see groups, and to learn from. Nobody can sign in as one. */

export interface CrowdPerson extends Person {
  readonly key: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
}

const textVersion = '1.0.0';
const stages = 7;

export function planCrowd(chance: Chance, count: number): CrowdPerson[] {
  const culture = cultures.canada;
  return Array.from({ length: count }, (_, at) => {
    const name = `${chance.pick(culture.given)} ${chance.pick(culture.family)}`;
    return {
      userId: newId(),
      key: `${keyOf(name)}.${at + 1}`,
      name,
      habit: chance.weighted(shares),
      // Most of them from the first months on, so that there is a past to learn from.
      joinedDay: firstDay + 6 + (-firstDay - 12) * chance.within(0, 1) ** 2.6,
      hour: chance.within(12, 23),
      locale: culture.locale,
      timeZone: chance.pick(culture.places).timeZone,
    };
  });
}

/** Accounts with their consent, the facts access asks for, and how far they came on the journey. */
export async function insertCrowd(
  brain: Brain,
  crowd: readonly CrowdPerson[],
  present: Date,
  chance: Chance,
) {
  const joined = (person: CrowdPerson) => addDays(present, person.joinedDay);
  const moments = crowd.map((person) => joined(person).toISOString());
  const ids = crowd.map(({ userId }) => userId);
  const { database } = brain.kernel;
  await database.transact(async (tx) => {
    await sql`
      insert into users (id, email, slug, name, headline, biography, time_zone, locale, status, email_verified_at,
        visibility, created_at)
      select id, email, slug, name, 'Part of the fictional crowd',
        name || ' is a fictional person of the demo community.', time_zone, locale, 'ACTIVE', at, 'PRIVATE', at
      from unnest(${ids}::uuid[], ${crowd.map(({ key }) => emailOf(key))}::text[],
        ${crowd.map(({ key }) => key.replaceAll('.', '-'))}::text[], ${crowd.map(({ name }) => name)}::text[],
        ${crowd.map(({ timeZone }) => timeZone)}::text[], ${crowd.map(({ locale }) => locale)}::text[],
        ${moments}::timestamptz[]) as person (id, email, slug, name, time_zone, locale, at)`.execute(tx);
    await sql`
      insert into user_consents (user_id, kind, state, version, source, changed_at)
      select person.id, kind, case kind when 'BEHAVIOUR_ANALYTICS' then 'GRANTED' else 'PENDING' end,
        case kind when 'BEHAVIOUR_ANALYTICS' then ${textVersion} end,
        case kind when 'BEHAVIOUR_ANALYTICS' then 'settings' end,
        case kind when 'BEHAVIOUR_ANALYTICS' then person.at end
      from unnest(${ids}::uuid[], ${moments}::timestamptz[]) as person (id, at),
        unnest(array['PLATFORM_TERMS', 'PRIVACY', 'COOKIES', 'MARKETING', 'BEHAVIOUR_ANALYTICS']) as kind`.execute(
      tx,
    );
    await sql`
      insert into user_consent_log (user_id, id, kind, state, version, source, changed_at)
      select id, log, 'BEHAVIOUR_ANALYTICS', 'GRANTED', ${textVersion}, 'settings', at
      from unnest(${ids}::uuid[], ${crowd.map(() => newId())}::uuid[], ${moments}::timestamptz[]) as person (id, log, at)`.execute(
      tx,
    );
    await sql`
      insert into user_history (user_id, id, from_state, to_state, event, actor_id, at)
      select id, step, 'PENDING', 'ACTIVE', 'VERIFY', id, at
      from unnest(${ids}::uuid[], ${crowd.map(() => newId())}::uuid[], ${moments}::timestamptz[]) as person (id, step, at)`.execute(
      tx,
    );
    for (const { userId } of crowd) {
      await brain.security.replace(tx, userId, 'ACCOUNT', 'ACTIVE');
      await brain.security.record(tx, userId, { kind: 'EMAIL_VERIFIED' });
    }
    await insertJourneys(tx, crowd, joined, chance);
  });
}

/** Where each of them is on the journey: many are through, others stopped at one of its stages. */
async function insertJourneys(
  tx: Parameters<Parameters<Brain['kernel']['database']['transact']>[0]>[0],
  crowd: readonly CrowdPerson[],
  joined: (person: CrowdPerson) => Date,
  chance: Chance,
): Promise<void> {
  const rows = crowd.flatMap((person) => {
    const reached = chance.percent(68) ? stages + 1 : chance.between(2, stages);
    let at = joined(person).getTime();
    return Array.from({ length: Math.min(reached, stages) }, (_, index) => {
      const number = index + 1;
      const openedAt = at;
      const minutes = chance.percent(80) ? chance.between(1, 12) : chance.between(60, 3000);
      const closed = number < reached;
      if (closed) at += minutes * 60_000;
      const state = !closed ? 'IN_PROGRESS' : number === 4 && chance.percent(70) ? 'SKIPPED' : 'COMPLETED';
      return { person, number, state, openedAt, closedAt: closed ? at : null };
    });
  });
  const own = [...Map.groupBy(rows, ({ person }) => person).entries()].map(([person, steps]) => ({
    person,
    last: steps.at(-1)!,
  }));
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  await sql`
    insert into journeys (user_id, started_at, progressed_at, reminders, finished_at)
    select * from unnest(${own.map(({ person }) => person.userId)}::uuid[],
      ${own.map(({ person }) => joined(person).toISOString())}::timestamptz[],
      ${own.map(({ last }) => iso(last.closedAt ?? last.openedAt))}::timestamptz[],
      ${own.map(({ last }) => (last.number === stages && last.closedAt ? 0 : 3))}::smallint[],
      ${own.map(({ last }) => (last.number === stages ? iso(last.closedAt) : null))}::timestamptz[])`.execute(
    tx,
  );
  await sql`
    insert into journey_stages (user_id, number, state, opened_at, closed_at)
    select * from unnest(${rows.map(({ person }) => person.userId)}::uuid[], ${rows.map(({ number }) => number)}::smallint[],
      ${rows.map(({ state }) => state)}::text[], ${rows.map(({ openedAt }) => iso(openedAt))}::timestamptz[],
      ${rows.map(({ closedAt }) => iso(closedAt))}::timestamptz[])`.execute(tx);
}
