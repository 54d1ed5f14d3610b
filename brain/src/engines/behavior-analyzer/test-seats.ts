import { randomUUID } from 'node:crypto';
import { addDays, addMs, hourMs } from '@smartstart/units';
import type { World } from '@smartstart/testkit';
import { sql } from 'kysely';
import { createChance } from '../../demo/chance.ts';
import { insertCrowd, planCrowd } from '../../demo/crowd-people.ts';
import { newId } from '../../kernel/ids.ts';
import type { NewEvent } from '../analytics/index.ts';
import { createDraw } from '../ml/index.ts';
import { dayStart, dayText } from './history/history.ts';

/** For tests: people with paid seats and fourteen months of them. */

const monthDays = 30;
const months = 14;
const shutMonths = 3;

interface Month {
  readonly startDay: number;
  readonly visits: number;
  readonly failed: number;
  readonly ends: boolean;
}

export async function insertSeats(world: World, count: number, seed: number): Promise<string[]> {
  const today = dayStart(dayText(world.clock.now()));
  const chance = createChance(seed);
  const people = planCrowd(chance, count).map((person) => ({
    ...person,
    key: `${person.key}-${seed}`,
    joinedDay: -monthDays * months - 10,
  }));
  await insertCrowd(world.brain, people, today, chance);
  const draw = createDraw(seed);
  const lives = people.map(({ userId }) => ({ userId, months: lifeOf(draw) }));
  await insertSteps(world, today, lives);
  await insertFailures(world, today, lives);
  await recordVisits(world, today, lives, draw);
  return people.map(({ userId }) => userId);
}

/**
 * Now and then a card runs out: payments fail, and almost all of those seats end. A seat that ended is paid for again four
 * months later. How often somebody comes says little of it, so that recency alone knows little.
 */
function lifeOf(draw: (below: number) => number): Month[] {
  const life: Month[] = [];
  for (let at = 0; at < months; at++) {
    const visits = draw(100) < 20 ? draw(2) : 3 + draw(5);
    const shut = life.slice(-shutMonths).some(({ ends }) => ends);
    const failed = draw(100) < 6 && !shut ? 2 + draw(2) : 0;
    const ends = draw(100) < (failed ? 97 : 1) && !shut;
    life.push({ startDay: -monthDays * (months - at), visits, failed, ends });
  }
  return life;
}

type Lives = readonly { readonly userId: string; readonly months: readonly Month[] }[];

async function insertSteps(world: World, today: Date, lives: Lives): Promise<void> {
  const steps = lives.flatMap(({ userId, months: own }) => {
    const first = {
      userId,
      from: 'INACTIVE',
      to: 'ACTIVE',
      event: 'payment-succeeds',
      day: own[0]!.startDay - 5,
    };
    return [
      first,
      ...own.flatMap(({ startDay, ends }) =>
        ends
          ? [
              { userId, from: 'GRACE', to: 'SUSPENDED', event: 'grace-over', day: startDay + monthDays + 8 },
              {
                userId,
                from: 'SUSPENDED',
                to: 'ACTIVE',
                event: 'payment-succeeds',
                day: startDay + (1 + shutMonths) * monthDays - 5,
              },
            ]
          : [],
      ),
    ].filter(({ day }) => day < 0);
  });
  await sql`
    insert into subscription_history (id, user_id, from_state, to_state, event, at)
    select * from unnest(${steps.map(() => newId())}::uuid[], ${steps.map(({ userId }) => userId)}::uuid[],
      ${steps.map(({ from }) => from)}::text[], ${steps.map(({ to }) => to)}::text[],
      ${steps.map(({ event }) => event)}::text[],
      ${steps.map(({ day }) => addDays(today, day).toISOString())}::timestamptz[])`.execute(
    world.brain.kernel.database.db,
  );
}

async function insertFailures(world: World, today: Date, lives: Lives): Promise<void> {
  const { db } = world.brain.kernel.database;
  const tried = lives.flatMap(({ userId, months: own }) => {
    const days = own.flatMap(({ startDay, failed }) =>
      Array.from({ length: failed }, (_, at) => startDay + 20 + at),
    );
    return days.length ? [{ userId, invoiceId: randomUUID(), days }] : [];
  });
  await sql`
    insert into invoices (id, user_id, state, price_version, currency, net_minor, tax_minor, total_minor, tax_note, buyer,
      seller, reference, period_start, period_end, created_at)
    select id, user_id, 'DRAFT', 1, 'CAD', 10000, 0, 10000, 'none', '{}', '{}', id::text, ${today}, ${addDays(today, 30)}, ${today}
    from unnest(${tried.map(({ invoiceId }) => invoiceId)}::uuid[], ${tried.map(({ userId }) => userId)}::uuid[])
      as bill (id, user_id)`.execute(db);
  const failed = tried.flatMap(({ userId, invoiceId, days }) =>
    days.map((day, at) => ({ userId, invoiceId, attempt: at + 1, at: addDays(today, day).toISOString() })),
  );
  await sql`
    insert into payments (id, invoice_id, user_id, attempt, provider, way, state, key, present, amount_minor, currency,
      failure, created_at, sent_at, answered_at)
    select id, invoice_id, user_id, attempt, 'test', 'STORED', 'FAILED', id::text, false, 10000, 'CAD', 'declined', at, at, at
    from unnest(${failed.map(() => newId())}::uuid[], ${failed.map(({ invoiceId }) => invoiceId)}::uuid[],
      ${failed.map(({ userId }) => userId)}::uuid[], ${failed.map(({ attempt }) => attempt)}::integer[],
      ${failed.map(({ at }) => at)}::timestamptz[]) as payment (id, invoice_id, user_id, attempt, at)`.execute(
    db,
  );
}

async function recordVisits(
  world: World,
  today: Date,
  lives: Lives,
  draw: (below: number) => number,
): Promise<void> {
  const events = lives.flatMap(({ userId, months: own }) =>
    own.flatMap(({ startDay, visits }) =>
      Array.from({ length: visits }, (): NewEvent => ({
        at: addMs(addDays(today, startDay + draw(monthDays)), 12 * hourMs),
        userId,
        type: 'feature.used',
        properties: { feature: 'board.move' },
      })),
    ),
  );
  const { database } = world.brain.kernel;
  for (let from = 0; from < events.length; from += 20_000)
    await database.transact((tx) =>
      world.brain.services.analytics.events.record(tx, events.slice(from, from + 20_000)),
    );
}
