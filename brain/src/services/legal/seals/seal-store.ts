import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DocumentSealsTable } from '../../../tables.gen.ts';

/** SQL of sealed files. */

export type SealRow = Selectable<DocumentSealsTable>;
/** What is said of a seal; the file itself is read only to be sent or sealed further. */
export type SealLine = Omit<SealRow, 'pdf' | 'evidence'>;

const line = [
  'document_id',
  'number',
  'round',
  'reason',
  'sha256',
  'level',
  'certificate_serial',
  'sealed_at',
] as const;

export function lastSeal(db: Db, documentId: string): Promise<SealLine | undefined> {
  return db
    .selectFrom('document_seals')
    .select(line)
    .where('document_id', '=', documentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function sealFile(db: Db, documentId: string, number: number): Promise<SealRow | undefined> {
  return db
    .selectFrom('document_seals')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** The seal of exactly this file, with the newest number of its document. */
export function sealByHash(
  db: Db,
  sha256: string,
): Promise<(SealLine & { state: string; newest: number }) | undefined> {
  return db
    .selectFrom('document_seals as seal')
    .innerJoin('documents as document', 'document.id', 'seal.document_id')
    .select(line.map((column) => `seal.${column}` as const))
    .select('document.state')
    .select((eb) =>
      eb
        .selectFrom('document_seals as other')
        .select((inner) => inner.fn.max('other.number').as('newest'))
        .whereRef('other.document_id', '=', 'seal.document_id')
        .as('newest'),
    )
    .where('seal.sha256', '=', sha256)
    .$narrowType<{ newest: number }>()
    .executeTakeFirst();
}

/** False when the round is sealed already: nothing is sealed twice. */
export async function insertSeal(tx: Tx, row: Insertable<DocumentSealsTable>): Promise<boolean> {
  const inserted = await tx
    .insertInto('document_seals')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Agreements whose text in force has no seal, after this id. */
export async function unsealed(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db
    .selectFrom('documents as document')
    .select('document.id')
    .where('document.kind', '=', 'CUSTOM')
    .where('document.effective_at', 'is not', null)
    .where('document.state', 'not in', [
      'SIGNING',
      'VERIFYING',
      'SIGNATURE_REJECTED',
      'SIGNATURE_INVALID',
      'SIGNING_EXPIRED',
      'CANCELLED',
    ])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('document_seals as seal')
            .select('seal.number')
            .whereRef('seal.document_id', '=', 'document.id')
            .whereRef('seal.round', '=', 'document.round'),
        ),
      ),
    );
  if (after) query = query.where('document.id', '>', after);
  const rows = await query.orderBy('document.id').limit(limit).execute();
  return rows.map((row) => row.id);
}
