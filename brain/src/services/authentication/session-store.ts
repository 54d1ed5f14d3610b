import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

/** SQL of sessions and their tokens. */

export type SessionRow = Selectable<DB['sessions']>;
export type EndReason =
  | 'LOGOUT'
  | 'REVOKED'
  | 'REPLACED'
  | 'REUSED'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'ACCOUNT_CLOSED';
export type StepUpFactor = 'PASSWORD' | 'TOTP' | 'PASSKEY';

type NewSession = Pick<
  SessionRow,
  'id' | 'user_id' | 'token_hash' | 'created_at' | 'last_used_at' | 'expires_at' | 'ip' | 'agent' | 'device'
>;

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.insertInto('sessions').values(session).execute();
}

/** Live sessions, the one unused longest first. */
export async function liveSessions(db: Db, userId: string, now: Date): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('last_used_at')
    .orderBy('id')
    .execute();
}

/** The people who used a session since then, with the moment; the next ones after this id. */
export function usersSeenSince(
  db: Db,
  since: Date,
  after: string | null,
  limit: number,
): Promise<{ userId: string; at: Date }[]> {
  let query = db
    .selectFrom('sessions')
    .select((eb) => ['user_id as userId', eb.fn.max('last_used_at').as('at')])
    .where('last_used_at', '>=', since)
    .groupBy('user_id')
    .orderBy('user_id')
    .limit(limit);
  if (after) query = query.where('user_id', '>', after);
  return query.execute();
}

export async function liveSession(db: Db, sessionId: string, now: Date): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function lockSession(tx: Tx, sessionId: string): Promise<SessionRow | undefined> {
  return tx.selectFrom('sessions').selectAll().where('id', '=', sessionId).forUpdate().executeTakeFirst();
}

/**
 * The session a token belongs or belonged to, locked, with the time the token was retired. A refresh that waits here
 * for another of the same token finds no session with it afterwards, but the retired token.
 */
export async function lockSessionOfToken(
  tx: Tx,
  tokenHash: string,
): Promise<{ session: SessionRow; retiredAt: Date | null } | undefined> {
  const current = await tx
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
  if (current) return { session: current, retiredAt: null };
  const retired = await tx
    .selectFrom('retired_tokens')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  const session = retired && (await lockSession(tx, retired.session_id));
  return session && { session, retiredAt: retired.retired_at };
}

export async function rotateToken(
  tx: Tx,
  session: SessionRow,
  tokenHash: string,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await tx
    .insertInto('retired_tokens')
    .values({ token_hash: session.token_hash, session_id: session.id, retired_at: now })
    .execute();
  await tx
    .updateTable('sessions')
    .set({ token_hash: tokenHash, rotated_at: now, last_used_at: now, expires_at: expiresAt })
    .where('id', '=', session.id)
    .execute();
}

/** True when it was live until now. */
export async function endSession(tx: Tx, sessionId: string, reason: EndReason, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('sessions')
    .set({ ended_at: now, end_reason: reason })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** True when the session is the person's and live. */
export async function markStepUp(
  tx: Tx,
  session: { id: string; userId: string },
  factor: StepUpFactor,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('sessions')
    .set({ step_up_at: now, step_up_factor: factor })
    .where('id', '=', session.id)
    .where('user_id', '=', session.userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
