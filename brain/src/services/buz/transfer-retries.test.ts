import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fund } from './test-funds.ts';
import { ledgerOf, refusedUntouched } from './test-ledger.ts';
import { enter, key, lose } from './test-people.ts';

const world: World = await createWorld();
afterAll(() => world.close());
let ada: Enrolled;
let ben: Enrolled;
beforeEach(async () => {
  [ada, ben] = [await enter(world, 'Ada Sender'), await enter(world, 'Ben Receiver', 1)];
  await fund(world, ada.userId, buz(50));
});

const send = (amount: string, options: { idempotencyKey: string }) =>
  ada.api.buz.transfer({ body: { recipientId: ben.userId, amount } }, options);

describe('a payment whose answer was lost is asked for again', () => {
  test.each([
    ['the sender’s BTS ran out since', () => lose(world, ada, 'BTS'), 'GATE_BLOCKED'],
    ['the recipient’s BPP ran out since', () => lose(world, ben, 'BPP'), 'RECIPIENT_NOT_READY'],
  ] as const)('and gets that answer, though %s', async (_, change, refusal) => {
    const asked = key();
    const first = await send('5', asked);
    await change();
    const { seq } = await ledgerOf(world);
    expect(await send('5', asked)).toEqual(first);
    expect((await ledgerOf(world)).seq).toBe(seq);
    // Only that answer: another body, or another intention, is held against the rules of now.
    await refusedUntouched(world, () => send('6', asked), 'IDEMPOTENCY_KEY_REUSED');
    await refusedUntouched(world, () => send('5', key()), refusal);
  });
});
