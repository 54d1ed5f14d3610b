import { enrol } from '@smartstart/testkit';
import { afterAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { openOffice, reason } from './test-office.ts';
import { enter, key } from './test-people.ts';

const { world, chief, deputy, ada, ben, award, reverse, send, available, refused, audited, expectSound } =
  await openOffice();
afterAll(() => world.close());

describe('a correction', () => {
  test('moves exactly the opposite, once, and both name each other', async () => {
    const [adaBefore, benBefore] = [await available(ada), await available(ben)];
    const wrong = await send(ada, ben, '120');
    const undone = await reverse(wrong.id);
    expect(undone).toMatchObject({
      kind: 'REVERSAL',
      reverses: wrong.id,
      reason,
      cause: { type: 'reversal', id: wrong.id },
    });
    expect([await available(ada), await available(ben)]).toEqual([adaBefore, benBefore]);
    expect(await audited('buz.reversed')).toMatchObject({
      actorId: chief.userId,
      entityId: wrong.id,
      reason,
      after: { transactionId: undone.id },
    });
    expect(await ada.api.buz.transaction({ params: { transactionId: wrong.id } })).toMatchObject({
      reversedBy: undone.id,
    });
    await refused(() => reverse(wrong.id), 'ALREADY_EXISTS');
    await refused(() => reverse(wrong.id, deputy), 'ALREADY_EXISTS');
    await refused(() => reverse(undone.id), 'RULE_VIOLATED');
    const [entry] = (await ben.api.buz.transactions({ query: { limit: 1 } })).items;
    expect(entry).toMatchObject({
      kind: 'REVERSAL',
      reverses: wrong.id,
      counterparty: { name: 'Ada Author' },
    });
    await expectSound();
  });

  test('made twice at once is made once', async () => {
    const wrong = await send(ada, ben, '7');
    const results = await Promise.allSettled([reverse(wrong.id), reverse(wrong.id, deputy)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expectSound();
  });

  test('needs the money to be there still', async () => {
    const spender = await enter(world, 'Spike Spender');
    const given = await award(spender.userId, '50');
    await send(spender, ben, '10');
    await refused(() => reverse(given.id), 'INSUFFICIENT_FUNDS');
  });

  test('of a payment out of a hold gives back to what is available', async () => {
    const before = await available(ada);
    const hold = await ada.api.buz.openHold(
      { body: { recipientId: ben.userId, amount: '60', expiresInHours: 9 } },
      key(),
    );
    await refused(() => reverse(hold.id), 'RULE_VIOLATED');
    await ada.api.buz.postHold({ params: { holdId: hold.id }, body: { amount: '45' } }, key());
    await refused(() => reverse(hold.id), 'RULE_VIOLATED');
    const paid = (await ada.api.buz.transactions({ query: { limit: 1 } })).items[0]!.transactionId;
    await reverse(paid);
    expect(await ada.api.buz.wallet({})).toMatchObject({ available: before, held: '0.000000' });
    await expectSound();
  });

  test('of genesis, a reservation or a stake is refused, with the way to go instead', async () => {
    const { items } = await chief.api.buzAdmin.transactions({ query: { kind: 'GENESIS' } });
    await refused(() => reverse(items[0]!.id), 'RULE_VIOLATED');
    const stake = await ada.api.buz.openStake(
      { body: { tier: 'BRONZE', amount: '200', autoRenew: false } },
      key(),
    );
    const opened = (await ada.api.buz.transactions({ query: { kind: 'STAKE', limit: 1 } })).items[0]!;
    await refused(() => reverse(opened.transactionId), 'RULE_VIOLATED');
    await ada.api.buz.exitStake({ params: { stakeId: stake.id }, body: {} }, key());
    const ended = (await ada.api.buz.transactions({ query: { kind: 'UNSTAKE', limit: 1 } })).items[0]!;
    for (const id of [opened.transactionId, ended.transactionId])
      await refused(() => reverse(id), 'RULE_VIOLATED');
    await refused(() => reverse(newId()), 'NOT_FOUND');
  });

  test('never touches the operator’s own accounts', async () => {
    const given = await award(deputy.userId, '5');
    await refused(() => reverse(given.id, deputy), 'FORBIDDEN');
    await reverse(given.id);
  });

  test('of a reward takes it back in the list of rewards too', async () => {
    const person = await enrol(world, 'Rita Rewarded', 'SUBSCRIBER');
    const welcome = (await person.api.buz.claims({ query: { state: 'PAID' } })).items.find(
      (one) => one.event === 'welcome',
    )!;
    expect((await person.api.buz.transactions({ query: { kind: 'ALLOCATION' } })).items[0]!.cause.text).toBe(
      'Allocation: Welcome',
    );
    await reverse(welcome.transactionId!);
    const { items } = await person.api.buz.claims({ query: { state: 'REVERSED' } });
    expect(items.map((one) => one.event)).toEqual(['welcome']);
    await expectSound();
  });
});
