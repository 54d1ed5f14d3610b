import { sql } from 'kysely';
import { plainArray, textArray } from '../../kernel/arrays.ts';
import type { Tx } from '../../kernel/db.ts';

/** Statements that write for many people at once: a batch of a hundred costs little more than one. */

export interface Cause {
  readonly userId: string;
  readonly key: string;
}

/** Claims the causes that nobody was told of yet; answers with those that are new, as `user key`. */
export async function claimCauses(tx: Tx, causes: readonly Cause[], at: Date): Promise<Set<string>> {
  if (!causes.length) return new Set();
  const { rows } = await sql<{ user_id: string; key: string }>`
    insert into notification_causes (user_id, key, created_at)
    select cause.user_id, cause.key, ${at}
    from unnest(${plainArray(causes.map((one) => one.userId))}::uuid[], ${textArray(causes.map((one) => one.key))}::text[])
      as cause (user_id, key)
    order by cause.user_id, cause.key
    on conflict (user_id, key) do nothing
    returning user_id, key`.execute(tx);
  return new Set(rows.map((row) => `${row.user_id} ${row.key}`));
}

/** Places in a person's sequence, and in what they may be sent within an hour. */
export interface Places {
  readonly seqs: number;
  readonly mails: number;
  readonly pushes: number;
}

export const noPlaces: Places = { seqs: 0, mails: 0, pushes: 0 };

/**
 * Counts up for each of these people and keeps their rows locked until the commit, which is what keeps each sequence
 * without gaps. Locked in one order, two batches never wait for each other. Answers with the last numbers of each: of the
 * sequence for ever, of mails and push messages in this hour.
 */
export async function takePlaces(
  tx: Tx,
  wanted: ReadonlyMap<string, Places>,
  hour: Date,
): Promise<ReadonlyMap<string, Places>> {
  if (!wanted.size) return new Map();
  const numbers = (key: keyof Places) => plainArray([...wanted.values()].map((places) => places[key]));
  const { rows } = await sql<Places & { userId: string }>`
    insert into notification_counters as counter (user_id, last_seq, unread, hour, mails, pushes)
    select wanted.user_id, wanted.seqs, wanted.seqs, ${hour}::timestamptz, wanted.mails, wanted.pushes
    from unnest(${plainArray([...wanted.keys()])}::uuid[], ${numbers('seqs')}::integer[], ${numbers('mails')}::integer[],
      ${numbers('pushes')}::integer[]) as wanted (user_id, seqs, mails, pushes)
    order by wanted.user_id
    on conflict (user_id) do update
      set last_seq = counter.last_seq + excluded.last_seq,
        unread = counter.unread + excluded.unread,
        mails = case when counter.hour = excluded.hour then counter.mails else 0 end + excluded.mails,
        pushes = case when counter.hour = excluded.hour then counter.pushes else 0 end + excluded.pushes,
        hour = excluded.hour
    returning user_id as "userId", last_seq as seqs, mails, pushes`.execute(tx);
  return new Map(rows.map(({ userId, ...places }) => [userId, places]));
}

export interface NewNotification {
  readonly userId: string;
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly text: string;
  readonly priority: string;
  readonly link: string | null;
  readonly payload: string;
  readonly expiresAt: Date | null;
}

export async function insertAll(tx: Tx, rows: readonly NewNotification[], at: Date): Promise<void> {
  if (!rows.length) return;
  const texts = (column: (row: NewNotification) => string | null) => textArray(rows.map(column));
  await sql`
    insert into notifications (user_id, seq, id, type, title, text, priority, link, payload, expires_at, created_at)
    select n.user_id, n.seq, n.id, n.type, n.title, n.text, n.priority, n.link, n.payload::jsonb, n.expires_at, ${at}
    from unnest(
      ${plainArray(rows.map((row) => row.userId))}::uuid[], ${plainArray(rows.map((row) => row.seq))}::integer[],
      ${plainArray(rows.map((row) => row.id))}::uuid[], ${texts((row) => row.type)}::text[],
      ${texts((row) => row.title)}::text[], ${texts((row) => row.text)}::text[],
      ${texts((row) => row.priority)}::text[], ${texts((row) => row.link)}::text[],
      ${texts((row) => row.payload)}::text[], ${texts((row) => row.expiresAt?.toISOString() ?? null)}::timestamptz[]
    ) as n (user_id, seq, id, type, title, text, priority, link, payload, expires_at)`.execute(tx);
}
