import { dayMs } from '@smartstart/units';

/** Who leads. Pure. People who opted out are left out before anything is counted, so no place or number shows them. */

export const boards = ['XP', 'REPUTATION', 'CONTRIBUTIONS', 'PORTFOLIO', 'BADGES'] as const;
export type Board = (typeof boards)[number];

export const boardLimits = { full: 10, overview: 5, activeMs: 7 * dayMs } as const;

export interface Candidate {
  readonly userId: string;
  /** Compared in this order; most boards have one figure. */
  readonly figures: readonly bigint[];
  readonly lastActiveAt: Date | null;
  readonly optedOut: boolean;
}

export interface Place {
  /** Equals share a place, and the next one is as many further down. */
  readonly place: number;
  readonly userId: string;
  readonly figures: readonly bigint[];
}

export interface Ranking {
  readonly places: readonly Place[];
  /** How many more share the last place shown. */
  readonly alsoLast: number;
  readonly own: OwnPlace;
}

export type OwnPlace =
  | { readonly on: true; readonly place: Place; readonly of: number }
  | { readonly on: false; readonly why: 'OPTED_OUT' | 'INACTIVE' | 'NOTHING_YET' | 'NOT_ASKED' };

export function rank(
  candidates: readonly Candidate[],
  { now, top, userId }: { readonly now: Date; readonly top: number; readonly userId: string | null },
): Ranking {
  const ranked = placed(candidates.filter((one) => absence(one, now) === null));
  const places = ranked.slice(0, top);
  const last = places.at(-1);
  const alsoLast = last ? ranked.slice(top).filter(({ place }) => place === last.place).length : 0;
  const own = ranked.find((one) => one.userId === userId);
  if (own) return { places, alsoLast, own: { on: true, place: own, of: ranked.length } };
  const self = candidates.find((one) => one.userId === userId);
  const why = userId === null ? 'NOT_ASKED' : ((self && absence(self, now)) ?? 'NOTHING_YET');
  return { places, alsoLast, own: { on: false, why } };
}

function absence(
  { figures, lastActiveAt, optedOut }: Candidate,
  now: Date,
): 'OPTED_OUT' | 'INACTIVE' | 'NOTHING_YET' | null {
  if (optedOut) return 'OPTED_OUT';
  if (!lastActiveAt || now.getTime() - lastActiveAt.getTime() > boardLimits.activeMs) return 'INACTIVE';
  // Below nothing after a correction is nobody’s business, and nothing is no achievement to rank.
  return figures.some((figure) => figure > 0n) ? null : 'NOTHING_YET';
}

function placed(people: readonly Candidate[]): Place[] {
  const ordered = people.toSorted(
    (one, other) =>
      compared(other.figures, one.figures) ||
      (one.userId < other.userId ? -1 : Number(one.userId > other.userId)),
  );
  let place = 0;
  return ordered.map(({ userId, figures }, index) => {
    const above = ordered[index - 1];
    if (!above || compared(above.figures, figures) !== 0) place = index + 1;
    return { place, userId, figures };
  });
}

function compared(one: readonly bigint[], other: readonly bigint[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const mine = one[index] ?? 0n;
    const theirs = other[index] ?? 0n;
    if (mine !== theirs) return mine < theirs ? -1 : 1;
  }
  return 0;
}
