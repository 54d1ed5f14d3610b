import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { CompanyDocumentsTable } from '../../../tables.gen.ts';

export type DocumentRow = Selectable<CompanyDocumentsTable>;

export function insertDocument(tx: Tx, row: Insertable<CompanyDocumentsTable>): Promise<DocumentRow> {
  return tx.insertInto('company_documents').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findDocument(db: Db, companyId: string, fileId: string): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('company_documents')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
}

/** The newest first; one row more than the limit. */
export function listDocuments(
  db: Db,
  companyId: string,
  page: { before: string | null; limit: number },
): Promise<DocumentRow[]> {
  let query = db
    .selectFrom('company_documents')
    .selectAll()
    .where('company_id', '=', companyId)
    .orderBy('file_id', 'desc')
    .limit(page.limit + 1);
  if (page.before) query = query.where('file_id', '<', page.before);
  return query.execute();
}

export async function countDocuments(db: Db, companyId: string): Promise<number> {
  const { count } = await db
    .selectFrom('company_documents')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function deleteDocument(tx: Tx, fileId: string): Promise<void> {
  await tx.deleteFrom('company_documents').where('file_id', '=', fileId).execute();
}
