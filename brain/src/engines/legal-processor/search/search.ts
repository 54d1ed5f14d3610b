import {
  arrayOf,
  fingerprint,
  readArtefact,
  writeArtefact,
  type Artefact,
  type TruncatedSvd,
} from '../../ml/index.ts';
import { filterUnits, mergeUnits } from './search-merge.ts';
import { createRanker, type Ranking } from './search-ranking.ts';
import { searchTerms, type Stretch } from './search-terms.ts';
import {
  readUnits,
  unitCounts,
  type SearchDocument,
  type SearchUnit,
  type UnitTable,
} from './search-units.ts';

export interface SearchHit {
  readonly id: string;
  /** The sentence of the unit that answers best, in UTF-16 units of the document's text. */
  readonly start: number;
  readonly end: number;
  /** Comparable within one question only; higher is better. */
  readonly score: number;
  readonly why: readonly MatchedTerm[];
}

export interface MatchedTerm {
  /** As written in the question, or, where `related`, as first met in the documents. */
  readonly term: string;
  /** Not asked for; it comes often in the units that answer best. */
  readonly related: boolean;
}

export interface SearchIndex {
  readonly documents: readonly string[];
  readonly unitCount: number;
  /**
   * Best first; each hit holds a word of the question or a related one. `within` limits the answers, not what is learnt
   * from. No known word: no hit.
   */
  search(question: string, limit?: number, within?: ReadonlySet<string>): SearchHit[];
  /** Scores of both views and of their fusion by unit, for measuring; null when no word is known. */
  rank(question: string): Ranking | null;
  documentOf(unit: number): string;
  /** The first sentence of a unit; the only one where units are sentences. */
  sentenceOf(unit: number): Stretch;
  /** A new index with these documents added; one with a known id takes its place. */
  with(documents: readonly SearchDocument[]): SearchIndex;
  without(ids: ReadonlySet<string>): SearchIndex;
  /** Bytes for `openIndex`; the texts are not in them. */
  pack(): Uint8Array;
}

const defaultLimit = 20;
const maxQuestionLength = 4000;
const maxReasons = 8;
/** The space of meanings is fitted anew when the number of units has changed by more than this share. */
const driftBeforeRefit = 0.25;

/** An index over one person's documents, answering by sentences unless told otherwise. */
export function createIndex(
  documents: readonly SearchDocument[],
  options: { readonly unit?: SearchUnit } = {},
): SearchIndex {
  const unique = [...new Map(documents.map((document) => [document.id, document])).values()];
  return indexOf(readUnits(unique, options.unit ?? 'sentence'), null);
}

interface Space {
  readonly svd: TruncatedSvd;
  /** How many units there were when it was fitted. */
  readonly units: number;
}

function indexOf(table: UnitTable, known: Space | null): SearchIndex {
  const units = table.unitDocument.length;
  const usable = known !== null && Math.abs(units - known.units) <= driftBeforeRefit * known.units;
  const ranker = createRanker(unitCounts(table), usable ? known.svd : null);
  const space = usable ? known : ranker.svd && { svd: ranker.svd, units };
  const numbers = new Map(table.stems.map((stem, number) => [stem, number]));

  function questionOf(text: string): { counts: Map<number, number>; words: Map<number, string> } {
    const counts = new Map<number, number>();
    const words = new Map<number, string>();
    for (const { stem, word } of searchTerms(text.slice(0, maxQuestionLength))) {
      const number = numbers.get(stem);
      if (number === undefined) continue;
      counts.set(number, (counts.get(number) ?? 0) + 1);
      if (!words.has(number)) words.set(number, word);
    }
    return { counts, words };
  }

  return {
    documents: table.documents,
    unitCount: units,
    search(question, limit = defaultLimit, within) {
      const { counts, words } = questionOf(question);
      const ranking = ranker.rank(counts);
      if (!ranking) return [];
      const answering = [...ranking.fused.keys()].filter(
        (unit) =>
          ranking.matched[unit]! > 0 && (!within || within.has(table.documents[table.unitDocument[unit]!]!)),
      );
      answering.sort((x, y) => ranking.fused[y]! - ranking.fused[x]! || x - y);
      return answering.slice(0, Math.max(0, limit)).map((unit) => {
        const sentence = bestSentence(table, unit, ranking.widened, ranker.rarity);
        return {
          id: table.documents[table.unitDocument[unit]!]!,
          start: table.sentenceStart[sentence] ?? 0,
          end: table.sentenceEnd[sentence] ?? 0,
          score: ranking.fused[unit]!,
          why: reasons(table, unit, ranking.widened, words, ranker.rarity),
        };
      });
    },
    rank: (question) => ranker.rank(questionOf(question).counts),
    documentOf: (unit) => table.documents[table.unitDocument[unit]!]!,
    sentenceOf: (unit) => {
      const sentence = table.unitFirst[unit] ?? 0;
      return { start: table.sentenceStart[sentence] ?? 0, end: table.sentenceEnd[sentence] ?? 0 };
    },
    with: (documents) =>
      indexOf(
        mergeUnits(
          table,
          readUnits([...new Map(documents.map((one) => [one.id, one])).values()], table.unit),
        ),
        space,
      ),
    without: (ids) =>
      indexOf(
        filterUnits(
          table,
          table.documents.map((id) => !ids.has(id)),
        ),
        space,
      ),
    pack: () => packed(table, space),
  };
}

/** The sentence that gathers the most weight of the widened question, with a little taken off for length. */
function bestSentence(
  table: UnitTable,
  unit: number,
  widened: ReadonlyMap<number, number>,
  rarity: (stem: number) => number,
): number {
  const { sentences, unitFirst } = table;
  let best = unitFirst[unit]!;
  let bestScore = -1;
  for (let row = unitFirst[unit]!; row < unitFirst[unit + 1]!; row++) {
    let score = 0;
    for (let k = sentences.starts[row]!; k < sentences.starts[row + 1]!; k++) {
      const stem = sentences.indices[k]!;
      score += (widened.get(stem) ?? 0) * rarity(stem);
    }
    score /= Math.log2(4 + sentences.starts[row + 1]! - sentences.starts[row]!);
    if (score > bestScore) [best, bestScore] = [row, score];
  }
  return best;
}

/** Words of the unit that carried its score: those asked for first, then the related ones, each by weight. */
function reasons(
  table: UnitTable,
  unit: number,
  widened: ReadonlyMap<number, number>,
  asked: ReadonlyMap<number, string>,
  rarity: (stem: number) => number,
): MatchedTerm[] {
  const { sentences, unitFirst } = table;
  const held = new Set<number>();
  for (let k = sentences.starts[unitFirst[unit]!]!; k < sentences.starts[unitFirst[unit + 1]!]!; k++)
    if (widened.has(sentences.indices[k]!)) held.add(sentences.indices[k]!);
  const weight = (stem: number) => (asked.has(stem) ? 1e6 : 0) + widened.get(stem)! * rarity(stem);
  return [...held]
    .sort((x, y) => weight(y) - weight(x) || x - y)
    .slice(0, maxReasons)
    .map((stem) => ({ term: asked.get(stem) ?? table.words[stem]!, related: !asked.has(stem) }));
}

interface Settings {
  readonly unit: SearchUnit;
  readonly documents: readonly string[];
  readonly stems: readonly string[];
  readonly words: readonly string[];
  readonly fittedUnits: number;
  readonly rank: number;
}

const formatName = 'search-index';

function packed(table: UnitTable, space: Space | null): Uint8Array {
  const { unit, documents, stems, words, sentences, titles } = table;
  const settings: Settings = {
    unit,
    documents,
    stems,
    words,
    fittedUnits: space?.units ?? 0,
    rank: space?.svd.rank ?? 0,
  };
  return writeArtefact({
    header: {
      name: formatName,
      version: '1',
      createdFrom: {
        data: 'documents of one owner',
        sha256: fingerprint(documents.join('\n')),
        licence: 'private',
      },
      featureSetHash: fingerprint(stems.join('\n')),
      seed: 0,
      metrics: {},
      trainedOn: [],
      settings,
    },
    arrays: {
      sentenceStart: table.sentenceStart,
      sentenceEnd: table.sentenceEnd,
      unitFirst: table.unitFirst,
      unitDocument: table.unitDocument,
      sentenceStarts: sentences.starts,
      sentenceStems: sentences.indices,
      sentenceCounts: sentences.values,
      titleStarts: titles.starts,
      titleStems: titles.indices,
      titleCounts: titles.values,
      values: space?.svd.values ?? new Float64Array(0),
      right: space?.svd.right ?? new Float32Array(0),
    },
  });
}

/** @throws ArtefactError when the bytes are damaged or no search index. */
export function openIndex(bytes: Uint8Array): SearchIndex {
  const artefact: Artefact = readArtefact(bytes);
  const numbers = (name: string) => arrayOf(artefact, name, Uint32Array);
  const settings = artefact.header.settings as Settings;
  const columns = settings.stems.length;
  const rowsOf = (name: string) => {
    const starts = numbers(`${name}Starts`);
    return {
      rows: starts.length - 1,
      columns,
      starts,
      indices: numbers(`${name}Stems`),
      values: arrayOf(artefact, `${name}Counts`, Float32Array),
    };
  };
  const { rank, fittedUnits } = settings;
  const right = arrayOf(artefact, 'right', Float32Array);
  const svd = {
    rank,
    columns: right.length / rank,
    right,
    values: arrayOf(artefact, 'values', Float64Array),
  };
  const table: UnitTable = {
    unit: settings.unit,
    documents: settings.documents,
    stems: settings.stems,
    words: settings.words,
    sentenceStart: numbers('sentenceStart'),
    sentenceEnd: numbers('sentenceEnd'),
    unitFirst: numbers('unitFirst'),
    unitDocument: numbers('unitDocument'),
    sentences: rowsOf('sentence'),
    titles: rowsOf('title'),
  };
  return indexOf(table, rank > 0 ? { svd, units: fittedUnits } : null);
}
