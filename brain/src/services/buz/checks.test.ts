import { createWorld, type World } from '@smartstart/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const run = (name: string) => world.brain.kernel.jobs.run(name);
const gauge = async () => (await world.brain.kernel.metrics.ledgerSum.get()).values[0]!.value;

/** What somebody with the right to do anything to the database could write into it. */
async function tamper(micro: bigint): Promise<void> {
  const { database } = world.brain.kernel;
  await database.transact(async (tx) => {
    await sql`alter table ledger_accounts disable trigger user`.execute(tx);
    await sql`update ledger_accounts set balance_micro = balance_micro + ${micro} where account = 'TREASURY'`.execute(
      tx,
    );
    await sql`alter table ledger_accounts enable trigger user`.execute(tx);
  });
}

async function reports() {
  await world.settle();
  return world.brain.kernel.database.db
    .selectFrom('event_log')
    .select('data')
    .where('type', '=', 'ledger.broken')
    .execute();
}

test('a sum that is not the supply is measured, and told once, not every five minutes', async () => {
  await run('check-supply');
  expect([await gauge(), (await reports()).length]).toEqual([0, 0]);
  await tamper(5n);
  await run('check-supply');
  await run('check-supply');
  expect(await gauge()).toBe(5);
  expect((await reports()).map(({ data }) => data)).toEqual([
    expect.objectContaining({ where: 'ledger_accounts', text: expect.stringContaining('1000000000.000005') }),
  ]);
  await run('verify-ledger');
  const check = await world.brain.kernel.database.db
    .selectFrom('ledger_checks')
    .selectAll()
    .executeTakeFirstOrThrow();
  expect(check).toMatchObject({ valid: false, fault: { text: expect.any(String) } });
  expect(await reports()).toHaveLength(2);
  await tamper(-5n);
  await run('check-supply');
  expect(await gauge()).toBe(0);
  await tamper(5n);
  await run('check-supply');
  expect(await reports()).toHaveLength(3);
});
