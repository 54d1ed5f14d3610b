import { sql } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import { inForceStates } from '../record/policy.ts';

/** SQL of telling the people who hold copies of a paper that there is a newer version. */

export interface NewVersion {
  readonly code: string;
  readonly version: string;
  readonly rank: number;
  readonly kind: string;
  readonly countsFrom: Date;
}

/** Versions of papers that replace an older one and that nobody was told of yet. */
export function versionsToAnnounce(db: Db): Promise<NewVersion[]> {
  return db
    .selectFrom('paper_versions as version')
    .select([
      'version.code',
      'version.version',
      'version.rank',
      'version.kind',
      'version.counts_from as countsFrom',
    ])
    .where('version.family', '=', 'PAPER')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('paper_versions as older')
          .select('older.version')
          .whereRef('older.code', '=', 'version.code')
          .whereRef('older.rank', '<', 'version.rank'),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('version_announcements as told')
            .select('told.version')
            .whereRef('told.code', '=', 'version.code')
            .whereRef('told.version', '=', 'version.version'),
        ),
      ),
    )
    .orderBy('version.code')
    .orderBy('version.rank')
    .execute();
}

/** People for whom a copy of an older version is in force, in the order of their ids. */
export async function holdersBefore(
  db: Db,
  version: Pick<NewVersion, 'code' | 'rank'>,
  now: Date,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let query = db
    .selectFrom('document_signers as signer')
    .innerJoin('documents as document', 'document.id', 'signer.document_id')
    .innerJoin('paper_versions as own', (join) =>
      join.onRef('own.code', '=', 'document.code').onRef('own.version', '=', 'document.version'),
    )
    .select('signer.user_id as userId')
    .distinct()
    .where('document.code', '=', version.code)
    // Agreements keep the version they were signed in.
    .where('document.kind', '=', 'PAPER')
    .where('document.state', 'in', inForceStates)
    .where((eb) => eb.or([eb('document.valid_until', 'is', null), eb('document.valid_until', '>', now)]))
    .where('own.rank', '<', version.rank)
    .where('signer.bears_fact', '=', true)
    .where('signer.user_id', 'is not', null)
    .$narrowType<{ userId: string }>();
  if (after) query = query.where('signer.user_id', '>', after);
  return (await query.orderBy('signer.user_id').limit(limit).execute()).map((row) => row.userId);
}

export async function insertAnnouncement(
  tx: Tx,
  row: { code: string; version: string; people: number; announced_at: Date },
): Promise<void> {
  await tx.insertInto('version_announcements').values(row).execute();
}

export async function isAnnounced(
  db: Db,
  { code, version }: Pick<NewVersion, 'code' | 'version'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('version_announcements')
    .select('version')
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();
  return row !== undefined;
}

const announcingLock = 7_102_034;

/** One announcing at a time. */
export async function lockAnnouncing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${announcingLock})`.execute(tx);
}
