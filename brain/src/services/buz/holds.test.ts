import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs, hourMs, parseBuz, writeBuz } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { ledgerOf, refusedUntouched } from './test-ledger.ts';
import { code, enter, key, lose } from './test-people.ts';
import { changeWallet } from './wallet-store.ts';

let world: World;
let pia: Enrolled;
let rob: Enrolled;
let stan: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  [pia, rob, stan] = [
    await enter(world, 'Pia Payer'),
    await enter(world, 'Rob Receiver'),
    await enter(world, 'Stan Stranger'),
  ];
  world.clock.advance(31 * dayMs);
  await fund(world, pia.userId, buz(50_000));
});
afterAll(() => world.close());

const open = (from: Enrolled, to: { userId: string }, amount: string, more: object = {}) =>
  from.api.buz.openHold({ body: { recipientId: to.userId, amount, expiresInHours: 24, ...more } }, key());
const post = (who: Enrolled, holdId: string, amount?: string, options = key()) =>
  who.api.buz.postHold({ params: { holdId }, body: amount === undefined ? {} : { amount } }, options);
const release = (who: Enrolled, holdId: string) => who.api.buz.voidHold({ params: { holdId }, body: {} });
const wallet = (who: Enrolled) => who.api.buz.wallet({});
const available = async (who: Enrolled) => parseBuz((await wallet(who)).available);
const list = async (who: Enrolled, query: object = {}) => (await who.api.buz.holds({ query })).items;
const set = (who: Enrolled, change: Parameters<typeof changeWallet>[2]) =>
  world.brain.kernel.database.transact((tx) => changeWallet(tx, who.userId, change));

async function titles(who: Enrolled): Promise<string[]> {
  await world.settle();
  const { items } = await who.api.notifications.list({ query: { type: 'buz.hold' } });
  return items.map((notice) => notice.title);
}

describe('a reservation', () => {
  test('sets amount and fee aside, and both sides see it', async () => {
    const before = await wallet(pia);
    const hold = await open(pia, rob, '40', { memo: 'The first half', expiresInHours: 48 });
    expect(hold).toMatchObject({
      state: 'OPEN',
      payer: { userId: pia.userId, name: 'Pia Payer' },
      recipient: { userId: rob.userId, name: 'Rob Receiver' },
      amount: '40.000000',
      fee: '0.040000',
      posted: null,
      memo: 'The first half',
      endedAt: null,
    });
    expect(Date.parse(hold.expiresAt) - Date.parse(hold.createdAt)).toBe(2 * dayMs);
    const after = await wallet(pia);
    expect(parseBuz(before.available) - parseBuz(after.available)).toBe(40_040_000n);
    expect(parseBuz(after.held) - parseBuz(before.held)).toBe(40_040_000n);
    expect(parseBuz(after.limits.usedToday) - parseBuz(before.limits.usedToday)).toBe(buz(40));
    for (const side of [pia, rob]) expect((await list(side))[0]).toEqual(hold);
    expect(await list(stan)).toEqual([]);
    expect(await titles(rob)).toContain('Pia Payer reserved 40 BUZ for you');
  });

  test('is paid whole', async () => {
    const hold = await open(pia, rob, '10');
    const [payer, recipient] = [await available(pia), await available(rob)];
    const paid = await post(pia, hold.id);
    expect(paid).toMatchObject({ state: 'POSTED', posted: '10.000000', endedAt: expect.any(String) });
    expect(await available(rob)).toBe(recipient + buz(10));
    expect(await available(pia)).toBe(payer);
    expect(await titles(rob)).toContain('Pia Payer paid you 10 BUZ');
  });

  test('is paid in part: the fee of that part, and the rest comes back at once', async () => {
    const hold = await open(pia, rob, '100');
    const before = await wallet(pia);
    const [recipient, { seq }] = [await available(rob), await ledgerOf(world)];
    expect(await post(pia, hold.id, '30.000001')).toMatchObject({
      state: 'POSTED',
      amount: '100.000000',
      posted: '30.000001',
    });
    const after = await wallet(pia);
    // 0.1 % of 30.000001, rounded up: 0.030001.
    expect(parseBuz(after.available) - parseBuz(before.available)).toBe(100_100_000n - 30_000_001n - 30_001n);
    expect(parseBuz(before.held) - parseBuz(after.held)).toBe(100_100_000n);
    expect(await available(rob)).toBe(recipient + 30_000_001n);
    expect(parseBuz(before.limits.usedToday) - parseBuz(after.limits.usedToday)).toBe(69_999_999n);
    expect((await ledgerOf(world)).seq).toBe(seq + 1n);
  });

  test('the payment can be looked up as a transfer by both sides', async () => {
    const hold = await open(pia, rob, '20', { memo: 'In part' });
    await post(pia, hold.id, '12');
    const row = await world.brain.kernel.database.db
      .selectFrom('ledger_holds')
      .select('ended_by')
      .where('id', '=', hold.id)
      .executeTakeFirstOrThrow();
    const get = (who: Enrolled) => who.api.buz.getTransfer({ params: { transferId: row.ended_by! } });
    const seen = { state: 'COMPLETED', amount: '12.000000', fee: '0.012000', memo: 'In part' };
    expect(await get(rob)).toMatchObject({ ...seen, availableAfter: null });
    expect(await get(pia)).toMatchObject({ ...seen, availableAfter: (await wallet(pia)).available });
    await expect(get(stan)).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test.each(['the payer', 'the recipient'])(
    'is let go of by %s, and counts against no limit',
    async (side) => {
      const before = await wallet(pia);
      const hold = await open(pia, rob, '25');
      const done = await release(side === 'the payer' ? pia : rob, hold.id);
      expect(done).toMatchObject({ state: 'VOIDED', posted: null });
      const after = await wallet(pia);
      expect(after).toMatchObject({ available: before.available, held: before.held, limits: before.limits });
      expect(await titles(side === 'the payer' ? rob : pia)).toContain(
        side === 'the payer' ? 'A reservation for you was released' : 'What you reserved was released',
      );
    },
  );

  test('with the same key is opened and paid once', async () => {
    const same = key();
    const body = { recipientId: rob.userId, amount: '7', expiresInHours: 1 };
    const [one, two] = await Promise.all([1, 2].map(() => pia.api.buz.openHold({ body }, same)));
    expect(two).toEqual(one);
    await expect(pia.api.buz.openHold({ body: { ...body, amount: '8' } }, same)).rejects.toMatchObject(
      code('IDEMPOTENCY_KEY_REUSED'),
    );
    const [paid, again] = await Promise.all(
      [1, 2].map(() => post(pia, one!.id, undefined, same)).map(settled),
    );
    // The key belongs to the opening.
    expect([paid, again]).toMatchObject([code('IDEMPOTENCY_KEY_REUSED'), code('IDEMPOTENCY_KEY_REUSED')]);
    const other = key();
    const first = await post(pia, one!.id, undefined, other);
    expect(await post(pia, one!.id, undefined, other)).toEqual(first);
  });

  test('the list is read page by page and by state', async () => {
    const opened = await open(pia, rob, '1');
    expect((await list(pia, { state: 'OPEN' })).map((hold) => hold.id)).toContain(opened.id);
    expect((await list(pia, { state: 'POSTED' })).every((hold) => hold.state === 'POSTED')).toBe(true);
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await pia.api.buz.holds({ query: { limit: 2, ...(cursor ? { cursor } : {}) } });
      ids.push(...page.items.map((hold) => hold.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(ids).toEqual((await list(pia, { limit: 100 })).map((hold) => hold.id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('out of time', () => {
  test('it cannot be paid, and goes back with that attempt', async () => {
    const before = await wallet(pia);
    const hold = await open(pia, rob, '15', { expiresInHours: 1 });
    world.clock.advance(hourMs);
    await expect(post(pia, hold.id)).rejects.toMatchObject(code('HOLD_EXPIRED'));
    expect((await list(pia))[0]).toMatchObject({ id: hold.id, state: 'EXPIRED' });
    expect(await wallet(pia)).toMatchObject({ available: before.available, held: before.held });
    await refusedUntouched(world, () => post(pia, hold.id), 'HOLD_EXPIRED');
    await refusedUntouched(world, () => release(pia, hold.id), 'ILLEGAL_TRANSITION');
  });

  test('the job gives it back, to the day on which it was reserved', async () => {
    const late = await enter(world, 'Petra Payer');
    await fund(world, late.userId, buz(100));
    await open(late, rob, '15', { expiresInHours: 48 });
    world.clock.advance(2 * dayMs - 1);
    await world.brain.kernel.jobs.run('expire-holds');
    expect(await list(late)).toMatchObject([{ state: 'OPEN' }]);
    expect(await wallet(late)).toMatchObject({ held: '15.015000', limits: { used30Days: '15.000000' } });
    world.clock.advance(1);
    await world.brain.kernel.jobs.run('expire-holds');
    await world.brain.kernel.jobs.run('expire-holds');
    expect(await list(late)).toMatchObject([{ state: 'EXPIRED', endedAt: expect.any(String) }]);
    expect(await wallet(late)).toMatchObject({
      available: '100.000000',
      held: '0.000000',
      limits: { used30Days: '0.000000' },
    });
    expect(await titles(rob)).toContain('A reservation for you ran out');
    expect(await titles(late)).toContain('What you reserved ran out');
  });

  test('what came back 30 days ago opens no room that was never there', async () => {
    const careful = await enter(world, 'Carla Careful');
    await fund(world, careful.userId, buz(10_000));
    world.clock.advance(31 * dayMs);
    await set(careful, { per_30_days_micro: buz(1_000) });
    world.clock.advance(dayMs - (world.clock.now().getTime() % dayMs) + hourMs);
    await release(careful, (await open(careful, rob, '900')).id);
    world.clock.advance(hourMs);
    const body = { recipientId: rob.userId, amount: '1000' };
    await careful.api.buz.transfer({ body }, key());
    // The reservation lies before the 30 days now, the transfer of the same day within them.
    world.clock.advance(30 * dayMs - hourMs / 2);
    expect((await wallet(careful)).limits.used30Days).toBe('1000.000000');
    await refusedUntouched(
      world,
      () => careful.api.buz.transfer({ body: { ...body, amount: '0.01' } }, key()),
      'LIMIT_EXCEEDED',
    );
  });
});

describe('refused, and nothing moves:', () => {
  test('strangers find nothing; the recipient cannot pay', async () => {
    const hold = await open(pia, rob, '5');
    await refusedUntouched(world, () => post(stan, hold.id), 'NOT_FOUND');
    await refusedUntouched(world, () => release(stan, hold.id), 'NOT_FOUND');
    await refusedUntouched(world, () => post(pia, newId()), 'NOT_FOUND');
    await refusedUntouched(world, () => post(rob, hold.id), 'FORBIDDEN');
    await expect(stan.api.buz.getTransfer({ params: { transferId: hold.id } })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await post(pia, hold.id);
    await refusedUntouched(world, () => post(pia, hold.id), 'ILLEGAL_TRANSITION');
    await refusedUntouched(world, () => release(rob, hold.id), 'ILLEGAL_TRANSITION');
  });

  test.each([
    ['0', 'AMOUNT_INVALID'],
    ['-5', 'AMOUNT_INVALID'],
    ['0.0000001', 'AMOUNT_INVALID'],
    ['99999999999', 'AMOUNT_INVALID'],
    ['1000.01', 'LIMIT_EXCEEDED'],
  ])('reserving %s', (amount, expected) => refusedUntouched(world, () => open(pia, rob, amount), expected));

  test.each(['0', '-1', '10.000001', '0.0000001', '0.009'])('paying %s of 10', async (amount) => {
    const hold = await open(pia, rob, '10');
    await refusedUntouched(world, () => post(pia, hold.id, amount), 'AMOUNT_INVALID');
    await release(pia, hold.id);
  });

  test('for oneself, for nobody, for somebody without papers', async () => {
    await refusedUntouched(world, () => open(pia, pia, '1'), 'SELF_TRANSFER');
    await refusedUntouched(world, () => open(pia, { userId: newId() }, '1'), 'RECIPIENT_UNKNOWN');
    const paperless = await enrol(world, 'Paula Paperless', 'MEMBER');
    await refusedUntouched(world, () => open(pia, paperless, '1'), 'RECIPIENT_NOT_READY');
  });

  test('more than there is, or by somebody who may not', async () => {
    await refusedUntouched(world, () => open(stan, rob, '1'), 'INSUFFICIENT_FUNDS');
    const member = await enter(world, 'Mona Member', 1);
    await refusedUntouched(world, () => open(member, rob, '1'), 'GATE_BLOCKED');
  });

  test('what would be held for review is not reserved', async () => {
    const young = await enter(world, 'Yara Young');
    await fund(world, young.userId, buz(2_000));
    for (let sent = 0; sent < 5; sent++)
      await young.api.buz.transfer({ body: { recipientId: rob.userId, amount: '1' } }, key());
    await refusedUntouched(world, () => open(young, rob, '600'), 'TRANSFER_SUSPICIOUS');
  });

  test('a proof of identity is asked for as with a transfer', async () => {
    await pia.api.buz.setWallet({ body: { stepUpAbove: '3', notifyFrom: '100' } });
    world.brain.security.onStepUp(() => Promise.resolve(null));
    try {
      await refusedUntouched(world, () => open(pia, rob, '4'), 'STEP_UP_REQUIRED');
      await open(pia, rob, '3');
    } finally {
      world.brain.security.onStepUp(() => Promise.resolve(world.clock.now()));
      await pia.api.buz.setWallet({ body: { stepUpAbove: '1000', notifyFrom: '100' } });
    }
  });

  test('paid while frozen or paused; letting go is always possible', async () => {
    const [one, two] = [await open(pia, rob, '5'), await open(pia, rob, '6')];
    const { db } = world.brain.kernel.database;
    await set(pia, { frozen_at: world.clock.now() });
    try {
      await refusedUntouched(world, () => post(pia, one.id), 'WALLET_FROZEN');
      await refusedUntouched(world, () => open(pia, rob, '1'), 'WALLET_FROZEN');
      await release(pia, one.id);
    } finally {
      await set(pia, { frozen_at: null });
    }
    await db.updateTable('ledger_state').set({ paused_at: world.clock.now() }).execute();
    try {
      await refusedUntouched(world, () => post(pia, two.id), 'BUZ_PAUSED');
      await release(rob, two.id);
    } finally {
      await db.updateTable('ledger_state').set({ paused_at: null }).execute();
    }
  });

  test('paid to somebody who lost their papers, or by somebody who did', async () => {
    const late = await enter(world, 'Lea Late');
    await fund(world, late.userId, buz(100));
    const [to, from] = [await open(pia, late, '5'), await open(late, rob, '5')];
    await lose(world, late, 'BTS');
    await refusedUntouched(world, () => post(pia, to.id), 'RECIPIENT_NOT_READY');
    await refusedUntouched(world, () => post(late, from.id), 'GATE_BLOCKED');
    expect(await release(late, to.id)).toMatchObject({ state: 'VOIDED' });
    expect(await release(late, from.id)).toMatchObject({ state: 'VOIDED' });
  });
});

describe('many at once', () => {
  test('a reservation ends once, whoever is first', async () => {
    for (let round = 0; round < 4; round++) {
      const hold = await open(pia, rob, '9');
      const [before, payer, recipient] = [await ledgerOf(world), await available(pia), await available(rob)];
      const ends = await Promise.all(
        [
          () => post(pia, hold.id),
          () => post(pia, hold.id, '4'),
          () => release(pia, hold.id),
          () => release(rob, hold.id),
        ]
          .map((end) => end())
          .map(settled),
      );
      const [won, ...more] = ends.filter((end) => 'state' in end);
      expect(more).toEqual([]);
      for (const end of ends) if (!('state' in end)) expect(end).toMatchObject(code('ILLEGAL_TRANSITION'));
      const paid = parseBuz((won as { posted: string | null }).posted ?? '0.000000');
      const fee = (paid + 999n) / 1000n;
      expect(writeBuz(await available(rob))).toBe(writeBuz(recipient + paid));
      expect(writeBuz(await available(pia))).toBe(writeBuz(payer + 9_009_000n - paid - fee));
      expect(await ledgerOf(world)).toMatchObject({ seq: before.seq + 1n, sum: before.sum, negative: 0n });
    }
  });

  test('two reservations race for the last BUZ', async () => {
    const last = await enter(world, 'Lars Last');
    await fund(world, last.userId, buz(10));
    const ends = await Promise.all([1, 2, 3, 4].map(() => open(last, rob, '4')).map(settled));
    expect(ends.filter((end) => 'state' in end)).toHaveLength(2);
    for (const end of ends) if (!('state' in end)) expect(end).toMatchObject(code('INSUFFICIENT_FUNDS'));
    expect(await wallet(last)).toMatchObject({ available: '1.992000', held: '8.008000' });
  });

  test('transfers go on while reservations end', async () => {
    const holds = [];
    for (let one = 0; one < 10; one++) holds.push(await open(pia, rob, '2'));
    const before = await ledgerOf(world);
    const done = await Promise.all([
      ...holds.map((hold, one) => (one % 2 ? post(pia, hold.id) : release(rob, hold.id))),
      ...Array.from({ length: 10 }, () =>
        pia.api.buz.transfer({ body: { recipientId: rob.userId, amount: '1' } }, key()),
      ),
    ]);
    expect(done).toHaveLength(20);
    expect(await ledgerOf(world)).toMatchObject({ seq: before.seq + 20n, sum: before.sum, negative: 0n });
  });
});

function settled<T extends object>(work: Promise<T>): Promise<T | { problem: object }> {
  return work.catch((error: unknown) => error as { problem: object });
}
