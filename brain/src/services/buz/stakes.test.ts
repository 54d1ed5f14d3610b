import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs, parseBuz, writeBuz } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { code, enter, key, lose, shift } from './test-people.ts';
import { balancesOf, changeWallet, hubBalances } from './wallet-store.ts';

let world: World;
let owner: Enrolled;
let stranger: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  stranger = await enter(world, 'Stella Stranger');
});
afterAll(() => world.close());
beforeEach(async () => {
  owner = await enter(world, 'Olga Owner');
  await fund(world, owner.userId, buz(20_000));
});

type Tier = 'BRONZE' | 'SILVER' | 'GOLD' | 'PLATINUM';
const open = (who: Enrolled, tier: Tier, amount: string, autoRenew = false) =>
  who.api.buz.openStake({ body: { tier, amount, autoRenew } }, key());
const exit = (who: Enrolled, stakeId: string) =>
  who.api.buz.exitStake({ params: { stakeId }, body: {} }, key());
const list = async (who: Enrolled) => (await who.api.buz.stakes({})).items;
const pay = () => world.brain.kernel.jobs.run('mature-stakes');

async function accounts(who: Enrolled) {
  const { db } = world.brain.kernel.database;
  const own = await balancesOf(db, who.userId);
  const hub = await hubBalances(db);
  const of = (balances: Map<string, bigint>, account: string) => balances.get(account) ?? 0n;
  return {
    available: of(own, 'AVAILABLE'),
    staked: of(own, 'STAKED'),
    pool: of(hub, 'STAKING'),
    reserved: of(hub, 'INTEREST_RESERVED'),
  };
}

/** Interest due to all stakes that run. */
async function owed(): Promise<bigint> {
  const rows = await world.brain.kernel.database.db
    .selectFrom('buz_stakes')
    .select('interest_micro')
    .where('state', '=', 'ACTIVE')
    .execute();
  return rows.reduce((sum, row) => sum + row.interest_micro, 0n);
}

async function pause(paused: boolean): Promise<void> {
  await world.brain.kernel.database.db
    .updateTable('ledger_state')
    .set({ paused_at: paused ? world.clock.now() : null, paused_reason: paused ? 'a drill' : null })
    .execute();
}

describe('opening', () => {
  test.each([
    ['BRONZE', '100', '0.410958', 30],
    ['SILVER', '500.000001', '9.863013', 90],
    ['GOLD', '1234.567891', '73.059360', 180],
    ['PLATINUM', '5000', '900.000000', 365],
  ] as const)('%s: %s BUZ reserve %s BUZ of interest for %i days', async (tier, amount, interest, days) => {
    const before = await accounts(owner);
    const stake = await open(owner, tier, amount);
    expect(stake).toMatchObject({
      tier,
      state: 'ACTIVE',
      interest,
      days,
      accrued: '0.000000',
      renewedAs: null,
    });
    expect(stake.maturesAt).toBe(new Date(world.clock.now().getTime() + days * dayMs).toISOString());
    const after = await accounts(owner);
    const micro = parseBuz(stake.amount);
    expect(before.available - after.available).toBe(micro);
    expect(after.staked - before.staked).toBe(micro);
    expect(before.pool - after.pool).toBe(parseBuz(interest));
    expect(after.reserved - before.reserved).toBe(parseBuz(interest));
  });

  test('below the minimum, and beyond the maximum of all stakes in the tier, is refused with the field', async () => {
    const fields = [{ path: 'body.amount' }];
    await expect(open(owner, 'BRONZE', '99.999999')).rejects.toMatchObject(
      code('STAKE_OUT_OF_BOUNDS', { fields }),
    );
    await open(owner, 'BRONZE', '9950');
    await expect(open(owner, 'BRONZE', '100')).rejects.toMatchObject(code('STAKE_OUT_OF_BOUNDS', { fields }));
    // Other tiers have room of their own, and an ended stake makes room again.
    await open(owner, 'SILVER', '500');
    await exit(owner, (await list(owner)).find(({ tier }) => tier === 'BRONZE')!.id);
    await open(owner, 'BRONZE', '100');
  });

  test('needs the funds, the rung, the papers and an amount', async () => {
    await expect(open(stranger, 'BRONZE', '100')).rejects.toMatchObject(code('INSUFFICIENT_FUNDS'));
    await expect(open(owner, 'BRONZE', 'much')).rejects.toMatchObject(code('AMOUNT_INVALID'));
    await lose(world, owner, 'BPP');
    await expect(open(owner, 'BRONZE', '100')).rejects.toMatchObject(
      code('GATE_BLOCKED', { gate: 'BUZ_USE', missingPapers: [{ code: 'BPP' }] }),
    );
    const member = await enter(world, 'Mem Ber', 1);
    await expect(open(member, 'BRONZE', '100')).rejects.toMatchObject(
      code('GATE_BLOCKED', { gate: 'RUNG_2' }),
    );
  });

  test('a double click opens one stake', async () => {
    const same = key();
    const body = { tier: 'BRONZE', amount: '100', autoRenew: false } as const;
    const [a, b] = await Promise.all([1, 2].map(() => owner.api.buz.openStake({ body }, same)));
    expect(a!.id).toBe(b!.id);
    expect(await list(owner)).toHaveLength(1);
  });

  test('sixteen at the same moment respect the maximum of the tier', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 16 }, () => open(owner, 'BRONZE', '1000')));
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as object] : []));
    expect(refused).toHaveLength(6);
    for (const reason of refused) expect(reason).toMatchObject(code('STAKE_OUT_OF_BOUNDS'));
    expect((await accounts(owner)).staked).toBe(buz(10_000));
  });
});

describe('the term', () => {
  test('shows accrued interest by whole days, then pays stake and interest once', async () => {
    const { id } = await open(owner, 'BRONZE', '1000');
    world.clock.advance(dayMs - 1);
    expect((await list(owner))[0]).toMatchObject({ accrued: '0.000000', penalty: '100.000000' });
    world.clock.advance(1 + 6 * dayMs);
    // floor(1000 × 5 % × 7 ÷ 365)
    expect((await list(owner))[0]).toMatchObject({ accrued: '0.958904' });
    await pay();
    expect((await list(owner))[0]).toMatchObject({ state: 'ACTIVE' });
    world.clock.advance(23 * dayMs);
    expect((await list(owner))[0]).toMatchObject({
      state: 'ACTIVE',
      accrued: '4.109589',
      penalty: '0.000000',
    });
    // Nobody loses a tenth because the job has not come round yet.
    await expect(exit(owner, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const { pool } = await accounts(owner);
    await Promise.all([pay(), pay()]);
    await pay();
    expect((await list(owner))[0]).toMatchObject({
      id,
      state: 'MATURED',
      accrued: '4.109589',
      renewedAs: null,
    });
    const after = await accounts(owner);
    expect(after.available).toBe(buz(20_000) + 4_109_589n);
    expect(after.staked).toBe(0n);
    expect(after.pool).toBe(pool);
    expect(after.reserved).toBe(await owed());
  });

  test('tells the owner, live and in the inbox', async () => {
    await open(owner, 'BRONZE', '1000');
    world.clock.advance(30 * dayMs);
    await pay();
    await world.settle();
    const { items } = await owner.api.notifications.list({ query: { type: 'stake.ended' } });
    expect(items).toMatchObject([{ title: 'Your bronze stake has matured', link: '/buz/staking' }]);
    expect(items[0]!.text).toBe(
      '4.109589 BUZ of interest are in your wallet. The stake of 1000 BUZ came back with it.',
    );
    const told = await sql<{ count: number }>`select count(*)::int as count from event_log
      where type = 'stake.changed' and topics = array[${`user:${owner.userId}`}]`.execute(
      world.brain.kernel.database.db,
    );
    expect(told.rows).toEqual([{ count: 2 }]);
  });

  test('is paid without the papers', async () => {
    await open(owner, 'BRONZE', '1000');
    await lose(world, owner, 'BTS');
    world.clock.advance(30 * dayMs);
    await pay();
    expect(await list(owner)).toMatchObject([{ state: 'MATURED' }]);
    expect((await accounts(owner)).available).toBe(buz(20_000) + 4_109_589n);
  });

  test('waits while BUZ are paused', async () => {
    const { id } = await open(owner, 'BRONZE', '1000', true);
    world.clock.advance(30 * dayMs);
    await pause(true);
    await pay();
    expect(await list(owner)).toMatchObject([{ state: 'ACTIVE', accrued: '4.109589' }]);
    await pause(false);
    await pay();
    expect(await list(owner)).toMatchObject([{ state: 'ACTIVE' }, { id, state: 'MATURED' }]);
  });
});

describe('renewal', () => {
  test('stakes the principal again and pays the interest', async () => {
    const first = await open(owner, 'BRONZE', '1000', true);
    world.clock.advance(30 * dayMs);
    await pay();
    const [next, old] = await list(owner);
    expect(old).toMatchObject({ id: first.id, state: 'MATURED', renewedAs: next!.id });
    expect(next).toMatchObject({
      state: 'ACTIVE',
      amount: '1000.000000',
      autoRenew: true,
      accrued: '0.000000',
    });
    expect(await accounts(owner)).toMatchObject({
      available: buz(19_000) + 4_109_589n,
      staked: buz(1_000),
    });
    world.clock.advance(30 * dayMs);
    await pay();
    expect((await list(owner)).map(({ state }) => state)).toEqual(['ACTIVE', 'MATURED', 'MATURED']);
  });

  test('is switched on and off while the stake runs', async () => {
    const { id: stakeId } = await open(owner, 'BRONZE', '1000', true);
    const set = (who: Enrolled, autoRenew: boolean) =>
      who.api.buz.setStake({ params: { stakeId }, body: { autoRenew } });
    expect(await set(owner, false)).toMatchObject({ autoRenew: false });
    expect(await set(owner, true)).toMatchObject({ autoRenew: true });
    await set(owner, false);
    world.clock.advance(30 * dayMs);
    await pay();
    expect(await list(owner)).toMatchObject([{ state: 'MATURED', renewedAs: null }]);
    await expect(set(owner, true)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('does not happen without the papers or the rung', async () => {
    await open(owner, 'BRONZE', '1000', true);
    await lose(world, owner, 'PTSA');
    world.clock.advance(30 * dayMs);
    await pay();
    await world.settle();
    expect(await list(owner)).toMatchObject([{ state: 'MATURED', renewedAs: null }]);
    const { items } = await owner.api.notifications.list({ query: { type: 'stake.ended' } });
    expect(items[0]!.text).toContain('It could not be renewed');
  });

  test('does not happen for a frozen wallet, which is paid all the same', async () => {
    await open(owner, 'BRONZE', '1000', true);
    await world.brain.kernel.database.transact((tx) =>
      changeWallet(tx, owner.userId, { frozen_at: world.clock.now(), frozen_reason: 'a drill' }),
    );
    world.clock.advance(30 * dayMs);
    await pay();
    expect(await list(owner)).toMatchObject([{ state: 'MATURED', renewedAs: null }]);
    expect((await accounts(owner)).available).toBe(buz(20_000) + 4_109_589n);
  });

  test('keeps to the maximum of the tier, the stake that ends not counted', async () => {
    await open(owner, 'BRONZE', '6000', true);
    world.clock.advance(10 * dayMs);
    await open(owner, 'BRONZE', '4000', true);
    world.clock.advance(20 * dayMs);
    await pay();
    expect((await accounts(owner)).staked).toBe(buz(10_000));
  });
});

describe('leaving early', () => {
  test('costs a tenth and the interest; both go back to the pool', async () => {
    const start = await accounts(owner);
    const { id } = await open(owner, 'GOLD', '1234.567891');
    world.clock.advance(100 * dayMs);
    expect(await exit(owner, id)).toMatchObject({
      state: 'EXITED_EARLY',
      accrued: '0.000000',
      penalty: '0.000000',
      endedAt: world.clock.now().toISOString(),
    });
    const end = await accounts(owner);
    // A tenth of 1,234.567891 is 123.4567891: rounded down.
    expect(start.available - end.available).toBe(123_456_789n);
    expect(end.pool - start.pool).toBe(123_456_789n);
    expect(end.reserved).toBe(start.reserved);
    expect(end.staked).toBe(0n);
    world.clock.advance(100 * dayMs);
    await pay();
    expect(await list(owner)).toMatchObject([{ state: 'EXITED_EARLY' }]);
    await expect(exit(owner, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('twice at the same moment pays once', async () => {
    const { id } = await open(owner, 'BRONZE', '1000');
    const tries = await Promise.allSettled([exit(owner, id), exit(owner, id), exit(owner, id)]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await accounts(owner)).available).toBe(buz(19_900));
  });

  test('works without papers, and waits while BUZ are paused', async () => {
    const { id } = await open(owner, 'BRONZE', '1000');
    await lose(world, owner, 'BTS');
    await pause(true);
    await expect(exit(owner, id)).rejects.toMatchObject(code('BUZ_PAUSED'));
    await pause(false);
    expect(await exit(owner, id)).toMatchObject({ state: 'EXITED_EARLY' });
  });

  test('asks for a step-up check', async () => {
    const { id } = await open(owner, 'BRONZE', '1000');
    world.brain.security.onStepUp(() => Promise.resolve(null));
    await expect(exit(owner, id)).rejects.toMatchObject(code('STEP_UP_REQUIRED'));
    world.brain.security.onStepUp(() => Promise.resolve(world.clock.now()));
  });
});

test('somebody else’s stake is not there', async () => {
  const { id: stakeId } = await open(owner, 'BRONZE', '1000');
  const body = { autoRenew: true };
  await expect(stranger.api.buz.setStake({ params: { stakeId }, body })).rejects.toMatchObject(
    code('NOT_FOUND'),
  );
  await expect(exit(stranger, stakeId)).rejects.toMatchObject(code('NOT_FOUND'));
  await expect(exit(owner, newId())).rejects.toMatchObject(code('NOT_FOUND'));
  expect(await list(stranger)).toEqual([]);
});

test('an account with running stakes is not erased', async () => {
  const ask = () =>
    owner.api.users.erase({ body: { confirmEmail: owner.email } }).catch((error: unknown) => error);
  const { id } = await open(owner, 'BRONZE', '1000');
  expect(await ask()).toMatchObject(
    code('RULE_VIOLATED', { detail: 'Wait for the end of your stake, or leave early, first.' }),
  );
  await exit(owner, id);
  expect(await ask()).not.toMatchObject(code('RULE_VIOLATED'));
});

test('a person’s own export holds stakes, proposals, votes and delegations', async () => {
  const { id } = await open(owner, 'BRONZE', '1000');
  const { db } = world.brain.kernel.database;
  const section = JSON.stringify(await world.brain.services.buz.exportOf(db, owner.userId));
  expect(JSON.parse(section)).toMatchObject({
    stakes: [{ id, amount: '1000.000000', interest: '4.109589' }],
    proposals: [],
    votes: [],
    delegations: [],
  });
});

test('the wallet counts what all running stakes have accrued', async () => {
  await open(owner, 'BRONZE', '1000');
  await open(owner, 'SILVER', '1000');
  world.clock.advance(7 * dayMs);
  const { db } = world.brain.kernel.database;
  const accrued = await world.brain.services.buz.stakes.accruedOf(db, owner.userId);
  expect(writeBuz(accrued)).toBe(writeBuz(958_904n + 1_534_246n));
});

test('a pool at its cap opens no stake, renews none, and pays what it owes', async () => {
  const young = await createWorld();
  const saver = await enter(young, 'Sara Saver');
  await fund(young, saver.userId, buz(20_000));
  await open(saver, 'BRONZE', '1000', true);
  const pool = (await hubBalances(young.brain.kernel.database.db)).get('STAKING')!;
  // The first year lets 40 million of 200 go; all but one BUZ of what is left of them leaves.
  await shift(young, 'STAKING', 'TREASURY', pool - buz(160_000_001));
  await expect(open(saver, 'BRONZE', '1000')).rejects.toMatchObject(code('POOL_CLOSED'));
  await open(saver, 'BRONZE', '100');
  young.clock.advance(30 * dayMs);
  await young.brain.kernel.jobs.run('mature-stakes');
  const ended = { state: 'MATURED', renewedAs: null };
  expect(await list(saver)).toMatchObject([ended, ended]);
  const own = await balancesOf(young.brain.kernel.database.db, saver.userId);
  expect(own.get('AVAILABLE')).toBe(buz(20_000) + 4_109_589n + 410_958n);
  await young.close();
});
