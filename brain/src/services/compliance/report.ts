import type { contract, Output } from '@smartstart/contract';
import type { ComplianceDeps } from './deps.ts';
import type { Holds } from './holds.ts';
import { states } from './policy.ts';
import * as store from './store.ts';

/** The figures of the legal office (domain rules, section 3.7), computed from stored data when they are asked for. */

type Report = Output<typeof contract.compliance.report>;

const peopleBatch = 500;
/** Section 3.7: below these shares the report raises an alarm. */
const leastCompliantPercent = 80;
const leastInForcePercent = 95;
const endingDays = [1, 7, 30, 90];
/** Bounds of the groups of scores, in percent; full scores have one of their own. */
const groups = [
  { from: 0, to: 24 },
  { from: 25, to: 49 },
  { from: 50, to: 74 },
  { from: 75, to: 99 },
  { from: 100, to: 100 },
] as const;

export function createReport({ kernel, legal }: ComplianceDeps, holds: Pick<Holds, 'count'>) {
  const { clock, database } = kernel;

  return async function report(): Promise<Report> {
    const { db } = database;
    const tally = { members: 0, full: 0, required: 0, met: 0, groups: groups.map(() => 0) };
    for (let after: string | null = null; ;) {
      const figures = await legal.oversight.allFigures(db, after, peopleBatch);
      for (const { member, required, met } of figures) {
        if (!member) continue;
        tally.members += 1;
        tally.required += required;
        tally.met += met;
        if (met === required) tally.full += 1;
        const percent = required === 0 ? 100 : Math.floor((met / required) * 100);
        tally.groups[groups.findIndex(({ from, to }) => percent >= from && percent <= to)]! += 1;
      }
      if (figures.length < peopleBatch) break;
      after = figures.at(-1)!.userId;
    }
    const { reviews, breaches } = await legal.oversight.countOpen(db);
    const expiring = [];
    for (const days of endingDays)
      expiring.push({ days, copies: await legal.oversight.countEnding(db, days) });
    const counts = await store.countByState(db);
    return {
      computedAt: clock.now().toISOString(),
      members: tally.members,
      fullyCompliant: tally.full,
      requiredCopies: tally.required,
      requiredInForce: tally.met,
      alarms: alarmsOf(tally),
      scores: groups.map((group, index) => ({ ...group, members: tally.groups[index]! })),
      expiring,
      states: states.map((state) => ({ state, people: counts.get(state) ?? 0 })),
      openReviews: reviews,
      openBreaches: breaches,
      holds: await holds.count(db),
    };
  };
}

export function alarmsOf(tally: { members: number; full: number; required: number; met: number }): string[] {
  const alarms: string[] = [];
  if (tally.members && tally.full * 100 < tally.members * leastCompliantPercent)
    alarms.push(
      `Fewer than ${leastCompliantPercent} % of members have all required papers in force: ${tally.full} of ${tally.members}.`,
    );
  if (tally.required && tally.met * 100 < tally.required * leastInForcePercent)
    alarms.push(
      `Fewer than ${leastInForcePercent} % of the required copies are in force: ${tally.met} of ${tally.required}.`,
    );
  return alarms;
}
