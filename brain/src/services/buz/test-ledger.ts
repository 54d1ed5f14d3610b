import type { World } from '@smartstart/testkit';
import { sql } from 'kysely';
import { expect } from 'vitest';

/** Where the ledger stands: its position, the sum of all balances, and every account. */
export async function ledgerOf(world: World) {
  const { db } = world.brain.kernel.database;
  const { seq } = await db.selectFrom('ledger_state').select('seq').executeTakeFirstOrThrow();
  const { rows } = await sql<{ accounts: string; sum: bigint; negative: bigint }>`
    select md5(string_agg(owner_id || account || balance_micro, ',' order by owner_id, account) filter (where balance_micro <> 0)) as accounts,
      sum(balance_micro)::bigint as sum, count(*) filter (where balance_micro < 0) as negative
    from ledger_accounts`.execute(db);
  return { seq, ...rows[0]! };
}

/** The action is refused with this code, and the ledger is as it was. */
export async function refusedUntouched(
  world: World,
  action: () => Promise<unknown>,
  code: string,
): Promise<void> {
  const before = await ledgerOf(world);
  await expect(action()).rejects.toMatchObject({ problem: { code } });
  expect(await ledgerOf(world)).toEqual(before);
  expect(before).toMatchObject({ sum: 1_000_000_000_000_000n, negative: 0n });
}
