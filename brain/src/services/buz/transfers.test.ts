import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { createWorld, enrol, testKeys, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs, hourMs, minuteMs, parseBuz } from '@smartstart/units';
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
    await enter(world, 'Ada Sender'),
    await enter(world, 'Ben Receiver', 1),
    await enter(world, 'Stan Stranger'),
  ];
  // Everybody's account is old enough, unless a test enrols somebody new.
  world.clock.advance(31 * dayMs);
  await fund(world, ada.userId, buz(100_000));
});
afterAll(() => world.close());

const send = (from: Enrolled, to: { userId: string }, amount: string, more: object = {}, options = key()) =>
  from.api.buz.transfer({ body: { recipientId: to.userId, amount, ...more } }, options);
const wallet = (who: Enrolled) => who.api.buz.wallet({});
const available = async (who: Enrolled) => (await wallet(who)).available;
const set = (who: Enrolled, change: Parameters<typeof changeWallet>[2]) =>
  world.brain.kernel.database.transact((tx) => changeWallet(tx, who.userId, change));
const get = (who: Enrolled, transferId: string) => who.api.buz.getTransfer({ params: { transferId } });

/** A member for one test, with BUZ and an account that is no longer young. */
async function sender(name: string, whole: number): Promise<Enrolled> {
  const person = await enter(world, name);
  world.clock.advance(31 * dayMs);
  await fund(world, person.userId, buz(whole));
  return person;
}

async function titles(who: Enrolled): Promise<string[]> {
  await world.settle();
  const { items } = await who.api.notifications.list({ query: {} });
  return items.map((notice) => notice.title);
}

describe('a transfer', () => {
  test('moves the amount to the recipient and the fee to the treasury', async () => {
    const sent = await send(ada, ben, '200.5', { memo: 'For the logo' });
    expect(sent).toMatchObject({
      state: 'COMPLETED',
      sender: { userId: ada.userId, name: 'Ada Sender' },
      recipient: { userId: ben.userId, name: 'Ben Receiver' },
      amount: '200.500000',
      fee: '0.200500',
      total: '200.700500',
      memo: 'For the logo',
      expiresAt: null,
      availableAfter: '99799.299500',
    });
    expect(await available(ada)).toBe('99799.299500');
    expect(await available(ben)).toBe('200.500000');
  });

  test('is shown to both sides, and to nobody else', async () => {
    const sent = await send(ada, ben, '3');
    expect(await get(ada, sent.id)).toEqual(sent);
    expect(await get(ben, sent.id)).toEqual({ ...sent, availableAfter: null });
    await expect(get(stan, sent.id)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(get(ada, newId())).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('tells a recipient who asked to hear of amounts like that', async () => {
    await send(ada, ben, '250');
    expect(await titles(ben)).toContain('You received 250 BUZ');
    await send(ada, ben, '99.999999');
    expect(await titles(ben)).not.toContain('You received 99.999999 BUZ');
  });

  test('costs 0.1 %, rounded up to a micro-BUZ', async () => {
    expect(await send(ada, ben, '0.01')).toMatchObject({ fee: '0.000010', total: '0.010010' });
    expect(await send(ada, ben, '0.010001')).toMatchObject({ fee: '0.000011', total: '0.010012' });
  });

  test('with the same key happens once and answers the same', async () => {
    const same = key();
    const first = await send(ada, ben, '5', { memo: 'once' }, same);
    const { seq } = await ledgerOf(world);
    expect(await send(ada, ben, '5', { memo: 'once' }, same)).toEqual(first);
    const again = await Promise.all([1, 2, 3].map(() => send(ada, ben, '5', { memo: 'once' }, same)));
    expect(again).toEqual([first, first, first]);
    expect((await ledgerOf(world)).seq).toBe(seq);
    for (const other of [{ memo: 'twice' }, {}])
      await refusedUntouched(world, () => send(ada, ben, '5', other, same), 'IDEMPOTENCY_KEY_REUSED');
    await refusedUntouched(
      world,
      () => send(ada, ben, '6', { memo: 'once' }, same),
      'IDEMPOTENCY_KEY_REUSED',
    );
    await refusedUntouched(
      world,
      () => send(ada, stan, '5', { memo: 'once' }, same),
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  test('says in its header that it is a repetition', async () => {
    const [callKey] = parseCallKeys(testKeys);
    const target = '/api/v1/buz/transfers';
    const payload = Buffer.from(JSON.stringify({ recipientId: ben.userId, amount: '1' }));
    const claims = { userId: ada.userId, sessionId: ada.userId, ip: '127.0.0.1', agent: 'test', origin: '' };
    const post = () =>
      world.brain.http.app.inject({
        method: 'POST',
        url: target,
        payload,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'sent-twice',
          [callTokenHeader]: signCall(
            callKey!,
            { ...claims, requestId: randomUUID() },
            { method: 'POST', target, body: payload },
            randomUUID(),
          ),
        },
      });
    const [first, again] = [await post(), await post()];
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json()).toEqual(first.json());
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  test('keys of different people never meet', async () => {
    await fund(world, stan.userId, buz(10));
    const same = key();
    const [one, two] = [await send(ada, ben, '1', {}, same), await send(stan, ben, '1', {}, same)];
    expect(one.id).not.toBe(two.id);
  });

  test('can be asked for by other services, without HTTP', async () => {
    const { transfers } = world.brain.services.buz;
    const order = { senderId: ada.userId, recipientId: ben.userId, amountMicro: buz(1), key: randomUUID() };
    const first = await transfers.send(order);
    expect(first).toMatchObject({ replayed: false, receipt: { state: 'POSTED' } });
    expect(await transfers.send(order)).toEqual({ ...first, replayed: true });
    await expect(transfers.send({ ...order, recipientId: ada.userId })).rejects.toMatchObject({
      code: 'SELF_TRANSFER',
    });
  });
});

describe('refused with a code of its own, and nothing moves:', () => {
  test.each([
    ['zero', '0', 'AMOUNT_INVALID'],
    ['zero with decimals', '0.000000', 'AMOUNT_INVALID'],
    ['negative', '-1', 'AMOUNT_INVALID'],
    ['more than six decimals', '1.0000001', 'AMOUNT_INVALID'],
    ['no number', '12,5', 'AMOUNT_INVALID'],
    ['an exponent', '1e3', 'AMOUNT_INVALID'],
    ['nothing', '', 'AMOUNT_INVALID'],
    ['beyond 64 bits', '99999999999999999999', 'AMOUNT_INVALID'],
    ['beyond the supply', '1000000000.000001', 'AMOUNT_INVALID'],
    ['below the minimum', '0.009999', 'AMOUNT_INVALID'],
    ['past the limit of a transfer', '1000.000001', 'LIMIT_EXCEEDED'],
  ])('%s', async (_what, amount, expected) => {
    await refusedUntouched(world, () => send(ada, ben, amount), expected);
  });

  test('to oneself', () => refusedUntouched(world, () => send(ada, ada, '1'), 'SELF_TRANSFER'));

  test('to nobody', () =>
    refusedUntouched(world, () => send(ada, { userId: newId() }, '1'), 'RECIPIENT_UNKNOWN'));

  test('to somebody without papers, or suspended', async () => {
    const paperless = await enrol(world, 'Paula Paperless', 'MEMBER');
    await refusedUntouched(world, () => send(ada, paperless, '1'), 'RECIPIENT_NOT_READY');
    const suspended = await enter(world, 'Sue Suspended');
    await send(ada, suspended, '1');
    const { database } = world.brain.kernel;
    await database.transact((tx) =>
      world.brain.security.replace(tx, suspended.userId, 'ACCOUNT', 'SUSPENDED'),
    );
    await refusedUntouched(world, () => send(ada, suspended, '1'), 'RECIPIENT_NOT_READY');
    await refusedUntouched(world, () => send(suspended, ada, '1'), 'ACCOUNT_SUSPENDED');
  });

  test('below rung 2, or without the papers of BUZ', async () => {
    await refusedUntouched(world, () => send(ben, ada, '1'), 'GATE_BLOCKED');
    const lapsed = await sender('Lara Lapsed', 10);
    await send(lapsed, ada, '1');
    await lose(world, lapsed, 'BPP');
    await refusedUntouched(world, () => send(lapsed, ada, '1'), 'GATE_BLOCKED');
    await expect(send(lapsed, ada, '1')).rejects.toMatchObject(
      code('GATE_BLOCKED', { gate: 'BUZ_TRANSFER', missingPapers: [{ code: 'BPP' }] }),
    );
  });

  test('more than there is, fee included', async () => {
    const poor = await sender('Paul Poor', 1);
    await refusedUntouched(world, () => send(poor, ada, '1'), 'INSUFFICIENT_FUNDS');
    expect(await send(poor, ada, '0.999')).toMatchObject({ availableAfter: '0.000001' });
    const penniless = await enter(world, 'Nora New');
    await refusedUntouched(world, () => send(penniless, ada, '1'), 'INSUFFICIENT_FUNDS');
  });

  test('a frozen wallet; what others send still arrives', async () => {
    const frozen = await sender('Fred Frozen', 10);
    await set(frozen, { frozen_at: world.clock.now(), frozen_reason: 'A test' });
    await refusedUntouched(world, () => send(frozen, ada, '1'), 'WALLET_FROZEN');
    await send(ada, frozen, '1');
    expect(await wallet(frozen)).toMatchObject({ frozen: true, available: '11.000000' });
    await set(frozen, { frozen_at: null, frozen_reason: null });
    await send(frozen, ada, '1');
  });

  test('a pause of everything', async () => {
    const { db } = world.brain.kernel.database;
    await db.updateTable('ledger_state').set({ paused_at: world.clock.now() }).execute();
    try {
      await refusedUntouched(world, () => send(ada, ben, '1'), 'BUZ_PAUSED');
      expect((await wallet(ada)).paused).toBe(true);
    } finally {
      await db.updateTable('ledger_state').set({ paused_at: null }).execute();
    }
    await send(ada, ben, '1');
  });

  test('more than 5,000 without a verified identity', async () => {
    const large = await sender('Lars Large', 20_000);
    await set(large, { per_transfer_micro: buz(9_000) });
    await send(large, ben, '5000');
    await expect(send(large, ben, '5000.01')).rejects.toMatchObject(
      code('GATE_BLOCKED', { missingConditions: ['Have your identity verified by the hub.'] }),
    );
    await refusedUntouched(world, () => send(large, ben, '5000.01'), 'GATE_BLOCKED');
    const { kernel, security } = world.brain;
    await kernel.database.transact((tx) => security.record(tx, large.userId, { kind: 'IDENTITY_VERIFIED' }));
    await expect(send(large, ben, '5000.01')).rejects.toMatchObject(code('LIMIT_EXCEEDED'));
    world.clock.advance(dayMs);
    await send(large, ben, '5000.01');
  });

  test('without a proof of identity in the last ten minutes, above what the sender chose', async () => {
    const careful = await sender('Cara Careful', 100);
    const proofs = (age: number | null) =>
      world.brain.security.onStepUp(() =>
        Promise.resolve(age === null ? null : new Date(world.clock.now().getTime() - age)),
      );
    try {
      await careful.api.buz.setWallet({ body: { stepUpAbove: '5', notifyFrom: '100' } });
      proofs(null);
      await send(careful, ben, '5');
      await refusedUntouched(world, () => send(careful, ben, '5.01'), 'STEP_UP_REQUIRED');
      proofs(10 * minuteMs + 1);
      await refusedUntouched(world, () => send(careful, ben, '5.01'), 'STEP_UP_REQUIRED');
      proofs(10 * minuteMs);
      await send(careful, ben, '5.01');
      await careful.api.buz.setWallet({ body: { stepUpAbove: '0', notifyFrom: '100' } });
      proofs(null);
      await refusedUntouched(world, () => send(careful, ben, '0.01'), 'STEP_UP_REQUIRED');
    } finally {
      proofs(0);
    }
  });

  test('without an Idempotency-Key', async () => {
    await refusedUntouched(
      world,
      () => ada.api.buz.transfer({ body: { recipientId: ben.userId, amount: '1' } }),
      'IDEMPOTENCY_KEY_REQUIRED',
    );
  });
});

describe('limits', () => {
  test('of a UTC day', async () => {
    const busy = await sender('Bea Busy', 20_000);
    for (let sent = 0; sent < 10; sent++) await send(busy, ben, '1000');
    expect((await wallet(busy)).limits).toMatchObject({ perDay: '10000.000000', usedToday: '10000.000000' });
    await refusedUntouched(world, () => send(busy, ben, '0.01'), 'LIMIT_EXCEEDED');
    toMidnight();
    await send(busy, ben, '1000');
    expect((await wallet(busy)).limits).toMatchObject({
      usedToday: '1000.000000',
      used30Days: '11000.000000',
    });
  });

  test('of the last 30 × 24 hours, not of calendar days', async () => {
    const steady = await sender('Stella Steady', 20_000);
    await set(steady, { per_30_days_micro: buz(2_500) });
    toMidnight();
    world.clock.advance(12 * hourMs);
    const noon = world.clock.now().getTime();
    const at = (ms: number) => world.clock.advance(noon + ms - world.clock.now().getTime());
    await send(steady, ben, '600');
    at(6 * hourMs);
    await send(steady, ben, '400');
    at(dayMs);
    await send(steady, ben, '1000');
    await send(steady, ben, '500');
    await refusedUntouched(world, () => send(steady, ben, '0.01'), 'LIMIT_EXCEEDED');
    at(30 * dayMs - minuteMs);
    await refusedUntouched(world, () => send(steady, ben, '0.01'), 'LIMIT_EXCEEDED');
    expect((await wallet(steady)).limits.used30Days).toBe('2500.000000');
    at(30 * dayMs + minuteMs);
    expect((await wallet(steady)).limits.used30Days).toBe('1900.000000');
    await refusedUntouched(world, () => send(steady, ben, '600.01'), 'LIMIT_EXCEEDED');
    await send(steady, ben, '600');
    at(30 * dayMs + 6 * hourMs + minuteMs);
    await refusedUntouched(world, () => send(steady, ben, '400.01'), 'LIMIT_EXCEEDED');
    await send(steady, ben, '400');
  });

  function toMidnight(): void {
    world.clock.advance(dayMs - (world.clock.now().getTime() % dayMs));
  }
});

describe('many at once', () => {
  test('64 spenders of one account: as many succeed as the balance allows', async () => {
    const spender = await sender('Sam Spender', 20);
    const recipients = await Promise.all([1, 2, 3].map((one) => enter(world, `Rita Recipient ${one}`, 1)));
    const before = await ledgerOf(world);
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, one) => send(spender, recipients[one % 3]!, '1')),
    );
    const done = results.filter((result) => result.status === 'fulfilled');
    // 1.001 BUZ each out of 20.
    expect(done).toHaveLength(19);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(code('INSUFFICIENT_FUNDS'));
    expect(await available(spender)).toBe('0.981000');
    const received = await Promise.all(recipients.map(available));
    expect(received.reduce((sum, text) => sum + parseBuz(text), 0n)).toBe(buz(19));
    expect(await ledgerOf(world)).toMatchObject({ seq: before.seq + 19n, sum: before.sum, negative: 0n });
  });

  test('a balance read in between never counts anything twice', async () => {
    const circle = [ada, stan];
    await fund(world, stan.userId, buz(50));
    await Promise.all(
      Array.from({ length: 30 }, async (_, one) => {
        await send(circle[one % 2]!, circle[(one + 1) % 2]!, '0.5');
        expect((await ledgerOf(world)).sum).toBe(1_000_000_000_000_000n);
      }),
    );
  });
});

describe('a quote', () => {
  const quote = (who: Enrolled, amount: string, recipientId?: string) =>
    who.api.buz.quote({ query: { amount, ...(recipientId ? { recipientId } : {}) } });

  test('says what a transfer costs and that nothing stands in the way', async () => {
    expect(await quote(ada, '10', ben.userId)).toMatchObject({
      amount: '10.000000',
      fee: '0.010000',
      total: '10.010000',
      available: await available(ada),
      stepUpNeeded: false,
      recipientReady: true,
      obstacles: [],
    });
    expect((await quote(ada, '10')).recipientReady).toBeNull();
  });

  test('names all that would refuse it, each with a sentence', async () => {
    const newcomer = await enter(world, 'Nina Newcomer', 1);
    const { obstacles } = await quote(newcomer, '20000', newId());
    expect(obstacles.map((obstacle) => obstacle.code)).toEqual([
      'GATE_BLOCKED',
      'RECIPIENT_UNKNOWN',
      'GATE_BLOCKED',
      'INSUFFICIENT_FUNDS',
      'LIMIT_EXCEEDED',
      'LIMIT_EXCEEDED',
    ]);
    expect(obstacles[0]!.text).toBe('Sign PTSA, SOBA first. Have a trial or an active Founder seat.');
    expect(obstacles[2]!.text).toBe('Have your identity verified by the hub.');
    expect((await quote(ada, '1', ada.userId)).obstacles).toMatchObject([{ code: 'SELF_TRANSFER' }]);
    await expect(quote(ada, '0.001')).rejects.toMatchObject(code('AMOUNT_INVALID'));
    await expect(quote(ada, 'ten')).rejects.toMatchObject(code('AMOUNT_INVALID'));
  });

  test('tells whether a proof of identity will be asked for', async () => {
    world.brain.security.onStepUp(() => Promise.resolve(null));
    expect((await quote(ada, '1000.01')).stepUpNeeded).toBe(true);
    expect((await quote(ada, '1000')).stepUpNeeded).toBe(false);
    world.brain.security.onStepUp(() => Promise.resolve(world.clock.now()));
    expect((await quote(ada, '1000.01')).stepUpNeeded).toBe(false);
  });
});
