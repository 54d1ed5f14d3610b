import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { buz, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { fund } from './test-funds.ts';
import { ledgerOf } from './test-ledger.ts';
import { code, enter, key, lose } from './test-people.ts';

let world: World;
let ada: Enrolled;
let ben: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  ada = await enter(world, 'Ada Owner');
  ben = await enter(world, 'Ben Member', 1);
});
afterAll(() => world.close());

const wallet = (who: Enrolled) => who.api.buz.wallet({});
const settings = (who: Enrolled, stepUpAbove: string, notifyFrom: string) =>
  who.api.buz.setWallet({ body: { stepUpAbove, notifyFrom } });
const limits = {
  perTransfer: '1000.000000',
  perDay: '10000.000000',
  per30Days: '100000.000000',
  usedToday: '0.000000',
  used30Days: '0.000000',
  stepUpAbove: '1000.000000',
  identityAbove: '5000.000000',
};

describe('the wallet', () => {
  test('of a member who never had BUZ is empty, with the limits that hold for everybody', async () => {
    const paperless = await enrol(world, 'Paula Paperless', 'MEMBER');
    expect(await wallet(paperless)).toEqual({
      available: '0.000000',
      held: '0.000000',
      staked: '0.000000',
      accruedInterest: '0.000000',
      waiting: '0.000000',
      frozen: false,
      paused: false,
      canReceive: false,
      canTransfer: false,
      limits,
      notifyFrom: '100.000000',
      seq: Number((await ledgerOf(world)).seq),
    });
  });

  test('says who can receive and who can send', async () => {
    expect(await wallet(ben)).toMatchObject({ canReceive: true, canTransfer: false });
    expect(await wallet(ada)).toMatchObject({ canReceive: true, canTransfer: true });
    const lapsed = await enter(world, 'Lara Lapsed');
    await lose(world, lapsed, 'BTS');
    expect(await wallet(lapsed)).toMatchObject({ canReceive: false, canTransfer: false });
  });

  test('shows balances, what was sent, interest day by day and what waits, for one position', async () => {
    await fund(world, ada.userId, buz(5_000));
    await ada.api.buz.openStake({ body: { tier: 'BRONZE', amount: '1000', autoRenew: false } }, key());
    await ada.api.buz.transfer({ body: { recipientId: ben.userId, amount: '10' } }, key());
    await ada.api.buz.openHold({ body: { recipientId: ben.userId, amount: '20', expiresInHours: 1 } }, key());
    await world.brain.kernel.database.db
      .insertInto('buz_claims')
      .values({
        id: newId(),
        user_id: ada.userId,
        event: 'a-test',
        kind: 'REWARD',
        cause_id: ada.userId,
        amount_micro: buz(15),
        pool: 'USER_REWARDS',
        price_version: 1,
        state: 'WAITING',
        created_at: world.clock.now(),
        lapses_at: new Date(world.clock.now().getTime() + dayMs),
      })
      .execute();
    const shown = await wallet(ada);
    expect(shown).toMatchObject({
      available: '3969.970000',
      held: '20.020000',
      staked: '1000.000000',
      accruedInterest: '0.000000',
      waiting: '15.000000',
      limits: { usedToday: '30.000000', used30Days: '30.000000' },
      seq: Number((await ledgerOf(world)).seq),
    });
    world.clock.advance(3 * dayMs);
    // floor(1000 × 5 % × 3 ÷ 365)
    expect(await wallet(ada)).toMatchObject({
      accruedInterest: '0.410958',
      limits: { usedToday: '0.000000', used30Days: '30.000000' },
    });
    world.clock.advance(28 * dayMs);
    expect((await wallet(ada)).limits.used30Days).toBe('0.000000');
  });

  test('its settings bring the step-up check nearer, never farther', async () => {
    expect(await settings(ada, '50.5', '7')).toMatchObject({
      notifyFrom: '7.000000',
      limits: { stepUpAbove: '50.500000' },
    });
    expect(await settings(ada, '0', '0.000001')).toMatchObject({ limits: { stepUpAbove: '0.000000' } });
    await expect(settings(ada, '1000.000001', '7')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(settings(ada, '-1', '7')).rejects.toMatchObject(code('AMOUNT_INVALID'));
    await expect(settings(ada, '1', 'much')).rejects.toMatchObject(code('AMOUNT_INVALID'));
    expect((await wallet(ada)).limits.stepUpAbove).toBe('0.000000');
    await ada.api.buz.transfer({ body: { recipientId: ben.userId, amount: '1' } }, key());
    const paperless = await enrol(world, 'Peter Paperless', 'MEMBER');
    await expect(settings(paperless, '1', '7')).rejects.toMatchObject(code('GATE_BLOCKED'));
  });

  test('changing its settings asks for a proof of identity', async () => {
    world.brain.security.onStepUp(() => Promise.resolve(null));
    await expect(settings(ada, '1000', '7')).rejects.toMatchObject(code('STEP_UP_REQUIRED'));
    world.brain.security.onStepUp(() => Promise.resolve(world.clock.now()));
  });
});
