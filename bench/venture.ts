import { coverageOn } from '../brain/src/engines/venture-analyzer/runway/coverage.ts';
import { simulate } from '../brain/src/engines/venture-analyzer/runway/simulation.ts';
import { busyRunway } from '../evaluate/generated-runway.ts';
import { median, percentile, report } from './report.ts';

const rounds = 15;
const histories = 200;
const known = [6, 12, 24] as const;

/** Runway by simulation: 20,000 courses of 36 months with a round, hires and three kinds of shocks, on one thread; how often ranges hold. */
export function run(): Promise<void> {
  const order = busyRunway();
  const timed = (): { readonly wall: number; readonly cpu: number } => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    simulate(order);
    const used = process.cpuUsage(cpu);
    return { wall: performance.now() - start, cpu: (used.user + used.system) / 1000 };
  };
  const cold = timed();
  const times = Array.from({ length: rounds }, timed);
  const walls = times.map(({ wall }) => wall);
  const used = times.map(({ cpu }) => cpu);
  let unbalanced = 0;
  simulate(order, (_, { before, into, out, after }) => {
    for (let path = 0; path < before.length; path++)
      if (before[path]! + into[path]! - out[path]! !== after[path]!) unbalanced++;
  });
  if (unbalanced) throw new Error(`${unbalanced} months of courses do not balance.`);
  const coverage = Object.fromEntries(
    known.flatMap((months) => {
      const { eighty, ninetyFive } = coverageOn('assumed', { months, ahead: 12, histories });
      return [
        [`coverage80After${months}`, eighty],
        [`coverage95After${months}`, ninetyFive],
      ];
    }),
  ) as Record<string, number>;
  report(
    'venture',
    [
      {
        what: `${order.paths.toLocaleString('en')} courses × ${order.plan.horizonMonths} months`,
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
      ...coverage,
    },
  );
  return Promise.resolve();
}
