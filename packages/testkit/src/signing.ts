import { randomUUID } from 'node:crypto';
import type { Api } from './world.ts';

export const platformPapers = ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'];
export const seatPapers = ['PTSA', 'SOBA'];
export const founderPapers = ['ISEA', 'VOA'];
/** Both in force bring the welcome of 100 BUZ. */
export const buzPapers = ['BTS', 'BPP'];
/** SOBA a second time names the team seat. */
export const ownerPapers = ['SOBA', 'PUSA', 'TCA'];
export const joiningPapers = ['PPNA', 'IAA', 'PCA'];

/** Signs an open copy in which the person is due, having read it. */
export async function signDocument(api: Api, documentId: string, name: string, key: string = randomUUID()) {
  const { textHash } = await api.legal.document({ params: { documentId } });
  const consents = { terms: true, privacy: true, electronicSignature: true } as const;
  const body = { textHash, kind: 'TYPED', typedName: name, readToEnd: true, consents } as const;
  return api.legal.sign({ params: { documentId }, body }, { idempotencyKey: key });
}

/** Opens a copy of a paper and signs it; answers with the document. */
export async function signPaper(
  api: Api,
  name: string,
  code: string,
  where: { ventureId?: string; tier?: number } = {},
) {
  const document = await api.legal.openPaper({ params: { code }, body: where });
  return signDocument(api, document.id, name);
}

/** An active venture of a subscriber who has signed ISEA and VOA, and has the BUZ that submitting costs. */
export async function openVenture(api: Api, ownerName: string, name: string): Promise<string> {
  const description = `${name} exists to be formed, signed and shared. `.repeat(4);
  const { id: ventureId } = await api.ventures.create(
    { body: { name, purpose: 'Show that the journey works.', description, industry: 'Technology' } },
    { idempotencyKey: randomUUID() },
  );
  await api.ventures.submit(
    { params: { ventureId }, body: { standingSignature: true } },
    { idempotencyKey: randomUUID() },
  );
  for (const code of ownerPapers) await signPaper(api, ownerName, code);
  await signPaper(api, ownerName, 'PPNA', { ventureId });
  return ventureId;
}
