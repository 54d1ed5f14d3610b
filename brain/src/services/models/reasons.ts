import { effectOnChance, type Explanation } from '../../engines/ml/tabular/index.ts';
import type { Feature, Reason } from './trainable.ts';

const shownReasons = 3;

/** The strongest features of a row in words: what the chance goes with, never what it comes from. */
export function reasonsOf(explanation: Explanation, features: readonly Feature[]): Reason[] {
  const described = new Map(features.map(({ name, description }) => [name, description]));
  return explanation.reasons
    .filter(({ effect }) => Math.abs(effect) > 1e-9)
    .slice(0, shownReasons)
    .map(({ feature, value, effect }) => ({
      key: feature,
      text: `${sentenceCase(described.get(feature) ?? feature)}: ${shown(value)}. Associated with a ${effect > 0 ? 'higher' : 'lower'} chance.`,
      effect: effectOnChance(effect, explanation.margin),
    }));
}

function shown(value: number | string | null): string {
  if (value === null) return 'not known';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
