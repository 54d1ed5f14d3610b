import { createRowBuilder, selectRows, type SparseRows } from '../../ml/index.ts';
import type { UnitTable } from './search-units.ts';

/** The documents of both, those of `later` in the place of equal ids. Stem numbers of `earlier` stay as they are. */
export function mergeUnits(earlier: UnitTable, later: UnitTable): UnitTable {
  const replaced = new Set(later.documents);
  const a = filterUnits(
    earlier,
    earlier.documents.map((id) => !replaced.has(id)),
  );
  const { stems, words, numbers } = joinedVocabulary(earlier, later);
  const shift = a.sentenceStart.length;
  const columns = stems.length;
  return {
    unit: earlier.unit,
    documents: [...a.documents, ...later.documents],
    stems,
    words,
    sentenceStart: joined(a.sentenceStart, later.sentenceStart),
    sentenceEnd: joined(a.sentenceEnd, later.sentenceEnd),
    sentences: stacked(a.sentences, renumbered(later.sentences, numbers), columns),
    unitFirst: joined(
      a.unitFirst.subarray(0, -1),
      later.unitFirst.map((first) => first + shift),
    ),
    unitDocument: joined(
      a.unitDocument,
      later.unitDocument.map((document) => document + a.documents.length),
    ),
    titles: stacked(a.titles, renumbered(later.titles, numbers), columns),
  };
}

/** Without the documents that are not kept. */
export function filterUnits(table: UnitTable, kept: readonly boolean[]): UnitTable {
  const newNumber = new Map<number, number>();
  kept.forEach((keep, old) => keep && newNumber.set(old, newNumber.size));
  const rows: number[] = [];
  const unitFirst: number[] = [];
  const unitDocument: number[] = [];
  table.unitDocument.forEach((document, unit) => {
    const number = newNumber.get(document);
    if (number === undefined) return;
    unitFirst.push(rows.length);
    unitDocument.push(number);
    for (let row = table.unitFirst[unit]!; row < table.unitFirst[unit + 1]!; row++) rows.push(row);
  });
  unitFirst.push(rows.length);
  return {
    ...table,
    documents: table.documents.filter((_, old) => kept[old]),
    sentenceStart: Uint32Array.from(rows, (row) => table.sentenceStart[row]!),
    sentenceEnd: Uint32Array.from(rows, (row) => table.sentenceEnd[row]!),
    sentences: selectRows(table.sentences, rows),
    unitFirst: Uint32Array.from(unitFirst),
    unitDocument: Uint32Array.from(unitDocument),
    titles: selectRows(table.titles, [...newNumber.keys()]),
  };
}

/** `numbers[n]` is the joint number of the later table's stem n. */
function joinedVocabulary(
  earlier: UnitTable,
  later: UnitTable,
): { stems: string[]; words: string[]; numbers: Uint32Array } {
  const joint = new Map(earlier.stems.map((stem, number) => [stem, number]));
  const words = [...earlier.words];
  const numbers = Uint32Array.from(later.stems, (stem, old) => {
    const known = joint.get(stem);
    if (known !== undefined) return known;
    joint.set(stem, joint.size);
    words.push(later.words[old]!);
    return joint.size - 1;
  });
  return { stems: [...joint.keys()], words, numbers };
}

function renumbered(rows: SparseRows, numbers: Uint32Array): SparseRows {
  const builder = createRowBuilder(Math.max(16, rows.indices.length));
  for (let row = 0; row < rows.rows; row++) {
    const cells: [number, number][] = [];
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++)
      cells.push([numbers[rows.indices[k]!]!, rows.values[k]!]);
    for (const [column, value] of cells.sort((a, b) => a[0] - b[0])) builder.add(column, value);
    builder.endRow();
  }
  return builder.finish(rows.columns);
}

function stacked(over: SparseRows, under: SparseRows, columns: number): SparseRows {
  const shift = over.indices.length;
  const values = new Float32Array(shift + under.values.length);
  values.set(over.values);
  values.set(under.values, shift);
  return {
    rows: over.rows + under.rows,
    columns,
    starts: joined(
      over.starts.subarray(0, -1),
      under.starts.map((start) => start + shift),
    ),
    indices: joined(over.indices, under.indices),
    values,
  };
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
