import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics counts about accounts. */

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Accounts of these addresses, or of whole domains written as @example.test: they are counted nowhere. */
export async function testAccounts(db: Db, patterns: readonly string[]): Promise<string[]> {
  if (!patterns.length) return [];
  const { rows } = await sql<{ id: string }>`
    select id from users where email = any(${[...patterns]}::text[])
      or '@' || split_part(email, '@', 2) = any(${[...patterns]}::text[])`.execute(db);
  return rows.map((row) => row.id);
}

/** When the first account was made; null on an empty installation. */
export async function firstAccount(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('users')
    .select((eb) => eb.fn.min('created_at').as('at'))
    .executeTakeFirstOrThrow();
  return row.at as Date | null;
}

/** Accounts that verified their address in the span, with the moment. */
export async function verifiedIn(
  db: Db,
  { from, to }: Span,
  without: readonly string[],
): Promise<{ userId: string; at: Date }[]> {
  const { rows } = await sql<{ userId: string; at: Date }>`
    select id as "userId", email_verified_at as at from users
    where email_verified_at >= ${from} and email_verified_at < ${to}
      and id <> all(${[...without]}::uuid[])`.execute(db);
  return rows;
}

/** Of the verified accounts of the moment, how many had agreed to each kind of processing. */
export async function countConsents(
  db: Db,
  at: Date,
  without: readonly string[],
): Promise<{ kind: string; people: number }[]> {
  const { rows } = await sql<{ kind: string; people: number }>`
    select kind, count(*) filter (where state = 'GRANTED')::int as people from (
      select distinct on (l.user_id, l.kind) l.kind, l.state from user_consent_log l join users u on u.id = l.user_id
      where l.changed_at < ${at} and u.email_verified_at < ${at} and u.id <> all(${[...without]}::uuid[])
        and coalesce((select h.to_state from user_history h where h.user_id = u.id and h.at < ${at}
          order by h.at desc, h.id desc limit 1), 'ACTIVE') not in ('BANNED', 'ERASED')
      order by l.user_id, l.kind, l.changed_at desc, l.id desc
    ) standing group by kind order by kind`.execute(db);
  return rows;
}

/** Verified accounts that were neither banned nor erased at the moment. */
export async function countAccounts(db: Db, at: Date, without: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from users u
    where u.email_verified_at < ${at} and u.id <> all(${[...without]}::uuid[]) and coalesce((
      select h.to_state from user_history h where h.user_id = u.id and h.at < ${at} order by h.at desc, h.id desc limit 1
    ), 'ACTIVE') not in ('BANNED', 'ERASED')`.execute(db);
  return rows[0]!.count;
}
