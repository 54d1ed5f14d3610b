import type { PushLine } from '@smartstart/contract';
import { sql } from 'kysely';
import type { Db } from './db.ts';

const batchSize = 500;
/** How many missed messages a client gets on resuming; beyond, it is told to load its state anew. */
const resumeLimit = 500;

/** The last position of the event log. */
export async function lastSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('event_log')
    .select(sql<bigint>`coalesce(max(seq), 0)`.as('seq'))
    .executeTakeFirstOrThrow();
  return Number(row.seq);
}

/** The next lines of the push stream after `seq`: live messages and control lines, in order. */
export async function linesAfter(db: Db, seq: number): Promise<{ lines: PushLine[]; seq: number }> {
  const rows = await db
    .selectFrom('event_log')
    .selectAll()
    .where('seq', '>', BigInt(seq))
    .orderBy('seq')
    .limit(batchSize)
    .execute();
  const lines: PushLine[] = [];
  for (const row of rows) {
    const at = Number(row.seq);
    const control = row.control as {
      revokedSession?: string;
      lostAccess?: { userId: string; topic: string };
    } | null;
    if (row.topics.length) {
      lines.push({
        kind: 'message',
        seq: at,
        topics: row.topics,
        type: row.type,
        at: row.at.toISOString(),
        data: row.data as Record<string, unknown>,
      });
    }
    if (control?.revokedSession) lines.push({ kind: 'revoked', seq: at, sessionId: control.revokedSession });
    if (control?.lostAccess) lines.push({ kind: 'lost-access', seq: at, ...control.lostAccess });
  }
  return { lines, seq: rows.length ? Number(rows.at(-1)!.seq) : seq };
}

/**
 * Sessions that ended so lately that access tokens of theirs may still be about: a gateway that starts now has not heard
 * of them.
 */
export async function revokedSince(db: Db, since: Date): Promise<PushLine[]> {
  const { rows } = await sql<{ seq: bigint; session_id: string }>`
    select seq, control->>'revokedSession' as session_id from event_log
    where type = 'session.ended' and at >= ${since} and control->>'revokedSession' is not null order by seq`.execute(
    db,
  );
  return rows.map((row) => ({ kind: 'revoked', seq: Number(row.seq), sessionId: row.session_id }));
}

/** What a client missed on one topic since `after`. */
export async function missedOn(
  db: Db,
  topic: string,
  after: number,
): Promise<{ missed: Record<string, unknown>[]; reset: boolean }> {
  const rows = await db
    .selectFrom('event_log')
    .select(['seq', 'type', 'at', 'data'])
    .where('seq', '>', BigInt(after))
    .where(sql<boolean>`topics @> array[${topic}]::text[]`)
    .orderBy('seq')
    .limit(resumeLimit + 1)
    .execute();
  if (rows.length > resumeLimit) return { missed: [], reset: true };
  return {
    missed: rows.map((row) => ({
      topic,
      seq: Number(row.seq),
      type: row.type,
      at: row.at.toISOString(),
      data: row.data,
    })),
    reset: false,
  };
}
