import { Certificate } from 'pkijs';
import { fromPem, fromUtf8, sha256 } from './bytes.ts';
import { verifyEvidence, type EvidenceReport } from './evidence-check.ts';
import { evidenceFile, type Evidence, type EvidenceDocument } from './evidence.ts';
import { maxEvidenceBytes } from './evidence-reader.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { PdfFault, PdfStream, type PdfValue } from './pdf-objects.ts';
import { checkSeals, textOf, type SealReport } from './pdf-seals.ts';
import { findings, type Finding, type Findings } from './problems.ts';
import type { SignerFact } from './record-check.ts';

export interface PdfReport {
  readonly valid: boolean;
  /** False when the file could not be read at all. */
  readonly readable: boolean;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly document: EvidenceDocument | null;
  /** Time of the last seal: the authority's when there is one, else the one the seal states. */
  readonly sealedAt: string | null;
  readonly level: 'B-B' | 'B-T' | null;
  /** Whether every seal is by a certificate of the given list; null when no list was given. */
  readonly trusted: boolean | null;
  /** Whether everybody who was asked has signed or approved. */
  readonly complete: boolean;
  readonly signers: readonly SignerFact[];
  readonly seals: readonly SealReport[];
  readonly evidence: EvidenceReport | null;
  /** Any of these makes the file invalid. */
  readonly problems: readonly Finding[];
  readonly notes: readonly Finding[];
}

export const maxPdfBytes = 256 * 1024 * 1024;
const maxNameNodes = 10_000;

/**
 * Checks a sealed PDF: that no byte changed since the last seal, who set the seals, and the evidence inside. Give the
 * certificates the installation publishes, PEM, to know that it was this installation. Never throws.
 */
export async function verifyPdf(
  bytes: Uint8Array,
  trustedCertificates?: readonly string[],
): Promise<PdfReport> {
  const [problems, notes] = [findings(), findings()];
  const facts = { sha256: await sha256(bytes), sizeBytes: bytes.length };
  let seals: SealReport[] = [];
  let evidence: EvidenceReport | null = null;
  let readable = false;
  try {
    if (bytes.length > maxPdfBytes) throw new PdfFault('The file is too large to be a sealed document.');
    const file = openPdf(bytes);
    readable = true;
    const known = trustedCertificates ? await fingerprintsOf(trustedCertificates, notes) : null;
    seals = await checkSeals(file, known);
    judgeSeals(seals, known !== null, problems, notes);
    evidence = await evidenceOf(file, problems);
    await checkEarlier(bytes, seals, evidence?.evidence ?? null, problems);
  } catch (error) {
    readable = readable && seals.length > 0;
    problems.add('UNREADABLE', error instanceof PdfFault ? error.message : 'The file cannot be read.');
  }
  const last = seals.at(-1);
  return {
    ...facts,
    valid: problems.list.length === 0,
    readable,
    document: evidence?.document ?? null,
    sealedAt: last?.timestamp?.at ?? last?.statedAt ?? null,
    level: last?.level ?? null,
    trusted: trustedCertificates ? seals.length > 0 && seals.every((seal) => seal.known === true) : null,
    complete: evidence?.complete ?? false,
    signers: evidence?.signers ?? [],
    seals,
    evidence,
    problems: problems.list,
    notes: [...notes.list, ...(evidence?.notes ?? [])],
  };
}

function judgeSeals(
  seals: readonly SealReport[],
  hasList: boolean,
  problems: Findings,
  notes: Findings,
): void {
  const last = seals.at(-1);
  if (!last) {
    problems.add('NOT_SEALED', 'The file carries no seal.');
    return;
  }
  for (const seal of seals) for (const { code, sentence } of seal.problems) problems.add(code, sentence);
  if (!last.coversWholeFile)
    problems.add(
      'CHANGED_AFTER_SEAL',
      'Something was added to the file after the last seal, or the seal moved.',
    );
  const prints = new Set(seals.map((seal) => seal.certificate?.fingerprint));
  if (hasList) {
    if (seals.some((seal) => seal.known === false))
      problems.add('UNKNOWN_CERTIFICATE', 'A seal was set with a certificate that is not on the given list.');
  } else if (prints.size > 1)
    problems.add(
      'CERTIFICATES_DIFFER',
      'The seals were set with different certificates; compare them with those the installation publishes.',
    );
  else
    notes.add(
      'CERTIFICATE_NOT_COMPARED',
      'The seal holds, but whose it is was not compared: give the certificates that the installation publishes.',
    );
}

async function fingerprintsOf(pems: readonly string[], notes: Findings): Promise<Set<string>> {
  const prints = new Set<string>();
  for (const pem of pems) {
    const der = fromPem(pem);
    if (der && isCertificate(der)) prints.add(await sha256(der));
    else notes.add('CERTIFICATE_UNREADABLE', 'One of the given certificates cannot be read.');
  }
  return prints;
}

function isCertificate(der: Uint8Array): boolean {
  try {
    Certificate.fromBER(der as Uint8Array<ArrayBuffer>);
    return true;
  } catch {
    return false;
  }
}

async function evidenceOf(file: PdfFile, problems: Findings): Promise<EvidenceReport | null> {
  const text = attachmentOf(file);
  if (text === null) {
    problems.add('NO_EVIDENCE', 'The file carries no evidence of signatures.');
    return null;
  }
  const report = await verifyEvidence(text);
  for (const { code, sentence } of report.problems) problems.add(code, sentence);
  return report;
}

/** `evidence.json` among the attachments; null when it is not there. */
export function attachmentOf(file: PdfFile): string | null {
  const names = file.dict(file.catalog.get('Names'));
  let left = maxNameNodes;
  const found: PdfValue[] = [];
  const visit = (value: PdfValue | undefined) => {
    const node = file.dict(value);
    if (!node || left-- <= 0) return;
    const pairs = file.list(node.get('Names'));
    for (let at = 0; at + 1 < pairs.length; at += 2)
      if (textOf(file.resolve(pairs[at])) === evidenceFile) found.push(pairs[at + 1]!);
    for (const kid of file.list(node.get('Kids'))) visit(kid);
  };
  visit(names?.get('EmbeddedFiles'));
  if (found.length > 1) throw new PdfFault('The file carries more than one evidence.');
  const stream = file.resolve(file.dict(file.dict(found[0])?.get('EF'))?.get('F'));
  if (!(stream instanceof PdfStream)) return null;
  return fromUtf8(file.content(stream, maxEvidenceBytes));
}

/** What an earlier seal covered must still be told: later evidence goes on where earlier evidence stopped. */
async function checkEarlier(
  bytes: Uint8Array,
  seals: readonly SealReport[],
  evidence: Evidence | null,
  problems: Findings,
): Promise<void> {
  if (!evidence) return;
  for (const { coveredBytes, valid, coversWholeFile } of seals) {
    if (coversWholeFile || !valid) continue;
    const text = attachmentOf(openPdf(bytes.subarray(0, coveredBytes)));
    const before = text === null ? null : (await verifyEvidence(text)).evidence;
    if (before && !continues(before, evidence))
      problems.add('HISTORY_REWRITTEN', 'What an earlier seal covered is told differently now.');
  }
}

function continues(before: Evidence, now: Evidence): boolean {
  return (
    before.document.id === now.document.id &&
    before.texts.every(({ textHash }, index) => now.texts[index]?.textHash === textHash) &&
    before.records.every(({ recordHash }, index) => now.records[index]?.recordHash === recordHash) &&
    before.events.every(({ hash }, index) => now.events[index]?.hash === hash)
  );
}
