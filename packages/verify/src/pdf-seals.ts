import { latin1 } from './bytes.ts';
import { checkCms, CmsFault, digestOf, oid, only, readCms, signerOf, type Cms } from './cms.ts';
import type { CertificateFact } from './certificate.ts';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { PdfName, PdfRef, PdfText, type PdfDict, type PdfValue } from './pdf-objects.ts';
import { findings, type Finding, type Findings } from './problems.ts';
import { checkTimestamp, type TimestampFact } from './timestamp.ts';

/** One seal of a file: a signature over all bytes of the revision it ends. */
export interface SealReport {
  readonly field: string;
  readonly valid: boolean;
  /** PAdES: B-T when a timestamp authority confirmed the time. Null when it is no PAdES signature. */
  readonly level: 'B-B' | 'B-T' | null;
  readonly reason: string;
  /** The time the signer states. */
  readonly statedAt: string | null;
  readonly timestamp: TimestampFact | null;
  readonly certificate: CertificateFact | null;
  /** Whether it is a certificate of the list that was given; null when none was given. */
  readonly known: boolean | null;
  readonly coveredBytes: number;
  readonly coversWholeFile: boolean;
  /** What stands in the file behind this seal. */
  readonly appended: { readonly bytes: number; readonly objects: number; readonly pages: number } | null;
  readonly problems: readonly Finding[];
}

const maxSeals = 100;
const maxFieldDepth = 16;
const padesFilter = 'ETSI.CAdES.detached';

interface Found {
  readonly field: string;
  readonly dict: PdfDict;
  readonly plain: boolean;
}

/** The seals of a file from the first to the last. `known` are fingerprints of certificates. */
export async function checkSeals(file: PdfFile, known: ReadonlySet<string> | null): Promise<SealReport[]> {
  const reports: SealReport[] = [];
  for (const found of findSeals(file)) reports.push(await checkSeal(file, found, known));
  return reports.sort((a, b) => a.coveredBytes - b.coveredBytes);
}

function findSeals(file: PdfFile): Found[] {
  const found: Found[] = [];
  const visit = (value: PdfValue, kind: string, depth: number) => {
    const field = file.dict(value);
    if (!field || depth > maxFieldDepth || found.length >= maxSeals) return;
    const own = file.resolve(field.get('FT'));
    const type = own instanceof PdfName ? own.name : kind;
    const signature = field.get('V');
    const dict = file.dict(signature);
    if (type === 'Sig' && dict)
      found.push({
        field: textOf(file.resolve(field.get('T'))),
        dict,
        plain: signature instanceof PdfRef ? file.isPlain(signature) : true,
      });
    for (const kid of file.list(field.get('Kids'))) visit(kid, type, depth + 1);
  };
  for (const field of file.list(file.dict(file.catalog.get('AcroForm'))?.get('Fields'))) visit(field, '', 0);
  return found;
}

async function checkSeal(
  file: PdfFile,
  { field, dict, plain }: Found,
  known: ReadonlySet<string> | null,
): Promise<SealReport> {
  const problems = findings();
  const contents = dict.get('Contents');
  const range = plain ? rangeOf(file, dict) : null;
  if (!range || !(contents instanceof PdfText)) {
    problems.add(
      'SEAL_RANGE',
      'The seal does not cover the file up to its own place: it was moved or made wrongly.',
    );
    return { ...noSeal(field, dict, file), problems: problems.list };
  }
  const { bytes } = file;
  const covered = [bytes.subarray(0, range.gapStart), bytes.subarray(range.gapEnd, range.end)];
  const proof = await checkProof(contents, bytes.subarray(range.gapStart, range.gapEnd), covered, problems);
  const isPades = nameOf(file.resolve(dict.get('SubFilter'))) === padesFilter;
  if (!isPades) problems.add('SEAL_KIND', 'The seal is not a PAdES signature.');
  const isKnown = known && proof.certificate ? known.has(proof.certificate.fingerprint) : null;
  checkTime(proof, problems);
  return {
    field,
    valid: problems.list.length === 0,
    level: isPades && proof.certificate ? (proof.timestamp ? 'B-T' : 'B-B') : null,
    reason: textOf(file.resolve(dict.get('Reason'))),
    ...proof,
    known: isKnown,
    coveredBytes: range.end,
    coversWholeFile: range.end === bytes.length,
    appended: range.end === bytes.length ? null : appendedTo(file, range.end),
    problems: problems.list,
  };
}

interface Range {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

/** The range must be all bytes from the first to its end but the text of the signature itself. */
function rangeOf(file: PdfFile, dict: PdfDict): Range | null {
  const contents = dict.get('Contents');
  const numbers = dict.get('ByteRange');
  if (!(contents instanceof PdfText) || !Array.isArray(numbers) || numbers.length !== 4) return null;
  const [start, gapStart, gapEnd, rest] = numbers as unknown[];
  if (![start, gapStart, gapEnd, rest].every((value) => Number.isSafeInteger(value))) return null;
  const end = (gapEnd as number) + (rest as number);
  const fits =
    start === 0 &&
    gapStart === contents.start &&
    gapEnd === contents.end &&
    (rest as number) > 0 &&
    end <= file.bytes.length &&
    file.bytes[contents.start] === 60;
  return fits ? ({ gapStart, gapEnd, end } as Range) : null;
}

interface Proof {
  readonly certificate: CertificateFact | null;
  readonly statedAt: string | null;
  readonly timestamp: TimestampFact | null;
}

async function checkProof(
  contents: PdfText,
  written: Uint8Array,
  covered: readonly Uint8Array[],
  problems: Findings,
): Promise<Proof> {
  let proof: Proof = { certificate: null, statedAt: null, timestamp: null };
  try {
    const cms = readCms(contents.bytes);
    // These bytes are outside the signed range, so there is only one way in which they may be written.
    const digits = latin1(written.subarray(1, -1));
    if (contents.bytes.subarray(cms.length).some(Boolean) || !/^(?:[0-9a-f]*|[0-9A-F]*)$/.test(digits))
      problems.add('SEAL_ALTERED', 'Something was written behind the signature of the seal.');
    proof = { ...proof, certificate: await signerOf(cms), statedAt: statedTime(cms) };
    await checkCms(cms, await digestOf(cms.hash, covered), oid.data);
    if (cms.signed.encapContentInfo.eContent) throw new CmsFault('The signature carries content of its own.');
    proof = { ...proof, timestamp: await checkTimestamp(cms) };
  } catch (error) {
    problems.add(
      'SEAL_INVALID',
      error instanceof CmsFault ? error.message : 'The signature of the seal cannot be read.',
    );
  }
  return proof;
}

function statedTime({ signer }: Cms): string | null {
  const block = signer.signedAttrs ? only(signer.signedAttrs.attributes, oid.signingTime) : null;
  const date = (block as { toDate?: () => Date } | null)?.toDate?.();
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}

function checkTime({ certificate, statedAt, timestamp }: Proof, problems: Findings): void {
  const at = timestamp?.at ?? statedAt;
  if (!certificate) return;
  if (!at) problems.add('SEAL_TIME', 'The seal states no time.');
  else if (at < certificate.notBefore || at > certificate.notAfter)
    problems.add('SEAL_TIME', 'The certificate of the seal was not valid at the time of the seal.');
}

/** The revision a seal covers is a file of its own; the rest came later. */
function appendedTo(file: PdfFile, end: number): SealReport['appended'] {
  return {
    bytes: file.bytes.length - end,
    objects: file.changedFrom(end).size,
    pages: pagesOf(file) - pagesOf(openPdf(file.bytes.subarray(0, end))),
  };
}

function pagesOf(file: PdfFile): number {
  const count = file.resolve(file.dict(file.catalog.get('Pages'))?.get('Count'));
  return typeof count === 'number' ? count : 0;
}

function noSeal(field: string, dict: PdfDict, file: PdfFile): Omit<SealReport, 'problems'> {
  return {
    field,
    valid: false,
    level: null,
    reason: textOf(file.resolve(dict.get('Reason'))),
    statedAt: null,
    timestamp: null,
    certificate: null,
    known: null,
    coveredBytes: 0,
    coversWholeFile: false,
    appended: null,
  };
}

function nameOf(value: PdfValue): string {
  return value instanceof PdfName ? value.name : '';
}

/** A text of the file: UTF-16 with its mark, UTF-8 with its mark, else one byte a letter. */
export function textOf(value: PdfValue): string {
  if (!(value instanceof PdfText)) return '';
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb) return new TextDecoder().decode(bytes);
  return latin1(bytes);
}
