import type { modelsWire } from '@smartstart/contract';
import type { DetailView } from './views.ts';

type Figure = (typeof modelsWire.comparedFigure)['_zod']['input'];

/** For these, less is better. */
const distances = new Set(['brier', 'logLoss', 'ece']);

const order = ['prAuc', 'auc', 'brier', 'logLoss', 'ece'];

/** Two versions side by side. Figures of different rows stand beside each other, but none is called better. */
export function compared(left: DetailView, right: DetailView) {
  const sameData = left.dataHash === right.dataHash;
  const keys = [...new Set([...order, ...Object.keys(left.metrics), ...Object.keys(right.metrics)])].filter(
    (key) => key in left.metrics || key in right.metrics,
  );
  const figures = keys.map((key): Figure => {
    const [one, other] = [figureOf(left, key), figureOf(right, key)];
    const difference = one.value === null || other.value === null ? null : other.value - one.value;
    return { key, left: one.value, right: other.value, difference, better: betterOf(key, one, other) };
  });
  return { left, right, sameData, sameFeatures: left.featureSetHash === right.featureSetHash, figures };
}

interface Known {
  readonly value: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

function figureOf(view: DetailView, key: string): Known {
  const measured = view.report?.metrics.find((one) => one.key === key);
  return measured ?? { value: view.metrics[key] ?? null, interval: null };
}

function betterOf(key: string, left: Known, right: Known): Figure['better'] {
  if (!left.interval || !right.interval) return 'UNCLEAR';
  const rightHigher = right.interval.low > left.interval.high;
  const leftHigher = left.interval.low > right.interval.high;
  if (!rightHigher && !leftHigher) return 'UNCLEAR';
  return rightHigher !== distances.has(key) ? 'RIGHT' : 'LEFT';
}
