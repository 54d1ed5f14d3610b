import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { SealingCertificatesTable } from '../../tables.gen.ts';

export type CertificateRow = Selectable<SealingCertificatesTable>;

export function allCertificates(db: Db): Promise<CertificateRow[]> {
  return db.selectFrom('sealing_certificates').selectAll().orderBy('first_seen').orderBy('serial').execute();
}

/** False when it is listed already. */
export async function insertCertificate(tx: Tx, row: Insertable<SealingCertificatesTable>): Promise<boolean> {
  const result = await tx
    .insertInto('sealing_certificates')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Every certificate but this one is retired from now on; one that is retired already stays so since then. */
export async function retireOthers(tx: Tx, serial: string, at: Date): Promise<void> {
  await tx
    .updateTable('sealing_certificates')
    .set({ retired_at: at })
    .where('serial', '<>', serial)
    .where('retired_at', 'is', null)
    .execute();
}
