import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { addMs, buz, dayMs, hourMs, parseBuz, utcDay, writeBuz } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { code, enter, key } from './test-people.ts';

let world: World;
let ada: Enrolled;
let ben: Enrolled;
let stan: Enrolled;
let beginning: Date;

beforeAll(async () => {
  world = await createWorld();
  [ada, ben, stan] = [
    await enter(world, 'Ada Author'),
    await enter(world, 'Ben Builder'),
    await enter(world, 'Stan Stranger'),
  ];
  beginning = world.clock.now();
  world.clock.advance(40 * dayMs);
  await fund(world, ada.userId, buz(20_000));
  await liveThrough();
});
afterAll(() => world.close());

const send = (from: Enrolled, to: Enrolled, amount: string, memo?: string) =>
  from.api.buz.transfer({ body: { recipientId: to.userId, amount, ...(memo ? { memo } : {}) } }, key());
const entries = (who: Enrolled, query: object = {}) => who.api.buz.transactions({ query });
const transaction = (who: Enrolled, transactionId: string) =>
  who.api.buz.transaction({ params: { transactionId } });

/** Three weeks with transfers, holds that are paid, partly paid and let go, a stake and its early end. */
async function liveThrough(): Promise<void> {
  const { api } = ada;
  const hold = (amount: string) =>
    api.buz.openHold({ body: { recipientId: ben.userId, amount, expiresInHours: 200 } }, key());
  await send(ada, ben, '150', 'First part');
  world.clock.advance(30 * hourMs);
  const reserved = await hold('100');
  const let_go = await hold('12.5');
  world.clock.advance(3 * dayMs);
  await api.buz.postHold({ params: { holdId: reserved.id }, body: { amount: '60' } }, key());
  await send(ben, ada, '10.000001');
  world.clock.advance(hourMs);
  await api.buz.voidHold({ params: { holdId: let_go.id }, body: {} });
  const stake = await api.buz.openStake({ body: { tier: 'BRONZE', amount: '500', autoRenew: false } }, key());
  world.clock.advance(5 * dayMs);
  await send(ada, stan, '1');
  await api.buz.exitStake({ params: { stakeId: stake.id }, body: {} }, key());
  world.clock.advance(7 * dayMs);
  await hold('33');
  await send(ada, ben, '0.01');
  world.clock.advance(2 * dayMs);
}

interface Posting {
  seq: bigint;
  at: Date;
  account: string;
  amount: bigint;
}

/** What somebody had, added up posting by posting from nothing. */
async function replay(who: Enrolled) {
  const { rows } = await sql<Posting>`
    select p.seq, t.at, p.account, p.amount_micro as amount from ledger_postings p join ledger_transactions t on t.seq = p.seq
    where owner_id = ${who.userId} order by p.seq, p.no`.execute(world.brain.kernel.database.db);
  const at = (moment: Date) => {
    const sum = (account: string) =>
      writeBuz(
        rows
          .filter((row) => row.at <= moment && row.account === account)
          .reduce((total, row) => total + row.amount, 0n),
      );
    return { available: sum('AVAILABLE'), held: sum('HELD'), staked: sum('STAKED') };
  };
  return { rows, at };
}

describe('own postings', () => {
  test('are listed newest first, with the other side and the cause in words', async () => {
    const { items } = await entries(ada, { limit: 4 });
    expect(
      items.map(({ kind, account, amount, counterparty, cause }) => [
        kind,
        account,
        amount,
        counterparty?.name,
        cause.text,
      ]),
    ).toEqual([
      ['FEE', 'AVAILABLE', '-0.000010', 'Treasury', 'Fee of a transfer'],
      ['TRANSFER', 'AVAILABLE', '-0.010000', 'Ben Builder', 'Transfer'],
      ['FEE', 'HELD', '0.033000', 'Ben Builder', 'Fee of a reserved payment'],
      ['FEE', 'AVAILABLE', '-0.033000', 'Ben Builder', 'Fee of a reserved payment'],
    ]);
    const all = (await entries(ada, { limit: 100 })).items;
    const first = all.find((entry) => entry.memo === 'First part' && entry.kind === 'TRANSFER')!;
    expect(first).toMatchObject({
      amount: '-150.000000',
      balance: '19850.000000',
      counterparty: { userId: ben.userId, name: 'Ben Builder' },
      cause: { type: 'transfer' },
      reverses: null,
    });
    expect(all.at(-1)).toMatchObject({
      kind: 'AWARD',
      amount: '20000.000000',
      counterparty: { userId: null, name: 'Community pool' },
      cause: { text: 'Award of the hub' },
    });
    const words = new Set(all.map((entry) => entry.cause.text));
    for (const text of [
      'Reserved for a payment',
      'Reservation released',
      'Payment of what was reserved',
      'Staked',
      'Stake returned',
      'Penalty for leaving a stake early',
    ])
      expect(words).toContain(text);
  });

  test('come page by page without gap or repetition', async () => {
    const whole = (await entries(ada, { limit: 100 })).items;
    expect(whole.length).toBeGreaterThan(20);
    const paged: typeof whole = [];
    for (let cursor: string | undefined; ;) {
      const page = await entries(ada, { limit: 3, ...(cursor ? { cursor } : {}) });
      paged.push(...page.items);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
    await expect(
      entries(ada, { cursor: Buffer.from('["a",1]').toString('base64url') }),
    ).rejects.toMatchObject(code('MALFORMED'));
    await expect(
      entries(ada, { cursor: Buffer.from('[1.5,1]').toString('base64url') }),
    ).rejects.toMatchObject(code('MALFORMED'));
  });

  test('can be narrowed by kind and by period', async () => {
    const whole = (await entries(ada, { limit: 100 })).items;
    expect((await entries(ada, { kind: 'FEE', limit: 100 })).items).toEqual(
      whole.filter((one) => one.kind === 'FEE'),
    );
    const [from, to] = [
      addMs(world.clock.now(), -9 * dayMs).toISOString(),
      addMs(world.clock.now(), -hourMs).toISOString(),
    ];
    const within = whole.filter((one) => one.at >= from && one.at <= to);
    expect(within.length).toBeGreaterThan(2);
    expect((await entries(ada, { from, to, limit: 100 })).items).toEqual(within);
    // A bound that is the very moment of a posting takes it in.
    const { at } = whole[5]!;
    const moment = (await entries(ada, { from: at, to: at, limit: 100 })).items;
    expect(moment).toEqual(whole.filter((one) => one.at === at));
    expect((await entries(ada, { to: addMs(beginning, -dayMs).toISOString() })).items).toEqual([]);
  });

  test('are one’s own only', async () => {
    const own = (await entries(stan, { limit: 100 })).items;
    expect(own.map((one) => one.amount)).toEqual(['1.000000']);
    await expect(world.as(null).buz.transactions({ query: {} })).rejects.toMatchObject(
      code('UNAUTHENTICATED'),
    );
  });
});

describe('one transaction', () => {
  test('is shown whole to those it touches, without the balances of others', async () => {
    const sent = await send(ada, ben, '7', 'Thanks');
    const [own, other] = [await transaction(ada, sent.id), await transaction(ben, sent.id)];
    expect(own).toMatchObject({
      kind: 'TRANSFER',
      memo: 'Thanks',
      actor: { userId: ada.userId, name: 'Ada Author' },
      reversedBy: null,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const shown = (view: typeof own) =>
      view.postings.map(({ kind, party, amount, balance }) => [kind, party.name, amount, balance !== null]);
    expect(shown(own)).toEqual([
      ['TRANSFER', 'Ada Author', '-7.000000', true],
      ['TRANSFER', 'Ben Builder', '7.000000', false],
      ['FEE', 'Ada Author', '-0.007000', true],
      ['FEE', 'Treasury', '0.007000', false],
    ]);
    expect(shown(other).map(([, , , visible]) => visible)).toEqual([false, true, false, false]);
  });

  test('does not exist for others, nor under an id that only looks like it', async () => {
    const sent = await send(ada, ben, '1');
    await expect(transaction(stan, sent.id)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(transaction(ada, newId())).rejects.toMatchObject(code('NOT_FOUND'));
    const twin = `0${(Number.parseInt(sent.id[1]!, 16) ^ 1).toString(16)}${sent.id.slice(2)}`;
    await expect(transaction(ada, twin)).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('balances of the past', () => {
  test('at any moment are what a replay of all postings gives', async () => {
    const { rows, at } = await replay(ada);
    const moments = rows.flatMap((row) => [addMs(row.at, -1), row.at, addMs(row.at, 1)]);
    for (const moment of [beginning, ...moments].filter((one) => one <= world.clock.now())) {
      const { available, held, staked } = await ada.api.buz.balanceAt({
        query: { at: moment.toISOString() },
      });
      expect({ available, held, staked }).toEqual(at(moment));
    }
  });

  test('are nothing before there was a wallet, and unknown in the future', async () => {
    const ask = (who: Enrolled, at: Date) => who.api.buz.balanceAt({ query: { at: at.toISOString() } });
    const nothing = { available: '0.000000', held: '0.000000', staked: '0.000000' };
    expect(await ask(ada, addMs(beginning, -365 * dayMs))).toMatchObject({ seq: 0, ...nothing });
    const fresh = await enter(world, 'Fran Fresh');
    expect(await ask(fresh, world.clock.now())).toMatchObject(nothing);
    await expect(ask(ada, addMs(world.clock.now(), 1))).rejects.toMatchObject(code('INVALID_INPUT'));
  });

  test('close each day as a replay does, with every day in between', async () => {
    const { at } = await replay(ada);
    const { items } = await ada.api.buz.history({ query: { days: 30 } });
    expect(items).toHaveLength(30);
    expect(items.at(-1)!.day).toBe(utcDay(world.clock.now()));
    let [before] = [total(at(new Date(`${items[0]!.day}T00:00:00.000Z`)))];
    for (const { day, incoming, outgoing, ...balances } of items) {
      const end = addMs(new Date(`${day}T00:00:00.000Z`), dayMs - 1);
      expect(balances).toEqual(at(end));
      const after = total(balances);
      expect(after - before).toBe(parseBuz(incoming) - parseBuz(outgoing));
      before = after;
    }
    expect(new Set(items.map((one) => one.day)).size).toBe(30);
    expect(items.some((one) => one.incoming === '0.000000' && one.outgoing === '0.000000')).toBe(true);
  });
});

function total(balances: { available: string; held: string; staked: string }): bigint {
  return Object.values(balances).reduce((sum, part) => sum + parseBuz(part), 0n);
}

describe('the supply', () => {
  test('tells everybody where all BUZ are, under a signed head', async () => {
    world.clock.advance(6_000);
    const supply = await world.as(null).buz.supply({});
    expect(supply).toMatchObject({ supply: '1000000000.000000', sum: '1000000000.000000', holders: 3 });
    const of = (text: string) => parseBuz(text);
    const pooled = supply.pools.reduce((sum, pool) => sum + of(pool.balance), 0n);
    const { circulating, treasury, interestReserved, burned, available, held, staked } = supply;
    expect(pooled + of(circulating) + of(treasury) + of(interestReserved) + of(burned)).toBe(of(supply.sum));
    expect(of(available) + of(held) + of(staked)).toBe(of(circulating));
    expect(supply.pools.find((pool) => pool.pool === 'COMMUNITY')).toMatchObject({
      genesis: '100000000.000000',
      released: '20000.000000',
      releaseCap: '20000000.000000',
    });
    const { db } = world.brain.kernel.database;
    const head = await db
      .selectFrom('ledger_heads')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(supply).toMatchObject({
      seq: Number(head.seq),
      head: { hash: head.hash, signature: head.signature },
    });
  });

  test('is looked up once in five seconds', async () => {
    world.clock.advance(6_000);
    const visitor = world.as(null);
    const before = await visitor.buz.supply({});
    await fund(world, stan.userId, buz(1));
    expect(await visitor.buz.supply({})).toEqual(before);
    world.clock.advance(5_000);
    expect((await visitor.buz.supply({})).seq).toBe(before.seq + 1);
  });
});
