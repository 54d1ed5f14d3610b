import { createWorld, type Enrolled } from '@smartstart/testkit';
import { buz, dayMs } from '@smartstart/units';
import { expect } from 'vitest';
import { fund } from './test-funds.ts';
import { refusedUntouched } from './test-ledger.ts';
import { enter, key, shift } from './test-people.ts';

export const reason = 'as agreed by the board';

/** A world with operators of several rungs, two members, a treasury with something in it, and the acts of operators. */
export async function openOffice() {
  const world = await createWorld();
  const chief = await enter(world, 'Chief Ames', 12);
  const deputy = await enter(world, 'Deputy Dale', 12);
  const guard = await enter(world, 'Guard Gale', 10);
  const biller = await enter(world, 'Bill Biller', 9);
  const ada = await enter(world, 'Ada Author');
  const ben = await enter(world, 'Ben Builder');
  world.clock.advance(40 * dayMs);
  await fund(world, ada.userId, buz(2_000_000));
  await shift(world, ada, 'TREASURY', buz(1_900_000));

  const award = (userId: string, amount: string, by = chief) =>
    by.api.buzAdmin.award({ body: { userId, amount, reason } }, key());
  const release = (
    body: Omit<Parameters<Enrolled['api']['buzAdmin']['releasePool']>[0]['body'], 'reason'>,
    by = chief,
  ) => by.api.buzAdmin.releasePool({ body: { ...body, reason } }, key());
  const reverse = (transactionId: string, by = chief) =>
    by.api.buzAdmin.reverse({ body: { transactionId, reason } }, key());
  const burn = (amount: string) => chief.api.buzAdmin.burn({ body: { amount, reason } }, key());
  const bringBack = (amount: string) =>
    chief.api.buzAdmin.returnTreasury({ body: { amount, reason } }, key());
  const pause = (paused: boolean) => chief.api.buzAdmin.pause({ body: { paused, reason } });
  const freeze = (userId: string, frozen: boolean, by = guard) =>
    by.api.buzAdmin.freeze({ params: { userId }, body: { frozen, reason } });
  const setLimits = (userId: string, [perTransfer, perDay, per30Days]: readonly string[], by = biller) =>
    by.api.buzAdmin.setLimits({
      params: { userId },
      body: { perTransfer: perTransfer!, perDay: perDay!, per30Days: per30Days!, reason },
    });
  const send = (from: Enrolled, to: Enrolled, amount: string) =>
    from.api.buz.transfer({ body: { recipientId: to.userId, amount } }, key());
  const available = async (who: Enrolled) => (await who.api.buz.wallet({})).available;
  const refused = (action: () => Promise<unknown>, expected: string) =>
    refusedUntouched(world, action, expected);

  /** The newest entry of the audit chain for an action. */
  async function audited(action: string) {
    const row = await world.brain.kernel.database.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', action)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return {
      actorId: row.actor_id,
      entityId: row.entity_id,
      ...(JSON.parse(row.record) as Record<string, unknown>),
    };
  }

  /** Nothing is out of order: sums, holds, stakes, reversals, chain. */
  async function expectSound() {
    expect(await world.brain.services.ledger.verify()).toMatchObject({ valid: true, fault: null });
  }

  return {
    world,
    chief,
    deputy,
    guard,
    biller,
    ada,
    ben,
    award,
    release,
    reverse,
    burn,
    bringBack,
    pause,
    freeze,
    setLimits,
    send,
    available,
    refused,
    audited,
    expectSound,
  };
}
