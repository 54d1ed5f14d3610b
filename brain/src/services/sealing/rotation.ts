import type { Db } from '../../kernel/db.ts';
import { certificateFile } from './certificate-file.ts';
import { makeIdentity, openIdentity, type PublicCertificate } from './identity.ts';
import { listCertificate } from './sealing.ts';

/**
 * Puts a new sealing key into the data directory; the old certificate stays listed, as retired. The certificate is listed
 * first: one that never seals harms nobody, a seal whose certificate is not listed would look like a stranger's.
 */
export async function rotateSeal(
  db: Db,
  { dataDir, hubName, now }: { readonly dataDir: string; readonly hubName: string; readonly now: Date },
): Promise<PublicCertificate> {
  const file = certificateFile(dataDir);
  const made = await makeIdentity(hubName, file.password(), now);
  const { certificate } = await openIdentity(made);
  await db.transaction().execute((tx) => listCertificate(tx, certificate, now));
  file.replace(made);
  return certificate;
}
