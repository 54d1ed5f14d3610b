import { createDraws, type Draws } from './draws.ts';
import { fading, split, type BookMonth } from './process.ts';

/** Books made by chance, to see how often the ranges of the simulation hold: what was true is known. Pure. */

export const worlds = {
  /** As the simulation takes it that ventures move, each with a drift and spread of its own. */
  assumed: {},
  /** Small changes only: the prior is wider. */
  calm: { incomeSpread: 0.05, costSpread: 0.03 },
  /** Income grows by six percent a month and does not tire. */
  growing: { drift: 0.06, incomeSpread: 0.1, costSpread: 0.05 },
  /** Income goes with the time of year, by 30 % up and down. */
  seasonal: { wave: 0.3, incomeSpread: 0.08, costSpread: 0.05 },
  /** Every twelfth month or so brings three to eight times the usual income, or two to four times the usual costs. */
  single: { single: 1 / 12, incomeSpread: 0.1, costSpread: 0.06 },
  /** Changes with fat tails: Student's t with three degrees of freedom. */
  wild: { tails: 3, incomeSpread: 0.12, costSpread: 0.07 },
  /** In one month of twenty-four a customer leaves who brought 40 % of the income. */
  breaking: { leaves: 1 / 24, incomeSpread: 0.08, costSpread: 0.05 },
} as const satisfies Record<string, World>;
export type WorldName = keyof typeof worlds;

interface World {
  /** Mean change of the logarithm of income; without one, by the prior. */
  readonly drift?: number;
  /** Standard deviation of the change in a month; without one, by the prior. */
  readonly incomeSpread?: number;
  readonly costSpread?: number;
  readonly wave?: number;
  readonly single?: number;
  readonly tails?: number;
  readonly leaves?: number;
}

const usual = { income: 400_000, costs: 700_000, cash: 12_000_000 };
const year = 12;
const lost = 0.4;

/** @returns months in minor units, the earliest first: `count` to learn from and `ahead` to come */
export function madeHistory(name: WorldName, seed: number, count: number, ahead: number): BookMonth[] {
  const world: World = worlds[name];
  const draws = createDraws(seed);
  const phase = draws.uniform() * year;
  const about = { draws, world, count, months: count + ahead };
  const income = walk(about, { start: usual.income, prior: [0.01, 0.15], spread: world.incomeSpread });
  const costs = walk(
    { ...about, world: { ...world, drift: undefined, leaves: 0 } },
    { start: usual.costs, prior: [0.01, 0.1], spread: world.costSpread },
  );
  const happens = () => world.single !== undefined && draws.uniform() < world.single;
  let cash = usual.cash;
  return income.map((usualIncome, at) => {
    const season = 1 + (world.wave ?? 0) * Math.sin((2 * Math.PI * (at + phase)) / year);
    const grant = happens() ? 2 + 5 * draws.uniform() : 0;
    const bill = happens() ? 1 + 2 * draws.uniform() : 0;
    const [into, out] = [
      Math.round(usualIncome * season + grant * usual.income),
      Math.round(costs[at]! + bill * usual.costs),
    ];
    cash += into - out;
    return { at, cash, income: into, costs: out };
  });
}

interface Walk {
  readonly start: number;
  readonly prior: readonly [drift: number, spread: number];
  readonly spread: number | undefined;
}

function walk(
  {
    draws,
    world,
    count,
    months,
  }: {
    readonly draws: Draws;
    readonly world: { readonly [Key in keyof World]: World[Key] | undefined };
    readonly count: number;
    readonly months: number;
  },
  { start, prior: [priorDrift, priorSpread], spread: known }: Walk,
): number[] {
  const one = new Float64Array(1);
  const normal = () => {
    draws.normals(one);
    return one[0]!;
  };
  const { tails, leaves = 0, drift: steady } = world;
  // With a variance of one, whatever the tails.
  const change = () =>
    tails === undefined ? normal() : normal() / Math.sqrt(draws.chiSquared(tails) / (tails - 2));
  const spread = known ?? Math.min(1, priorSpread * Math.sqrt(6 / draws.chiSquared(6)));
  const { level, noise } = split(-0.2);
  const drift =
    steady ??
    (known === undefined
      ? priorDrift + (spread / Math.sqrt(6)) * Math.sqrt(level + (2 * noise) / 6) * normal()
      : priorDrift);
  let at = Math.log(start);
  return Array.from({ length: months }, (_, month) => {
    const kept = steady !== undefined || month < count ? 1 : fading ** (month - count);
    at += priorDrift + (drift - priorDrift) * kept + spread * Math.sqrt(level) * change();
    if (leaves > 0 && draws.uniform() < leaves) at += Math.log(1 - lost);
    return Math.exp(at + spread * Math.sqrt(noise) * normal());
  });
}
