import { coverageOn, type Coverage } from '../brain/src/engines/venture-analyzer/runway/coverage.ts';
import { worlds, type WorldName } from '../brain/src/engines/venture-analyzer/runway/made-histories.ts';
import { simulate } from '../brain/src/engines/venture-analyzer/runway/simulation.ts';
import { busyRunway } from './generated-runway.ts';
import { report, sourcesOf } from './report.ts';

const turns = 5;
const histories = 200;
const ahead = 12;
const known = [6, 12, 24];

/**
 * `npm run evaluate -- runway`: the time of 20,000 courses × 36 months on one thread; months of courses whose books do not
 * balance; and how often the cash a year later lies in the ranges, on books made by chance of which 6, 12 and 24 months are
 * known. `assumed` are ventures that move as the simulation takes it; the others move otherwise.
 */
export async function run(args: string[]): Promise<void> {
  sourcesOf(args);
  const found = Object.fromEntries(
    (Object.keys(worlds) as WorldName[]).map((world) => [
      world,
      known.map((months) => covered(world, months)),
    ]),
  ) as Record<WorldName, Coverage[]>;
  console.table(
    Object.entries(found).flatMap(([world, list]) =>
      list.map((one, at) => ({ world, 'months known': known[at], ...one })),
    ),
  );
  const mean = (world: WorldName, key: keyof Coverage) =>
    found[world].reduce((sum, one) => sum + one[key], 0) / known.length;
  const metrics = {
    ms: timed(),
    unbalanced: unbalanced(),
    coverage80: mean('assumed', 'eighty'),
    coverage95: mean('assumed', 'ninetyFive'),
  };
  report(
    'runway',
    [
      { metric: '20,000 × 36, ms', value: metrics.ms, floor: 1000, target: 300, lessIsBetter: true },
      { metric: 'months that do not balance', value: metrics.unbalanced, floor: 0, lessIsBetter: true },
      { metric: 'coverage of 80 %', value: metrics.coverage80, floor: 0.75, most: 0.87 },
      { metric: 'coverage of 95 %', value: metrics.coverage95, floor: 0.91, most: 0.99 },
      ...(['growing', 'single'] as const).map((world) => ({
        metric: `coverage of 80 %, ${world}`,
        value: mean(world, 'eighty'),
      })),
    ],
    { metrics: { ...metrics, byWorld: found }, naive: {} },
  );
}

function covered(world: WorldName, months: number): Coverage {
  return coverageOn(world, { months, ahead, histories });
}

function timed(): number {
  const order = busyRunway();
  const times = Array.from({ length: turns }, () => {
    const started = performance.now();
    simulate(order);
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[turns >> 1]!;
}

function unbalanced(): number {
  let count = 0;
  simulate(busyRunway(), (_, { before, into, out, after }) => {
    for (let path = 0; path < before.length; path++)
      if (before[path]! + into[path]! - out[path]! !== after[path]!) count++;
  });
  return count;
}
