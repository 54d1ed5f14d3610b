/** What is unusual of one person, by the thresholds of section 13.3; told to the person with the two figures compared. */

export type AnomalyCode = 'FEWER_SIGN_INS' | 'ENGAGEMENT_FELL' | 'BUZ_SPENT' | 'BUZ_MOVEMENT';

export interface Anomaly {
  readonly code: AnomalyCode;
  readonly text: string;
  readonly now: number;
  readonly usual: number;
  readonly unit: 'DAYS' | 'POINTS' | 'BUZ';
}

export interface UnusualFacts {
  /** Active days of the last seven, and of the weeks before by week, the newest first. */
  readonly thisWeek: number;
  readonly weeksBefore: readonly number[];
  readonly engagement: number;
  /** Highest engagement of the 90 days before. */
  readonly engagementBefore: number | null;
  /** BUZ of the last 30 days. */
  readonly received: number;
  readonly spent: number;
  /** BUZ moved on the last day, and on a day of the 90 before on average. */
  readonly movedToday: number;
  readonly movedUsually: number;
}

/** Fewer weeks than these say nothing of what is usual. */
const weeksNeeded = 4;
const shares = { signIns: 0.1, spent: 0.8, movement: 3 } as const;
const engagement = { low: 20, high: 60 } as const;

export function anomaliesOf(facts: UnusualFacts): Anomaly[] {
  return [signIns(facts), fell(facts), spending(facts), movement(facts)].flatMap((one) => one ?? []);
}

function signIns({ thisWeek, weeksBefore }: UnusualFacts): Anomaly | null {
  if (weeksBefore.length < weeksNeeded) return null;
  const usual = weeksBefore.reduce((sum, days) => sum + days, 0) / weeksBefore.length;
  if (usual <= 0 || thisWeek >= shares.signIns * usual) return null;
  return {
    code: 'FEWER_SIGN_INS',
    text: `You were here on ${days(thisWeek)} of the last seven; usually it is ${usual.toFixed(1)} a week.`,
    now: thisWeek,
    usual,
    unit: 'DAYS',
  };
}

function fell({ engagement: now, engagementBefore }: UnusualFacts): Anomaly | null {
  if (engagementBefore === null || engagementBefore < engagement.high || now >= engagement.low) return null;
  return {
    code: 'ENGAGEMENT_FELL',
    text: `Your engagement is ${Math.round(now)}; within the last 90 days it was ${Math.round(engagementBefore)}.`,
    now,
    usual: engagementBefore,
    unit: 'POINTS',
  };
}

function spending({ received, spent }: UnusualFacts): Anomaly | null {
  if (received <= 0 || spent <= shares.spent * received) return null;
  return {
    code: 'BUZ_SPENT',
    text: `You spent ${spent.toFixed(2)} BUZ of the ${received.toFixed(2)} you received in 30 days.`,
    now: spent,
    usual: received,
    unit: 'BUZ',
  };
}

function movement({ movedToday, movedUsually }: UnusualFacts): Anomaly | null {
  if (movedUsually <= 0 || movedToday <= shares.movement * movedUsually) return null;
  return {
    code: 'BUZ_MOVEMENT',
    text: `${movedToday.toFixed(2)} BUZ moved within a day; on average it is ${movedUsually.toFixed(2)}.`,
    now: movedToday,
    usual: movedUsually,
    unit: 'BUZ',
  };
}

function days(count: number): string {
  return count === 1 ? 'one day' : count === 0 ? 'no day' : `${count} days`;
}
