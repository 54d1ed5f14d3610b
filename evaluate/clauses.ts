import { existsSync, readFileSync } from 'node:fs';
import { readContracts } from '../brain/src/commands/data-sets.ts';
import { clauseCategories } from '../brain/src/engines/legal-processor/clauses/clause-categories.ts';
import {
  labelContract,
  type LabelledContract,
} from '../brain/src/engines/legal-processor/clauses/clause-contracts.ts';
import { unpackClauses } from '../brain/src/engines/legal-processor/clauses/clause-model.ts';
import {
  crossValidateClauses,
  measureClauses,
  outcomesOf,
  regularExpressionRival,
  type ClauseOutcome,
  type ClauseQuality,
} from '../brain/src/engines/legal-processor/clauses/clause-quality.ts';
import {
  fitClauses,
  learntCategories,
} from '../brain/src/engines/legal-processor/clauses/clause-training.ts';
import { fingerprint } from '../brain/src/engines/ml/index.ts';
import { dataPath, report, sourcesOf } from './report.ts';

const folds = 5;
const seed = 20261122;
const shipped = 'brain/models/clauses-1.0.0.bin';

/**
 * `npm run evaluate -- clauses [--data F | --train F --test F]`: contracts in the format of cuad.jsonl, split by contract.
 * With `--train` a model is fitted on it and tried on `--test`. `--data F` (or `--test F` alone) tries the shipped model,
 * unless it was trained on some of the texts: then five folds by contract within F.
 */
export async function run(args: string[]): Promise<void> {
  const { data, train, test } = sourcesOf(args);
  const file = test ?? data ?? dataPath('contracts', 'cuad.jsonl');
  const contracts = read(file);
  const outcomes =
    train && test
      ? fittedOn(
          read(train).map(({ contract }) => contract),
          contracts,
        )
      : tried(contracts);
  print(
    measureClauses(outcomes),
    measureClauses(regularExpressionRival(contracts.map(({ contract }) => contract))),
  );
}

interface ReadContract {
  readonly contract: LabelledContract;
  readonly hash: string;
}

function read(file: string): ReadContract[] {
  return readContracts(file).map(({ id, text, labels }) => ({
    contract: labelContract(id, text, labels),
    hash: fingerprint(text, 16),
  }));
}

function fittedOn(known: readonly LabelledContract[], contracts: readonly ReadContract[]): ClauseOutcome[] {
  console.log(`Fitted on ${known.length} contracts, tried on ${contracts.length} others.`);
  console.log(`Learnt: ${learntCategories(known).length} categories; the others by rules.`);
  return outcomesOf(
    fitClauses(known, seed),
    contracts.map(({ contract }) => contract),
  );
}

function tried(contracts: readonly ReadContract[]): ClauseOutcome[] {
  const model = existsSync(shipped) ? unpackClauses(readFileSync(shipped)) : null;
  const seen = new Set(model?.header.trainedOn);
  const overlap = contracts.filter(({ hash }) => seen.has(hash)).length;
  if (model && overlap === 0) {
    console.log(`The shipped model on ${contracts.length} contracts it was not trained on.`);
    return outcomesOf(
      model.model,
      contracts.map(({ contract }) => contract),
    );
  }
  const why = model
    ? `The shipped model was trained on ${overlap} of these`
    : 'No model is shipped to try on these';
  console.log(`${why} ${contracts.length} contracts: ${folds} folds by contract instead.`);
  return crossValidateClauses(
    contracts.map(({ contract }) => contract),
    contracts.map(({ hash }) => hash),
    folds,
    seed,
  );
}

function print(ours: ClauseQuality, naive: ClauseQuality): void {
  console.table(
    ours.byCategory.map(({ ap, auc, contracts }, category) => ({
      category: clauseCategories[category]!.name,
      contracts,
      'sentence AP': Number(ap.toFixed(3)),
      'by expression': Number(naive.byCategory[category]!.ap.toFixed(3)),
      'document AUC': Number(auc.toFixed(3)),
    })),
  );
  const { count, predicted, observed } = ours.likely;
  console.log(
    `Findings at a probability of .5 or more: ${count}, promised ${predicted.toFixed(3)}, came true ${observed.toFixed(3)}.`,
  );
  report(
    'clauses',
    [
      { metric: 'top-1 of marked passages', value: ours.top1, naive: naive.top1, floor: 0.82, target: 0.85 },
      {
        metric: 'macro-F1 of marked passages',
        value: ours.macroF1,
        naive: naive.macroF1,
        floor: 0.68,
        target: 0.72,
      },
      {
        metric: 'sentence AP, mean of categories',
        value: ours.meanAp,
        naive: naive.meanAp,
        floor: 0.36,
        target: 0.42,
        stretch: 0.48,
      },
      {
        metric: 'precision at 80 % recall',
        value: ours.precisionAt80Recall,
        naive: naive.precisionAt80Recall,
      },
      {
        metric: 'document AUC',
        value: ours.documentAuc,
        naive: naive.documentAuc,
        floor: 0.83,
        target: 0.88,
      },
      { metric: 'calibration error of sentences', value: ours.ece },
    ],
    { metrics: keys(ours), naive: keys(naive) },
  );
}

function keys({
  top1,
  macroF1,
  meanAp,
  precisionAt80Recall,
  documentAuc,
}: ClauseQuality): Record<string, number> {
  return { top1, macroF1, meanAp, precisionAt80Recall, documentAuc };
}
