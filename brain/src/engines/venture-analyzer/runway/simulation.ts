import { createDraws, type Draws } from './draws.ts';
import { fading, goesBack, split, type Books, type LogProcess, type OneOffs } from './process.ts';
import { takeQuantiles } from './quantiles.ts';

/** Courses that the money of a venture may take. Pure: the same input gives the same courses. */

export type Shock = {
  readonly month: number;
  readonly lastsMonths: number | null;
  readonly probability: number;
} & (
  | { readonly kind: 'REVENUE_DROP'; readonly percent: number }
  | { readonly kind: 'DELAYED_PAYMENT'; readonly percent: number; readonly delayMonths: number }
  | { readonly kind: 'COST_RISE'; readonly percent: number }
);

/** Month 1 is the month after the last one with figures. Amounts in whole minor units. */
export interface Plan {
  readonly horizonMonths: number;
  readonly growthPercent: number | null;
  readonly costChange: { readonly percent: number; readonly month: number } | null;
  readonly hires: readonly {
    readonly month: number;
    readonly people: number;
    readonly monthlyCost: number;
  }[];
  readonly rounds: readonly {
    readonly month: number;
    readonly amount: number;
    readonly probability: number;
  }[];
  readonly oneOffs: readonly { readonly month: number; readonly amount: number }[];
  readonly shocks: readonly Shock[];
}

export interface SimulationOrder {
  readonly books: Books;
  readonly plan: Plan;
  readonly paths: number;
  readonly seed: number;
  /** Yearly rates at which cash flows are discounted; none where nobody asks for the value. */
  readonly discountRates?: readonly number[];
}

/** Of one month, by `quantileShares`. */
export interface MonthQuantiles {
  readonly cash: readonly number[];
  readonly burn: readonly number[];
  readonly revenue: readonly number[];
}

export interface SimulationResult {
  readonly months: readonly MonthQuantiles[];
  /** In how many courses the cash ends in month 1, 2, …; the rest lasts beyond the horizon. */
  readonly endsIn: Uint32Array;
  readonly paths: number;
  /** By discount rate: quartiles of the value; empty when none was asked for. */
  readonly values: readonly (readonly number[])[];
}

/** What one month brought each course; for whoever wants to check the books of all of them. */
export type Witness = (
  month: number,
  flows: {
    readonly before: Float64Array;
    readonly into: Float64Array;
    readonly out: Float64Array;
    readonly after: Float64Array;
  },
) => void;

export const quantileShares = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975] as const;
type QuantileShare = (typeof quantileShares)[number];
/** Of the quantiles of a month, the one of a share. */
export function quantileAt(values: readonly number[], share: QuantileShare): number {
  return values[quantileShares.indexOf(share)]!;
}

export const valueShares = [0.25, 0.5, 0.75] as const;
/** With these, every sum of sixty months is a whole number that a double holds exactly (below 2^53). */
export const largestFlow = 5e13;
export const largestSingle = 1e14;
export const largestCash = 1e15;
/** A change of more than this in a month is a mistake rather than a month. */
const widestSpread = 1;
/** After the horizon, net cash of the last year grows at this yearly rate for ever (Gordon). */
const growthForEver = 0.02;

export function simulate(order: SimulationOrder, witness?: Witness): SimulationResult {
  const { books, plan, paths, seed } = order;
  const draws = createDraws(seed);
  const revenue = books.income.recurring ? drawProcess(books.income.recurring, draws, paths) : null;
  const costs = books.costs ? drawProcess(books.costs, draws, paths) : null;
  const fixed = drawPlan(plan, draws, paths);
  const worth = worthOf(order, paths);
  const [cash, before] = [new Float64Array(paths).fill(books.cash), new Float64Array(paths)];
  const [received, spent] = [new Float64Array(paths), new Float64Array(paths)];
  const into = new Float64Array(paths);
  const [scratch, other] = [new Float64Array(paths), new Float64Array(paths)];
  const late = Array.from({ length: plan.horizonMonths + 1 }, () => null as Float64Array | null);
  const endsIn = new Uint32Array(plan.horizonMonths);
  const ended = new Uint8Array(paths);
  const months: MonthQuantiles[] = [];
  const growth = plan.growthPercent === null ? null : Math.log(1 + plan.growthPercent / 100);

  for (let month = 1; month <= plan.horizonMonths; month++) {
    moveLevels({ revenue, costs, month, growth, correlation: books.correlation, draws, scratch, other });
    fillRevenue(received, revenue, books, draws, scratch);
    fillCosts(spent, costs, books, draws, scratch);
    for (const rule of fixed.rules) if (isOn(rule.shock, month)) rule.apply({ received, spent, late, month });
    const lateNow = late[month];
    const { hired, factor, single, rounds } = fixed.of(month);
    before.set(cash);
    into.fill(single.into);
    for (const round of rounds)
      for (let path = 0; path < paths; path++) if (round.comes[path]) into[path] = into[path]! + round.amount;
    for (let path = 0; path < paths; path++) {
      const paid = whole(received[path]! + (lateNow ? lateNow[path]! : 0));
      const cost = whole(spent[path]! * factor + hired);
      received[path] = paid;
      spent[path] = cost;
      into[path] = into[path]! + paid;
      const after = cash[path]! + into[path]! - (cost + single.out);
      cash[path] = after;
      if (after <= 0 && ended[path] === 0) {
        ended[path] = 1;
        endsIn[month - 1]!++;
      }
      worth?.add(path, month, paid - cost, ended[path] === 1);
    }
    if (witness) witness(month, { before, into, out: spent.map((cost) => cost + single.out), after: cash });
    months.push({
      cash: quantilesOf(cash, scratch),
      burn: differenceQuantiles(spent, received, scratch),
      revenue: quantilesOf(received, scratch),
    });
  }
  return { months, endsIn, paths, values: worth?.quartiles() ?? [] };
}

interface DrawnProcess {
  readonly process: LogProcess;
  /** Logarithms of the levels. */
  readonly levels: Float64Array;
  readonly drifts: Float64Array;
  readonly moves: Float64Array;
  readonly noises: Float64Array;
}

/** Each course has its own drift and spread, as far as the own months leave them open. */
function drawProcess(process: LogProcess, draws: Draws, paths: number): DrawnProcess {
  const { freedom, variance, weight, echo } = process;
  const { level, noise, gain } = split(echo);
  const [levels, drifts] = [new Float64Array(paths), new Float64Array(paths)];
  const [moves, noises] = [new Float64Array(paths), new Float64Array(paths)];
  const ofMean = level / weight + (2 * noise) / (weight * weight);
  draws.normals(levels);
  draws.normals(drifts);
  for (let path = 0; path < paths; path++) {
    const before = process.levelBefore !== null && draws.uniform() < goesBack;
    const spread = Math.min(widestSpread, Math.sqrt((freedom * variance) / draws.chiSquared(freedom)));
    moves[path] = spread * Math.sqrt(level);
    noises[path] = spread * Math.sqrt(noise);
    levels[path] =
      (before ? process.levelBefore! : process.level) + spread * Math.sqrt(gain * noise) * levels[path]!;
    drifts[path] = process.drift + spread * Math.sqrt(ofMean) * drifts[path]!;
  }
  return { process, levels, drifts, moves, noises };
}

interface Move {
  readonly revenue: DrawnProcess | null;
  readonly costs: DrawnProcess | null;
  readonly month: number;
  readonly growth: number | null;
  readonly correlation: number;
  readonly draws: Draws;
  readonly scratch: Float64Array;
  readonly other: Float64Array;
}

function moveLevels({ revenue, costs, month, growth, correlation, draws, scratch, other }: Move): void {
  const kept = fading ** (month - 1);
  draws.normals(scratch);
  if (revenue) {
    const { levels, drifts, moves, process } = revenue;
    const { drift: prior } = process.prior;
    for (let path = 0; path < levels.length; path++) {
      const drift = growth ?? prior + (drifts[path]! - prior) * kept;
      levels[path] = levels[path]! + drift + moves[path]! * scratch[path]!;
    }
  }
  if (costs) {
    const { levels, drifts, moves, process } = costs;
    const { drift: prior } = process.prior;
    const [shared, own] = revenue ? [correlation, Math.sqrt(1 - correlation * correlation)] : [1, 0];
    if (own > 0) draws.normals(other);
    for (let path = 0; path < levels.length; path++) {
      const drift = prior + (drifts[path]! - prior) * kept;
      const move = shared * scratch[path]! + own * other[path]!;
      levels[path] = levels[path]! + drift + moves[path]! * move;
    }
  }
}

function fillRevenue(
  received: Float64Array,
  revenue: DrawnProcess | null,
  { income: { oneOffs } }: Books,
  draws: Draws,
  scratch: Float64Array,
): void {
  if (revenue) fill(received, revenue, draws, scratch);
  else received.fill(0);
  addOneOffs(received, oneOffs, draws);
}

function fillCosts(
  spent: Float64Array,
  costs: DrawnProcess | null,
  { bills }: Books,
  draws: Draws,
  scratch: Float64Array,
): void {
  if (costs) fill(spent, costs, draws, scratch);
  else spent.fill(0);
  addOneOffs(spent, bills, draws);
}

function addOneOffs(
  amounts: Float64Array,
  { seen, chance, assumedShare, assumed }: OneOffs,
  draws: Draws,
): void {
  const [low, high] = assumed;
  if (!seen.length && high === 0) return;
  // The waiting time until the next one is drawn, rather than each course asked.
  const log = Math.log(1 - chance);
  const skip = () => Math.floor(Math.log(1 - draws.uniform()) / log);
  for (let path = skip(); path < amounts.length; path += 1 + skip()) {
    const amount =
      draws.uniform() < assumedShare
        ? low + (high - low) * draws.uniform()
        : seen[Math.floor(draws.uniform() * seen.length)]!;
    amounts[path] = Math.min(largestFlow, amounts[path]! + amount);
  }
}

function fill(
  amounts: Float64Array,
  { levels, noises }: DrawnProcess,
  draws: Draws,
  scratch: Float64Array,
): void {
  draws.normals(scratch);
  for (let path = 0; path < amounts.length; path++)
    amounts[path] = Math.min(largestFlow, Math.exp(levels[path]! + noises[path]! * scratch[path]!));
}

interface MonthInWork {
  readonly received: Float64Array;
  readonly spent: Float64Array;
  readonly late: (Float64Array | null)[];
  readonly month: number;
}

/** Which of the things that may happen do happen, course by course. */
function drawPlan(plan: Plan, draws: Draws, paths: number) {
  const happens = (probability: number) =>
    Uint8Array.from({ length: paths }, () => (draws.uniform() < probability ? 1 : 0));
  const rounds = plan.rounds.map((round) => ({ ...round, comes: happens(round.probability) }));
  const rules = plan.shocks.map((shock) => {
    const hits = happens(shock.probability);
    return { shock, apply: (work: MonthInWork) => strike(shock, hits, work) };
  });
  return {
    rules,
    of(month: number) {
      const now = plan.oneOffs.filter((one) => one.month === month).map(({ amount }) => amount);
      const { costChange } = plan;
      return {
        rounds: rounds.filter((round) => round.month === month),
        hired: plan.hires.reduce(
          (sum, hire) => sum + (hire.month <= month ? hire.people * hire.monthlyCost : 0),
          0,
        ),
        factor: costChange && costChange.month <= month ? 1 + costChange.percent / 100 : 1,
        single: {
          into: now.reduce((sum, amount) => sum + Math.max(0, amount), 0),
          out: now.reduce((sum, amount) => sum - Math.min(0, amount), 0),
        },
      };
    },
  };
}

function isOn({ month, lastsMonths }: Shock, now: number): boolean {
  return now >= month && (lastsMonths === null || now < month + lastsMonths);
}

function strike(shock: Shock, hits: Uint8Array, { received, spent, late, month }: MonthInWork): void {
  const part = shock.percent / 100;
  switch (shock.kind) {
    case 'REVENUE_DROP':
      for (let path = 0; path < hits.length; path++)
        if (hits[path]) received[path] = received[path]! * (1 - part);
      break;
    case 'COST_RISE':
      for (let path = 0; path < hits.length; path++) if (hits[path]) spent[path] = spent[path]! * (1 + part);
      break;
    case 'DELAYED_PAYMENT': {
      const due = month + shock.delayMonths;
      // What would be paid after the horizon is still owed then.
      const later = due < late.length ? (late[due] ??= new Float64Array(hits.length)) : null;
      for (let path = 0; path < hits.length; path++) {
        if (!hits[path]) continue;
        const delayed = received[path]! * part;
        received[path] = received[path]! - delayed;
        if (later) later[path] = later[path]! + delayed;
      }
    }
  }
}

function whole(amount: number): number {
  return Math.min(largestFlow, Math.round(amount));
}

function quantilesOf(values: Float64Array, scratch: Float64Array): number[] {
  scratch.set(values);
  return takeQuantiles(scratch, quantileShares);
}

function differenceQuantiles(one: Float64Array, other: Float64Array, scratch: Float64Array): number[] {
  for (let path = 0; path < one.length; path++) scratch[path] = one[path]! - other[path]!;
  return takeQuantiles(scratch, quantileShares);
}

/** What the courses are worth today: cash, discounted net cash until it ends, and for those that last a perpetuity. */
function worthOf({ discountRates = [], books, plan }: SimulationOrder, paths: number) {
  if (!discountRates.length) return null;
  const sums = discountRates.map(() => new Float64Array(paths).fill(books.cash));
  const [lastYear, over] = [new Float64Array(paths), new Uint8Array(paths)];
  const yearFrom = plan.horizonMonths - 11;
  const factors = discountRates.map((rate) => (1 + rate) ** (-1 / 12));
  return {
    add(path: number, month: number, net: number, ended: boolean): void {
      if (over[path]) return;
      factors.forEach((factor, at) => (sums[at]![path] = sums[at]![path]! + net * factor ** month));
      if (month >= yearFrom) lastYear[path] = lastYear[path]! + net;
      if (ended) over[path] = 1;
    },
    quartiles: () =>
      discountRates.map((rate, at) => {
        const sum = sums[at]!;
        for (let path = 0; path < paths; path++) {
          const perpetuity = (lastYear[path]! * (1 + growthForEver)) / (rate - growthForEver);
          const last = over[path] ? 0 : Math.max(0, perpetuity) * factors[at]! ** plan.horizonMonths;
          sum[path] = Math.max(0, Math.round(sum[path]! + last));
        }
        return takeQuantiles(sum, valueShares);
      }),
  };
}
