import { coverageOn, type Coverage } from '../brain/src/engines/venture-analyzer/runway/coverage.ts';
import { worlds, type WorldName } from '../brain/src/engines/venture-analyzer/runway/made-histories.ts';
import { simulate } from '../brain/src/engines/venture-analyzer/runway/simulation.ts';
import { busyRunway } from './generated-runway.ts';
import { processorMs, report, sourcesOf } from './report.ts';

const turns = 5;
const histories = 200;
const ahead = 12;
const known = [6, 12, 24];

/**
 * `npm run evaluate -- runway`: the processor's time for 20,000 courses × 36 months; months of courses whose books do not
 * balance; and how often the cash a year later lies in the ranges, on books made by chance of which 6, 12 and 24 months are
 * known. The naive rival is the straight line of the usual month. `assumed` are ventures that move as the simulation takes it; the others move otherwise.
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
      list.map(({ line, ...one }, at) => ({
        world,
        'months known': known[at],
        ...one,
        'line 80 %': line.eighty,
        'line 95 %': line.ninetyFive,
      })),
    ),
  );
  const mean = (world: WorldName, of: (one: Coverage) => number) =>
    found[world].reduce((sum, one) => sum + of(one), 0) / known.length;
  const naive = {
    coverage80: mean('assumed', ({ line }) => line.eighty),
    coverage95: mean('assumed', ({ line }) => line.ninetyFive),
  };
  const metrics = {
    ms: processorMs(() => simulate(busyRunway()), turns),
    unbalanced: unbalanced(),
    coverage80: mean('assumed', ({ eighty }) => eighty),
    coverage95: mean('assumed', ({ ninetyFive }) => ninetyFive),
  };
  report(
    'runway',
    [
      {
        metric: '20,000 × 36, processor ms',
        value: metrics.ms,
        floor: 1000,
        target: 300,
        lessIsBetter: true,
      },
      { metric: 'months that do not balance', value: metrics.unbalanced, floor: 0, lessIsBetter: true },
      {
        metric: 'coverage of 80 %',
        value: metrics.coverage80,
        naive: naive.coverage80,
        floor: 0.75,
        most: 0.87,
      },
      {
        metric: 'coverage of 95 %',
        value: metrics.coverage95,
        naive: naive.coverage95,
        floor: 0.91,
        most: 0.99,
      },
      ...(['growing', 'single'] as const).map((world) => ({
        metric: `coverage of 80 %, ${world}`,
        value: mean(world, ({ eighty }) => eighty),
        naive: mean(world, ({ line }) => line.eighty),
      })),
    ],
    { metrics: { ...metrics, byWorld: found }, naive },
  );
}

function covered(world: WorldName, months: number): Coverage {
  return coverageOn(world, { months, ahead, histories });
}

function unbalanced(): number {
  let count = 0;
  simulate(busyRunway(), (_, { before, into, out, after }) => {
    for (let path = 0; path < before.length; path++)
      if (before[path]! + into[path]! - out[path]! !== after[path]!) count++;
  });
  return count;
}
