import { monthAt, spoken } from '@smartstart/units';
import type { ActualMonth } from '../runway/forecast.ts';

/** How what was said of a venture came out, by its own records. Pure. */

export interface Said {
  readonly kind: string;
  readonly about: string;
  readonly saidAt: Date;
  /** Day, `YYYY-MM-DD`. */
  readonly dueOn: string;
}

export interface Records {
  readonly months: readonly ActualMonth[];
  /** When rounds were completed, and any money of investors could have come in. */
  readonly rounds: readonly Date[];
  readonly currency: string | null;
  readonly activatedAt: Date | null;
  readonly launchedAt: Date | null;
  readonly status: string;
  readonly now: Date;
}

/** 1 or 0 of a chance, minor units of cash; null: not known yet; `VOID`: will never be known. */
export type Outcome = number | 'VOID' | null;

/** So long after the day it waits for figures that were never entered. */
const patienceDays = 90;
const dayMs = 86_400_000;
const yearMs = 365 * dayMs;

export function outcomeOf(said: Said, records: Records): Outcome {
  const due = Date.parse(`${said.dueOn}T00:00:00Z`);
  const { now } = records;
  if (said.kind === 'NEXT_ROUND') {
    const [from, to] = [said.saidAt.getTime(), said.saidAt.getTime() + yearMs];
    const came = records.rounds.some((at) => at.getTime() > from && at.getTime() <= to);
    if (came) return 1;
    return now.getTime() > to ? 0 : null;
  }
  if (said.kind === 'LAUNCH') {
    const { activatedAt, launchedAt } = records;
    if (!activatedAt) return 'VOID';
    const end = activatedAt.getTime() + 90 * dayMs;
    if (launchedAt && launchedAt.getTime() <= end) return 1;
    return now.getTime() > end ? 0 : null;
  }
  if (said.kind !== 'RUNWAY') return null;
  if (now.getTime() < due) return null;
  const [what, month = ''] = said.about.split(' ');
  // The statement left new money out; with some, nobody can say whether it was right.
  const raised = records.rounds.some((at) => at > said.saidAt && monthAt(at) <= month);
  if (raised) return 'VOID';
  const known = new Map(records.months.map((one) => [one.month, one.cashMinor]));
  const cash = known.get(month);
  if (what === 'lasts') {
    const since = monthAt(said.saidAt);
    if (records.months.some((one) => one.month >= since && one.month <= month && one.cashMinor <= 0n))
      return 0;
    if (cash !== undefined) return 1;
  } else if (cash !== undefined) return Number(cash);
  return now.getTime() > due + patienceDays * dayMs ? 'VOID' : null;
}

type State = 'OPEN' | 'CAME_TRUE' | 'DID_NOT' | 'INSIDE' | 'OUTSIDE' | 'UNKNOWN';

export function stateOf(
  outcome: Outcome,
  said: { readonly lowMinor: bigint | null; readonly highMinor: bigint | null },
): State {
  if (outcome === null) return 'OPEN';
  if (outcome === 'VOID') return 'UNKNOWN';
  if (said.lowMinor === null || said.highMinor === null) return outcome === 1 ? 'CAME_TRUE' : 'DID_NOT';
  const value = BigInt(outcome);
  return value >= said.lowMinor && value <= said.highMinor ? 'INSIDE' : 'OUTSIDE';
}

const positive: Readonly<Record<string, string>> = {
  NEXT_ROUND: 'A round was completed.',
  RUNWAY: 'It lasted.',
  LAUNCH: 'The venture launched.',
};
const negative: Readonly<Record<string, string>> = {
  NEXT_ROUND: 'No round was completed.',
  RUNWAY: 'The cash ended before.',
  LAUNCH: 'The venture did not launch in time.',
};

/** A sentence; null while it is open. */
export function wordsOf(outcome: Outcome, state: State, said: Said, currency: string | null): string | null {
  switch (state) {
    case 'OPEN':
      return null;
    case 'UNKNOWN':
      return said.kind === 'RUNWAY'
        ? 'Not known: a round came in between, which was left out, or the figures were never entered.'
        : 'Not known.';
    case 'INSIDE':
    case 'OUTSIDE':
      return `It was ${spoken(BigInt(outcome as number), currency ?? 'USD')}: ${state === 'INSIDE' ? 'inside' : 'outside'} the range.`;
    case 'CAME_TRUE':
      return positive[said.kind] ?? 'It came true.';
    case 'DID_NOT':
      return negative[said.kind] ?? 'It did not.';
  }
}
