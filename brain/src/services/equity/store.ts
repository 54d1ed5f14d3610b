import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type {
  CapEntriesTable,
  CapHoldersTable,
  CapProposalsTable,
  CapTablesTable,
} from '../../tables.gen.ts';

export type TableRow = Selectable<CapTablesTable>;
export type EntryRow = Selectable<CapEntriesTable>;
export type HolderRow = Selectable<CapHoldersTable>;
export type ProposalRow = Selectable<CapProposalsTable>;

/** Rows of one insert: PostgreSQL takes 65,535 parameters, and a row has eleven. */
const rowsPerInsert = 2_000;

export function findTable(db: Db, ventureId: string): Promise<TableRow | undefined> {
  return db.selectFrom('cap_tables').selectAll().where('venture_id', '=', ventureId).executeTakeFirst();
}

/** One writer of a table at a time. */
export function lockTable(tx: Tx, ventureId: string): Promise<TableRow | undefined> {
  return tx
    .selectFrom('cap_tables')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirst();
}

/** @returns false when the venture has a table already */
export async function insertTable(tx: Tx, row: Insertable<CapTablesTable>): Promise<boolean> {
  const done = await tx
    .insertInto('cap_tables')
    .values(row)
    .onConflict((conflict) => conflict.column('venture_id').doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function setHead(tx: Tx, ventureId: string, headSeq: number): Promise<void> {
  await tx.updateTable('cap_tables').set({ head_seq: headSeq }).where('venture_id', '=', ventureId).execute();
}

export async function insertEntries(tx: Tx, rows: readonly Insertable<CapEntriesTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await tx
      .insertInto('cap_entries')
      .values(rows.slice(start, start + rowsPerInsert))
      .execute();
}

/** The log after an entry, in its order; what was set aside is left out. */
export function entriesAfter(
  db: Db,
  ventureId: string,
  after: number,
  limit: number,
): Promise<Pick<EntryRow, 'seq' | 'batch' | 'body' | 'set_aside'>[]> {
  return db
    .selectFrom('cap_entries')
    .select(['seq', 'batch', 'body', 'set_aside'])
    .where('venture_id', '=', ventureId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** The entries that were written together, up to the last of them. */
export function batchEndingAt(
  db: Db,
  ventureId: string,
  seq: number,
): Promise<Pick<EntryRow, 'object_id' | 'object_type' | 'body' | 'set_aside'>[]> {
  return db
    .selectFrom('cap_entries')
    .select(['object_id', 'object_type', 'body', 'set_aside'])
    .where('venture_id', '=', ventureId)
    .where('seq', '<=', seq)
    .where('batch', '=', (eb) =>
      eb.selectFrom('cap_entries').select('batch').where('venture_id', '=', ventureId).where('seq', '=', seq),
    )
    .orderBy('seq')
    .execute();
}

/** The newest first; one row more than the limit. */
export function listEntries(
  db: Db,
  filter: {
    readonly ventureId: string;
    readonly before: number | null;
    readonly setAside: boolean | null;
    readonly objectIds: readonly string[] | null;
    readonly limit: number;
  },
): Promise<EntryRow[]> {
  let query = db
    .selectFrom('cap_entries')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('seq', 'desc')
    .limit(filter.limit + 1);
  if (filter.before !== null) query = query.where('seq', '<', filter.before);
  if (filter.setAside !== null) query = query.where('set_aside', filter.setAside ? 'is not' : 'is', null);
  if (filter.objectIds) query = query.where('object_id', 'in', [...filter.objectIds]);
  return query.execute();
}

export async function countAside(db: Db, ventureId: string): Promise<number> {
  const row = await db
    .selectFrom('cap_entries')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('venture_id', '=', ventureId)
    .where('set_aside', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The documents that issuances rest on. */
export async function documentsOf(
  db: Db,
  ventureId: string,
  objectIds: readonly string[],
): Promise<Map<string, string>> {
  if (!objectIds.length) return new Map();
  const rows = await db
    .selectFrom('cap_entries')
    .select(['object_id', 'document_id'])
    .where('venture_id', '=', ventureId)
    .where('object_id', 'in', [...objectIds])
    .where('document_id', 'is not', null)
    .$narrowType<{ document_id: string }>()
    .execute();
  return new Map(rows.map((row) => [row.object_id, row.document_id]));
}

export function holdersOf(db: Db, ventureId: string): Promise<HolderRow[]> {
  return db.selectFrom('cap_holders').selectAll().where('venture_id', '=', ventureId).execute();
}

/** The tables in which a member of the platform holds something. */
export function holdersWith(db: Db, userId: string): Promise<HolderRow[]> {
  return db
    .selectFrom('cap_holders')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('venture_id')
    .execute();
}

export async function insertHolders(tx: Tx, rows: readonly Insertable<CapHoldersTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await tx
      .insertInto('cap_holders')
      .values(rows.slice(start, start + rowsPerInsert))
      .execute();
}

export async function insertProposal(tx: Tx, row: Insertable<CapProposalsTable>): Promise<ProposalRow> {
  return tx.insertInto('cap_proposals').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockProposal(tx: Tx, ventureId: string, id: string): Promise<ProposalRow | undefined> {
  return tx
    .selectFrom('cap_proposals')
    .selectAll()
    .where('id', '=', id)
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirst();
}

export function lockProposalOf(tx: Tx, documentId: string): Promise<ProposalRow | undefined> {
  return tx
    .selectFrom('cap_proposals')
    .selectAll()
    .where('document_id', '=', documentId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateProposal(
  tx: Tx,
  id: string,
  change: Updateable<CapProposalsTable>,
): Promise<ProposalRow> {
  return tx
    .updateTable('cap_proposals')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function listProposals(
  db: Db,
  filter: {
    readonly ventureId: string;
    readonly state: string | undefined;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<ProposalRow[]> {
  let query = db
    .selectFrom('cap_proposals')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** How many proposals of the venture wait. */
export async function countWaiting(db: Db, ventureId: string): Promise<number> {
  const row = await db
    .selectFrom('cap_proposals')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'WAITING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
