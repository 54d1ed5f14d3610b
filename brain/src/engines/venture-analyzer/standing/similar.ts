import type { ventureAnalysisWire } from '@smartstart/contract';
import { medianOf } from '../runway/process.ts';

/** A venture beside others like it: medians only, and only of five or more. Pure. */

type Similar = (typeof ventureAnalysisWire.similarVentures)['_zod']['input'];

export interface Compared {
  readonly metric: string;
  readonly label: string;
  readonly unit: Similar['rows'][number]['unit'];
  readonly better: Similar['rows'][number]['better'];
  readonly own: number | null;
  readonly others: readonly number[];
}

export const leastSimilar = 5;

/** Those of the same phase and industry when there are five, else those of the same phase. */
export function similarTo(
  industry: string,
  inPhase: readonly { readonly id: string; readonly industry: string }[],
): { readonly ids: readonly string[]; readonly group: string } {
  const near = inPhase.filter((other) => other.industry === industry);
  return near.length >= leastSimilar
    ? { ids: near.map(({ id }) => id), group: 'the same phase and industry' }
    : { ids: inPhase.map(({ id }) => id), group: 'the same phase' };
}

export function similarVenturesOf(count: number, group: string, compared: readonly Compared[]): Similar {
  const enough = count >= leastSimilar;
  const rows = enough
    ? compared.map(({ others, own, ...row }) => ({
        ...row,
        own,
        median: others.length >= leastSimilar ? Math.round(10 * medianOf(others)) / 10 : null,
        ventures: others.length,
      }))
    : [];
  const others = count === 1 ? '1 other venture' : `${count} other ventures`;
  return {
    enough,
    least: leastSimilar,
    count,
    group,
    rows,
    text: enough
      ? `Medians of ${others} in ${group}. A median is shown only where ${leastSimilar} of them have the figure.`
      : `Too few: ${others} in ${group}; medians are shown from ${leastSimilar} on.`,
  };
}
