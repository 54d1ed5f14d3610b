import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

/** SQL of one-time-code apps, recovery codes and passkeys. */

export type TotpRow = Selectable<DB['auth_two_factors']>;
export type PasskeyRow = Selectable<DB['auth_passkeys']>;

export async function findTotp(db: Db, userId: string): Promise<TotpRow | undefined> {
  return db.selectFrom('auth_two_factors').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** Begins anew: an app that was never activated is replaced, an active one stays. True when it was written. */
export async function savePendingTotp(
  tx: Tx,
  row: { user_id: string; id: string; secret: string; created_at: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('auth_two_factors')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ id: row.id, secret: row.secret, created_at: row.created_at, last_step: 0n })
        .where('auth_two_factors.activated_at', 'is', null),
    )
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Accepts the time step unless it, or a later one, was used before. */
export async function takeTotpStep(tx: Tx, totpId: string, step: bigint, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('auth_two_factors')
    .set({ last_step: step, last_used_at: now })
    .where('id', '=', totpId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function activateTotp(tx: Tx, totpId: string, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('auth_two_factors')
    .set({ activated_at: now })
    .where('id', '=', totpId)
    .where('activated_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function deleteTotp(tx: Tx, userId: string, totpId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('auth_two_factors')
    .where('user_id', '=', userId)
    .where('id', '=', totpId)
    .where('activated_at', 'is not', null)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function listPasskeys(db: Db, userId: string): Promise<PasskeyRow[]> {
  return db.selectFrom('auth_passkeys').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function touchPasskey(tx: Tx, credentialId: string, now: Date): Promise<void> {
  await tx
    .updateTable('auth_passkeys')
    .set({ last_used_at: now })
    .where('credential_id', '=', credentialId)
    .execute();
}

export async function stampPasskey(tx: Tx, passkeyId: string, now: Date): Promise<void> {
  await tx.updateTable('auth_passkeys').set({ created_at: now }).where('id', '=', passkeyId).execute();
}

export async function deletePasskey(tx: Tx, userId: string, passkeyId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('auth_passkeys')
    .where('user_id', '=', userId)
    .where('id', '=', passkeyId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteLibrarySession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('auth_sessions').where('token', '=', token).execute();
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  if (hashes.length)
    await tx
      .insertInto('recovery_codes')
      .values(hashes.map((code_hash) => ({ user_id: userId, code_hash })))
      .execute();
}

export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** True the first time only. */
export async function takeRecoveryCode(
  tx: Tx,
  userId: string,
  codeHash: string,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
