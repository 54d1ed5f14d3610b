import type { Phase, Way } from './types';

/** The way of a venture as it is drawn: stations one after the other, in stages, and what happens beside the way. Pure. */

export const stages = [
  { stage: 'idea', stations: ['IDEATION', 'IDEA_REVIEW', 'TEAM_BUILDING', 'MARKET_VALIDATION'] },
  { stage: 'mvp', stations: ['PRODUCT_DEVELOPMENT', 'BETA', 'LAUNCH'] },
  { stage: 'growth', stations: ['GROWTH'] },
  { stage: 'scale', stations: ['SCALING'] },
  { stage: 'mature', stations: ['MATURE', 'EXIT_NEGOTIATION', 'EXITED'] },
] as const satisfies readonly { stage: string; stations: readonly Phase[] }[];

export const stations: readonly Phase[] = stages.flatMap((one): readonly Phase[] => one.stations);

/** Where the venture stands: at a station, or beside one. */
export interface Place {
  readonly station: Phase | null;
  /** The phase beside the way; null on it. */
  readonly aside: Phase | null;
}

export function placeOn(phase: Phase | null, ways: readonly Pick<Way, 'event' | 'to'>[]): Place {
  if (phase === null || stations.includes(phase)) return { station: phase, aside: null };
  // The way back leads to the station the venture came from.
  const back = ways.find(({ event }) => ['complete-round', 'retry', 'new-hypothesis'].includes(event));
  return { station: back?.to ?? null, aside: phase };
}
