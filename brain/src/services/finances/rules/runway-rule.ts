import { divideRounded } from '@smartstart/units';
import type { financesWire } from '@smartstart/contract';
import { monthsBack } from './calendar.ts';

/** Runway (domain rules, section 7.9): cash ÷ mean net burn of the last three months. Pure. */

export type RunwayLevel = (typeof financesWire.runwayLevel)['options'][number];

export interface Actual {
  readonly month: string;
  readonly cashMinor: bigint;
  readonly incomeMinor: bigint;
  readonly costsMinor: bigint;
}

export interface Runway {
  readonly level: RunwayLevel;
  /** In tenths of a month, rounded down. */
  readonly tenths: bigint | null;
  readonly cashMinor: bigint | null;
  readonly meanNetBurnMinor: bigint | null;
  readonly basis: readonly string[];
}

const basisMonths = 3;
/** Figures older than this say nothing of today. */
const stalenessMonths = 3;
/** Below so many months; the first that holds. */
const levels = [
  [3n, 'CRITICAL'],
  [6n, 'HIGH'],
  [12n, 'MEDIUM'],
] as const;
const adviceBelowMonths = 6n;
const smallTeam = 3;

/**
 * @param actuals those of the months known, in any order
 * @param lastOver the last month that is over
 */
export function runwayOf(actuals: readonly Actual[], lastOver: string): Runway {
  const known = new Map(actuals.map((actual) => [actual.month, actual]));
  const latest = monthsBack(lastOver, stalenessMonths).find((month) => known.has(month));
  if (!latest) return { level: 'UNKNOWN', tenths: null, cashMinor: null, meanNetBurnMinor: null, basis: [] };
  const counted = monthsBack(latest, basisMonths).flatMap((month) => known.get(month) ?? []);
  const burn = counted.reduce((all, { incomeMinor, costsMinor }) => all + costsMinor - incomeMinor, 0n);
  const count = BigInt(counted.length);
  const { cashMinor } = known.get(latest)!;
  const figures = {
    cashMinor,
    meanNetBurnMinor: divideRounded(burn, count, 'NORMAL'),
    basis: counted.map(({ month }) => month),
  };
  if (burn <= 0n) return { ...figures, level: 'NOT_BURNING', tenths: null };
  // The levels compare cash × months with the sum of burn, so that no rounding moves a venture across a limit.
  const level = levels.find(([months]) => cashMinor * count < months * burn)?.[1] ?? 'LOW';
  return { ...figures, level, tenths: (cashMinor * count * 10n) / burn };
}

/** The rules that fire, as sentences. */
export function adviceFor({ level, tenths }: Runway, members: number): string[] {
  const advice: string[] = [];
  if (level === 'UNKNOWN')
    advice.push('Enter the cash, income and costs of the last months, so that the runway is known.');
  if (tenths !== null && tenths < adviceBelowMonths * 10n)
    advice.push('The money lasts for less than 6 months: raise money or cut costs.');
  if (members < smallTeam) advice.push('Fewer than 3 members: build the team.');
  return advice;
}
