import { readNdas } from '../brain/src/commands/data-sets.ts';
import type { InferenceDocument } from '../brain/src/engines/legal-processor/inference/inference-training.ts';
import { segment } from '../brain/src/engines/legal-processor/text/segmentation.ts';
import { hits, type Hits } from '../brain/src/engines/ml/index.ts';
import { dataPath, report, sourcesOf } from './report.ts';

/**
 * `npm run evaluate -- segments [--data F]`: borders of segments against the spans of ContractNLI. A border is the first
 * character of a segment that is not white space; a predicted one counts when a gold span begins at the same character.
 * Counts are summed over documents. The first border of a document is trivial and counts for everybody. The rules are
 * not fitted to data, so `--train` changes nothing; `--test F` is the same as `--data F`.
 */
export async function run(args: string[]): Promise<void> {
  const { data, test } = sourcesOf(args);
  const given = data ?? test;
  const files = given ? [given] : ['train.json', 'dev.json'].map((name) => dataPath('nda-inference', name));
  const sets = files.map((file) => ({ file, documents: readNdas(file) }));
  const all = sets.flatMap(({ documents }) => documents);
  const rows = [...sets, ...(sets.length > 1 ? [{ file: 'all', documents: all }] : [])].flatMap(
    ({ file, documents }) =>
      methods.map(({ name, starts }) => ({
        data: file,
        method: name,
        documents: documents.length,
        ...rounded(measured(documents, starts)),
      })),
  );
  console.table(rows);
  const [ours, lines] = [segmentStarts, lineStarts].map((starts) => measured(all, starts));
  if (!ours || !lines) return;
  report(
    'segments',
    [
      { metric: 'F1', value: ours.f1, naive: lines.f1, floor: 0.9, target: 0.93, stretch: 0.95 },
      { metric: 'precision', value: ours.precision, naive: lines.precision },
      { metric: 'recall', value: ours.recall, naive: lines.recall },
    ],
    {
      metrics: { f1: ours.f1, precision: ours.precision, recall: ours.recall },
      naive: { f1: lines.f1, precision: lines.precision, recall: lines.recall },
    },
  );
}

type Starts = (text: string) => Iterable<number>;

const segmentStarts: Starts = (text) => segment(text).map(({ start }) => start);

const lineStarts: Starts = (text) => [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];

/** Every ". ", "! " and "? " ends a sentence. */
const sentenceStarts: Starts = (text) => [
  0,
  ...Array.from(text.matchAll(/[.!?]\s/g), ({ index }) => index + 2),
];

const methods: readonly { name: string; starts: Starts }[] = [
  { name: 'segmentation', starts: segmentStarts },
  { name: 'line breaks (naive)', starts: lineStarts },
  { name: 'sentence ends', starts: sentenceStarts },
];

function measured(documents: readonly InferenceDocument[], starts: Starts): Hits {
  let [both, only, missed] = [0, 0, 0];
  for (const { text, spans } of documents) {
    const gold = borders(
      text,
      spans.map(({ start }) => start),
    );
    const found = borders(text, starts(text));
    let shared = 0;
    for (const border of found) if (gold.has(border)) shared += 1;
    both += shared;
    only += found.size - shared;
    missed += gold.size - shared;
  }
  return hits(both, only, missed);
}

function borders(text: string, starts: Iterable<number>): Set<number> {
  const places = new Set<number>();
  for (let place of starts) {
    while (place < text.length && /\s/.test(text[place] ?? '')) place += 1;
    if (place < text.length) places.add(place);
  }
  return places;
}

const rounded = ({ precision, recall, f1 }: Hits) => ({
  precision: Number(precision.toFixed(4)),
  recall: Number(recall.toFixed(4)),
  f1: Number(f1.toFixed(4)),
});
