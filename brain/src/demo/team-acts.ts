import type { teamsWire } from '@smartstart/contract';
import { addDays, utcDay } from '@smartstart/units';
import type { z } from 'zod';
import type { Act, PersonPlan } from './plan.ts';
import { founder, member, newcomer, steward } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** A company with two teams, one of them inside the other: goals in every state, figures, and what waits for whom. */

interface Goal {
  readonly title: string;
  readonly priority: number;
  readonly target: number;
  readonly unit: string;
}
type GoalEvent = z.infer<typeof teamsWire.goalEvent>;
type Role = z.infer<typeof teamsWire.invitedRole>;

const lane = 'teams';
const company = 'company/Tidewater Collective';
const product = 'team/Product';
const trials = 'team/Field trials';

const goals: readonly {
  readonly goal: Goal;
  readonly steps: readonly GoalEvent[];
  readonly current?: number;
}[] = [
  {
    goal: { title: 'Talk to 20 growers', priority: 5, target: 20, unit: 'talks' },
    steps: ['activate', 'on-track'],
    current: 13,
  },
  {
    goal: { title: 'Ship the harvest log', priority: 4, target: 1, unit: 'release' },
    steps: ['activate'],
    current: 1,
  },
  {
    goal: { title: 'Cut the time to the first entry', priority: 4, target: 100, unit: '%' },
    steps: ['activate', 'at-risk'],
    current: 35,
  },
  { goal: { title: 'Write the offline guide', priority: 2, target: 8, unit: 'pages' }, steps: [] },
  {
    goal: { title: 'Try a second camera', priority: 1, target: 3, unit: 'trips' },
    steps: ['activate', 'cancel'],
  },
];

/** One every second day up to the act. */
const replies = [31, 27, 28, 22, 19, 17] as const;

/** The founder holds rung 3 from the day the papers of the first venture are signed. */
export function teamActs(): Act[] {
  return [
    by(founder, -7.4, open),
    by(founder, -7.3, (stage, call) => invite(stage, call, product, member, 'SENIOR')),
    by(founder, -7.2, (stage, call) => invite(stage, call, product, steward, 'MEMBER')),
    by(member, -6.9, (stage, call) => accept(stage, call, product, member)),
    by(steward, -6.8, (stage, call) => accept(stage, call, product, steward)),
    by(founder, -6.4, complete),
    by(founder, -6.3, setGoals),
    by(founder, -5.8, nest),
    by(member, -5, (stage, call) => accept(stage, call, trials, member)),
    by(founder, -3, watch),
    by(steward, -2.5, (stage, call) => ask(stage, call, 'A day a month for the library of patterns')),
    by(founder, -2, answer),
    by(member, -1.5, (stage, call) => ask(stage, call, 'A waterproof phone for the field trials')),
    by(founder, -1, (stage, call) => invite(stage, call, product, newcomer, 'OBSERVER')),
  ];
}

type Call = Awaited<ReturnType<Stage['callBy']>>;

function by(person: PersonPlan, day: number, act: (stage: Stage, call: Call) => Promise<unknown>): Act {
  return { day, lane, run: async (stage) => act(stage, await stage.callBy(stage.people.get(person.key))) };
}

async function open({ routes, things }: Stage, call: Call): Promise<void> {
  const { id } = plain(
    await routes.companies.create(
      {
        body: {
          name: 'Tidewater Collective',
          description:
            'The tools and the people behind the kelp log: growers, buyers and those who write software for both.',
          industry: 'Aquaculture',
          size: 'SMALL',
          stage: 'SEED',
          visibility: 'PUBLIC',
          tags: ['kelp', 'food', 'software'],
          website: '',
        },
      },
      call,
    ),
  );
  things.set(company, id);
  const team = plain(
    await routes.teams.create(
      {
        body: {
          name: 'Product',
          purpose: 'Decides what the log becomes, and builds it with the growers who use it.',
          visibility: 'PUBLIC',
          size: 8,
          companyId: id,
        },
      },
      call,
    ),
  );
  things.set(product, team.id);
}

async function invite(
  { routes, people, things }: Stage,
  call: Call,
  team: string,
  { key }: PersonPlan,
  role: Role,
): Promise<void> {
  const body = {
    teamId: things.get(team),
    userId: people.get(key),
    role,
    message: 'We would like you with us.',
  };
  const { id } = plain(await routes.teamInvitations.invite({ body }, call));
  things.set(`invitation/${team}/${key}`, id);
}

async function accept(
  { routes, things }: Stage,
  call: Call,
  team: string,
  { key }: PersonPlan,
): Promise<void> {
  const params = { invitationId: things.get(`invitation/${team}/${key}`) };
  await routes.teamInvitations.accept({ params, body: {} }, call);
}

async function complete({ routes, things }: Stage, call: Call): Promise<void> {
  const params = { teamId: things.get(product) };
  await routes.teams.step({ params, body: { event: 'complete', reason: '' } }, call);
}

async function setGoals({ routes, things }: Stage, call: Call): Promise<void> {
  const teamId = things.get(product);
  for (const { goal, steps, current } of goals) {
    const body = { ...goal, description: '', dueOn: null };
    const { id: goalId } = plain(await routes.teams.addGoal({ params: { teamId }, body }, call));
    const params = { teamId, goalId };
    for (const event of steps) await routes.teams.goalStep({ params, body: { event, reason: '' } }, call);
    if (current !== undefined) await routes.teams.progress({ params, body: { current } }, call);
  }
}

async function nest(stage: Stage, call: Call): Promise<void> {
  const { routes, things } = stage;
  const body = {
    name: 'Field trials',
    purpose: 'Takes each release to two boats before anybody else gets it.',
    visibility: 'PRIVATE' as const,
    size: 4,
    parentId: things.get(product),
  };
  things.set(trials, plain(await routes.teams.create({ body }, call)).id);
  await invite(stage, call, trials, member, 'JUNIOR');
}

async function watch({ routes, things, brain }: Stage, call: Call): Promise<void> {
  const params = { teamId: things.get(product) };
  const body = {
    name: 'Hours until a question is answered',
    unit: 'h',
    direction: 'DOWN' as const,
    target: 12,
    threshold: 24,
  };
  const { id: metricId } = plain(await routes.teams.addMetric({ params, body }, call));
  const now = brain.kernel.clock.now();
  for (const [index, value] of replies.entries()) {
    const day = utcDay(addDays(now, -2 * (replies.length - 1 - index)));
    await routes.teams.noteMetric({ params: { ...params, metricId }, body: { day, value } }, call);
  }
}

async function ask({ routes, things }: Stage, call: Call, subject: string): Promise<void> {
  const body = { teamId: things.get(product), subject, message: '' };
  things.set(`approval/${subject}`, plain(await routes.approvals.request({ body }, call)).id);
}

async function answer({ routes, things }: Stage, call: Call): Promise<void> {
  const params = { approvalId: things.get('approval/A day a month for the library of patterns') };
  const body = { decision: 'approve' as const, comment: 'Gladly. Tell us at the next meeting how it went.' };
  await routes.approvals.decide({ params, body }, call);
}
