import { plain, type Stage } from './stage.ts';
import { founderPapers, memberPapers, signAll } from './person-acts.ts';
import { firstDay, type Act, type PersonPlan } from './plan.ts';
import { administrator, founder, steward } from './roles.ts';
import { approvalDay, suspensionDay, type Fate } from './venture-plan.ts';
import type { VenturePlan } from './venture-acts.ts';

/** What the administrator does, and those who rest or leave. */

/** Every paper of rungs 9 to 12 and of those they build on; venture papers are signed once, with the hub. */
const administratorPapers = [
  ...memberPapers,
  'PTSA',
  'SOBA',
  'PUSA',
  'TCA',
  'PCA',
  'PPNA',
  'IAA',
  'ST1A',
  'ST2A',
  'ESA',
  'BAA',
  'ECA',
  'ATA',
  'SAA',
  'IRA',
  'LCA',
  'LAA',
  'ACPA',
  'RCA',
];
/** Tier papers end after 60 and 90 days, PCA after 180; each round signs what is about to end. */
const renewalDays = 28;
const renewedPapers = ['ST1A', 'ST2A', 'PPNA', 'PCA'];
const stewardPapers = ['PTSA', 'SOBA', 'PUSA', 'TCA', 'BAA', 'ECA', 'ATA', ...founderPapers];
const lane = administrator.key;

export function administratorActs(): Act[] {
  const acts: Act[] = [
    {
      day: administrator.joinedDay + 0.6,
      lane,
      run: (stage) => signAll(stage, administrator, administratorPapers),
    },
    { day: steward.joinedDay + 2, lane, run: appointSteward },
    { day: steward.joinedDay + 3, lane: steward.key, run: (stage) => signAll(stage, steward, stewardPapers) },
    award(steward, steward.joinedDay + 4, '400', 'Platform costs of the hub’s own neighbourhood programme.'),
    award(founder, -11, '120', 'First prize of the autumn workshop for founders on the coast.'),
  ];
  for (let day = firstDay + renewalDays; day < -1; day += renewalDays) {
    acts.push({ day, lane, run: (stage) => signAll(stage, administrator, renewedPapers) });
  }
  return acts;
}

function appointSteward({ routes, people, as }: Stage): Promise<unknown> {
  const body = {
    userId: people.get(steward.key),
    rung: 9,
    reason: 'Looks after the billing of this hub.',
  } as const;
  return as(people.get(lane), (call) => routes.access.appoint({ body }, call));
}

/** From the community pool. */
function award(person: PersonPlan, day: number, amount: string, reason: string): Act {
  return {
    day,
    lane,
    run: ({ routes, people, as }) =>
      as(people.get(lane), (call) =>
        routes.buzAdmin.award({ body: { userId: people.get(person.key), amount, reason } }, call),
      ),
  };
}

/** Approvals and suspensions of ventures. */
export function oversightActs(venture: VenturePlan, fate: Fate): Act[] {
  const { idea, signedDay } = venture;
  if (signedDay === null) return [];
  const decide = (day: number, action: 'approve' | 'suspend', reason: string): Act => ({
    day,
    lane,
    run: ({ routes, people, ventures, as }) =>
      as(people.get(lane), async (call) =>
        plain(
          await routes.ventures[action](
            { params: { ventureId: ventures.get(idea.name) }, body: { reason } },
            call,
          ),
        ),
      ),
  });
  if (fate === 'APPROVED')
    return [decide(approvalDay(signedDay), 'approve', 'The answers are complete and the safeguards fit.')];
  if (fate === 'SUSPENDED')
    return [
      decide(
        suspensionDay(signedDay),
        'suspend',
        'Several people report that the card promises a fixed return.',
      ),
    ];
  return [];
}

export function verifyIdentity(person: PersonPlan, day: number): Act {
  const body = { verified: true, reason: 'Checked in a video call.' };
  return onAccount(day, ({ routes, people, as }) =>
    as(people.get(lane), (call) =>
      routes.users.setIdentityVerified({ params: { userId: people.get(person.key) }, body }, call),
    ),
  );
}

/** How an account comes to rest. */
export type Rest = 'SUSPENDED' | 'BANNED' | 'INACTIVE' | 'CLOSING';

export function restActs(person: PersonPlan, rest: Rest, day: number): Act[] {
  const self = (run: Act['run'], at = day): Act => ({ day: at, lane: person.key, run });
  if (rest === 'INACTIVE') {
    return [
      self(({ routes, people, as }) =>
        as(people.get(person.key), (call) => routes.users.deactivate({ body: {} }, call)),
      ),
    ];
  }
  if (rest === 'CLOSING') {
    const body = { confirmEmail: person.email };
    return [
      self(({ routes, people, as }) =>
        as(people.get(person.key), (call) => routes.users.erase({ body }, call)),
      ),
    ];
  }
  const suspend = decideOn(person, 'suspend', day, 'Repeated advertising in private invitations.');
  return rest === 'BANNED'
    ? [suspend, decideOn(person, 'ban', day + 4, 'Went on under a second name.')]
    : [suspend];
}

function decideOn(person: PersonPlan, action: 'suspend' | 'ban', day: number, reason: string): Act {
  return onAccount(day, ({ routes, people, as }) =>
    as(people.get(lane), (call) =>
      routes.users[action]({ params: { userId: people.get(person.key) }, body: { reason } }, call),
    ),
  );
}

function onAccount(day: number, run: Act['run']): Act {
  return { day, lane, run };
}
