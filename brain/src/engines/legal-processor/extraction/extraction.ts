import { extractDocx } from './extraction-docx.ts';
import {
  ExtractionError,
  limits,
  type Declared,
  type Extraction,
  type Extracted,
} from './extraction-types.ts';
import { extractHtml } from './extraction-html.ts';
import { extractPdf } from './extraction-pdf.ts';
import { decodeText, extractPlain } from './extraction-plain.ts';
import { sniff, type Sniffed } from './sniffing.ts';

/**
 * The text of a document with the place of each part of it. What the file is, is read from its bytes, never from its
 * name. Runs where it is called: files from strangers belong in a thread with a deadline and a limit of memory.
 * @throws ExtractionError with a stable `reason`; nothing else.
 */
export async function extract(bytes: Uint8Array, declared: Declared): Promise<Extraction> {
  if (bytes.byteLength > limits.bytes) {
    throw new ExtractionError('TOO_LARGE', `The file is larger than ${limits.bytes / 1_000_000} MB.`);
  }
  try {
    const found = sniff(bytes, declared);
    const extracted = await read(bytes, found, declared);
    return finished(extracted, found, declared);
  } catch (error) {
    if (error instanceof ExtractionError) throw error;
    throw new ExtractionError('DAMAGED', 'The file is damaged: it could not be read to its end.', {
      cause: error,
    });
  }
}

async function read(bytes: Uint8Array, found: Sniffed, declared: Declared): Promise<Extracted> {
  refuseWrongType(found, declared);
  switch (found.type) {
    case 'PDF':
      return extractPdf(bytes);
    case 'ZIP':
      return extractDocx(bytes);
    case 'HTML':
      return extractHtml(decodeText(bytes));
    case 'TEXT':
      return extractPlain(decodeText(bytes));
    case 'ENCRYPTED_OFFICE':
      throw new ExtractionError('ENCRYPTED', 'The document is protected by a password.');
    default:
      throw new ExtractionError('UNSUPPORTED', `${found.what} cannot be read; PDF, DOCX, HTML and text can.`);
  }
}

/** A PDF or DOCX by name that is neither is not what its sender believes it to be. */
function refuseWrongType(found: Sniffed, declared: Declared): void {
  const { expected } = found;
  const binary = expected === 'PDF' || expected === 'DOCX';
  const wrong =
    (binary && (found.type === 'HTML' || found.type === 'TEXT')) ||
    (expected !== null && found.type === 'UNKNOWN');
  if (!wrong) return;
  throw new ExtractionError(
    'WRONG_TYPE',
    `“${shortName(declared.name)}” is not ${expected}: it is ${found.what}.`,
  );
}

function finished(extracted: Extracted, found: Sniffed, declared: Declared): Extraction {
  const { text, format } = extracted;
  if (text.length > limits.characters) {
    throw new ExtractionError(
      'TOO_LARGE',
      `The text is longer than ${limits.characters / 1_000_000} million characters.`,
    );
  }
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new ExtractionError(
      'NO_TEXT',
      'The file holds no text. If it is a scan, run text recognition over it first.',
    );
  }
  const warnings = [...extracted.warnings];
  if (found.expected !== null && found.expected !== format) {
    warnings.push({
      code: 'NAME_DISAGREES',
      message: `“${shortName(declared.name)}” is ${format} by its content.`,
    });
  }
  return { ...extracted, warnings, direction: directionOf(text) };
}

const sampleLength = 200_000;

function directionOf(text: string): 'ltr' | 'rtl' {
  const sample = text.slice(0, sampleLength);
  const rightToLeft = sample.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/g)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return rightToLeft * 2 > letters ? 'rtl' : 'ltr';
}

function shortName(name: string): string {
  return name.length > 80 ? `${name.slice(0, 77)}…` : name;
}
