import { createRowBuilder, groupFolds, selectRows, trainLinear, type SparseRows } from '../../ml/index.ts';
import { comparableName } from './company-names.ts';
import { describeCandidates, type Described } from './party-features.ts';
import type { PartyModel } from './party-model.ts';
import { gradeParties, type AnsweredContract } from './term-grading.ts';
import { plainView } from '../extraction/plain-view.ts';

/** Candidates of a contract whose parties are known: 1 is a party, -1 none; 0 is left out of the fit. */
export interface LabelledCandidates {
  readonly candidates: readonly Described[];
  readonly labels: Int8Array;
}

/** CUAD's ids begin with who filed the contract; those of one filer resemble each other and stay together. */
export function filerOf(id: string): string {
  return (id.split(/[_-]/)[0] ?? '')
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, 10);
}

/** A feature must occur in so many contracts. */
const leastContracts = 4;
/** Weights smaller than this are left out of the model. */
const leastWeight = 0.02;

/**
 * The names of the answer where annotators marked them, or where they stand first when no mark is theirs. Elsewhere the
 * same names say little about how a party is introduced: those candidates are left out.
 */
export function labelCandidates(contract: AnsweredContract): LabelledCandidates | null {
  const view = plainView(contract.text);
  const candidates = describeCandidates(view);
  const grades = gradeParties(
    contract,
    candidates.map(({ name }) => name),
  );
  if (!grades) return null;
  const right = new Set(grades.found.flatMap((found) => (found.right ? [comparableName(found.name)] : [])));
  const spans = contract.labels.filter(({ category }) => category === 'Parties');
  const marked = candidates.map(({ start, end }) =>
    spans.some((span) => span.start < view.origin[end]! && view.origin[start]! < span.end),
  );
  const named = new Set(candidates.flatMap(({ comparable }, at) => (marked[at] ? [comparable] : [])));
  const labels = Int8Array.from(candidates, ({ comparable }, at) => {
    if (!right.has(comparable)) return -1;
    if (marked[at]) return 1;
    if (named.has(comparable)) return 0;
    named.add(comparable);
    return 1;
  });
  return { candidates, labels };
}

export function fitParties(contracts: readonly LabelledCandidates[], seed: number): PartyModel {
  const columns = new Map(commonFeatures(contracts).map((feature, column) => [feature, column]));
  const labels = Int8Array.from(contracts.flatMap((contract) => [...contract.labels]));
  const used = [...labels.keys()].filter((row) => labels[row] !== 0);
  const rows = selectRows(rowsOf(contracts, columns), used);
  const { weights, bias } = trainLinear(
    rows,
    Int8Array.from(used, (row) => labels[row]!),
    {
      loss: 'logistic',
      c: 1,
      seed,
      tolerance: 0.1,
      maxPasses: 120,
    },
  );
  const kept = [...columns].flatMap(([feature, column]): [string, number][] =>
    Math.abs(weights[column]!) >= leastWeight ? [[feature, weights[column]!]] : [],
  );
  return { weights: new Map(kept), bias };
}

/** For each contract a model fitted on contracts of other groups; null where a contract names no parties to learn from. */
export function crossFitParties(
  contracts: readonly (LabelledCandidates | null)[],
  groups: readonly string[],
  folds: number,
  seed: number,
): PartyModel[] {
  const models: PartyModel[] = [];
  for (const { train, test } of groupFolds(groups, folds, seed)) {
    const model = fitParties(
      [...train].flatMap((row) => contracts[row] ?? []),
      seed,
    );
    for (const row of test) models[row] = model;
  }
  return models;
}

function commonFeatures(contracts: readonly LabelledCandidates[]): string[] {
  const counts = new Map<string, number>();
  for (const { candidates } of contracts)
    for (const feature of new Set(candidates.flatMap(({ features }) => features)))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts.keys()].filter((feature) => counts.get(feature)! >= leastContracts).toSorted();
}

function rowsOf(contracts: readonly LabelledCandidates[], columns: ReadonlyMap<string, number>): SparseRows {
  const builder = createRowBuilder();
  for (const { candidates } of contracts)
    for (const { features } of candidates) {
      const present = new Set(features.flatMap((feature) => columns.get(feature) ?? []));
      for (const column of [...present].toSorted((a, b) => a - b)) builder.add(column, 1);
      builder.endRow();
    }
  return builder.finish(columns.size);
}
