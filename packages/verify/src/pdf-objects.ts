import { latin1 } from './bytes.ts';

/** The objects of a PDF and a reader for them: as little as finding seals and attachments takes. */

export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class PdfText {
  readonly bytes: Uint8Array;
  /** Where the text stands in the file, brackets included. */
  readonly start: number;
  readonly end: number;
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }
}

export class PdfRef {
  readonly num: number;
  constructor(num: number) {
    this.num = num;
  }
}

export type PdfDict = ReadonlyMap<string, PdfValue>;

export class PdfStream {
  readonly dict: PdfDict;
  readonly start: number;
  constructor(dict: PdfDict, start: number) {
    this.dict = dict;
    this.start = start;
  }
}

export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfText
  | PdfRef
  | PdfStream
  | PdfDict
  | readonly PdfValue[];

/** What is wrong with a file, in a sentence for people. */
export class PdfFault extends Error {}

const maxDepth = 64;
/** A dictionary or a list with more entries than this is an attack on memory. */
const maxEntries = 200_000;
const maxLiteralBytes = 4 * 1024 * 1024;
const white = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)));
const [lf, cr, backslash, open, close, less, greater, slash, percent, hash] = [
  10, 13, 92, 40, 41, 60, 62, 47, 37, 35,
];

export class PdfLexer {
  readonly bytes: Uint8Array;
  at: number;
  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  skipWhite(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (byte === percent) while (this.at < this.bytes.length && !this.#atLineEnd()) this.at++;
      else if (white.has(byte)) this.at++;
      else return;
    }
  }

  /** The next run of regular characters, such as a number or a keyword. */
  word(): string {
    this.skipWhite();
    const start = this.at;
    while (this.at < this.bytes.length && !white.has(this.#byte()) && !delimiters.has(this.#byte()))
      this.at++;
    return latin1(this.bytes.subarray(start, Math.min(this.at, start + 200)));
  }

  integer(): number {
    const word = this.word();
    const value = Number(word);
    if (!/^\d{1,10}$/.test(word)) throw new PdfFault('A number of the file cannot be read.');
    return value;
  }

  keyword(expected: string): boolean {
    const start = this.at;
    if (this.word() === expected) return true;
    this.at = start;
    return false;
  }

  value(depth = 0): PdfValue {
    if (depth > maxDepth) throw new PdfFault('The file is nested too deeply.');
    this.skipWhite();
    const byte = this.#byte();
    if (byte === slash) return this.#name();
    if (byte === open) return this.#literal();
    if (byte === less) return this.bytes[this.at + 1] === less ? this.#dict(depth) : this.#hexText();
    if (byte === 91) return this.#list(depth);
    return this.#scalar();
  }

  #byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new PdfFault('The file ends in the middle of something.');
    return byte;
  }

  #atLineEnd(): boolean {
    const byte = this.bytes[this.at];
    return byte === lf || byte === cr;
  }

  #name(): PdfName {
    this.at++;
    const start = this.at;
    while (this.at < this.bytes.length && !white.has(this.#byte()) && !delimiters.has(this.#byte()))
      this.at++;
    const raw = latin1(this.bytes.subarray(start, this.at));
    return new PdfName(
      raw.includes(String.fromCharCode(hash!))
        ? raw.replace(/#([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
        : raw,
    );
  }

  #literal(): PdfText {
    const start = this.at++;
    const out: number[] = [];
    for (let nested = 1; ;) {
      const byte = this.#byte();
      this.at++;
      if (byte === backslash) this.#escape(out);
      else if (byte === close && --nested === 0) return new PdfText(Uint8Array.from(out), start, this.at);
      else {
        if (byte === open) nested++;
        if (out.length > maxLiteralBytes) throw new PdfFault('A text of the file is too long.');
        out.push(byte);
      }
    }
  }

  #escape(out: number[]): void {
    const byte = this.#byte();
    this.at++;
    const simple = 'nrtbf'.indexOf(String.fromCharCode(byte));
    if (simple >= 0) out.push([10, 13, 9, 8, 12][simple]!);
    else if (byte === cr) {
      if (this.bytes[this.at] === lf) this.at++;
    } else if (byte >= 48 && byte <= 55) {
      let value = byte - 48;
      for (let digits = 1; digits < 3; digits++) {
        const next = this.bytes[this.at] ?? 0;
        if (next < 48 || next > 55) break;
        value = value * 8 + next - 48;
        this.at++;
      }
      out.push(value & 255);
    } else if (byte !== lf) out.push(byte);
  }

  #hexText(): PdfText {
    const start = this.at++;
    const end = this.bytes.indexOf(greater!, this.at);
    if (end < 0) throw new PdfFault('The file ends in the middle of something.');
    const digits = this.bytes.subarray(this.at, end);
    const out = new Uint8Array(Math.ceil(digits.length / 2));
    let count = 0;
    for (const byte of digits) {
      if (white.has(byte)) continue;
      const digit = hexDigit(byte);
      out[count >> 1]! |= count % 2 ? digit : digit << 4;
      count++;
    }
    this.at = end + 1;
    return new PdfText(out.subarray(0, (count + 1) >> 1), start, this.at);
  }

  #list(depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipWhite();
      if (this.#byte() === 93) {
        this.at++;
        return items;
      }
      items.push(this.value(depth + 1));
      if (items.length > maxEntries) throw new PdfFault('A list of the file is too long.');
    }
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.skipWhite();
      if (this.#byte() === greater && this.bytes[this.at + 1] === greater) {
        this.at += 2;
        return entries;
      }
      if (this.#byte() !== slash) throw new PdfFault('A dictionary of the file cannot be read.');
      const key = this.#name().name;
      // Readers disagree about which of two equal keys counts, so there is no safe way to read such a file.
      if (entries.has(key))
        throw new PdfFault(`A dictionary of the file has two entries named ${key.slice(0, 40)}.`);
      entries.set(key, this.value(depth + 1));
      if (entries.size > maxEntries) throw new PdfFault('A dictionary of the file is too long.');
    }
  }

  #scalar(): PdfValue {
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfFault('Something in the file cannot be read.');
    return this.#reference(word) ?? Number(word);
  }

  #reference(first: string): PdfRef | null {
    if (!/^\d{1,10}$/.test(first)) return null;
    const start = this.at;
    if (/^\d{1,5}$/.test(this.word()) && this.word() === 'R') return new PdfRef(Number(first));
    this.at = start;
    return null;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  if (letter >= 97 && letter <= 102) return letter - 87;
  throw new PdfFault('A hexadecimal text of the file has a wrong digit.');
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}
