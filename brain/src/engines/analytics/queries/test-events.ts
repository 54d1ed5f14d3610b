import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { catalogue, type EventType } from '../events/catalogue.ts';
import type { EventProperties } from '../events/event.ts';
import { derivedId } from '../events/recording.ts';
import type { SeenEvent } from './test-naive.ts';

/** Numbers that look like chance and are the same every time. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pages = ['/dashboard', '/ventures', '/ventures/[id]', '/ventures/[id]/board', '/opportunities', '/buz'];
const features = ['equity.export', 'board.filter', 'search.save'];
const kinds: readonly (readonly [EventType, number])[] = [
  ['page.viewed', 40],
  ['feature.used', 14],
  ['task.moved', 10],
  ['message.posted', 9],
  ['opportunity.viewed', 8],
  ['application.sent', 4],
  ['application.decided', 3],
  ['venture.created', 2],
  ['checkin.posted', 4],
  ['xp.earned', 4],
  ['badge.earned', 2],
];
const weights = kinds.reduce((sum, [, weight]) => sum + weight, 0);

export interface GeneratedEvent extends SeenEvent {
  readonly received: number;
}

/** A life of visits for each person: sign-up, bursts, pauses, moments shared by several events, and late ones. */
export function generate(options: {
  people: number;
  events: number;
  from: number;
  days: number;
  seed: number;
}): GeneratedEvent[] {
  const chance = createChance(options.seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)]!;
  const each = Math.ceil(options.events / options.people);
  const events: Omit<GeneratedEvent, 'seq'>[] = [];
  for (let person = 1; person <= options.people; person++) {
    let at = options.from + Math.floor(chance() * options.days * 0.6 * 86_400) * 1000;
    const add = (type: EventType, properties: EventProperties) =>
      events.push({
        at,
        person,
        type,
        properties,
        caused: catalogue[type].caused && chance() > 0.02,
        // Most arrive at once, some hours later.
        received: at + (chance() < 0.03 ? Math.floor(chance() * 36e5) : 0),
      });
    add('account.created', {});
    at += Math.floor(chance() * 600) * 1000;
    add('email.verified', {});
    for (let left = each - 2; left > 0; left--) {
      const pause = chance();
      // Within a visit; at the very border of one; another day.
      if (pause < 0.75) at += Math.floor(chance() * 300) * 1000;
      else if (pause < 0.8) at += 30 * 60_000 + Math.floor(chance() * 3 - 1) * 1000;
      else at += Math.floor(chance() * 5 * 86_400) * 1000;
      if (at >= options.from + options.days * 86_400_000) break;
      let place = chance() * weights;
      const [type] = kinds.find(([, weight]) => (place -= weight) < 0)!;
      add(type, propertiesOf(type));
    }
  }
  function propertiesOf(type: EventType): EventProperties {
    if (type === 'page.viewed') return { route: pick(pages) };
    if (type === 'feature.used') return { feature: pick(features), mobile: chance() < 0.3 };
    if (type === 'application.decided') return { decision: pick(['ACCEPTED', 'REJECTED']) };
    return chance() < 0.2 ? { weight: Math.floor(chance() * 5) } : {};
  }
  return events
    .sort((a, b) => a.received - b.received || a.person - b.person)
    .map((event, index) => ({ ...event, seq: index + 1 }));
}

/** Puts generated events where real ones lie, under the numbers they have; the people are strangers to the platform. */
export async function store(kernel: Kernel, events: readonly GeneratedEvent[]): Promise<void> {
  const { pool } = kernel.database;
  const people = [...new Set(events.map(({ person }) => person))];
  await pool.query(
    `insert into analytics_people (person, user_id, consented, excluded, signed_up_at, seq)
     select person, user_id, person % 2 = 0, false, null, 1 from unnest($1::integer[], $2::uuid[]) as new (person, user_id)
     on conflict do nothing`,
    [people, people.map(() => newId())],
  );
  for (let from = 0; from < events.length; from += 5_000) {
    const part = events.slice(from, from + 5_000);
    await pool.query(
      `insert into analytics_events (seq, id, at, received_at, person, type, properties, source, consent, caused)
       select seq, id, at, at, person, type, properties::jsonb, 'IMPORT', consent, caused
       from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::boolean[])
         as new (seq, id, at, person, type, properties, consent, caused)`,
      [
        part.map(({ seq }) => seq),
        part.map(({ seq }) => derivedId('generated', seq)),
        part.map(({ at }) => new Date(at)),
        part.map(({ person }) => person),
        part.map(({ type }) => type),
        part.map(({ properties }) => JSON.stringify(properties)),
        part.map(({ type }) => catalogue[type as EventType].consent),
        part.map(({ caused }) => caused),
      ],
    );
  }
  const last = events.reduce((most, { seq }) => Math.max(most, seq), 0);
  await pool.query('update analytics_head set seq = greatest(seq, $1)', [last]);
}
