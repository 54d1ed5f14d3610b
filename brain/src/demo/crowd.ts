import { addDays, addMs } from '@smartstart/units';
import type { Brain } from '../brain.ts';
import type { NewEvent } from '../engines/analytics/index.ts';
import type { Facts } from '../engines/behavior-analyzer/index.ts';
import { createChance, type Chance } from './chance.ts';
import { historyOf, shares, strengths, type Habit, type Person } from './crowd-habits.ts';
import { insertCrowd, planCrowd } from './crowd-people.ts';
import { insertFacts, type FactsAt } from './crowd-facts.ts';
import { administrator } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/**
 * Histories of use for the demo community, and a crowd beside it, all of it fictional: months of visits with their rhythm,
 * people who fade away, a version of the churn model learnt from them where it passes its gate, and statements made weeks
 * ago that fell due since.
 */

const seed = 20_261_129;
/** At full size. */
const crowdCount = 900;
/** Fewer make no group and teach nothing; tests need them only to be there. */
const leastCrowd = 12;
/** When something was learnt, and when statements were made that are due by now. */
const learntDay = -34;
const statedDays = [-33];
const recordSize = 20_000;

export async function addCrowd(stage: Stage, present: Date, factor: number): Promise<void> {
  const { brain, clock } = stage;
  const chance = createChance(seed);
  const crowd = planCrowd(chance, Math.max(leastCrowd, Math.round(crowdCount * factor)));
  await insertCrowd(brain, crowd, present, chance);
  const people: Person[] = [...crowd, ...(await consenting(brain, chance, present))];
  const events = people.flatMap((person) => historyOf(chance, person, present));
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertFacts(
    brain,
    present,
    people.flatMap((person) => factsOf(chance, person)),
  );
  const until = (day: number) => {
    const end = addDays(present, day);
    const count = events.findIndex((event) => event.at >= end);
    return record(brain, events.splice(0, count < 0 ? events.length : count));
  };
  clock.travelTo(addDays(present, learntDay));
  await until(learntDay);
  await learn(stage);
  for (const day of statedDays) {
    await until(day);
    clock.travelTo(addMs(addDays(present, day), 1));
    await brain.kernel.jobs.run('work-out-insights', { brief: true });
  }
  await until(0);
  clock.release();
  // What people of the community did on the platform itself is in its log.
  await brain.services.analytics.events.collect();
  await brain.services.models.statements.settleDue();
  await brain.kernel.jobs.run('work-out-insights');
}

async function record({ kernel, services }: Brain, events: readonly NewEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += recordSize) {
    const part = events.slice(from, from + recordSize);
    await kernel.database.transact((tx) => services.analytics.events.record(tx, part, 'IMPORT'));
  }
}

/** The people of the community who gave their consent, each with a habit. */
async function consenting({ kernel, services }: Brain, chance: Chance, present: Date): Promise<Person[]> {
  const { db } = kernel.database;
  const found: Person[] = [];
  for (let after: string | null = null; ;) {
    const ids = await services.users.inUseAfter(db, after, 200);
    if (!ids.length) return found;
    after = ids.at(-1)!;
    const agreed = await services.users.withConsent(db, ids, 'BEHAVIOUR_ANALYTICS');
    const rows = [...(await services.users.byIds(db, [...agreed])).values()]
      // The crowd has its habits already. By address, for ids are made anew in each demonstration.
      .filter(({ email }) => !/\.\d+@/.test(email))
      .sort((a, b) => (a.email < b.email ? -1 : 1));
    for (const { id, createdAt } of rows)
      found.push({
        userId: id,
        habit: chance.weighted(shares),
        joinedDay: (createdAt.getTime() - present.getTime()) / 86_400_000,
        hour: chance.within(10, 24),
      });
  }
}

const busy: Readonly<Record<Habit, number>> = {
  STEADY: 2,
  WEEKENDS: 1,
  BUILDER: 4,
  BROWSER: 0,
  TRIER: 0,
  RETURNING: 1,
};

/** What other modules would have said of them month by month. */
function factsOf(chance: Chance, person: Person): FactsAt[] {
  const level = busy[person.habit];
  const months = Math.floor(strengths(createChance(1), person).length / 30);
  const wallet = chance.weighted({ INACTIVE: 70, ACTIVE: 22, TRIAL_EXPIRED: 8 });
  const skills = chance.between(1, 5);
  return Array.from({ length: months + 1 }, (_, month) => {
    const facts: Facts = {
      ventures: Math.min(level, Math.floor(month / 2)),
      teams: level > 1 ? 1 : 0,
      leadRoles: level > 3 ? 1 : 0,
      mentorships: 0,
      connections: level * month,
      compliance: level > 0 ? 100 : 60,
      xp: 60 + level * month * 140,
      reputation: level * month * 3,
      seat: wallet,
      openRequests: chance.percent(6) ? 1 : 0,
      skills: skills + Math.floor(month / 4),
      skillsVerified: Math.floor((level * month) / 10),
      skillLevels: (skills + Math.floor(month / 4)) * 3,
    };
    return { userId: person.userId, day: person.joinedDay + month * 30, facts };
  });
}

/** Learns from what had happened by then. What passes its gate is let serve, as an operator would. */
async function learn(stage: Stage): Promise<void> {
  const { brain, routes, people, callBy } = stage;
  const { jobs, log } = brain.kernel;
  await jobs
    .run('train-user-churn')
    .catch((err: unknown) => log.warn({ err }, 'the demo learnt no churn model'));
  const call = await callBy(people.get(administrator.key));
  const { items } = plain(await routes.models.versions({ params: { name: 'user-churn' } }, call));
  const version = items.find(({ passed }) => passed);
  if (!version) return;
  const reason = 'Better than recency alone on later months of the sample data.';
  await routes.models.promote(
    { params: { name: 'user-churn' }, body: { version: version.version, reason } },
    call,
  );
}
