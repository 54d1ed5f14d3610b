import type { Db } from '../../kernel/db.ts';

/** What bears on security of sign-ins, for whoever watches for unusual behaviour. */

export interface FailedSignIn {
  readonly userId: string | null;
  readonly at: Date;
  readonly ip: string;
}

export async function failuresSince(db: Db, since: Date, limit: number): Promise<FailedSignIn[]> {
  const rows = await db
    .selectFrom('failed_sign_ins')
    .select(['user_id', 'at', 'ip'])
    .where('at', '>=', since)
    .orderBy('at')
    .limit(limit)
    .execute();
  return rows.map(({ user_id, at, ip }) => ({ userId: user_id, at, ip }));
}

export interface NewDevice {
  readonly userId: string;
  readonly at: Date;
}

export async function devicesSince(db: Db, since: Date, limit: number): Promise<NewDevice[]> {
  const rows = await db
    .selectFrom('known_devices')
    .select(['user_id', 'first_seen_at'])
    .where('first_seen_at', '>=', since)
    .orderBy('first_seen_at')
    .limit(limit)
    .execute();
  return rows.map(({ user_id, first_seen_at }) => ({ userId: user_id, at: first_seen_at }));
}

export interface StartedSession {
  readonly userId: string;
  readonly at: Date;
  readonly ip: string | null;
  readonly device: string;
}

export async function sessionsSince(db: Db, since: Date, limit: number): Promise<StartedSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['user_id', 'created_at', 'ip', 'device'])
    .where('created_at', '>=', since)
    .orderBy('created_at')
    .limit(limit)
    .execute();
  return rows.map(({ user_id, created_at, ip, device }) => ({ userId: user_id, at: created_at, ip, device }));
}
