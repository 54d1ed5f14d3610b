import type { Tx } from '../../../kernel/db.ts';
import type { DocumentRow } from '../record/store.ts';

/** SQL of what becomes of papers when a venture gets a new owner. */

/** Copies of a venture that others opened and one person has still to sign for it, locked. */
export function lockCopiesWaitingFor(tx: Tx, userId: string, ventureId: string): Promise<DocumentRow[]> {
  return tx
    .selectFrom('documents')
    .selectAll()
    .where('kind', '=', 'PAPER')
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'SIGNING')
    .where('creator_id', '<>', userId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('document_signers')
          .select('position')
          .whereRef('document_id', '=', 'documents.id')
          .where('user_id', '=', userId)
          .where('state', 'in', ['DUE', 'WAITING']),
      ),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}
