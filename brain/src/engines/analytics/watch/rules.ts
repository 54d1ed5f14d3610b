import type { analyticsWire } from '@smartstart/contract';
import type { Part, Unit } from '../metrics/definition.ts';

export type RuleName = (typeof analyticsWire.anomalyRule)['options'][number];

export interface WatchRule {
  readonly title: string;
  readonly definition: string;
  readonly concerns: 'USER' | 'TEAM' | 'HUB';
  readonly part: Part;
  readonly kind: 'RULE' | 'COMPUTED';
  readonly unit: Unit;
  /** The metric it was seen in, if there is one to open. */
  readonly metric: string | null;
  /** Shown and not told, unless an operator wants it told: it is true of many at once. */
  readonly quiet?: true;
  /** The two figures in a sentence. */
  readonly say: (seen: string, compared: string, name: string) => string;
}

/** What was found: a rule, whom it concerns, and the two figures that were compared. */
export interface Finding {
  readonly rule: RuleName;
  readonly subjectId: string | null;
  readonly seen: number;
  readonly compared: number | null;
}

const stream = (title: string, metric: string, unit: Unit, part: Part): WatchRule => ({
  title,
  definition: `The detector over the hourly figures found an hour unlike those of the weeks before.`,
  concerns: 'HUB',
  part,
  kind: 'COMPUTED',
  unit,
  metric,
  say: (seen, compared) => `The last hour had ${seen}; the median of the four weeks before is ${compared}.`,
});

/** Section 13.3 of the domain rules, and the streams that a detector watches. */
export const watchRules: Readonly<Record<RuleName, WatchRule>> = {
  SIGN_INS_DROP: {
    title: 'Far fewer sign-ins than usual',
    definition:
      'Sign-ins of a week below 10 % of the person’s weekly mean of the eight weeks before; a day of use without one counts as one.',
    concerns: 'USER',
    part: 'PLATFORM',
    kind: 'RULE',
    unit: 'COUNT',
    metric: null,
    say: (seen, compared) =>
      `You signed in ${seen} times in the last seven days; usually it is ${compared} a week.`,
  },
  ENGAGEMENT_DROP: {
    title: 'Engagement fell',
    definition: 'Engagement of 30 days below 20 after 60 or more in the 30 days before.',
    concerns: 'USER',
    part: 'PLATFORM',
    kind: 'RULE',
    unit: 'SCORE',
    metric: null,
    say: (seen, compared) => `Your engagement is ${seen}; in the 30 days before it was ${compared}.`,
  },
  GROWTH_NEGATIVE: {
    title: 'Growth rate below −50 %',
    definition: 'The growth rate of 30 days against the 30 days before is below −50 %.',
    concerns: 'HUB',
    part: 'PLATFORM',
    kind: 'RULE',
    unit: 'RATIO',
    metric: 'growth-rate',
    say: (seen, compared) => `The growth rate of 30 days is ${seen}; the bound is ${compared}.`,
  },
  TEAM_LEAVING: {
    title: 'More than half of a team left',
    definition: 'More than 50 % of a team left within 30 days.',
    concerns: 'TEAM',
    part: 'PLATFORM',
    kind: 'RULE',
    unit: 'COUNT',
    metric: null,
    say: (seen, compared, name) => `${seen} people left ${name} within 30 days; it had ${compared}.`,
  },
  ERROR_SHARE: {
    title: 'Share of errors above 5 %',
    definition: 'Errors of the last hour above 5 % of its answers, from 20 answers on.',
    concerns: 'HUB',
    part: 'SECURITY',
    kind: 'RULE',
    unit: 'RATIO',
    metric: 'error-share',
    say: (seen, compared) => `${seen} of the answers of the last hour were errors; the bound is ${compared}.`,
  },
  SLOW_ANSWERS: {
    title: 'Answers slower than 2 seconds',
    definition: '5 % of the answers of the last hour took longer than 2 seconds, from 20 answers on.',
    concerns: 'HUB',
    part: 'SECURITY',
    kind: 'RULE',
    unit: 'MILLISECONDS',
    metric: 'latency-p95',
    say: (seen, compared) =>
      `95 % of the answers of the last hour came within ${seen}; the bound is ${compared}.`,
  },
  BUZ_MOVEMENT: {
    title: 'Unusual BUZ movement',
    definition: 'BUZ volume of 24 hours above 3 × the daily mean of the 90 days before, from 14 days on.',
    concerns: 'HUB',
    part: 'FINANCE',
    kind: 'RULE',
    unit: 'BUZ',
    metric: 'buz-volume',
    say: (seen, compared) => `${seen} were moved in 24 hours; the mean of a day is ${compared}.`,
  },
  BUZ_SPENT: {
    title: 'Most BUZ spent',
    definition: 'BUZ spent above 80 % of the BUZ received in 30 days.',
    concerns: 'USER',
    part: 'PLATFORM',
    kind: 'RULE',
    unit: 'BUZ',
    metric: null,
    quiet: true,
    say: (seen, compared) => `You spent ${seen} in 30 days and received ${compared}.`,
  },
  BUZ_MOVED: {
    title: 'More BUZ moved than usual',
    definition: 'BUZ in and out of a wallet in 24 hours above 3 × its daily mean of the 90 days before.',
    concerns: 'USER',
    part: 'PLATFORM',
    kind: 'RULE',
    unit: 'BUZ',
    metric: null,
    quiet: true,
    say: (seen, compared) =>
      `${seen} went in and out of your wallet in 24 hours; the mean of a day is ${compared}.`,
  },
  STREAM_SIGN_INS: stream('Unusual number of sign-ins', 'sign-ins', 'COUNT', 'SECURITY'),
  STREAM_EVENTS: stream('Unusual activity', 'events', 'COUNT', 'PLATFORM'),
  STREAM_ERRORS: stream('Unusual share of errors', 'error-share', 'RATIO', 'SECURITY'),
  STREAM_LATENCY: stream('Unusual answer times', 'latency-p95', 'MILLISECONDS', 'SECURITY'),
  STREAM_BUZ: stream('Unusual BUZ volume', 'buz-volume', 'BUZ', 'FINANCE'),
};

export const ruleNames = Object.keys(watchRules) as RuleName[];

/** A figure in words of its unit. */
export function spoken(value: number, unit: Unit): string {
  const short = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  switch (unit) {
    case 'RATIO':
      return `${Number((100 * value).toPrecision(3))} %`;
    case 'MILLISECONDS':
      return value >= 1000 ? `${Number((value / 1000).toPrecision(3))} s` : `${Math.round(value)} ms`;
    case 'BUZ':
      return `${short} BUZ`;
    default:
      return short;
  }
}

export function sentenceOf(
  { rule, seen, compared }: Pick<Finding, 'rule' | 'seen' | 'compared'>,
  name: string,
): string {
  const { say, unit } = watchRules[rule];
  return say(spoken(seen, unit), compared === null ? 'not known' : spoken(compared, unit), name);
}
