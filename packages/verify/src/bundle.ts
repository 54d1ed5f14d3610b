import { zipSync } from 'fflate';
import { fromUtf8, latin1, sha256, utf8 } from './bytes.ts';
import { documentFile, evidenceFile, readmeFile, type Evidence } from './evidence.ts';
import { maxEvidenceBytes } from './evidence-reader.ts';
import { inflate } from './pdf-file.ts';
import { PdfFault } from './pdf-objects.ts';
import { maxPdfBytes, verifyPdf, type PdfReport } from './verify-pdf.ts';

/** The evidence bundle: a ZIP of the sealed PDF, its evidence, and a page that says how to check them. */

const maxBundleBytes = maxPdfBytes + maxEvidenceBytes;
const maxReadmeBytes = 64 * 1024;
const maxFiles = 10;
/** Archives say when a file was packed; always the same, so that the same document gives the same bundle. */
const packedAt = new Date('2000-01-01T12:00:00Z');

export function buildBundle(given: {
  readonly pdf: Uint8Array;
  readonly evidence: Evidence | string;
}): Uint8Array<ArrayBuffer> {
  const evidence = typeof given.evidence === 'string' ? given.evidence : JSON.stringify(given.evidence);
  const { installation, document } = JSON.parse(evidence) as Evidence;
  return zipSync(
    {
      [documentFile]: given.pdf,
      [evidenceFile]: utf8(evidence),
      [readmeFile]: utf8(readmeOf(document.title, installation)),
    },
    { level: 6, mtime: packedAt },
  );
}

/** Checks the PDF of a bundle as `verifyPdf` does, and that the evidence beside it is the evidence inside it. Never throws. */
export async function verifyBundle(
  bytes: Uint8Array,
  trustedCertificates?: readonly string[],
): Promise<PdfReport> {
  try {
    const files = unpack(bytes);
    const pdf = files.get(documentFile);
    const evidence = files.get(evidenceFile);
    if (!pdf || !evidence)
      throw new PdfFault(
        `The archive is not an evidence bundle: it needs ${documentFile} and ${evidenceFile}.`,
      );
    const report = await verifyPdf(pdf, trustedCertificates);
    const beside = readJson(fromUtf8(evidence));
    const inside = report.evidence?.evidence ?? null;
    if (inside === null || sameJson(beside, inside)) return report;
    return {
      ...report,
      valid: false,
      problems: [
        ...report.problems,
        { code: 'EVIDENCE_DIFFERS', sentence: `${evidenceFile} is not the evidence inside ${documentFile}.` },
      ],
    };
  } catch (error) {
    const report = await verifyPdf(new Uint8Array());
    const sentence = error instanceof PdfFault ? error.message : 'The archive cannot be read.';
    const facts = { sha256: await sha256(bytes), sizeBytes: bytes.length };
    return { ...report, ...facts, problems: [{ code: 'UNREADABLE', sentence }] };
  }
}

/** Whether it begins as a ZIP does. */
export function isBundle(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 4)) === 'PK\x03\x04';
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Reads the archive by its directory. Sizes the archive states are not believed: unpacking stops at the limit of each
 * file, so that a small archive cannot fill the memory.
 */
function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  if (bytes.length > maxBundleBytes) throw new PdfFault('The archive is too large to be an evidence bundle.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > maxFiles) throw new PdfFault('The archive holds more files than an evidence bundle.');
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new PdfFault('The archive is damaged.');
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = latin1(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (files.has(name)) throw new PdfFault('The archive holds a file twice.');
    files.set(name, unpackFile(bytes.subarray(start, start + packed), method, limitOf(name)));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function unpackFile(data: Uint8Array, method: number, maxBytes: number): Uint8Array {
  if (method === 8) return inflate(data, maxBytes, true);
  if (method !== 0 || data.length > maxBytes)
    throw new PdfFault('The archive is packed in a way this program does not read.');
  return data;
}

function limitOf(name: string): number {
  if (name === documentFile) return maxPdfBytes;
  return name === evidenceFile ? maxEvidenceBytes : maxReadmeBytes;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 66_000);
  for (let at = view.byteLength - 22; at >= lowest; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new PdfFault('The archive is cut off or damaged.');
}

function readmeOf(title: string, { name, origin }: Evidence['installation']): string {
  return `${title}

This archive holds a sealed document and the evidence of its signatures, from ${name} (${origin}).

${documentFile}   the sealed document, with its certificate of completion
${evidenceFile}  the evidence: texts, signature records, history, public keys. It is inside the PDF, too

How to check them
- On any computer with SmartStart's source: npx smartstart-verify THIS-ARCHIVE.zip. It needs no server.
- In a browser: ${origin}/verify-document. The file stays on your computer.
- The seal alone: any PDF reader that shows signatures, or pdfsig ${documentFile}.

To know that the seal is the installation's, compare the certificate's fingerprint with those at
${origin}/api/v1/public/legal/certificates, or with one you were given earlier.

This is not legal advice.
`;
}
