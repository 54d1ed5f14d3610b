import { Inflate, Unzlib } from 'fflate';
import { concat, latin1 } from './bytes.ts';
import {
  isDict,
  PdfFault,
  PdfLexer,
  PdfName,
  PdfRef,
  PdfStream,
  type PdfDict,
  type PdfValue,
} from './pdf-objects.ts';

/** A PDF read through its cross-reference, as its last revision shows it. Damage is a `PdfFault`; nothing is guessed. */
export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly catalog: PdfDict;
  /** Numbers of the objects that sections of the cross-reference from this offset on define anew. */
  changedFrom(offset: number): ReadonlySet<number>;
  /** Follows a reference; anything else is answered as it is. */
  resolve(value: PdfValue | undefined): PdfValue;
  dict(value: PdfValue | undefined): PdfDict | null;
  list(value: PdfValue | undefined): readonly PdfValue[];
  /** What a stream holds, decoded; at most `maxBytes`. */
  content(stream: PdfStream, maxBytes: number): Uint8Array;
  /** Whether the object stands in the file itself and not in a compressed stream. */
  isPlain(ref: PdfRef): boolean;
}

type Entry =
  | { readonly kind: 'plain'; readonly offset: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

const maxSections = 1_000;
const maxObjects = 2_000_000;
const maxStreamBytes = 64 * 1024 * 1024;
/** All that is unpacked from one file together. */
const maxUnpackedBytes = 256 * 1024 * 1024;
const tailBytes = 2_048;

export function openPdf(bytes: Uint8Array): PdfFile {
  if (latin1(bytes.subarray(0, 5)) !== '%PDF-') throw new PdfFault('This is not a PDF file.');
  return new Reader(bytes);
}

class Reader implements PdfFile {
  readonly bytes: Uint8Array;
  readonly catalog: PdfDict;
  readonly #entries = new Map<number, Entry>();
  readonly #sections: { readonly offset: number; readonly objects: Set<number> }[] = [];
  readonly #objects = new Map<number, PdfValue>();
  readonly #freed = new Set<number>();
  readonly #open = new Set<number>();
  readonly #packs = new Map<number, PdfValue[]>();
  #unpackedBytes = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const trailer = this.#readSections(this.#lastSection());
    if (trailer.has('Encrypt')) throw new PdfFault('The file is encrypted; remove the password first.');
    const catalog = this.dict(trailer.get('Root'));
    if (!catalog) throw new PdfFault('The file has no catalog.');
    this.catalog = catalog;
  }

  changedFrom(offset: number): ReadonlySet<number> {
    const later = this.#sections.filter((section) => section.offset >= offset);
    return new Set(later.flatMap(({ objects }) => [...objects]));
  }

  isPlain(ref: PdfRef): boolean {
    return this.#entries.get(ref.num)?.kind === 'plain';
  }

  resolve(value: PdfValue | undefined): PdfValue {
    if (!(value instanceof PdfRef)) return value ?? null;
    const known = this.#objects.get(value.num);
    if (known !== undefined) return known;
    if (this.#open.has(value.num)) throw new PdfFault('Objects of the file refer to each other in a ring.');
    this.#open.add(value.num);
    const found = this.#read(value.num);
    this.#open.delete(value.num);
    this.#objects.set(value.num, found);
    return found;
  }

  dict(value: PdfValue | undefined): PdfDict | null {
    const found = this.resolve(value);
    return isDict(found) ? found : null;
  }

  list(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? (found as readonly PdfValue[]) : [];
  }

  content(stream: PdfStream, maxBytes: number): Uint8Array {
    const length = this.resolve(stream.dict.get('Length'));
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0)
      throw new PdfFault('A stream of the file has no length.');
    const end = stream.start + length;
    if (end > this.bytes.length || !new PdfLexer(this.bytes, end).keyword('endstream'))
      throw new PdfFault('A stream of the file has another length than it says.');
    let data = this.bytes.subarray(stream.start, end);
    const filters = asList(this.resolve(stream.dict.get('Filter')));
    const parameters = asList(this.resolve(stream.dict.get('DecodeParms')));
    for (const [index, filter] of filters.entries()) {
      if (!(filter instanceof PdfName) || filter.name !== 'FlateDecode')
        throw new PdfFault('A stream of the file is packed in a way this program does not read.');
      data = unpredict(inflate(data, maxBytes), this.dict(parameters[index]));
      this.#unpackedBytes += data.length;
    }
    if (this.#unpackedBytes > maxUnpackedBytes) throw new PdfFault('The file unpacks to too much.');
    if (data.length > maxBytes) throw new PdfFault('A stream of the file is too large.');
    return data;
  }

  #read(num: number): PdfValue {
    const entry = this.#entries.get(num);
    if (!entry) return null;
    if (entry.kind === 'packed') return this.#pack(entry.stream)[entry.index] ?? null;
    return this.#objectAt(entry.offset, num);
  }

  #objectAt(offset: number, num: number | null): PdfValue {
    const lexer = new PdfLexer(this.bytes, offset);
    const found = lexer.integer();
    lexer.integer();
    if (!lexer.keyword('obj') || (num !== null && found !== num))
      throw new PdfFault('The cross-reference of the file points to a wrong place.');
    const value = lexer.value();
    if (!isDict(value) || !lexer.keyword('stream')) return value;
    if (this.bytes[lexer.at] === 13) lexer.at++;
    if (this.bytes[lexer.at] === 10) lexer.at++;
    return new PdfStream(value, lexer.at);
  }

  /** The objects of an object stream, in order. */
  #pack(num: number): PdfValue[] {
    const known = this.#packs.get(num);
    if (known) return known;
    if (this.#entries.get(num)?.kind !== 'plain')
      throw new PdfFault('An object stream of the file is missing.');
    const stream = this.resolve(new PdfRef(num));
    if (!(stream instanceof PdfStream)) throw new PdfFault('An object stream of the file is missing.');
    const [count, first] = [this.resolve(stream.dict.get('N')), this.resolve(stream.dict.get('First'))];
    if (typeof count !== 'number' || typeof first !== 'number' || count > maxObjects)
      throw new PdfFault('An object stream of the file cannot be read.');
    const data = this.content(stream, maxStreamBytes);
    const head = new PdfLexer(data);
    const offsets = [];
    for (let index = 0; index < count; index++) {
      head.integer();
      offsets.push(first + head.integer());
    }
    const values = offsets.map((offset) => new PdfLexer(data, offset).value());
    this.#packs.set(num, values);
    return values;
  }

  #lastSection(): number {
    const tail = latin1(this.bytes.subarray(-tailBytes));
    const at = tail.lastIndexOf('startxref');
    const match = at < 0 ? null : /^startxref\s+(\d{1,10})\s+%%EOF/.exec(tail.slice(at));
    if (!match) throw new PdfFault('The file is cut off or damaged: its end is missing.');
    return Number(match[1]);
  }

  /** Newest first; what a newer section defines, an older one does not change. Answers the newest trailer. */
  #readSections(first: number): PdfDict {
    const seen = new Set<number>();
    let trailer: PdfDict | null = null;
    for (let offset: number | null = first; offset !== null;) {
      if (seen.has(offset) || seen.size >= maxSections || offset >= this.bytes.length)
        throw new PdfFault('The cross-reference of the file is damaged.');
      seen.add(offset);
      const section: { trailer: PdfDict; prev: number | null } = this.#readSection(offset);
      trailer ??= section.trailer;
      offset = section.prev;
    }
    return trailer!;
  }

  #readSection(offset: number): { trailer: PdfDict; prev: number | null } {
    const objects = new Set<number>();
    this.#sections.push({ offset, objects });
    const lexer = new PdfLexer(this.bytes, offset);
    const trailer = lexer.keyword('xref')
      ? this.#readTable(lexer, objects)
      : this.#readXrefStream(offset, objects);
    const prev = trailer.get('Prev');
    return { trailer, prev: typeof prev === 'number' && Number.isInteger(prev) && prev >= 0 ? prev : null };
  }

  #readTable(lexer: PdfLexer, objects: Set<number>): PdfDict {
    while (!lexer.keyword('trailer')) {
      const [start, count] = [lexer.integer(), lexer.integer()];
      if (count > maxObjects) throw new PdfFault('The cross-reference of the file is too long.');
      for (let index = 0; index < count; index++) {
        const at = lexer.integer();
        lexer.integer();
        if (lexer.word() === 'n') this.#define(start + index, { kind: 'plain', offset: at }, objects);
        else this.#define(start + index, null, objects);
      }
    }
    const trailer = lexer.value();
    if (!isDict(trailer)) throw new PdfFault('The file has no trailer.');
    const hybrid = trailer.get('XRefStm');
    if (typeof hybrid === 'number') this.#readXrefStream(hybrid, objects);
    return trailer;
  }

  #readXrefStream(offset: number, objects: Set<number>): PdfDict {
    const stream = this.#objectAt(offset, null);
    if (!(stream instanceof PdfStream)) throw new PdfFault('The cross-reference of the file is damaged.');
    const numbers = (key: string) => asList(stream.dict.get(key) ?? null).map((item) => Number(item));
    const [type, second, third] = numbers('W');
    const width = type! + second! + third!;
    if (!(width > 0 && width < 32)) throw new PdfFault('The cross-reference of the file is damaged.');
    const index = stream.dict.has('Index') ? numbers('Index') : [0, ...numbers('Size')];
    const data = this.content(stream, maxStreamBytes);
    let at = 0;
    const field = (size: number) => {
      let value = 0;
      for (let n = 0; n < size; n++) value = value * 256 + (data[at++] ?? 0);
      return value;
    };
    for (let pair = 0; pair + 1 < index.length; pair += 2) {
      for (let n = 0; n < index[pair + 1]! && at + width <= data.length; n++) {
        const kind = type ? field(type) : 1;
        const [a, b] = [field(second!), field(third!)];
        if (kind === 1) this.#define(index[pair]! + n, { kind: 'plain', offset: a }, objects);
        else if (kind === 2) this.#define(index[pair]! + n, { kind: 'packed', stream: a, index: b }, objects);
        else this.#define(index[pair]! + n, null, objects);
      }
    }
    return stream.dict;
  }

  #define(num: number, entry: Entry | null, objects: Set<number>): void {
    objects.add(num);
    if (this.#entries.has(num) || this.#freed.has(num)) return;
    if (entry) this.#entries.set(num, entry);
    else this.#freed.add(num);
    if (this.#entries.size > maxObjects) throw new PdfFault('The file has too many objects.');
  }
}

function asList(value: PdfValue): readonly PdfValue[] {
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly PdfValue[]) : [value];
}

/** Stops as soon as more than `maxBytes` come out, whatever the input promises. */
export function inflate(data: Uint8Array, maxBytes: number, raw = false): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array) => {
    size += part.length;
    if (size > maxBytes) throw new PdfFault('A packed part of the file is too large.');
    parts.push(part);
  };
  const inflater = raw ? new Inflate(take) : new Unzlib(take);
  const step = 65_536;
  try {
    for (let at = 0; at < data.length || at === 0; at += step)
      inflater.push(data.subarray(at, at + step), at + step >= data.length);
  } catch (error) {
    throw error instanceof PdfFault ? error : new PdfFault('A packed part of the file is damaged.');
  }
  return concat(parts);
}

/** Undoes the PNG predictors that cross-reference streams use. */
function unpredict(data: Uint8Array, parameters: PdfDict | null): Uint8Array {
  const predictor = Number(parameters?.get('Predictor') ?? 1);
  if (predictor < 10) return data;
  const columns = Number(parameters?.get('Columns') ?? 1);
  if (!(columns > 0 && columns < 1_000)) throw new PdfFault('A stream of the file cannot be read.');
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (columns + 1)]!;
    for (let column = 0; column < columns; column++) {
      const raw = data[row * (columns + 1) + 1 + column]!;
      const left = column ? out[row * columns + column - 1]! : 0;
      const up = row ? out[(row - 1) * columns + column]! : 0;
      const corner = row && column ? out[(row - 1) * columns + column - 1]! : 0;
      out[row * columns + column] = raw + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const estimate = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if (a! <= b! && a! <= c!) return left;
  return b! <= c! ? up : corner;
}
