import type { Tx } from '../../../kernel/db.ts';

/**
 * Places of agreements whose turn it is and whose deadline is near: once within the longer span, once more within the
 * shorter one, and never soon after they were written to.
 */
export function dueSoon(
  tx: Tx,
  when: { now: Date; until: Date; secondUntil: Date; lastAsked: Date; limit: number },
): Promise<{ documentId: string; position: number }[]> {
  return tx
    .selectFrom('document_signers as place')
    .innerJoin('documents as document', 'document.id', 'place.document_id')
    .select(['document.id as documentId', 'place.position'])
    .where('document.kind', '=', 'CUSTOM')
    .where('document.state', 'in', ['SIGNING', 'AMENDMENT_SIGNING'])
    .where('document.deadline', '>', when.now)
    .where('document.deadline', '<=', when.until)
    .where('place.state', '=', 'DUE')
    .where('place.asked_at', '<=', when.lastAsked)
    .where((eb) =>
      eb.or([
        eb('place.reminded', '=', 0),
        eb.and([eb('place.reminded', '=', 1), eb('document.deadline', '<=', when.secondUntil)]),
      ]),
    )
    .orderBy('document.id')
    .limit(when.limit)
    .execute();
}
