/** What is known of a company's funding: dates are days since 1970-01-01. */
export interface FundingHistory {
  readonly id: string;
  readonly category: string | null;
  readonly region: string | null;
  readonly founded: number | null;
  /** By date, rising. */
  readonly rounds: readonly FundingRound[];
  readonly acquired: number | null;
}

export interface FundingRound {
  readonly day: number;
  readonly kind: string;
  /** In US dollars; null where it was not made known. */
  readonly raised: number | null;
}

const monthDays = 365.25 / 12;
/** A company without a round for so long is no longer asked about. */
const quietMonths = 48;
const labelDays = 365;

/** What had become known before a day, and nothing else. */
export function knownBefore(history: FundingHistory, day: number): FundingHistory {
  return {
    ...history,
    founded: history.founded !== null && history.founded < day ? history.founded : null,
    rounds: history.rounds.filter((round) => round.day < day),
    acquired: history.acquired !== null && history.acquired < day ? history.acquired : null,
  };
}

/** A round within the last four years, and not bought: such companies may raise again. */
export function isAsked(known: FundingHistory, day: number): boolean {
  const last = known.rounds.at(-1);
  return last !== undefined && known.acquired === null && day - last.day <= quietMonths * monthDays;
}

/** Whether a round came within the twelve months from the day on. */
export function raisedWithin(history: FundingHistory, day: number): boolean {
  return history.rounds.some((round) => round.day >= day && round.day < day + labelDays);
}

export function monthsBetween(from: number, to: number): number {
  return (to - from) / monthDays;
}
