/**
 * How revenue and costs move from month to month, learnt from a venture's own figures and drawn to a stated prior. The
 * logarithm follows a level that wanders with a drift, seen through noise of single months (local level with damped
 * drift). Pure.
 */

/** What is assumed before a venture has figures of its own: assumptions of this platform, not learnt. */
export interface Prior {
  /** Mean change of the logarithm in a month. */
  readonly drift: number;
  /** Standard deviation of the change in a month. */
  readonly spread: number;
}

/** Mean growth of revenue 1 % a month, give or take 15 %; of costs 1 %, give or take 10 %. */
export const revenuePrior: Prior = { drift: 0.01, spread: 0.15 };
export const costPrior: Prior = { drift: 0.01, spread: 0.1 };
/** The prior weighs as much as so many own changes, in the mean and in the variance. */
export const priorMonths = 6;
/** Autocorrelation of neighbouring changes: how much of a change is noise that the next one takes back. */
export const priorEcho = -0.2;
/** The echo and the correlation of both need more months to be told. */
export const priorMonthsOfLinks = 12;
/** The drift fades to the prior: after half a year half of the difference is left. */
export const fading = 0.9;
/** A change of more than so many spreads of the prior counts as that many: one leap is no growth to go on with … */
const widestChange = 3;
/** … but it says that things leap here. */
const widestForSpread = 6;

const leastEcho = -0.45;
/** Zero months among others count as a tenth of the usual month. */
const floorShare = 0.1;
/** A single month above the usual one by these factors, six spreads of the prior, with the next one back down, is a one-off. */
const receiptFactor = 2.5;
const billFactor = 1.8;
const neighbours = 2;
/** Before any was seen: a quarter of a one-off in the months of the prior, so one in two years … */
export const priorOneOffs = 0.25;
/** … that brings or takes so many times the usual month, anything between being as likely. */
export const assumedOneOff = { receipt: [2, 7], bill: [1, 3] } as const;
/** A last month that stands out goes back as often as it stays. */
export const goesBack = 0.5;

/** Of a process whose values stay above zero. */
export interface LogProcess {
  /** Logarithm of the level at the last month. */
  readonly level: number;
  /** The same if the last month, which stands out, was a one-off; null where it does not. */
  readonly levelBefore: number | null;
  readonly drift: number;
  /** Normal-inverse-gamma: weight of the mean, degrees of freedom and scale of the variance of changes. */
  readonly weight: number;
  readonly freedom: number;
  readonly variance: number;
  readonly echo: number;
  readonly prior: Prior;
  /** Changes between neighbouring months, and what they alone say; null without any. */
  readonly changes: number;
  readonly ownDrift: number | null;
  readonly ownSpread: number | null;
}

/** What comes on top of a usual month, now and then. */
export interface OneOffs {
  readonly seen: readonly number[];
  /** Of one in a month. */
  readonly chance: number;
  /** Share of those to come that are drawn from the assumption, evenly between the two amounts; the others from those seen. */
  readonly assumedShare: number;
  readonly assumed: readonly [low: number, high: number];
}

export interface Earnings {
  /** Null: there is nothing that recurs. */
  readonly recurring: LogProcess | null;
  readonly oneOffs: OneOffs;
  /** Share of all receipts that recurs; null without receipts. */
  readonly recurringShare: number | null;
}

/** In whole minor units, the earliest first; `at` counts months. */
export interface BookMonth {
  readonly at: number;
  readonly cash: number;
  readonly income: number;
  readonly costs: number;
}

export interface Books {
  readonly cash: number;
  readonly income: Earnings;
  readonly costs: LogProcess | null;
  readonly bills: OneOffs;
  /** Of the changes of revenue and costs; drawn to zero. */
  readonly correlation: number;
  readonly ownCorrelation: number | null;
  /** Months with figures, and the changes between neighbours among them. */
  readonly months: number;
  readonly changes: number;
}

/** Older months say little of today. */
export const monthsRead = 24;

/** @param months at least one */
export function readBooks(months: readonly BookMonth[]): Books {
  const read = months.toSorted((a, b) => a.at - b.at).slice(-monthsRead);
  const { earnings, usualPoints: base } = earningsOf(read.map(({ at, income: value }) => ({ at, value })));
  const spending = apart(
    read.map(({ at, costs: value }) => ({ at, value })),
    billFactor,
    assumedOneOff.bill,
  );
  const costs = spending.usualPoints;
  const ownCorrelation = correlationOf(changesOf(base), changesOf(costs));
  const changes = changesOf(costs).size;
  const weight = changes / (changes + priorMonthsOfLinks);
  return {
    cash: read.at(-1)!.cash,
    income: earnings,
    costs: processOf(costs, costPrior, spending.lastStandsOut),
    bills: spending.oneOffs,
    correlation: Math.max(-0.9, Math.min(0.9, weight * (ownCorrelation ?? 0))),
    ownCorrelation,
    months: read.length,
    changes: read.filter(({ at }, index) => index > 0 && read[index - 1]!.at === at - 1).length,
  };
}

interface Point {
  readonly at: number;
  readonly value: number;
}

function earningsOf(points: readonly Point[]): { earnings: Earnings; usualPoints: readonly Point[] } {
  const values = points.map(({ value }) => value);
  const positive = values.filter((value) => value > 0);
  const total = values.reduce((sum, value) => sum + value, 0);
  const recurs = positive.length >= 2 && positive.length * 2 >= values.length;
  const single = positive.length === 1 && values.length === 1;
  if (!recurs && !single) {
    const chance = positive.length / (points.length + priorMonths);
    const oneOffs: OneOffs = { seen: positive, chance, assumedShare: 0, assumed: [0, 0] };
    const usualPoints = points.map(({ at }) => ({ at, value: 0 }));
    return { earnings: { recurring: null, oneOffs, recurringShare: total > 0 ? 0 : null }, usualPoints };
  }
  const { oneOffs, usualPoints, lastStandsOut } = apart(points, receiptFactor, assumedOneOff.receipt);
  return {
    earnings: {
      recurring: processOf(usualPoints, revenuePrior, lastStandsOut),
      oneOffs,
      recurringShare: 1 - oneOffs.seen.reduce((sum, amount) => sum + amount, 0) / total,
    },
    usualPoints,
  };
}

/** What comes month by month, and what came on top of it once. */
function apart(
  points: readonly Point[],
  factor: number,
  assumed: readonly [number, number],
): { usualPoints: readonly Point[]; oneOffs: OneOffs; lastStandsOut: boolean } {
  const values = points.map(({ value }) => value);
  const last = values.length - 1;
  const isOneOff = values.map((value, at) => {
    const usual = usualAround(values, at);
    return at < last && usual > 0 && value > factor * usual && values[at + 1]! < (usual + value) / 2;
  });
  const usual = medianOf(values.filter((_, at) => !isOneOff[at]));
  const seen = values.filter((_, at) => isOneOff[at]).map((value) => value - usual);
  return {
    usualPoints: points.map(({ at, value }, index) => ({ at, value: isOneOff[index] ? usual : value })),
    oneOffs: {
      seen,
      chance: (seen.length + priorOneOffs) / (points.length + priorMonths),
      assumedShare: priorOneOffs / (seen.length + priorOneOffs),
      assumed: [assumed[0] * usual, assumed[1] * usual],
    },
    // Nobody knows yet whether it goes back.
    lastStandsOut: last > 1 && values[last]! > factor * Math.max(1, usualAround(values, last)),
  };
}

function usualAround(values: readonly number[], at: number): number {
  return medianOf(values.filter((_, other) => other !== at && Math.abs(other - at) <= neighbours));
}

/** Null when there is never anything. */
function processOf(points: readonly Point[], prior: Prior, lastStandsOut: boolean): LogProcess | null {
  const positive = points.filter(({ value }) => value > 0).map(({ value }) => value);
  if (!positive.length) return null;
  const floor = floorShare * medianOf(positive);
  const logs = points.map(({ at, value }) => ({ at, value: Math.log(Math.max(value, floor)) }));
  const seen = differences(logs);
  const changes = seen.map((change) => within(change, widestChange * prior.spread));
  const n = changes.length;
  const ownDrift = n ? changes.reduce((sum, change) => sum + change, 0) / n : null;
  const squares = seen.reduce(
    (sum, change) => sum + (within(change, widestForSpread * prior.spread) - ownDrift!) ** 2,
    0,
  );
  const weight = priorMonths + n;
  const freedom = priorMonths + n;
  const drift = (priorMonths * prior.drift + n * (ownDrift ?? 0)) / weight;
  const apart = n ? ((priorMonths * n) / weight) * (ownDrift! - prior.drift) ** 2 : 0;
  const variance = (priorMonths * prior.spread ** 2 + squares + apart) / freedom;
  const echo = echoOf(changes, ownDrift ?? 0);
  return {
    level: levelOf(logs, drift, echo),
    levelBefore: lastStandsOut ? levelOf(logs.slice(0, -1), drift, echo) + drift : null,
    drift,
    weight,
    freedom,
    variance,
    echo,
    prior,
    changes: n,
    ownDrift,
    ownSpread: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
  };
}

function within(change: number, most: number): number {
  return Math.max(-most, Math.min(most, change));
}

/** Lag-1 autocorrelation of the changes, between no noise at all and nearly nothing but noise. */
function echoOf(changes: readonly number[], mean: number): number {
  const n = changes.length;
  if (n < 3) return priorEcho;
  let [top, below] = [0, 0];
  changes.forEach((change, at) => {
    below += (change - mean) ** 2;
    if (at > 0) top += (change - mean) * (changes[at - 1]! - mean);
  });
  const own = below > 0 ? Math.max(leastEcho, Math.min(0, top / below)) : priorEcho;
  const weight = n / (n + priorMonthsOfLinks);
  return weight * own + (1 - weight) * priorEcho;
}

/** What of the variance of a change moves the level for good, and what is noise of one month. */
export function split(echo: number): {
  readonly level: number;
  readonly noise: number;
  readonly gain: number;
} {
  const [level, noise] = [1 + 2 * echo, -echo];
  if (noise === 0) return { level, noise, gain: 1 };
  const ratio = level / noise;
  return { level, noise, gain: (Math.sqrt(ratio * ratio + 4 * ratio) - ratio) / 2 };
}

/** The filtered level at the last month, in the steady state of the filter. */
function levelOf(logs: readonly Point[], drift: number, echo: number): number {
  const { gain } = split(echo);
  let [level, at] = [logs[0]!.value, logs[0]!.at];
  for (const point of logs.slice(1)) {
    const expected = level + drift * (point.at - at);
    level = expected + gain * (point.value - expected);
    at = point.at;
  }
  return level;
}

function changesOf(points: readonly Point[]): Map<number, number> {
  const changes = new Map<number, number>();
  points.forEach(({ at, value }, index) => {
    const before = points[index - 1];
    if (before && before.at === at - 1 && before.value > 0 && value > 0)
      changes.set(at, Math.log(value / before.value));
  });
  return changes;
}

function differences(logs: readonly Point[]): number[] {
  return logs.flatMap(({ at, value }, index) => {
    const before = logs[index - 1];
    return before && before.at === at - 1 ? [value - before.value] : [];
  });
}

/** Null below three months in which both changed, or where one never does. */
function correlationOf(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): number | null {
  const both = [...one].filter(([at]) => other.has(at));
  if (both.length < 3) return null;
  const [x, y] = [both.map(([, value]) => value), both.map(([at]) => other.get(at)!)];
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((value, at) => {
    xy += (value - mx) * (y[at]! - my);
    xx += (value - mx) ** 2;
    yy += (y[at]! - my) ** 2;
  });
  return xx > 1e-12 && yy > 1e-12 ? xy / Math.sqrt(xx * yy) : null;
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  if (!sorted.length) return 0;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
