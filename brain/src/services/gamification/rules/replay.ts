import {
  causeKey,
  inOrder,
  windowOf,
  worthOf,
  type Correction,
  type Occurrence,
  type Recorded,
} from './xp-rules.ts';
import { xpEvents, type XpEvent, type XpRules } from './xp-table.ts';

/** Judges the whole ledger of a person again, under any rules. Pure; the order of what is given plays no part. */

export interface Line {
  readonly before: number;
  readonly after: number;
  readonly difference: number;
}

export interface Replay {
  readonly version: string;
  /** What occurrences are worth under the rules. */
  readonly worth: ReadonlyMap<string, number>;
  /** What has to be posted for each occurrence so that the ledger says what the rules say; in order, no zeros. */
  readonly postings: readonly { readonly occurrenceId: string; readonly xp: number }[];
  /** Events with something to their name, before or after. */
  readonly events: readonly (Line & { readonly event: XpEvent })[];
  /** Corrections included: they stand under every version. */
  readonly total: Line;
}

export function replay(
  recorded: readonly Recorded[],
  corrections: readonly Correction[],
  rules: XpRules,
): Replay {
  const worth = judged(recorded, rules);
  const ordered = recorded.toSorted(inOrder);
  const postings = ordered
    .map((one) => ({ occurrenceId: one.id, xp: (worth.get(one.id) ?? 0) - one.xp }))
    .filter(({ xp }) => xp !== 0);
  const events = xpEvents
    .map((event) => {
      const own = recorded.filter((one) => one.event === event);
      return { event, ...line(sum(own.map(({ xp }) => xp)), sum(own.map(({ id }) => worth.get(id) ?? 0))) };
    })
    .filter(({ before, after }) => before !== 0 || after !== 0);
  const corrected = sum(corrections.map(({ xp }) => xp));
  const total = line(
    corrected + sum(events.map(({ before }) => before)),
    corrected + sum(events.map(({ after }) => after)),
  );
  return { version: rules.version, worth, postings, events, total };
}

/**
 * What each occurrence is worth. Places under a cap go to those that have them before they go to others, so that a
 * replay under the same rules moves nothing; between equals the earlier one comes first.
 */
function judged(recorded: readonly Recorded[], rules: XpRules): ReadonlyMap<string, number> {
  const worth = new Map<string, number>(recorded.map(({ id }) => [id, 0]));
  const causes = new Set<string>();
  const places = new Map<string, number>();
  const standing = recorded.filter(({ reversal }) => reversal === null);
  for (const one of standing.toSorted((a, b) => holdersFirst(a, b) || inOrder(a, b))) {
    const key = causeKey(one);
    if (causes.has(key)) continue;
    causes.add(key);
    if (takesPlace(one, rules, places)) worth.set(one.id, worthOf(one, rules));
  }
  return worth;
}

function takesPlace(one: Occurrence, rules: XpRules, places: Map<string, number>): boolean {
  const { cap } = rules.events[one.event];
  const window = windowOf(one, rules);
  if (!cap || window === null) return true;
  const taken = places.get(window) ?? 0;
  if (taken >= cap.count) return false;
  places.set(window, taken + 1);
  return true;
}

function holdersFirst(one: Recorded, other: Recorded): number {
  return Number(other.xp > 0) - Number(one.xp > 0);
}

function line(before: number, after: number): Line {
  return { before, after, difference: after - before };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
