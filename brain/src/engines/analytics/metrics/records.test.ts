import { addDays, addMs, dayMs } from '@smartstart/units';
import { enrol, receiveRewards, type Enrolled } from '@smartstart/testkit';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { fund } from '../../../services/buz/test-funds.ts';
import { empty, enter } from '../../../services/buz/test-people.ts';
import { openBureau, type Bureau } from '../desk/test-bureau.ts';
import { metricsByKey } from './catalogue.ts';
import { healthOf, influences, median } from './figure-rules.ts';
import type { Span } from './range.ts';

/** A small world whose figures were worked out by hand. */
let bureau: Bureau;
let seats: string[];
const day = (text: string) => new Date(`2026-${text}T00:00:00Z`);
const span = (from: string, to: string): Span => ({ from: day(from), to: day(to) });

beforeAll(async () => {
  bureau = await openBureau();
  seats = Array.from({ length: 6 }, () => newId());
}, 120_000);
afterAll(() => bureau?.close());

async function value(key: string, range: Span): Promise<number | null> {
  return (await bureau.services.analyticsDesk.figures.valueOf(key, range)).value;
}

/** States of a seat from days on. */
async function seat(userId: string, states: readonly (readonly [string, Date])[]): Promise<void> {
  const rows = states.map(([to_state, at], index) => ({
    id: newId(),
    user_id: userId,
    from_state: states[index - 1]?.[0] ?? 'INACTIVE',
    to_state,
    event: 'test',
    actor_id: null,
    at,
  }));
  await bureau.db
    .insertInto('subscriptions')
    .values({ user_id: userId, state: 'INACTIVE', changed_at: states[0]![1] })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  await bureau.db.insertInto('subscription_history').values(rows).execute();
}

describe('seats', () => {
  beforeAll(async () => {
    await seat(seats[0]!, [['ACTIVE', day('03-01')]]);
    await seat(seats[1]!, [
      ['TRIALING', day('03-02')],
      ['ACTIVE', day('03-12')],
      ['CANCELLED', day('05-10')],
    ]);
    await seat(seats[2]!, [
      ['ACTIVE', day('03-05')],
      ['GRACE', day('04-20')],
      ['SUSPENDED', day('04-25')],
    ]);
    await seat(seats[3]!, [
      ['TRIALING', day('03-03')],
      ['TRIAL_EXPIRED', day('03-17')],
    ]);
    // Converted, but on day 40.
    await seat(seats[4]!, [
      ['TRIALING', day('03-04')],
      ['ACTIVE', day('04-13')],
    ]);
    await seat(seats[5]!, [['TRIALING', day('05-20')]]);
  });

  test('recurring revenue is that of the paying states, at any moment of the past', async () => {
    const price = Number(
      (
        await bureau.db
          .selectFrom('seat_prices')
          .select('price_minor')
          .orderBy('version')
          .executeTakeFirstOrThrow()
      ).price_minor,
    );
    expect(price).toBe(10_000);
    // On 1 April: seats 0, 1, 2. On 22 April: 0, 1, 2 in grace, 4. On 1 June: 0, 4.
    expect(await value('paying-seats', span('03-25', '04-01'))).toBe(3);
    expect(await value('paying-seats', span('04-15', '04-22'))).toBe(4);
    expect(await value('paying-seats', span('05-25', '06-01'))).toBe(2);
  });

  test('churn of April: three paid on its first day, one no longer on its last', async () => {
    expect(await value('subscription-churn', span('04-20', '05-15'))).toBeCloseTo(1 / 3);
    // Of May: seats 0, 1 and 4 paid on its first day, seat 1 ended.
    expect(await value('subscription-churn', span('05-20', '06-15'))).toBeCloseTo(1 / 3);
    expect(await value('subscription-churn', span('01-01', '02-15'))).toBeNull();
  });

  test('trials whose 30th day lies in the range: one of three turned active in time', async () => {
    expect(await value('trial-conversion', span('03-25', '04-10'))).toBeCloseTo(1 / 3);
    expect(await value('trial-conversion', span('04-10', '04-20'))).toBeNull();
  });
});

describe('BUZ, from the ledger as it was', () => {
  let giver: Enrolled;
  let taker: Enrolled;
  let before: Date;
  let after: Date;

  beforeAll(async () => {
    giver = await enrol(bureau.world, 'Gil Giver', 'SUBSCRIBER');
    taker = await enrol(bureau.world, 'Tia Taker', 'SUBSCRIBER');
    await receiveRewards(bureau.world);
    bureau.clock.advance(dayMs);
    before = bureau.clock.now();
    bureau.clock.advance(1000);
    await giver.api.buz.transfer(
      { body: { recipientId: taker.userId, amount: '12.5' } },
      { idempotencyKey: randomUUID() },
    );
    bureau.clock.advance(1000);
    after = bureau.clock.now();
  }, 60_000);

  test('volume counts what was sent once, without the fee', async () => {
    expect(await value('buz-volume', { from: before, to: after })).toBeCloseTo(12.5);
    expect(await value('buz-volume', { from: addDays(before, -1), to: before })).toBe(0);
  });

  test('circulating is all that lies with people; the fee left it', async () => {
    const { rows } = await sql<{ micro: number }>`
      select sum(balance_micro)::float8 as micro from ledger_accounts
      where owner_id <> '00000000-0000-0000-0000-000000000000'`.execute(bureau.db);
    const now = await value('buz-circulating', { from: before, to: after });
    expect(now).toBeCloseTo(rows[0]!.micro / 1e6, 6);
    const then = await value('buz-circulating', { from: addDays(before, -2), to: before });
    expect(then! - now!).toBeCloseTo(0.0125, 6);
    expect(await value('buz-circulating', { from: day('01-01'), to: day('01-02') })).toBe(0);
  });

  test('pools and people together are the supply', async () => {
    const range = { from: before, to: after };
    expect((await value('buz-pools', range))! + (await value('buz-circulating', range))!).toBeCloseTo(1e9, 3);
  });

  test('velocity is the volume of 30 days by the mean of what circulated', async () => {
    const range = { from: before, to: after };
    let sum = 0;
    for (let back = 0; back < 30; back++)
      sum += (await value('buz-circulating', {
        from: addDays(after, -back - 1),
        to: addDays(after, -back),
      }))!;
    expect(await value('buz-velocity', range)).toBeCloseTo(
      (await value('buz-volume', { from: addDays(after, -30), to: after }))! / (sum / 30),
      9,
    );
  });
});

describe('stakes, holders and votes', () => {
  const now = () => bureau.clock.now();
  const untilNow = (): Span => ({ from: addDays(now(), -1), to: addMs(now(), 1) });
  let [saver, spender]: Enrolled[] = [];
  /** What people hold, by the accounts. */
  async function held(): Promise<number> {
    const rows = await bureau.db
      .selectFrom('ledger_accounts')
      .select(['owner_id', 'balance_micro'])
      .where('owner_id', '<>', '00000000-0000-0000-0000-000000000000')
      .execute();
    return rows.reduce((sum, row) => sum + Number(row.balance_micro), 0) / 1e6;
  }

  beforeAll(async () => {
    saver = await enter(bureau.world, 'Sia Saver');
    spender = await enter(bureau.world, 'Pip Spender');
    await fund(bureau.world, saver.userId, 1_000_000_000n);
    await fund(bureau.world, spender.userId, 10_000_000n);
    bureau.clock.advance(1000);
  }, 60_000);

  test('staked ÷ circulating: 250 of what people hold, and nothing before', async () => {
    expect(await value('buz-staked-ratio', untilNow())).toBe(0);
    bureau.clock.advance(1000);
    const before = now();
    bureau.clock.advance(1000);
    const body = { tier: 'BRONZE' as const, amount: '250', autoRenew: false };
    await saver!.api.buz.openStake({ body }, { idempotencyKey: randomUUID() });
    bureau.clock.advance(1000);
    // A stake moves BUZ within the person's accounts: what circulates stays.
    const holdings = await held();
    expect(await value('buz-circulating', untilNow())).toBeCloseTo(holdings, 6);
    expect(await value('buz-staked-ratio', untilNow())).toBeCloseTo(250 / holdings, 9);
    expect(await value('buz-staked-ratio', { from: addDays(before, -1), to: before })).toBe(0);
  });

  test('holders are those with more than nothing: the giver, the taker and two more, then one less', async () => {
    expect(await value('buz-holders', untilNow())).toBe(4);
    await empty(bureau.world, spender!);
    bureau.clock.advance(1000);
    expect(await value('buz-holders', untilNow())).toBe(3);
  });

  test('turnout: the mean of 40 % and 20 %; what was withdrawn or still runs is no vote', async () => {
    const proposal = (
      state: string,
      ended_at: Date | null,
      votes: readonly [bigint, bigint, bigint] | null,
    ) => ({
      id: newId(),
      proposer_id: saver!.userId,
      kind: 'FEATURE',
      state,
      title: 'A proposal',
      body: 'What it says.',
      created_at: day('03-01'),
      ended_at,
      circulating_micro: votes && 100n,
      for_micro: votes?.[0] ?? null,
      against_micro: votes?.[1] ?? null,
      abstain_micro: votes?.[2] ?? null,
    });
    await bureau.db
      .insertInto('buz_proposals')
      .values([
        proposal('EXECUTED', day('03-10'), [30n, 10n, 0n]),
        proposal('REJECTED', day('03-20'), [5n, 5n, 10n]),
        proposal('WITHDRAWN', day('03-12'), null),
        proposal('DISCUSSION', null, null),
      ])
      .execute();
    expect(await value('governance-turnout', span('03-01', '04-01'))).toBeCloseTo((0.4 + 0.2) / 2, 12);
    expect(await value('governance-turnout', span('03-15', '04-01'))).toBeCloseTo(0.2, 12);
    expect(await value('governance-turnout', span('03-11', '03-19'))).toBeNull();
  });
});

describe('phases and launches', () => {
  beforeAll(async () => {
    const [one, other] = [newId(), newId()];
    const moved = (venture_id: string, from: string, to: string, at: Date) => ({
      venture_id,
      id: newId(),
      entity: 'PHASE',
      entity_id: venture_id,
      subject: to,
      event: 'advance',
      from_state: from,
      to_state: to,
      at,
    });
    await bureau.db
      .insertInto('work_log')
      .values([
        moved(one, 'IDEA', 'VALIDATION', day('03-01')),
        moved(one, 'VALIDATION', 'BUILD', day('03-11')),
        moved(one, 'BUILD', 'LAUNCH', day('04-10')),
        moved(other, 'IDEA', 'VALIDATION', day('03-05')),
        moved(other, 'VALIDATION', 'BUILD', day('03-25')),
      ])
      .execute();
    const plan = (state: string, decided: Date | null, attempt: number) => ({
      venture_id: one,
      id: newId(),
      attempt,
      state,
      started_on: '2026-02-01',
      ends_on: '2026-03-01',
      started_by: newId(),
      decided_at: decided,
      created_at: day('02-01'),
      updated_at: day('02-01'),
    });
    await bureau.db
      .insertInto('launch_plans')
      .values([
        plan('SCALED', day('03-10'), 1),
        plan('PIVOTED', day('03-12'), 2),
        plan('KILLED', day('03-14'), 3),
        plan('SCALED', day('03-16'), 4),
        plan('RUNNING', null, 5),
      ])
      .execute();
  });

  test('median days between changes of phase, by the phase that was left', async () => {
    const { value: all, split } = await bureau.services.analyticsDesk.figures.valueOf(
      'time-in-phase',
      span('03-01', '05-01'),
    );
    // Ten and twenty days in validation, thirty in build.
    expect(all).toBe(20);
    expect(split!.map(({ key, value: days }) => [key, days])).toEqual([
      ['BUILD', 30],
      ['VALIDATION', 15],
    ]);
    expect(await value('time-in-phase', span('01-01', '02-01'))).toBeNull();
  });

  test('decisions of launches, those that run left out', async () => {
    expect(await value('launch-rate', span('03-01', '04-01'))).toBe(0.5);
    expect(await value('pivot-rate', span('03-01', '04-01'))).toBe(0.25);
    expect(await value('kill-rate', span('03-13', '03-15'))).toBe(1);
    expect(await value('launch-rate', span('04-01', '05-01'))).toBeNull();
  });
});

describe('rules', () => {
  test('platform health to the figure', () => {
    expect(healthOf(150, 50, 0.995)).toBeCloseTo(15 + 20 + 19.9);
    expect(healthOf(10_000, 100, 1)).toBe(100);
  });
  test('influence takes the ten highest', async () => {
    const links = Array.from({ length: 12 }, (_, index) => ({
      userId: `u${String(index).padStart(2, '0')}`,
      links: index,
    }));
    const sources = {
      network: { mostLinked: () => Promise.resolve(links) },
      reputations: () => Promise.resolve(new Map([['u00', 100]])),
    };
    const found = await influences({ db: bureau.db, sources } as unknown as Parameters<typeof influences>[0]);
    expect(found).toHaveLength(10);
    expect(found[0]).toMatchObject({ userId: 'u00', score: 30 });
    expect(found[1]!.score).toBeCloseTo(0.7 * 11);
  });
  test('the median of an even count lies between', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
  test('alarms speak at their bounds', () => {
    expect(metricsByKey.get('compliance-rate')!.alarm!(0.79)).toBe('Below 80 %.');
    expect(metricsByKey.get('compliance-rate')!.alarm!(0.8)).toBeNull();
    expect(metricsByKey.get('validity-rate')!.alarm!(0.94)).toBe('Below 95 %.');
    expect(metricsByKey.get('growth-rate')!.alarm!(-0.51)).toBe('Below −50 %.');
    expect(metricsByKey.get('error-share')!.alarm!(0.05)).toBeNull();
  });
});

test('test accounts count nowhere', async () => {
  const other = await openBureau({ ANALYTICS_TEST_ACCOUNTS: '@example.com' });
  try {
    await other.guest('Nobody Counts');
    const range = { from: addDays(other.clock.now(), -1), to: addDays(other.clock.now(), 1) };
    const { value: count } = await other.services.analyticsDesk.figures.valueOf('accounts', range);
    expect(count).toBe(0);
  } finally {
    await other.close();
  }
}, 60_000);
