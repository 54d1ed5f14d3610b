import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

/** SQL of accounts, attempts and devices. Sessions have `session-store.ts`, factors `factor-store.ts`, keys `access-tokens.ts`. */

export interface Credentials {
  readonly userId: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly passwordHash: string | null;
}

const credentialsQuery = (db: Db) =>
  db
    .selectFrom('auth_users as person')
    .leftJoin('auth_accounts as account', (join) =>
      join.onRef('account.user_id', '=', 'person.id').on('account.provider_id', '=', 'credential'),
    )
    .select([
      'person.id as userId',
      'person.email',
      'person.email_verified as emailVerified',
      'account.password as passwordHash',
    ]);

export async function credentialsByEmail(db: Db, email: string): Promise<Credentials | undefined> {
  return credentialsQuery(db).where('person.email', '=', email.toLowerCase()).executeTakeFirst();
}

export async function credentialsOf(db: Db, userId: string): Promise<Credentials | undefined> {
  return credentialsQuery(db).where('person.id', '=', userId).executeTakeFirst();
}

/** What changes sign-in, sessions or factors of an account goes one after the other. */
export async function lockAccount(tx: Tx, userId: string): Promise<Credentials | undefined> {
  await tx.selectFrom('auth_users').select('id').where('id', '=', userId).forUpdate().executeTakeFirst();
  return credentialsOf(tx, userId);
}

export async function markVerified(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx
    .updateTable('auth_users')
    .set({ email_verified: true, updated_at: at })
    .where('id', '=', userId)
    .execute();
}

/** Removes address, credentials, factors and sessions of an erased account. */
export async function deleteAccount(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth_users').where('id', '=', userId).execute();
}

export async function deleteVerifications(db: Db, value: string): Promise<void> {
  await db.deleteFrom('auth_verifications').where('value', '=', value).execute();
}

export type Attempt = Selectable<DB['sign_in_attempts']>;

export async function findAttempt(db: Db, emailHash: string): Promise<Attempt | undefined> {
  return db.selectFrom('sign_in_attempts').selectAll().where('email_hash', '=', emailHash).executeTakeFirst();
}

/** The row of the address, made when it is not there, locked. */
export async function lockAttempt(tx: Tx, emailHash: string, at: Date): Promise<Attempt> {
  await tx
    .insertInto('sign_in_attempts')
    .values({ email_hash: emailHash, failures: 0, updated_at: at })
    .onConflict((conflict) => conflict.column('email_hash').doNothing())
    .execute();
  return tx
    .selectFrom('sign_in_attempts')
    .selectAll()
    .where('email_hash', '=', emailHash)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function saveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const { email_hash: emailHash, ...change } = attempt;
  await tx.updateTable('sign_in_attempts').set(change).where('email_hash', '=', emailHash).execute();
}

export async function deleteAttempt(tx: Tx, emailHash: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('email_hash', '=', emailHash).execute();
}

export async function insertFailure(
  tx: Tx,
  failure: { id: string; at: Date; user_id: string | null; ip: string; agent: string },
): Promise<void> {
  await tx.insertInto('failed_sign_ins').values(failure).execute();
}

/** Remembers the device. True when it is new and the person was known to use another. */
export async function rememberDevice(
  tx: Tx,
  userId: string,
  fingerprint: string,
  at: Date,
): Promise<boolean> {
  const others = await tx
    .selectFrom('known_devices')
    .select('fingerprint')
    .where('user_id', '=', userId)
    .where('fingerprint', '<>', fingerprint)
    .limit(1)
    .execute();
  const row = await tx
    .insertInto('known_devices')
    .values({ user_id: userId, fingerprint, first_seen_at: at, last_seen_at: at })
    .onConflict((conflict) => conflict.columns(['user_id', 'fingerprint']).doUpdateSet({ last_seen_at: at }))
    .returning(sql<boolean>`xmax = 0`.as('inserted'))
    .executeTakeFirstOrThrow();
  return row.inserted && others.length > 0;
}

export interface Ages {
  readonly now: Date;
  readonly sessions: Date;
  readonly failures: Date;
  readonly retiredTokens: Date;
  readonly attempts: Date;
  readonly devices: Date;
}

/** Deletes what is past its time. */
export async function purge(tx: Tx, before: Ages): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('ended_at', '<', before.sessions), eb('expires_at', '<', before.sessions)]))
    .execute();
  await tx.deleteFrom('retired_tokens').where('retired_at', '<', before.retiredTokens).execute();
  await tx.deleteFrom('failed_sign_ins').where('at', '<', before.failures).execute();
  await tx.deleteFrom('sign_in_attempts').where('updated_at', '<', before.attempts).execute();
  await tx.deleteFrom('known_devices').where('last_seen_at', '<', before.devices).execute();
  await tx.deleteFrom('auth_verifications').where('expires_at', '<', before.now).execute();
  await tx.deleteFrom('auth_sessions').where('created_at', '<', before.attempts).execute();
  await tx.deleteFrom('token_keys').where('retire_at', '<', before.now).execute();
}
