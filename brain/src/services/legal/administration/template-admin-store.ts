import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { TemplateDraftsTable } from '../../../tables.gen.ts';
import { inForceStates } from '../record/policy.ts';
import type { VersionRow } from '../catalogue/publication-store.ts';

/** SQL of the versions that the legal administrator writes. */

export type TemplateDraftRow = Selectable<TemplateDraftsTable>;
export type PublishedLine = Pick<
  VersionRow,
  'code' | 'version' | 'rank' | 'kind' | 'family' | 'name' | 'purpose' | 'published_at'
>;

export function publishedLines(db: Db): Promise<PublishedLine[]> {
  return db
    .selectFrom('paper_versions')
    .select(['code', 'version', 'rank', 'kind', 'family', 'name', 'purpose', 'published_at'])
    .orderBy('code')
    .orderBy('rank')
    .execute();
}

export function templateDrafts(db: Db): Promise<Omit<TemplateDraftRow, 'roles' | 'variables' | 'clauses'>[]> {
  return db
    .selectFrom('template_drafts')
    .select(['code', 'version', 'kind', 'name', 'purpose', 'author_id', 'created_at'])
    .orderBy('code')
    .orderBy('version')
    .execute();
}

export function templateDraft(db: Db, code: string, version: string): Promise<TemplateDraftRow | undefined> {
  return db
    .selectFrom('template_drafts')
    .selectAll()
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();
}

/** A draft may be written anew until it is published. */
export async function saveTemplateDraft(tx: Tx, row: Insertable<TemplateDraftsTable>): Promise<void> {
  const { code: _code, version: _version, ...rest } = row;
  await tx
    .insertInto('template_drafts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'version']).doUpdateSet(rest))
    .execute();
}

export async function deleteTemplateDraft(tx: Tx, code: string, version: string): Promise<void> {
  await tx.deleteFrom('template_drafts').where('code', '=', code).where('version', '=', version).execute();
}

/** Documents in force by the version they were made from, papers and agreements alike. */
export async function inForceByVersion(
  db: Db,
  now: Date,
): Promise<{ code: string; version: string; inForce: number }[]> {
  const rows = await db
    .selectFrom('documents')
    .select(['code', 'version', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('state', 'in', [...inForceStates])
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .groupBy(['code', 'version'])
    .execute();
  return rows.map(({ code, version, count }) => ({ code, version, inForce: Number(count) }));
}

/** The members who signed, or made, an agreement in force of another version of the template. */
export async function holdersOf(db: Db, code: string, version: string): Promise<string[]> {
  const documents = db
    .selectFrom('documents')
    .select('id')
    .where('kind', '=', 'CUSTOM')
    .where('code', '=', code)
    .where('version', '<>', version)
    .where('state', 'in', [...inForceStates]);
  const rows = await db
    .selectFrom('document_signers')
    .select('user_id as userId')
    .where('document_id', 'in', documents)
    .where('state', '=', 'SIGNED')
    .where('user_id', 'is not', null)
    .union(db.selectFrom('documents').select('creator_id as userId').where('id', 'in', documents))
    .execute();
  return rows.flatMap((row) => row.userId ?? []).sort();
}
