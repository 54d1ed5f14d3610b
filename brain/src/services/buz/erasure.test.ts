import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fund } from './test-funds.ts';
import { ledgerOf } from './test-ledger.ts';
import { enter, key } from './test-people.ts';
import { balancesOf, changeWallet, hubBalances } from './wallet-store.ts';

let world: World;
let eve: Enrolled;
let ben: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  eve = await enter(world, 'Eve Erased');
  ben = await enter(world, 'Ben Stays');
  await fund(world, eve.userId, buz(1_000));
  await fund(world, ben.userId, buz(1_000));
  await send(eve, ben, 'Eve’s words');
  await send(ben, eve, 'Ben’s words');
  await eve.api.buz.openHold(
    { body: { recipientId: ben.userId, amount: '50', expiresInHours: 24, memo: 'Eve’s hold' } },
    key(),
  );
  await eve.api.buz.openStake({ body: { tier: 'BRONZE', amount: '100', autoRenew: true } }, key());
  await eve.api.buz.openStake({ body: { tier: 'BRONZE', amount: '100', autoRenew: true } }, key());
});
afterAll(() => world.close());

const send = (from: Enrolled, to: Enrolled, memo: string) =>
  from.api.buz.transfer({ body: { recipientId: to.userId, amount: '10', memo } }, key());
const memos = async () => {
  const { db } = world.brain.kernel.database;
  const transactions = await db.selectFrom('ledger_transactions').select('memo').execute();
  const holds = await db.selectFrom('ledger_holds').select('memo').execute();
  return [...transactions, ...holds].flatMap(({ memo }) => (memo ? [memo] : [])).sort();
};

test('a person takes along wallet, holds and postings', async () => {
  const taken = await world.brain.services.buz.exportOf(world.brain.kernel.database.db, eve.userId);
  expect(JSON.parse(JSON.stringify(taken))).toMatchObject({
    wallet: { held: '50.050000', staked: '200.000000' },
    holds: [{ amount: '50.000000', memo: 'Eve’s hold' }],
    heldTransfers: [],
  });
  const { postings } = taken as { postings: { kind: string; amount: string; memo: string | null }[] };
  expect(postings).toContainEqual(
    expect.objectContaining({ kind: 'TRANSFER', amount: '-10.000000', memo: 'Eve’s words' }),
  );
  expect(postings.at(-1)).toMatchObject({ kind: 'AWARD', amount: '1000.000000', balance: '1000.000000' });
});

test('an erased account leaves its BUZ to the treasury and takes its words', async () => {
  expect(await memos()).toEqual(['Ben’s words', 'Eve’s hold', 'Eve’s hold', 'Eve’s words']);
  const { database, outbox, clock } = world.brain.kernel;
  const { db } = database;
  await database.transact((tx) => changeWallet(tx, eve.userId, { frozen_at: clock.now() }));
  const treasury = (await hubBalances(db)).get('TREASURY')!;
  const staking = (await hubBalances(db)).get('STAKING')!;
  const event = { type: 'account.erased', actorId: null, topics: [], data: { userId: eve.userId } };
  for (let twice = 0; twice < 2; twice++) {
    await database.transact((tx) => outbox.publish(tx, { ...event, at: clock.now().toISOString() }));
    await world.settle();
  }
  expect([...(await balancesOf(db, eve.userId)).values()]).toEqual([0n, 0n, 0n]);
  // 999.99 less the penalty of 20 for leaving the stakes.
  expect((await hubBalances(db)).get('TREASURY')! - treasury).toBe(979_990_000n);
  expect((await hubBalances(db)).get('STAKING')!).toBeGreaterThan(staking);
  expect(await memos()).toEqual(['Ben’s words']);
  expect(await ledgerOf(world)).toMatchObject({ sum: 1_000_000_000_000_000n, negative: 0n });
  expect((await ben.api.buz.holds({ query: {} })).items).toMatchObject([{ state: 'VOIDED' }]);
  expect(await outbox.depth()).toMatchObject({ waiting: 0, dead: 0 });
});
