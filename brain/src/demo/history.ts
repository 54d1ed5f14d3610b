import { addMs, dayMs } from '@smartstart/units';
import { firstDay, lastDay, type Act } from './plan.ts';
import { firstSeatDay } from './seat-acts.ts';
import type { Stage } from './stage.ts';

/** Lets the acts of a plan happen at their time, with everything that happens by itself in between. */

const beatsPerDay = 2;
/** Acts of different people side by side; more would only wait for the database. */
const lanesAtOnce = 4;

/** What runs by the clock. Sweeps over all ventures or accounts need not run each day. */
const dailyJobs = [
  'end-trials',
  'expire-papers',
  'expire-signing',
  'renewal-notices',
  'expire-invitations',
  'lapse-claims',
  'mature-stakes',
  'advance-proposals',
  'expire-holds',
  'expire-opportunities',
];
/** Of paid seats, from the day on which somebody has one. */
const seatJobs = ['run-seats', 'send-payments', 'send-refunds', 'watch-invoices'];
const rareJobs = [
  'withdraw-unsigned-ventures',
  'watch-venture-owners',
  'watch-launch-plans',
  'watch-silent-ventures',
  'keep-kpis',
];
const rareEveryDays = 3;

export async function play(
  stage: Stage,
  acts: readonly Act[],
  present: Date,
  report: (done: number) => void,
): Promise<void> {
  const { kernel } = stage.brain;
  const beats = new Map(Map.groupBy(acts, ({ day }) => beatOf(day)));
  let done = 0;
  for (let beat = beatOf(firstDay); beat <= beatOf(lastDay); beat++) {
    const due = beats.get(beat) ?? [];
    const daily = beat % beatsPerDay === 0;
    if (!due.length && !daily) continue;
    stage.clock.travelTo(addMs(present, (due[0]?.day ?? beat / beatsPerDay) * dayMs));
    if (daily) await runJobs(stage, beat / beatsPerDay);
    // Votes are planned for the half day in which voting opens.
    else await kernel.jobs.run('advance-proposals');
    await runLanes(stage, due);
    await kernel.outbox.drain();
    // What the acts have earned is there for those of the next half day.
    await kernel.jobs.run('pay-claims');
    await kernel.outbox.drain();
    done += due.length;
    report(done);
  }
}

/** Acts of one half day have one time, and stand in no order unless they share a lane. */
export function beatOf(day: number): number {
  return Math.floor(day * beatsPerDay);
}

async function runJobs({ brain }: Stage, day: number): Promise<void> {
  const { jobs } = brain.kernel;
  for (const job of dailyJobs) await jobs.run(job);
  if (day >= firstSeatDay) {
    for (const job of seatJobs) await jobs.run(job);
    await brain.services.subscriptions.testBank?.deliver();
  }
  if (day % rareEveryDays === 0) for (const job of rareJobs) await jobs.run(job);
}

async function runLanes(stage: Stage, acts: readonly Act[]): Promise<void> {
  for (const act of acts.filter(({ alone }) => alone)) await act.run(stage);
  const lanes = [
    ...Map.groupBy(
      acts.filter(({ alone }) => !alone),
      ({ lane }) => lane,
    ).values(),
  ];
  const work = async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) for (const act of lane) await act.run(stage);
  };
  await Promise.all(Array.from({ length: lanesAtOnce }, work));
}
