import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs, parseBuz, writeBuz } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { ledgerOf, refusedUntouched } from './test-ledger.ts';
import { code, enter, key, lose } from './test-people.ts';
import { changeWallet } from './wallet-store.ts';

let world: World;
let ada: Enrolled;
let ben: Enrolled;
let stan: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  [ada, ben, stan] = [
    await enter(world, 'Ada Receiver'),
    await enter(world, 'Ben Receiver', 1),
    await enter(world, 'Stan Stranger'),
  ];
});
afterAll(() => world.close());

const send = (from: Enrolled, to: { userId: string }, amount: string, more: object = {}, options = key()) =>
  from.api.buz.transfer({ body: { recipientId: to.userId, amount, ...more } }, options);
const wallet = (who: Enrolled) => who.api.buz.wallet({});
const available = async (who: Enrolled) => (await wallet(who)).available;
const get = (who: Enrolled, transferId: string) => who.api.buz.getTransfer({ params: { transferId } });
const review = () => world.brain.services.buz.holds.review;
const db = () => world.brain.kernel.database.db;
const transact: World['brain']['kernel']['database']['transact'] = (work) =>
  world.brain.kernel.database.transact(work);

/** Somebody new whose next transfer of 600 BUZ is held. */
async function suspect(name: string): Promise<Enrolled> {
  const person = await enter(world, name);
  await fund(world, person.userId, buz(2_000));
  for (let sent = 0; sent < 5; sent++) await send(person, ben, '1');
  return person;
}

async function titles(who: Enrolled): Promise<string[]> {
  await world.settle();
  const { items } = await who.api.notifications.list({ query: {} });
  return items.map((notice) => notice.title);
}

describe('a suspicious transfer', () => {
  test('is held with its fee until it is reviewed, and the sender is told', async () => {
    const young = await suspect('Yara Young');
    const held = await send(young, ben, '600', { memo: 'A laptop' });
    expect(held).toMatchObject({ state: 'HELD', amount: '600.000000', fee: '0.600000', memo: 'A laptop' });
    expect(Date.parse(held.expiresAt!) - world.clock.now().getTime()).toBe(dayMs);
    expect(await wallet(young)).toMatchObject({ available: held.availableAfter, held: '600.600000' });
    expect((await young.api.buz.transfers({ query: { state: 'HELD' } })).items).toEqual([held]);
    expect(await get(ben, held.id)).toMatchObject({ state: 'HELD', availableAfter: null });
    expect(await titles(young)).toContain('Your transfer of 600 BUZ is held for review');
    const { items } = await review().list(db(), { limit: 10, after: null });
    const shown = items.find((item) => item.id === held.id)!;
    expect(shown.score).toBe(1);
    expect(shown.signals.map((signal) => signal.rule)).toEqual(['RAPID', 'UNUSUAL', 'YOUNG_ACCOUNT']);
  });

  test('goes through when it is approved: the fee with it', async () => {
    const young = await suspect('Yves Young');
    const held = await send(young, ben, '600');
    const before = parseBuz(await available(ben));
    const reviewer = newId();
    const done = await transact((tx) => review().approve(tx, held.id, reviewer, 'Spoke to the sender'));
    expect(done).toMatchObject({
      state: 'COMPLETED',
      reviewedBy: reviewer,
      reviewReason: 'Spoke to the sender',
    });
    expect(await available(ben)).toBe(writeBuz(before + buz(600)));
    expect(await wallet(young)).toMatchObject({ held: '0.000000', available: held.availableAfter });
    expect(await get(young, held.id)).toMatchObject({ state: 'COMPLETED' });
    expect((await young.api.buz.transfers({ query: {} })).items[0]).toMatchObject({ state: 'COMPLETED' });
    expect(await titles(young)).toContain('Your held transfer went through');
    await expect(transact((tx) => review().refuse(tx, held.id, reviewer, 'Too late'))).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  test('comes back when it is refused, and counts against no limit', async () => {
    const young = await suspect('Yoko Young');
    const before = await wallet(young);
    const held = await send(young, ben, '600');
    expect((await wallet(young)).limits.usedToday).toBe('605.000000');
    await transact((tx) => review().refuse(tx, held.id, newId(), 'The sender did not know of it'));
    const after = await wallet(young);
    expect(after).toMatchObject({ available: before.available, held: '0.000000', limits: before.limits });
    expect(await get(young, held.id)).toMatchObject({ state: 'CANCELLED', endedAt: expect.any(String) });
    // Why it was refused is the hub's business.
    await world.settle();
    const notices = await young.api.notifications.list({ query: { type: 'transfer.released' } });
    expect(JSON.stringify(notices)).not.toContain('did not know');
  });

  test('is taken back by its sender alone', async () => {
    const young = await suspect('Yuri Young');
    const held = await send(young, ben, '600');
    const cancel = (who: Enrolled, transferId = held.id) =>
      who.api.buz.cancelTransfer({ params: { transferId }, body: {} });
    await refusedUntouched(world, () => cancel(stan), 'NOT_FOUND');
    // The recipient holds rung 1 only.
    await refusedUntouched(world, () => cancel(ben), 'GATE_BLOCKED');
    await refusedUntouched(world, () => cancel(young, newId()), 'NOT_FOUND');
    const paid = (await send(young, ada, '1')).id;
    await refusedUntouched(world, () => cancel(young, paid), 'ILLEGAL_TRANSITION');
    await refusedUntouched(world, () => cancel(ada, paid), 'NOT_FOUND');
    expect(await cancel(young)).toMatchObject({ state: 'CANCELLED', availableAfter: await available(young) });
    await refusedUntouched(world, () => cancel(young), 'ILLEGAL_TRANSITION');
    expect((await wallet(young)).held).toBe('0.000000');
  });

  test('comes back by itself after 24 hours, also while BUZ are paused and the wallet is frozen', async () => {
    const young = await suspect('Yasmin Young');
    const before = await available(young);
    const held = await send(young, ben, '600');
    await transact((tx) => changeWallet(tx, young.userId, { frozen_at: world.clock.now() }));
    await db().updateTable('ledger_state').set({ paused_at: world.clock.now() }).execute();
    world.clock.advance(dayMs - 1);
    await world.brain.kernel.jobs.run('expire-holds');
    expect(await get(young, held.id)).toMatchObject({ state: 'HELD' });
    world.clock.advance(1);
    await expect(transact((tx) => review().approve(tx, held.id, newId(), 'Too late'))).rejects.toMatchObject({
      code: 'HOLD_EXPIRED',
    });
    await world.brain.kernel.jobs.run('expire-holds');
    await db().updateTable('ledger_state').set({ paused_at: null }).execute();
    expect(await get(young, held.id)).toMatchObject({ state: 'CANCELLED' });
    expect(await available(young)).toBe(before);
    expect(await titles(young)).toContain('Your held transfer was returned');
  });

  test('is never reviewed by one of its own sides, nor paid to somebody who lost their papers', async () => {
    const young = await suspect('Yann Young');
    const late = await enter(world, 'Lea Late', 1);
    const held = await send(young, late, '600');
    for (const own of [young, late])
      await expect(transact((tx) => review().approve(tx, held.id, own.userId, 'Mine'))).rejects.toMatchObject(
        { code: 'FORBIDDEN' },
      );
    await lose(world, late, 'BTS');
    await expect(
      transact((tx) => review().approve(tx, held.id, newId(), 'Looks fine')),
    ).rejects.toMatchObject({ code: 'RECIPIENT_NOT_READY' });
    await expect(get(stan, held.id)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await ben.api.buz.transfers({ query: {} })).items).toEqual([]);
  });

  test('is decided once, however many decide at once', async () => {
    const young = await suspect('Yumi Young');
    const held = await send(young, ben, '600');
    const before = await ledgerOf(world);
    const results = await Promise.allSettled([
      transact((tx) => review().approve(tx, held.id, newId(), 'Looks fine')),
      transact((tx) => review().refuse(tx, held.id, newId(), 'Looks bad')),
      young.api.buz.cancelTransfer({ params: { transferId: held.id }, body: {} }),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await ledgerOf(world)).toMatchObject({ seq: before.seq + 1n, sum: before.sum });
  });

  test('answers a repetition as it answered at first', async () => {
    const young = await suspect('Yael Young');
    const same = key();
    const held = await send(young, ben, '600', {}, same);
    await young.api.buz.cancelTransfer({ params: { transferId: held.id }, body: {} });
    expect(await send(young, ben, '600', {}, same)).toEqual(held);
  });
});
