import type { Declared, ExtractionFormat } from './extraction-types.ts';

export interface Sniffed {
  readonly type: 'PDF' | 'ZIP' | 'HTML' | 'TEXT' | 'ENCRYPTED_OFFICE' | 'OTHER' | 'UNKNOWN';
  /** What the name or media type lets expect; null when they say nothing known. */
  readonly expected: ExtractionFormat | null;
  /** For people: "a PNG image". */
  readonly what: string;
}

const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x49, 0x49, 0x2a, 0x00], 'a TIFF image'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'a TIFF image'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'an RTF document'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x4d, 0x5a, 0x90], 'a program'],
];
const zipSignature = [0x50, 0x4b, 0x03, 0x04];
const oleSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Readers accept a header within the first kilobyte. */
const pdfHeaderWithin = 1024;
const sampleLength = 4096;
/** Of a text, at most this share may be control characters. */
const controlShare = 0.02;

const byExtension: Record<string, ExtractionFormat> = {
  pdf: 'PDF',
  docx: 'DOCX',
  docm: 'DOCX',
  html: 'HTML',
  htm: 'HTML',
  xhtml: 'HTML',
  txt: 'TEXT',
  text: 'TEXT',
  md: 'TEXT',
};
const byMediaType: Record<string, ExtractionFormat> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'text/html': 'HTML',
  'application/xhtml+xml': 'HTML',
  'text/plain': 'TEXT',
  'text/markdown': 'TEXT',
};

/** What the bytes are. */
export function sniff(bytes: Uint8Array, declared: Declared): Sniffed {
  const expected = expectedFormat(declared);
  if (startsWith(bytes, zipSignature)) return { type: 'ZIP', expected, what: 'a zip archive' };
  if (startsWith(bytes, oleSignature)) {
    return has(bytes, 'EncryptedPackage')
      ? { type: 'ENCRYPTED_OFFICE', expected, what: 'a document protected by a password' }
      : { type: 'OTHER', expected, what: 'An old Office document (.doc)' };
  }
  for (const [signature, what] of signatures) {
    if (startsWith(bytes, signature)) return { type: expected ? 'UNKNOWN' : 'OTHER', expected, what };
  }
  if (asLatin(bytes, pdfHeaderWithin).includes('%PDF-')) return { type: 'PDF', expected, what: 'a PDF' };
  if (!looksLikeText(bytes)) return { type: 'UNKNOWN', expected, what: 'binary data of no known kind' };
  const start = asLatin(bytes, sampleLength).replaceAll('\0', '');
  if (looksLikeHtml(start, expected)) return { type: 'HTML', expected, what: 'an HTML page' };
  return { type: 'TEXT', expected, what: 'plain text' };
}

function expectedFormat({ name, mediaType }: Declared): ExtractionFormat | null {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return (
    byExtension[extension] ?? byMediaType[(mediaType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''] ?? null
  );
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function asLatin(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.byteLength)).toString('latin1');
}

function has(bytes: Uint8Array, name: string): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.includes(Buffer.from(name, 'utf16le'));
}

function looksLikeText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleLength);
  if (hasByteOrderMark(bytes) || wideText(sample)) return true;
  let controls = 0;
  for (const byte of sample)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls += 1;
  return controls <= sample.length * controlShare;
}

export function hasByteOrderMark(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, [0xff, 0xfe]) ||
    startsWith(bytes, [0xfe, 0xff]) ||
    startsWith(bytes, [0xef, 0xbb, 0xbf])
  );
}

/** UTF-16 of a western text without a mark: every other byte is zero. `le` when the second of each pair is. */
export function wideText(sample: Uint8Array): 'le' | 'be' | null {
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 4) return null;
  let low = 0;
  let high = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0) low += 1;
    if (sample[at + 1] === 0) high += 1;
  }
  if (high > pairs * 0.7 && low < pairs * 0.1) return 'le';
  return low > pairs * 0.7 && high < pairs * 0.1 ? 'be' : null;
}

function looksLikeHtml(start: string, expected: ExtractionFormat | null): boolean {
  const text = start.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').trimStart();
  if (
    /^<(?:!doctype\shtml|html|head|body|\?xml[^>]{0,200}\?>\s*<(?:!doctype\shtml|html)|!--|p|div|h[1-6]|table|span|title|meta|script|style)[\s>/-]/i.test(
      text,
    )
  ) {
    return true;
  }
  return expected === 'HTML' && /<[a-z][a-z0-9]{0,12}[\s>/]/i.test(text);
}
