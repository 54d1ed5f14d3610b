import type { Db } from '../../../kernel/db.ts';
import { inForceStates } from '../record/policy.ts';
import type { DocumentRow } from '../record/store.ts';

/** SQL of agreements that others end or change. */

/** Agreements of this template in force that the person signed, oldest first. */
export function inForceOf(db: Db, userId: string, code: string, now: Date): Promise<DocumentRow[]> {
  return db
    .selectFrom('documents as document')
    .selectAll('document')
    .where('document.kind', '=', 'CUSTOM')
    .where('document.code', '=', code)
    .where('document.state', 'in', inForceStates)
    .where((eb) => eb.or([eb('document.valid_until', 'is', null), eb('document.valid_until', '>', now)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('document_signers as signer')
          .select('signer.position')
          .whereRef('signer.document_id', '=', 'document.id')
          .whereRef('signer.round', '=', 'document.round')
          .where('signer.user_id', '=', userId)
          .where('signer.state', '=', 'SIGNED'),
      ),
    )
    .orderBy('document.id')
    .execute();
}

/** The latest agreement that changed this one. */
export function lastChange(db: Db, documentId: string): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('kind', '=', 'CUSTOM')
    .where('code', '=', 'UMX')
    .where('ref', '=', documentId)
    .where('effective_at', 'is not', null)
    .orderBy('effective_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
