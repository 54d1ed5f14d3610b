import { existsSync } from 'node:fs';
import { readTermSentences, type LabelledSentence } from '../brain/src/commands/data-sets.ts';
import { riskKinds, riskMatches } from '../brain/src/engines/legal-processor/findings/risk-rules.ts';
import { fitUnfair } from '../brain/src/engines/legal-processor/findings/unfair-terms.ts';
import { binaryHits, fingerprint, groupFolds, type Hits } from '../brain/src/engines/ml/index.ts';
import { dataPath, report, sourcesOf } from './report.ts';

const folds = 5;
const seed = 20261122;

/**
 * `npm run evaluate -- unfair [--data F | --train F --test F]`: is a sentence of online terms unfair to consumers?
 * The data may be used for evaluation only, so no model fitted on it is shipped. `--train F --test F` fits on the one and
 * tries on the other; `--test F` or `--data F` alone fits on the default file, unless F is (mostly) that file: then five
 * folds over stretches of it, the threshold being chosen on folds within each training part. The naive rival flags what meets one of the shipped rules.
 */
export async function run(args: string[]): Promise<void> {
  const { data, train, test } = sourcesOf(args);
  const known = dataPath('contracts', 'unfair-terms.csv');
  const sentences = readTermSentences(test ?? data ?? known);
  const source = train ?? (existsSync(known) ? known : null);
  const guesses = source ? tried(readTermSentences(source), sentences) : crossValidated(sentences);
  const truth = sentences.map(({ unfair }) => (unfair ? 1 : 0));
  const matches = sentences.map(({ text }) => riskMatches(text));
  const ours = binaryHits(truth, guesses);
  const naive = binaryHits(
    truth,
    matches.map((list) => (list.length ? 1 : 0)),
  );
  console.table(
    riskKinds.map(({ code, name }) => {
      const met = matches.map((list) => list.some(({ kind }) => kind.code === code));
      const unfair = met.filter((hit, row) => hit && truth[row] === 1).length;
      const count = met.filter(Boolean).length;
      return { rule: name, sentences: count, 'of them unfair': Number((unfair / (count || 1)).toFixed(3)) };
    }),
  );
  report(
    'unfair',
    [
      { metric: 'F1 of unfair sentences', value: ours.f1, naive: naive.f1, floor: 0.65, target: 0.72 },
      { metric: 'precision', value: ours.precision, naive: naive.precision },
      { metric: 'recall', value: ours.recall, naive: naive.recall },
    ],
    { metrics: keys(ours), naive: keys(naive) },
  );
}

function tried(train: readonly LabelledSentence[], test: readonly LabelledSentence[]): Uint8Array {
  const seen = new Set(train.map(({ text }) => fingerprint(text, 16)));
  const shared = test.filter(({ text }) => seen.has(fingerprint(text, 16))).length;
  // A file tried on itself would flatter.
  if (shared > test.length / 2) {
    console.log(`${shared} of the ${test.length} sentences are among those to fit on: five folds instead.`);
    return crossValidated(test);
  }
  console.log(
    `Fitted on ${train.length} sentences, tried on ${test.length} others (${shared} occur in both).`,
  );
  return guess(train, test);
}

function crossValidated(sentences: readonly LabelledSentence[]): Uint8Array {
  console.log(`${folds} folds over stretches of the ${sentences.length} sentences.`);
  const guesses = new Uint8Array(sentences.length);
  for (const fold of groupFolds(
    sentences.map(({ group }) => group),
    folds,
    seed,
  )) {
    const [known, held] = [fold.train, fold.test].map((rows) => Array.from(rows, (row) => sentences[row]!));
    guess(known!, held!).forEach((flag, at) => (guesses[fold.test[at]!] = flag));
  }
  return guesses;
}

function guess(train: readonly LabelledSentence[], test: readonly LabelledSentence[]): Uint8Array {
  const model = fitUnfair(train, seed);
  return Uint8Array.from(model.score(test.map(({ text }) => text)), (margin) =>
    margin > model.threshold ? 1 : 0,
  );
}

const keys = ({ f1, precision, recall }: Hits): Record<string, number> => ({ f1, precision, recall });
