import type { modelSchemasWire } from '@smartstart/contract';
import type { Pipeline } from '../../engines/ml/tabular/index.ts';
import type { FitInput } from './fit.ts';
import { fewestPositives, type Measured, type Subgroup } from './measures.ts';
import type { Recipe } from './trainable.ts';

export type Check = (typeof modelSchemasWire.gateCheck)['_zod']['output'];
type About = FitInput['about'];

const usual = { eceLimit: 0.05, positivesPerFeature: 10, recallGap: 0.1 };
const titles = { prAuc: 'PR-AUC', auc: 'AUC' } as const;

/** Fewest outcomes of the rarer kind in the fit; ten at least, because nothing is learnt from fewer. */
export function positivesNeeded({ gate, features }: About, _recipe: Recipe): number {
  return Math.max(10, (gate.positivesPerFeature ?? usual.positivesPerFeature) * features.length);
}

export interface Findings {
  readonly about: About;
  readonly recipe: Recipe;
  readonly metrics: readonly Measured[];
  readonly subgroups: readonly Subgroup[];
  /** Labels of the rows of the fit. */
  readonly fit: Float64Array;
  readonly pipeline: Pipeline;
}

/** Everything a version has to hold before anybody may let it serve. */
export function checksOf(findings: Findings): Check[] {
  return [
    better(findings, findings.about.gate.measure),
    closer(findings),
    calibrated(findings),
    coefficients(findings),
    fair(findings),
  ];
}

export const passedAll = (checks: readonly Check[]) => checks.every(({ passed }) => passed);

/** One sentence for the operator. */
export function verdictOf(checks: readonly Check[]): string {
  const failed = checks.filter(({ passed }) => !passed);
  const texts = (failed.length ? failed : checks).map(({ text }) => text).join(' ');
  return `${failed.length ? 'Not good enough to serve.' : 'Better than what stands now.'} ${texts}`;
}

function better({ metrics, about }: Findings, key: 'prAuc' | 'auc'): Check {
  const { value, rival, gain } = metrics.find((one) => one.key === key)!;
  const title = titles[key];
  if (value === null || rival === null || !gain)
    return { key, passed: false, text: `${title} cannot be told on the later outcomes.` };
  const { low, high } = gain.interval;
  return {
    key,
    passed: low > 0,
    text: `${title} is ${shown(value)}, that of “${about.baselineTitle}” ${shown(rival)}; the gain lies between ${shown(low)} and ${shown(high)}.`,
  };
}

function closer({ metrics }: Findings): Check {
  const { value, rival, gain } = metrics.find((one) => one.key === 'brier')!;
  if (value === null || rival === null || !gain)
    return { key: 'brier', passed: false, text: 'The Brier score cannot be told on the later outcomes.' };
  return {
    key: 'brier',
    passed: gain.interval.low > 0,
    text: `The Brier score is ${shown(value)}, that of the base rate ${shown(rival)}; the gain lies between ${shown(gain.interval.low)} and ${shown(gain.interval.high)}.`,
  };
}

function calibrated({ metrics, about }: Findings): Check {
  const { value } = metrics.find((one) => one.key === 'ece')!;
  const limit = about.gate.eceLimit ?? usual.eceLimit;
  return {
    key: 'ece',
    passed: value !== null && value <= limit,
    text: `What is said and what comes true differ by ${value === null ? 'an unknown amount' : shown(value)} on average; ${shown(limit)} is the limit.`,
  };
}

/** Learnt figures need outcomes to hold them: ten of the rarer kind for each. */
function coefficients({ about, fit, pipeline }: Findings): Check {
  const positives = fit.reduce((sum, label) => sum + label, 0);
  const rarer = Math.min(positives, fit.length - positives);
  const count = pipeline.linear?.regression.coefficients.length ?? about.features.length;
  const needed = count * (about.gate.positivesPerFeature ?? usual.positivesPerFeature);
  return {
    key: 'outcomes',
    passed: rarer >= needed,
    text: `It was learnt from ${rarer} outcomes of the rarer kind; ${count} learnt weights need ${needed}.`,
  };
}

function fair({ subgroups, about }: Findings): Check {
  const limit = about.gate.recallGap ?? usual.recallGap;
  const gaps = [...new Set(subgroups.map(({ by }) => by))].flatMap((by) => {
    const recalls = subgroups.flatMap((one) => (one.by === by && one.recall !== null ? [one.recall] : []));
    return recalls.length >= 2 ? [{ by, gap: Math.max(...recalls) - Math.min(...recalls) }] : [];
  });
  const widest = gaps.toSorted((a, b) => b.gap - a.gap)[0];
  return {
    key: 'subgroups',
    passed: !widest || widest.gap <= limit,
    text: widest
      ? `The widest gap in recall between groups is ${shown(widest.gap)} (by ${widest.by}); ${shown(limit)} is the limit.`
      : `No two groups have ${fewestPositives} positives each, so that their recall cannot be compared yet.`,
  };
}

function shown(value: number): string {
  return value.toFixed(3).replace('-', '−');
}
