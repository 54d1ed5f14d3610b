import { readBooks, type BookMonth } from '../brain/src/engines/venture-analyzer/runway/process.ts';
import { simulate, type Plan } from '../brain/src/engines/venture-analyzer/runway/simulation.ts';
import { median, percentile, report } from './report.ts';

const [paths, months, rounds] = [20_000, 36, 15];

/** Runway by simulation: 20,000 courses of 36 months with a round, hires and three kinds of shocks, on one thread. */
export function run(): Promise<void> {
  const books = readBooks(history(14));
  const plan: Plan = {
    horizonMonths: months,
    growthPercent: null,
    costChange: { percent: 10, month: 6 },
    hires: [{ month: 3, people: 2, monthlyCost: 650_000 }],
    rounds: [{ month: 8, amount: 50_000_000, probability: 0.4 }],
    oneOffs: [{ month: 2, amount: -1_500_000 }],
    shocks: [
      { kind: 'REVENUE_DROP', month: 4, lastsMonths: 6, percent: 30, probability: 0.3 },
      { kind: 'DELAYED_PAYMENT', month: 2, lastsMonths: null, percent: 25, delayMonths: 2, probability: 0.5 },
      { kind: 'COST_RISE', month: 10, lastsMonths: 3, percent: 15, probability: 0.5 },
    ],
  };
  const timed = (): { readonly wall: number; readonly cpu: number } => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    simulate({ books, plan, paths, seed: 1 });
    const used = process.cpuUsage(cpu);
    return { wall: performance.now() - start, cpu: (used.user + used.system) / 1000 };
  };
  const cold = timed();
  const times = Array.from({ length: rounds }, timed);
  const walls = times.map(({ wall }) => wall);
  const used = times.map(({ cpu }) => cpu);
  let unbalanced = 0;
  simulate({ books, plan, paths, seed: 1 }, (_, { before, into, out, after }) => {
    for (let path = 0; path < paths; path++)
      if (before[path]! + into[path]! - out[path]! !== after[path]!) unbalanced++;
  });
  if (unbalanced) throw new Error(`${unbalanced} months of courses do not balance.`);
  report(
    'venture',
    [
      {
        what: `${paths.toLocaleString('en')} courses × ${months} months`,
        'p50 ms': median(walls).toFixed(0),
        'p95 ms': percentile(walls, 0.95).toFixed(0),
      },
      {
        what: 'processor time of it',
        'p50 ms': median(used).toFixed(0),
        'p95 ms': percentile(used, 0.95).toFixed(0),
      },
      { what: 'the first one in a process', 'p50 ms': cold.wall.toFixed(0), 'p95 ms': cold.wall.toFixed(0) },
    ],
    {},
    {
      runwayMs: median(walls),
      runwayP95Ms: percentile(walls, 0.95),
      runwayCpuMs: median(used),
      runwayColdMs: cold.wall,
    },
  );
  return Promise.resolve();
}

function history(count: number): BookMonth[] {
  return Array.from({ length: count }, (_, at) => ({
    at,
    cash: 90_000_000 - 2_000_000 * at,
    income: Math.round(4_000_000 * 1.03 ** at * (1 + 0.1 * Math.sin(3 * at))),
    costs: Math.round(6_500_000 * 1.01 ** at * (1 + 0.04 * Math.cos(5 * at))),
  }));
}
