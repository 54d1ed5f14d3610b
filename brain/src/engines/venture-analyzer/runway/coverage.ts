import { madeHistory, type WorldName } from './made-histories.ts';
import { readBooks, type BookMonth } from './process.ts';
import { quantileAt, simulate, type Plan } from './simulation.ts';

/** How often the cash that came lay in the range that was said before, on books made by chance. */

export interface Coverage {
  readonly half: number;
  readonly eighty: number;
  readonly ninetyFive: number;
  /** Of the straight line: the usual net cash of a month goes on, give or take its standard deviation. */
  readonly line: { readonly eighty: number; readonly ninetyFive: number };
}

const paths = 1_000;
const nothingPlanned: Omit<Plan, 'horizonMonths'> = {
  growthPercent: null,
  costChange: null,
  hires: [],
  rounds: [],
  oneOffs: [],
  shocks: [],
};

/** Shares of `histories` histories of so many months in which the cash `ahead` months later is in the range. */
export function coverageOn(
  world: WorldName,
  { months, ahead, histories }: { months: number; ahead: number; histories: number },
): Coverage {
  const inside = { half: 0, eighty: 0, ninetyFive: 0, line: { eighty: 0, ninetyFive: 0 } };
  for (let trial = 0; trial < histories; trial++) {
    const all = madeHistory(world, 1_000 * months + trial, months, ahead);
    const result = simulate({
      books: readBooks(all.slice(0, months)),
      plan: { ...nothingPlanned, horizonMonths: ahead },
      paths,
      seed: trial,
    });
    const { cash } = result.months[ahead - 1]!;
    const came = all.at(-1)!.cash;
    const within = (low: 0.25 | 0.1 | 0.025, high: 0.75 | 0.9 | 0.975) =>
      came >= quantileAt(cash, low) && came <= quantileAt(cash, high) ? 1 / histories : 0;
    const { middle, spread } = straightLine(all.slice(0, months), ahead);
    inside.line.eighty += Math.abs(came - middle) <= z80 * spread ? 1 / histories : 0;
    inside.line.ninetyFive += Math.abs(came - middle) <= z95 * spread ? 1 / histories : 0;
    inside.half += within(0.25, 0.75);
    inside.eighty += within(0.1, 0.9);
    inside.ninetyFive += within(0.025, 0.975);
  }
  return inside;
}

/** Of the normal distribution, for eight of ten and for nineteen of twenty. */
const [z80, z95] = [1.2816, 1.96];

function straightLine(known: readonly BookMonth[], ahead: number): { middle: number; spread: number } {
  const nets = known.map(({ income, costs }) => income - costs);
  const mean = nets.reduce((sum, net) => sum + net, 0) / nets.length;
  const squares = nets.reduce((sum, net) => sum + (net - mean) ** 2, 0);
  const spread = Math.sqrt((ahead * squares) / Math.max(1, nets.length - 1));
  return { middle: known.at(-1)!.cash + ahead * mean, spread };
}
