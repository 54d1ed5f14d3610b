import { Fail } from '../../../kernel/errors.ts';
import { localDay, localMonth } from './local-day.ts';
import type { Priority, XpEvent, XpRules } from './xp-table.ts';

/**
 * Decides what one event earns. Pure.
 *
 * An occurrence counts unless it was reversed. Of those that count, one a cause and so many a period earn. The total is
 * therefore a function of what happened and not of the order in which it was told, and a reversal frees both the cause
 * and the place: the earliest occurrence that the cap had refused moves up.
 */

export interface Occurrence {
  readonly id: string;
  readonly event: XpEvent;
  /** What it was for: the task, the message, the day. The event and the cause together earn once. */
  readonly causeId: string;
  readonly at: Date;
  /** Where the person’s clock stood then. Kept with the event, so that moving rewrites no past day. */
  readonly timeZone: string;
  /** For tasks. */
  readonly priority?: Priority;
  /** The venture or plan, for events whose cap is counted within one. */
  readonly within?: string;
}

/** An occurrence as the ledger has it. Occurrences refused for their cap are kept too, with 0. */
export interface Recorded extends Occurrence {
  /** The sum of what was posted for it. */
  readonly xp: number;
  /** Why it was reversed; null while it counts. */
  readonly reversal: string | null;
}

export type Award =
  | { readonly granted: true; readonly xp: number; readonly key: string; readonly version: string }
  | { readonly granted: false; readonly reason: Refusal; readonly detail: string; readonly key: string };

/** ALREADY_AWARDED means that the cause stands in the ledger: it is not recorded again. CAP_REACHED is recorded with 0. */
export type Refusal = 'ALREADY_AWARDED' | 'CAP_REACHED';

/** `history` needs to hold what has the same key or the same window, and may hold more. */
export function award(occurrence: Occurrence, history: readonly Recorded[], rules: XpRules): Award {
  const key = causeKey(occurrence);
  const standing = history.filter(({ reversal }) => reversal === null);
  const same = standing.find((one) => causeKey(one) === key);
  if (same) {
    const detail =
      same.xp > 0 ? 'This has earned XP already.' : 'This was counted already, when the cap was reached.';
    return { granted: false, reason: 'ALREADY_AWARDED', detail, key };
  }
  const { cap } = rules.events[occurrence.event];
  const window = windowOf(occurrence, rules);
  if (cap && window !== null) {
    const earned = standing.filter((one) => one.xp > 0 && windowOf(one, rules) === window).length;
    if (earned >= cap.count) {
      return { granted: false, reason: 'CAP_REACHED', detail: capSentence(occurrence.event, rules), key };
    }
  }
  return { granted: true, xp: worthOf(occurrence, rules), key, version: rules.version };
}

/** The idempotency key of an award. Written so that no two pairs can share one. */
export function causeKey({ event, causeId }: Pick<Occurrence, 'event' | 'causeId'>): string {
  return `${event}:${causeId}`;
}

/** The event, period and venture or plan a cap is counted in; null without a cap. Equal windows share one cap. */
export function windowOf(occurrence: Occurrence, rules: XpRules): string | null {
  const { cap } = rules.events[occurrence.event];
  if (!cap) return null;
  const zone = rules.days === 'OWN' ? occurrence.timeZone : 'UTC';
  const period = { DAY: localDay, MONTH: localMonth, EVER: () => 'EVER' }[cap.per](occurrence.at, zone);
  const { within } = occurrence;
  if (cap.within && within === undefined) {
    throw new Error(`${occurrence.event} is counted within a ${cap.within.toLowerCase()}; none was given.`);
  }
  return [occurrence.event, period, ...(cap.within ? [within] : [])].join(' ');
}

export function worthOf({ event, priority }: Occurrence, rules: XpRules): number {
  const { xp } = rules.events[event];
  if (typeof xp === 'number') return xp;
  if (!priority) throw new Error(`${event} is worth XP by priority; none was given.`);
  return xp[priority];
}

/** The order in which occurrences take the places of a cap. The id decides between those of one moment. */
export function inOrder(one: Occurrence, other: Occurrence): number {
  return one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : Number(one.id > other.id));
}

export interface Reversal {
  readonly occurrenceId: string;
  /** To be posted: exactly what stands, with the other sign. */
  readonly xp: number;
  readonly reason: string;
  /** The refused occurrence that takes the place, and what it earns. */
  readonly movesUp: { readonly occurrenceId: string; readonly xp: number } | null;
}

/** Takes an award back. `history` holds it and all of its window. */
export function reverse(
  occurrenceId: string,
  reason: string,
  history: readonly Recorded[],
  rules: XpRules,
): Reversal {
  const named = reasonOf(reason);
  const reversed = history.find(({ id }) => id === occurrenceId);
  if (!reversed) throw new Fail('NOT_FOUND', 'There is no such XP event.');
  if (reversed.reversal !== null) throw new Fail('ILLEGAL_TRANSITION', 'This XP event was reversed already.');
  const left = history.filter(({ id, reversal }) => id !== occurrenceId && reversal === null);
  const window = windowOf(reversed, rules);
  const leavesPlace = window !== null && reversed.xp > 0;
  const next = !leavesPlace
    ? undefined
    : left
        .filter((one) => one.xp === 0 && windowOf(one, rules) === window)
        .toSorted(inOrder)
        .find((one) => {
          const others = left.filter(({ id }) => id !== one.id);
          return award(one, others, rules).granted;
        });
  return {
    occurrenceId,
    xp: reversed.xp === 0 ? 0 : -reversed.xp,
    reason: named,
    movesUp: next ? { occurrenceId: next.id, xp: worthOf(next, rules) } : null,
  };
}

/** A change by hand. The only thing that can take a total below nothing, and it says why. */
export interface Correction {
  readonly id: string;
  readonly xp: number;
  readonly reason: string;
}

export const correctionLimits = { xp: 100_000, reason: 500 } as const;

export function correction(id: string, xp: number, reason: string): Correction {
  if (!Number.isSafeInteger(xp) || xp === 0 || Math.abs(xp) > correctionLimits.xp) {
    throw new Fail(
      'INVALID_INPUT',
      `A correction is a whole number of XP up to ${correctionLimits.xp}, up or down.`,
    );
  }
  return { id, xp, reason: reasonOf(reason) };
}

export function totalOf(recorded: readonly Recorded[], corrections: readonly Correction[]): number {
  return [...recorded, ...corrections].reduce((sum, { xp }) => sum + xp, 0);
}

function reasonOf(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed === '') throw new Fail('INVALID_INPUT', 'Give the reason; the person will read it.');
  if (trimmed.length > correctionLimits.reason) {
    throw new Fail('INVALID_INPUT', `A reason has at most ${correctionLimits.reason} characters.`);
  }
  return trimmed;
}

const periodWords = { DAY: 'a day', MONTH: 'a month', EVER: 'in all' } as const;

export function capSentence(event: XpEvent, rules: XpRules): string {
  const { cap } = rules.events[event];
  if (!cap) return '';
  const place = cap.within ? ` for each ${cap.within.toLowerCase()}` : '';
  return `This earns XP at most ${cap.count === 1 ? 'once' : `${cap.count} times`} ${periodWords[cap.per]}${place}.`;
}
