import type { Extracted, ExtractionWarning } from './extraction-types.ts';
import { wideText } from './sniffing.ts';

export interface Decoded {
  readonly text: string;
  readonly warnings: readonly ExtractionWarning[];
}

/** By its byte order mark, else UTF-8 where it is that throughout, else Windows-1252, the superset of Latin-1. */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decoded(bytes.subarray(3), 'utf-8');
  if (first === 0xff && second === 0xfe) return decoded(bytes.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes.subarray(2), 'utf-16be');
  const wide = wideText(bytes.subarray(0, 4096));
  if (wide) return guessed(bytes, wide === 'le' ? 'utf-16le' : 'utf-16be');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return guessed(bytes, 'windows-1252');
  }
}

function decoded(bytes: Uint8Array, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), warnings: [] };
}

function guessed(bytes: Uint8Array, encoding: string): Decoded {
  const message = `The file does not say how its characters are written; it was read as ${encoding}.`;
  return { ...decoded(bytes, encoding), warnings: [{ code: 'ENCODING_GUESSED', message }] };
}

/** Form feeds part pages; everything else stays as it is, so that positions hold for the file's own text. */
export function extractPlain({ text, warnings }: Decoded): Extracted {
  const clean = text.replaceAll('\0', ' ');
  const pages: { start: number; end: number }[] = [];
  let start = 0;
  for (const part of clean.split('\f')) {
    pages.push({ start, end: start + part.length });
    start += part.length + 1;
  }
  return {
    text: clean,
    format: 'TEXT',
    pages: pages.length > 500 ? [{ start: 0, end: clean.length }] : pages,
    warnings,
  };
}
