import type { Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkVenturesTable } from '../../../tables.gen.ts';

export type WorkspaceRow = Selectable<WorkVenturesTable>;

/** The row of the venture, locked: for what may happen once at a time in a workspace. Always the first lock taken. */
export async function lockWorkspace(tx: Tx, ventureId: string): Promise<WorkspaceRow> {
  await tx
    .insertInto('work_ventures')
    .values({ venture_id: ventureId })
    .onConflict((conflict) => conflict.column('venture_id').doNothing())
    .execute();
  return tx
    .selectFrom('work_ventures')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export function findWorkspace(db: Db, ventureId: string): Promise<WorkspaceRow | undefined> {
  return db.selectFrom('work_ventures').selectAll().where('venture_id', '=', ventureId).executeTakeFirst();
}

export function workspacesOf(db: Db, ventureIds: readonly string[]): Promise<WorkspaceRow[]> {
  if (!ventureIds.length) return Promise.resolve([]);
  return db.selectFrom('work_ventures').selectAll().where('venture_id', 'in', ventureIds).execute();
}

export async function updateWorkspace(
  tx: Tx,
  ventureId: string,
  change: Updateable<WorkVenturesTable>,
): Promise<void> {
  await tx.updateTable('work_ventures').set(change).where('venture_id', '=', ventureId).execute();
}
