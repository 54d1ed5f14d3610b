import { buzActs } from './buz-acts.ts';
import { createChance, type Chance } from './chance.ts';
import { equityActs } from './equity-acts.ts';
import { gamificationActs } from './gamification-acts.ts';
import { administratorActs, oversightActs, restActs, verifyIdentity, type Rest } from './hub-acts.ts';
import { ideas, leadingIdeas } from './ideas.ts';
import { kelpWork } from './kelp-work.ts';
import { libraryMoney } from './library-money.ts';
import { libraryWork } from './library-work.ts';
import { legalActs } from './legal-acts.ts';
import { moneyActs } from './money-acts.ts';
import type { MoneyScript } from './money-script.ts';
import { namedVentures } from './named-ventures.ts';
import { analyticsActs } from './analytics-acts.ts';
import { matchingActs } from './matching-acts.ts';
import { notificationActs } from './notification-acts.ts';
import { opportunityActs } from './opportunity-acts.ts';
import { planPeople } from './people-plan.ts';
import { personActs, usesBuz } from './person-acts.ts';
import { lastDay, type Act, type PersonPlan } from './plan.ts';
import { administrator, founder, member, namedPeople } from './roles.ts';
import { rotaWork } from './rota-work.ts';
import { seatActs } from './seat-acts.ts';
import { people as signedInPeople, register, roles, type SignIn } from './sign-ins.ts';
import { talkActs } from './talk-acts.ts';
import { umbrellaActs } from './umbrella-acts.ts';
import { teamActs } from './team-acts.ts';
import { ventureActs, type VenturePlan } from './venture-acts.ts';
import { kelpMoney, rotaMoney } from './venture-money.ts';
import { fates, planVenture, type Fate } from './venture-plan.ts';
import { workActs } from './work-acts.ts';
import type { WorkScript } from './work-script.ts';

/** The whole demo community as a plan: who there is, and what happens when. One factor gives one plan. */
export interface Community {
  readonly people: readonly PersonPlan[];
  readonly ventures: readonly VenturePlan[];
  /** In the order of time. */
  readonly acts: readonly Act[];
}

const seed = 20_261_122;
/** At full size; the named people are among them. */
const peopleCount = 200;
const leastPeople = 24;
/** People who try the seat without founding anything yet: now, earlier, and of those some who cancelled. */
const triers = { now: 24, earlier: 22, cancelled: 3 };
const identities = 14;
const rests: Readonly<Record<Rest, number>> = { SUSPENDED: 3, BANNED: 1, INACTIVE: 4, CLOSING: 2 };

export function planCommunity(factor: number, signedIn: (signIn: SignIn) => void): Community {
  const chance = createChance(seed);
  const scaled = (count: number) => Math.ceil(count * factor);
  const others = planPeople(
    chance,
    Math.max(leastPeople, Math.round(peopleCount * factor)) - namedPeople.length,
    new Set(namedPeople.map(({ key }) => key)),
  );
  const [first, second, ...left] = ideas;
  const told = namedVentures(chance, others, [first!, second!]);
  const made = planVentures(chance, others, left, scaled);
  const people = [...namedPeople, ...others];
  planTrials(chance, others, scaled);
  const byKey = new Map(people.map((one) => [one.key, one]));
  const personOf = (key: string) => byKey.get(key)!;
  const acts = [
    ...people.flatMap((person) => personActs(person, joiningOf(person, signedIn))),
    ...administratorActs(),
    ...told.flatMap((venture) => ventureActs(venture, personOf)),
    ...told.filter(({ owner }) => owner === founder).flatMap((venture) => equityActs(venture, personOf)),
    ...told.flatMap((venture) => workspaceActs(venture, personOf)),
    ...made.flatMap(({ venture, fate }) => [
      ...ventureActs(venture, personOf),
      ...oversightActs(venture, fate),
    ]),
    ...quietActs(chance, others, scaled),
    ...buzActs(chance, people, usesBuz),
    ...legalActs(others),
    // Its own dice, so that nothing planned before falls otherwise.
    ...opportunityActs(createChance(seed + 1), people, [...told, ...made.map(({ venture }) => venture)]),
    ...matchingActs(),
    ...analyticsActs(),
    ...umbrellaActs(),
    ...gamificationActs(),
    ...teamActs(),
    ...seatActs(others),
    ...talkActs(people, told),
    ...notificationActs(),
  ];
  return {
    people,
    ventures: [...told, ...made.map(({ venture }) => venture)],
    acts: acts.filter(({ day }) => day <= lastDay).sort((a, b) => a.day - b.day),
  };
}

/** The ventures whose work and money are told of. */
const scripts = new Map<string, { readonly work: WorkScript; readonly money: MoneyScript }>([
  [leadingIdeas.first.name, { work: kelpWork, money: kelpMoney }],
  [leadingIdeas.second.name, { work: rotaWork, money: rotaMoney }],
  [leadingIdeas.member.name, { work: libraryWork, money: libraryMoney }],
]);

function workspaceActs(venture: VenturePlan, personOf: (key: string) => PersonPlan): Act[] {
  const script = scripts.get(venture.idea.name);
  if (!script) return [];
  return [...workActs(venture, script.work, personOf), ...moneyActs(venture, script.money, personOf)];
}

function planVentures(
  chance: Chance,
  pool: readonly PersonPlan[],
  left: typeof ideas,
  scaled: (count: number) => number,
) {
  const wanted = (Object.keys(fates) as Fate[]).flatMap((fate) =>
    Array<Fate>(scaled(fates[fate])).fill(fate),
  );
  const chosen = chance.some(left, wanted.length);
  return wanted.flatMap((fate, index) => {
    const venture = chosen[index] ? planVenture(chance, pool, chosen[index], fate) : null;
    return venture ? [{ venture, fate }] : [];
  });
}

function planTrials(chance: Chance, people: readonly PersonPlan[], scaled: (count: number) => number): void {
  const free = (before: number) =>
    people.filter((one) => one.standing === 'MEMBER' && one.trialDay === null && one.signedDay < before);
  for (const person of chance.some(free(-14), scaled(triers.now))) person.trialDay = -chance.within(0.5, 13);
  for (const person of chance.some(free(-70), scaled(triers.earlier)))
    person.trialDay = chance.within(person.signedDay + 1, -16);
}

/** Identities checked, messages read, accounts at rest, trials cancelled. */
function quietActs(chance: Chance, people: readonly PersonPlan[], scaled: (count: number) => number): Act[] {
  const settled = people.filter((one) => one.standing === 'MEMBER' && one.signedDay < -30);
  const apart = settled.filter((one) => one.trialDay === null && one.invitations === 0);
  const resting = chance.some(
    apart,
    (Object.keys(rests) as Rest[]).reduce((sum, rest) => sum + scaled(rests[rest]), 0),
  );
  const lively = people.filter((one) => one.standing === 'MEMBER' && !resting.includes(one));
  const checked = chance.some(
    lively.filter((one) => one.signedDay < -30),
    scaled(identities),
  );
  const acts = [
    ...checked.map((one) => verifyIdentity(one, -chance.within(2, 25))),
    ...readingActs(chance, lively),
  ];
  for (const rest of Object.keys(rests) as Rest[]) {
    for (const person of resting.splice(0, scaled(rests[rest])))
      acts.push(...restActs(person, rest, -chance.within(6, 24)));
  }
  const trying = people.filter((one) => one.trialDay !== null && !one.founds && one.trialDay < -5);
  return [
    ...acts,
    ...chance
      .some(trying, scaled(triers.cancelled))
      .map((person) => cancelTrial(person, person.trialDay! + 3)),
  ];
}

function cancelTrial({ key }: PersonPlan, day: number): Act {
  return {
    day,
    lane: key,
    run: ({ routes, people, as }) =>
      as(people.get(key), (call) => routes.subscriptions.cancel({ body: {} }, call)),
  };
}

/** Most people have read what they were told, up to some day. */
function readingActs(chance: Chance, people: readonly PersonPlan[]): Act[] {
  const readers = people.filter((one) => one.signedDay < -7 && chance.percent(60));
  const acts = readers.map((person) => readAll(person, -chance.within(1, 6)));
  // Those one can sign in as find a few things unread.
  return [...acts, readAll(founder, -2.4), readAll(member, -4.2), readAll(administrator, -5)];
}

function readAll({ key }: PersonPlan, day: number): Act {
  return {
    day,
    lane: key,
    run: ({ routes, people, as }) =>
      as(people.get(key), (call) => routes.notifications.readAll({ body: {} }, call)),
  };
}

/** The three roles register with a password; for everybody else the account is made without one. */
function joiningOf(
  person: PersonPlan,
  signedIn: (signIn: SignIn) => void,
): Pick<Act, 'run' | 'alone'> | undefined {
  const role = roles.find((one) => signedInPeople[one] === person);
  return role && { alone: true, run: async (stage) => signedIn(await register(stage, role)) };
}
