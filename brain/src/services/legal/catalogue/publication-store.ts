import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { LegalVenturesTable, PaperVersionsTable, StandingSignaturesTable } from '../../../tables.gen.ts';

/** SQL of published texts, standing signatures, keys, ventures and needs. */

export type VersionRow = Selectable<PaperVersionsTable>;
export type VentureRow = Selectable<LegalVenturesTable>;
export type StandingRow = Selectable<StandingSignaturesTable>;

const publicationLock = 7_102_033;

/** One Brain publishes at a time. */
export async function lockPublication(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${publicationLock})`.execute(tx);
}

export type PublishedHash = Pick<VersionRow, 'code' | 'version' | 'rank' | 'text_hash' | 'record'>;

export function publishedHashes(db: Db): Promise<PublishedHash[]> {
  return db.selectFrom('paper_versions').select(['code', 'version', 'rank', 'text_hash', 'record']).execute();
}

export async function insertVersion(tx: Tx, row: Insertable<PaperVersionsTable>): Promise<void> {
  await tx.insertInto('paper_versions').values(row).execute();
}

export function currentVersion(db: Db, code: string): Promise<VersionRow | undefined> {
  return newestOf(db, code, ['PAPER']);
}

/** The newest version from which agreements can be made. A paper that names people is a template, too. */
export function currentTemplate(db: Db, code: string): Promise<VersionRow | undefined> {
  return newestOf(db, code, ['PAPER', 'AGREEMENT']);
}

function newestOf(db: Db, code: string, families: readonly string[]): Promise<VersionRow | undefined> {
  return db
    .selectFrom('paper_versions')
    .selectAll()
    .where('code', '=', code)
    .where('family', 'in', families)
    .orderBy('rank', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The newest version of each of these templates. */
export function currentTemplates(db: Db, alsoCodes: readonly string[]): Promise<VersionRow[]> {
  return db
    .selectFrom('paper_versions')
    .distinctOn('code')
    .selectAll()
    .where((eb) => eb.or([eb('family', '=', 'AGREEMENT'), eb('code', 'in', alsoCodes)]))
    .orderBy('code')
    .orderBy('rank', 'desc')
    .execute();
}

export function versionOf(db: Db, code: string, version: string): Promise<VersionRow | undefined> {
  return db
    .selectFrom('paper_versions')
    .selectAll()
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** Has a later material version been published, so that copies of this one have to be renewed. */
export async function hasMaterialAfter(db: Db, code: string, version: string): Promise<boolean> {
  const row = await db
    .selectFrom('paper_versions as own')
    .innerJoin('paper_versions as newer', (join) =>
      join.onRef('newer.code', '=', 'own.code').onRef('newer.rank', '>', 'own.rank'),
    )
    .select('newer.version')
    .where('own.code', '=', code)
    .where('own.version', '=', version)
    .where('newer.kind', '=', 'MATERIAL')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type VersionLine = Pick<VersionRow, 'code' | 'version' | 'reading_minutes'>;

/** The newest version of every paper, without its text. */
export function currentVersions(db: Db): Promise<VersionLine[]> {
  return db
    .selectFrom('paper_versions')
    .distinctOn('code')
    .select(['code', 'version', 'reading_minutes'])
    .where('family', '=', 'PAPER')
    .orderBy('code')
    .orderBy('rank', 'desc')
    .execute();
}

export async function rememberKey(tx: Tx, keyId: string, pem: string, at: Date): Promise<void> {
  await tx
    .insertInto('signing_keys')
    .values({ key_id: keyId, pem, first_seen: at })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .execute();
}

export async function keysOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('signing_keys').select(['key_id', 'pem']).execute();
  return new Map(rows.map((row) => [row.key_id, row.pem]));
}

export async function upsertVenture(tx: Tx, row: VentureRow): Promise<void> {
  const { venture_id: _, ...rest } = row;
  await tx
    .insertInto('legal_ventures')
    .values(row)
    .onConflict((conflict) => conflict.column('venture_id').doUpdateSet(rest))
    .execute();
}

export function ventureOf(db: Db, ventureId: string): Promise<VentureRow | undefined> {
  return db.selectFrom('legal_ventures').selectAll().where('venture_id', '=', ventureId).executeTakeFirst();
}

export async function venturesOf(db: Db, ids: readonly string[]): Promise<Map<string, VentureRow>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('legal_ventures').selectAll().where('venture_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.venture_id, row]));
}

export async function insertStanding(tx: Tx, row: Insertable<StandingSignaturesTable>): Promise<void> {
  await tx.insertInto('standing_signatures').values(row).execute();
}

/** The signature the owner gave in advance for exactly this version in this venture. */
export function standingOf(
  db: Db,
  given: { ventureId: string; ownerId: string; code: string; version: string },
): Promise<StandingRow | undefined> {
  return db
    .selectFrom('standing_signatures')
    .selectAll()
    .where('venture_id', '=', given.ventureId)
    .where('owner_id', '=', given.ownerId)
    .where('code', '=', given.code)
    .where('version', '=', given.version)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A paper a person needs: `ref` is the venture, or '' for a paper signed once per account. */
export interface Need {
  readonly userId: string;
  readonly code: string;
  readonly ref: string;
  readonly tier: number;
}

/** Answers with the codes that were not asked for before. */
export async function insertNeeds(tx: Tx, needs: readonly Need[], at: Date): Promise<string[]> {
  if (!needs.length) return [];
  const rows = needs.map((need) => ({
    user_id: need.userId,
    code: need.code,
    ref: need.ref,
    tier: need.tier,
    asked_at: at,
  }));
  const fresh = await tx
    .insertInto('paper_needs')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .execute();
  return fresh.map((row) => row.code);
}

export async function deleteNeeds(tx: Tx, userId: string, ref: string): Promise<void> {
  await tx.deleteFrom('paper_needs').where('user_id', '=', userId).where('ref', '=', ref).execute();
}

export async function deleteNeed(tx: Tx, userId: string, ref: string, code: string): Promise<void> {
  await tx
    .deleteFrom('paper_needs')
    .where('user_id', '=', userId)
    .where('ref', '=', ref)
    .where('code', '=', code)
    .execute();
}

export async function needsOf(db: Db, userIds: readonly string[]): Promise<Need[]> {
  if (!userIds.length) return [];
  return db
    .selectFrom('paper_needs')
    .select(['user_id as userId', 'code', 'ref', 'tier'])
    .where('user_id', 'in', userIds)
    .orderBy('asked_at')
    .orderBy('code')
    .execute();
}
