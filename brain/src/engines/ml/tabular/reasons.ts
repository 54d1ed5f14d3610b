import { logistic } from './boosting.ts';
import { FitError, rowOf } from './matrix.ts';
import { chanceOf, takeTable, type Pipeline } from './pipeline.ts';
import { originsOf, prepare, type Preparation, type Table } from './preparation.ts';
import { linearContributions, linearMargin } from './regression.ts';
import { contributions, expectedMargin } from './tree-shap.ts';

export interface Explanation {
  readonly chance: number;
  /** Log-odds before calibration. */
  readonly margin: number;
  /** The margin a row has of which nothing is known; with all effects it sums to `margin`. */
  readonly start: number;
  /** The chance of that row. */
  readonly startChance: number;
  /** One for each column of the table, the largest first. */
  readonly reasons: readonly FeatureEffect[];
}

export interface FeatureEffect {
  readonly feature: string;
  /** The value the row has; null when it is missing. */
  readonly value: number | string | null;
  /** By how much it goes with a higher margin (log-odds); below zero with a lower one. */
  readonly effect: number;
}

/**
 * What a row's chance goes with: exact Shapley values of the trees, coefficient × (value − mean) of the linear part, both
 * weighted as the margin is, and those of all columns made from one feature together.
 */
export function explainRow(pipeline: Pipeline, table: Table, row: number): Explanation {
  if (!(row >= 0 && row < table.rows)) throw new FitError(`There is no row ${row}.`);
  const one = takeTable(table, [row]);
  const { trees, linear, treeShare, features } = pipeline;
  const effects = new Float64Array(features.length);
  let [start, margin] = [0, 0];
  const add = (preparation: Preparation, parts: Float64Array, weight: number) => {
    const origins = originsOf(preparation);
    parts.forEach((part, at) => (effects[origins[at]!] = effects[origins[at]!]! + weight * part));
  };
  if (trees) {
    const values = rowOf(prepare(trees.preparation, one), 0);
    const parts = contributions(trees.trees, values);
    const from = expectedMargin(trees.trees);
    add(trees.preparation, parts, treeShare);
    start += treeShare * from;
    margin += treeShare * (from + parts.reduce((sum, part) => sum + part, 0));
  }
  if (linear) {
    const values = rowOf(prepare(linear.preparation, one), 0);
    add(linear.preparation, linearContributions(linear.regression, values, linear.reference), 1 - treeShare);
    start += (1 - treeShare) * linearMargin(linear.regression, linear.reference);
    margin += (1 - treeShare) * linearMargin(linear.regression, values);
  }
  const byName = new Map(one.columns.map((column) => [column.name, column]));
  return {
    chance: chanceOf(pipeline.calibration, margin),
    margin,
    start,
    startChance: chanceOf(pipeline.calibration, start),
    reasons: features
      .map(({ name }, at) => ({
        feature: name,
        value: valueOf(byName.get(name)?.values[0]),
        effect: effects[at]!,
      }))
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  };
}

function valueOf(value: number | string | null | undefined): number | string | null {
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}

/** A change of the margin as a change of the chance near `margin`: what a person may be told. */
export function effectOnChance(effect: number, margin: number): number {
  return logistic(margin) - logistic(margin - effect);
}
