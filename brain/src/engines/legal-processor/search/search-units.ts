import { createRowBuilder, type SparseRows } from '../../ml/index.ts';
import { searchTerms, sentencesBetween, type Stretch } from './search-terms.ts';

export interface SearchDocument {
  readonly id: string;
  readonly text: string;
  /** Its words count once more in every unit that is a whole document. */
  readonly title?: string;
  /** Borders no sentence crosses, and the units where the index is one of segments. */
  readonly segments?: readonly Stretch[];
}

/** What is ranked: single sentences, the stretches between segment borders, or whole documents. */
export type SearchUnit = 'sentence' | 'segment' | 'document';

/**
 * The words of all documents, counted by sentence; units are runs of sentences. This is all that is kept: the texts stay
 * with their owner.
 */
export interface UnitTable {
  readonly unit: SearchUnit;
  readonly documents: readonly string[];
  /** By stem number. */
  readonly stems: readonly string[];
  /** By stem number: the first word met with this stem. */
  readonly words: readonly string[];
  /** Offsets of each sentence in its document's text. */
  readonly sentenceStart: Uint32Array;
  readonly sentenceEnd: Uint32Array;
  /** Stems counted by sentence. */
  readonly sentences: SparseRows;
  /** First sentence of each unit, and one more entry. */
  readonly unitFirst: Uint32Array;
  /** Document number of each unit. */
  readonly unitDocument: Uint32Array;
  /** Stems of the titles, by document; they add to units of kind document. */
  readonly titles: SparseRows;
}

/** Documents beyond these limits are searched up to the limit. */
const maxDocumentLength = 1 << 23;

export function readUnits(documents: readonly SearchDocument[], unit: SearchUnit): UnitTable {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const [starts, ends, unitFirst, unitDocument]: number[][] = [[], [], [], []];
  const sentences = createRowBuilder();
  const titles = createRowBuilder();
  const addRow = (builder: typeof sentences, text: string) => {
    const counts = new Map<number, number>();
    for (const { stem, word } of searchTerms(text)) {
      let number = numbers.get(stem);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(stem, number);
        words.push(word);
      }
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    for (const [number, count] of [...counts].sort((a, b) => a[0] - b[0])) builder.add(number, count);
    builder.endRow();
  };
  documents.forEach((document, index) => {
    const openUnit = () => {
      unitFirst!.push(starts!.length);
      unitDocument!.push(index);
    };
    if (unit === 'document') openUnit();
    for (const stretch of stretchesOf(document)) {
      const found = sentencesBetween(document.text, stretch.start, stretch.end);
      if (unit === 'segment' && found.length) openUnit();
      for (const { start, end } of found) {
        if (unit === 'sentence') openUnit();
        starts!.push(start);
        ends!.push(end);
        addRow(sentences, document.text.slice(start, end));
      }
    }
    addRow(titles, unit === 'document' ? (document.title ?? '') : '');
  });
  unitFirst!.push(starts!.length);
  return {
    unit,
    documents: documents.map(({ id }) => id),
    stems: [...numbers.keys()],
    words,
    sentenceStart: Uint32Array.from(starts!),
    sentenceEnd: Uint32Array.from(ends!),
    sentences: sentences.finish(numbers.size),
    unitFirst: Uint32Array.from(unitFirst!),
    unitDocument: Uint32Array.from(unitDocument!),
    titles: titles.finish(numbers.size),
  };
}

/** The text cut at every border of a segment, nested ones too; text outside all segments is kept. */
function stretchesOf({ text, segments = [] }: SearchDocument): Stretch[] {
  const length = Math.min(text.length, maxDocumentLength);
  const cuts = new Set([0, length]);
  for (const { start, end } of segments)
    for (const at of [start, end]) if (Number.isInteger(at) && at > 0 && at < length) cuts.add(at);
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(1).map((end, i) => ({ start: order[i]!, end }));
}

/** The sentences of each unit summed, with the title's words where units are documents. */
export function unitCounts(table: UnitTable): SparseRows {
  const { sentences, titles, unitFirst, unitDocument } = table;
  const columns = table.stems.length;
  const builder = createRowBuilder(Math.max(16, sentences.indices.length));
  const sum = new Float64Array(columns);
  for (let unit = 0; unit < unitDocument.length; unit++) {
    const touched: number[] = [];
    const add = (rows: SparseRows, from: number, to: number) => {
      for (let k = rows.starts[from]!; k < rows.starts[to]!; k++) {
        const column = rows.indices[k]!;
        if (sum[column] === 0) touched.push(column);
        sum[column] = sum[column]! + rows.values[k]!;
      }
    };
    add(sentences, unitFirst[unit]!, unitFirst[unit + 1]!);
    if (table.unit === 'document') add(titles, unitDocument[unit]!, unitDocument[unit]! + 1);
    touched.sort((a, b) => a - b);
    for (const column of touched) {
      builder.add(column, sum[column]!);
      sum[column] = 0;
    }
    builder.endRow();
  }
  return builder.finish(columns);
}
