import type { SparseRows } from './sparse.ts';
import { createTermReader, type TermOptions } from './terms.ts';
import { createTermTable, type TermTable } from './term-table.ts';

export interface VectorizerOptions extends TermOptions {
  /** A term counts when at least so many texts hold it; 1 unless told otherwise. */
  readonly minCount?: number;
  /** Only the most frequent terms, equal ones in the order of their first coming. */
  readonly maxFeatures?: number;
  /** 1 + ln(count) instead of the count. */
  readonly sublinear?: boolean;
}

/**
 * Texts to TF-IDF rows of Euclidean length one, as scikit-learn's TfidfVectorizer with its smoothed
 * idf = ln((1 + texts) / (1 + texts with the term)) + 1.
 */
export interface Vectorizer {
  readonly options: VectorizerOptions;
  readonly columns: number;
  transform(texts: readonly string[]): SparseRows;
  /** The column of a term written as in a text ("governing law"), or −1. */
  columnOf(term: string): number;
  /** For each column that the text touches, the first term of the text that does, and where it stands (UTF-16). */
  termsIn(text: string): Map<number, { readonly term: string; readonly start: number; readonly end: number }>;
  /** What `unpackVectorizer` needs to build it again. */
  pack(): PackedVectorizer;
}

export interface PackedVectorizer {
  readonly options: VectorizerOptions;
  /** Two 32-bit halves of each column's fingerprint in turn. */
  readonly fingerprints: Int32Array;
  readonly idf: Float32Array;
}

/** Learns the terms and their inverse document frequencies; the same texts give the same columns. */
export function fitVectorizer(texts: readonly string[], options: VectorizerOptions): Vectorizer {
  const read = createTermReader(options);
  const table = createTermTable(1 << 16);
  let counts = new Uint32Array(1 << 16);
  let documents = new Uint32Array(1 << 16);
  let lastText = new Uint32Array(1 << 16);
  texts.forEach((text, index) =>
    read(text, (low, high) => {
      const term = table.add(low, high);
      if (term >= counts.length)
        [counts, documents, lastText] = [doubled(counts), doubled(documents), doubled(lastText)];
      counts[term] = counts[term]! + 1;
      if (lastText[term] === index + 1) return;
      lastText[term] = index + 1;
      documents[term] = documents[term]! + 1;
    }),
  );
  const kept = keep(table.size, counts, documents, options);
  const all = table.fingerprints();
  const fingerprints = new Int32Array(kept.length * 2);
  const idf = new Float32Array(kept.length);
  kept.forEach((term, column) => {
    fingerprints[2 * column] = all[2 * term]!;
    fingerprints[2 * column + 1] = all[2 * term + 1]!;
    idf[column] = Math.log((1 + texts.length) / (1 + documents[term]!)) + 1;
  });
  return unpackVectorizer({ options, fingerprints, idf });
}

function keep(
  size: number,
  counts: Uint32Array,
  documents: Uint32Array,
  options: VectorizerOptions,
): Uint32Array {
  const { minCount = 1, maxFeatures = Infinity } = options;
  const kept: number[] = [];
  for (let term = 0; term < size; term++) if (documents[term]! >= minCount) kept.push(term);
  if (kept.length > maxFeatures) {
    kept.sort((a, b) => counts[b]! - counts[a]! || a - b);
    kept.length = maxFeatures;
  }
  return Uint32Array.from(kept).sort();
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(array.length * 2);
  wider.set(array);
  return wider;
}

export function unpackVectorizer(packed: PackedVectorizer): Vectorizer {
  const { options, fingerprints, idf } = packed;
  if (fingerprints.length !== idf.length * 2) throw new RangeError('Fingerprints and idf differ in length.');
  const columns = idf.length;
  const read = createTermReader(options);
  const table = createTermTable(columns);
  for (let column = 0; column < columns; column++)
    table.add(fingerprints[2 * column]!, fingerprints[2 * column + 1]!);
  return {
    options,
    columns,
    transform: createTransform(read, table, idf, options.sublinear ?? false),
    columnOf(term) {
      let found = -1;
      let widest = -1;
      read(term, (low, high, start, end) => {
        if (end - start <= widest) return;
        widest = end - start;
        found = table.find(low, high);
      });
      return found;
    },
    termsIn(text) {
      const terms: ReturnType<Vectorizer['termsIn']> = new Map();
      read(text, (low, high, start, end) => {
        const column = table.find(low, high);
        if (column >= 0 && !terms.has(column))
          terms.set(column, { term: text.slice(start, end), start, end });
      });
      return terms;
    },
    pack: () => packed,
  };
}

function createTransform(
  read: ReturnType<typeof createTermReader>,
  table: TermTable,
  idf: Float32Array,
  sublinear: boolean,
): Vectorizer['transform'] {
  const counts = new Uint32Array(idf.length);
  const touched = new Uint32Array(idf.length);
  let distinct = 0;
  const visit = (low: number, high: number) => {
    const column = table.find(low, high);
    if (column < 0) return;
    if (counts[column] === 0) touched[distinct++] = column;
    counts[column] = counts[column]! + 1;
  };
  return (texts) => {
    const starts = new Uint32Array(texts.length + 1);
    let indices = new Uint32Array(Math.max(64, texts.length * 32));
    let values = new Float32Array(indices.length);
    let size = 0;
    for (let row = 0; row < texts.length; row++) {
      distinct = 0;
      read(texts[row]!, visit);
      while (size + distinct > indices.length) {
        indices = doubled(indices);
        const wider = new Float32Array(indices.length);
        wider.set(values);
        values = wider;
      }
      const found = sorted(touched, distinct);
      let sum = 0;
      for (let k = 0; k < distinct; k++) {
        const column = found[k]!;
        const count = counts[column]!;
        counts[column] = 0;
        const value = (sublinear ? dampened(count) : count) * idf[column]!;
        sum += value * value;
        indices[size + k] = column;
        values[size + k] = value;
      }
      const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
      for (let k = 0; k < distinct; k++) values[size + k] = values[size + k]! * scale;
      size += distinct;
      starts[row + 1] = size;
    }
    return {
      rows: texts.length,
      columns: idf.length,
      starts,
      indices: indices.slice(0, size),
      values: values.slice(0, size),
    };
  };
}

const dampenings = Float64Array.from({ length: 64 }, (_, count) => (count ? 1 + Math.log(count) : 0));

function dampened(count: number): number {
  return count < dampenings.length ? dampenings[count]! : 1 + Math.log(count);
}

/** Sentences are short, and the sort of typed arrays costs a call into the engine. */
const shortList = 96;

function sorted(list: Uint32Array, count: number): Uint32Array {
  if (count > shortList) return list.subarray(0, count).sort();
  for (let at = 1; at < count; at++) {
    const value = list[at]!;
    let place = at;
    while (place > 0 && list[place - 1]! > value) {
      list[place] = list[place - 1]!;
      place--;
    }
    list[place] = value;
  }
  return list;
}
