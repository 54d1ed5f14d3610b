import { readFileSync } from 'node:fs';
import path from 'node:path';
import { interactionsOf, type Interactions, type Meeting } from '../engines/ml/recommend/index.ts';
import type { InferenceDocument } from '../engines/legal-processor/inference/inference-training.ts';
import {
  hypotheses,
  type HypothesisCode,
  type InferenceLabel,
} from '../engines/legal-processor/inference/nda-hypotheses.ts';

/** Readers of the data sets that training and evaluation use; one function a format. */

/** One line of `contracts/cuad.jsonl`. */
export interface Contract {
  readonly id: string;
  readonly text: string;
  /** UTF-16 offsets into `text`; the file counts characters. */
  readonly labels: readonly { readonly category: string; readonly start: number; readonly end: number }[];
  readonly answers: Readonly<Record<string, string>>;
}

export function readContracts(file: string): Contract[] {
  return readRows<Contract>(file, ({ text, labels, answers }) => {
    const whole = typeof text === 'string' && Array.isArray(labels) && typeof answers === 'object';
    return whole ? null : '“text”, “labels” and “answers” are needed';
  }).map((contract) => ({ ...contract, labels: inUnits(contract.text, contract.labels) }));
}

/** The two counts differ behind a character outside the basic plane. */
function inUnits(text: string, labels: Contract['labels']): Contract['labels'] {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return labels;
  const units = new Uint32Array(text.length + 1);
  let characters = 0;
  let at = 0;
  for (const character of text) {
    units[characters++] = at;
    at += character.length;
  }
  units[characters] = at;
  return labels.map(({ category, start, end }) => ({ category, start: units[start]!, end: units[end]! }));
}

export interface SearchCollection {
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Ids of the relevant documents by query id. */
  readonly relevant: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A folder with `documents.jsonl`, `queries.jsonl` and `relevance.tsv` (query, document, grade above 0). */
export function readSearchCollection(folder: string): SearchCollection {
  const relevant = new Map<string, Set<string>>();
  for (const line of readLines(path.join(folder, 'relevance.tsv'))) {
    const [query = '', document = '', grade = ''] = line.trim().split('\t');
    if (!(Number(grade) > 0)) continue;
    const known = relevant.get(query) ?? new Set();
    relevant.set(query, known.add(document));
  }
  return {
    documents: readRows(path.join(folder, 'documents.jsonl')),
    queries: readRows(path.join(folder, 'queries.jsonl')),
    relevant,
  };
}

/** Lines of user, item, rating and timestamp between tabs; a line is an interaction whatever its rating. */
export function readInteractions(file: string): Interactions {
  const people = new Map<string, Meeting[]>();
  const items = new Map<string, number>();
  readLines(file).forEach((line, at) => {
    const [person = '', name = '', , instant = ''] = line.trim().split('\t');
    const seconds = Number(instant);
    if (!person || !name || !instant || !Number.isFinite(seconds)) {
      // A first line of names is allowed.
      if (at === 0) return;
      throw new Error(`Line ${at + 1} of ${file} is not user, item, rating, timestamp.`);
    }
    const item = items.get(name) ?? items.size;
    items.set(name, item);
    const own = people.get(person) ?? [];
    own.push({ item, at: seconds });
    people.set(person, own);
  });
  return interactionsOf([...people.values()], items.size);
}

function readLines(file: string): string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (!lines.length) throw new Error(`${file} is empty.`);
  return lines;
}

/** A JSON object a line. */
function readRows<T extends object>(file: string, wrong: (row: T) => string | null = () => null): T[] {
  return readLines(file).map((line, at) => {
    const row = parsed<T>(line, `Line ${at + 1} of ${file}`);
    const why = wrong(row);
    if (why) throw new Error(`Line ${at + 1} of ${file} is not as it should be: ${why}.`);
    return row;
  });
}

function parsed<T extends object>(text: string, what: string): T {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (typeof value !== 'object' || value === null) throw new Error(`${what} is not a JSON object.`);
  return value as T;
}

interface NdaFile {
  readonly documents: readonly {
    readonly id: number | string;
    readonly text: string;
    readonly spans: readonly (readonly [number, number])[];
    readonly annotation_sets: readonly {
      readonly annotations: Readonly<
        Record<string, { readonly choice: InferenceLabel; readonly spans: readonly number[] }>
      >;
    }[];
  }[];
}

/** A file of ContractNLI: agreements divided into spans, and a label with evidence for each hypothesis. */
export function readNdas(file: string): InferenceDocument[] {
  const { documents } = parsed<NdaFile>(readFileSync(file, 'utf8'), file);
  if (!documents?.length) throw new Error(`${file} has no “documents”.`);
  return documents.map(({ id, text, spans, annotation_sets: sets }) => {
    const annotations = sets[0]?.annotations ?? {};
    const answer = (code: HypothesisCode): InferenceDocument['answers'][HypothesisCode] => ({
      label: annotations[code]?.choice ?? 'NotMentioned',
      evidence: annotations[code]?.spans ?? [],
    });
    const answers = Object.fromEntries(hypotheses.map(({ code }) => [code, answer(code)]));
    return {
      id: String(id),
      text,
      spans: spans.map(([start, end]) => ({ start, end })),
      answers: answers as InferenceDocument['answers'],
    };
  });
}

/** One row of `contracts/unfair-terms.csv`; `group` is its stretch of the file. */
export interface LabelledSentence {
  readonly text: string;
  readonly unfair: boolean;
  readonly group: string;
}

/** The file names no documents but keeps their order: a stretch of so many rows is about one document. */
const rowsPerStretch = 160;

/** A CSV file with the columns `text` and `label` (0 is fair) among others. */
export function readTermSentences(file: string): LabelledSentence[] {
  const [head = [], ...rows] = parseCsv(readFileSync(file, 'utf8'));
  const [text, label] = [head.indexOf('text'), head.indexOf('label')];
  if (text < 0 || label < 0) throw new Error(`${file} has no columns “text” and “label”.`);
  if (!rows.length) throw new Error(`${file} has no rows.`);
  return rows.map((row, index) => ({
    text: row[text] ?? '',
    unfair: Number(row[label]) > 0,
    group: String(Math.floor(index / rowsPerStretch)),
  }));
}

/** RFC 4180: quoted fields may hold commas, line breaks and doubled quotes. */
function parseCsv(content: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  for (let match = field.exec(content); match; match = field.exec(content)) {
    const [, value = '', separator = ''] = match;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (separator === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (field.lastIndex >= content.length) break;
  }
  return rows;
}
