import type { contract, Request } from '@smartstart/contract';
import { administrator, founder, member, steward } from './roles.ts';
import type { Act, PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';

/**
 * Goals, pieces of work and how complex skills are. XP and badges are not made here: they follow from what the people of
 * the community do.
 */

type Item = Request<typeof contract.gamification.addPortfolioItem>['body'];

interface Ambition {
  readonly person: PersonPlan;
  readonly day: number;
  readonly goals: readonly { readonly title: string; readonly target: number; readonly progress: number }[];
  readonly items: readonly Item[];
}

const ambitions: readonly Ambition[] = [
  {
    person: founder,
    day: -12.5,
    goals: [
      { title: 'Talk to 20 people who farm kelp', target: 20, progress: 13 },
      { title: 'Write the decision of the launch', target: 1, progress: 1 },
    ],
    items: [
      {
        title: 'A map of tides for small boats',
        description: 'I drew it with three skippers, from ten years of readings. Forty boats use it.',
        url: 'https://example.com/tides',
        skills: ['Product management'],
      },
    ],
  },
  {
    person: member,
    day: -11.5,
    goals: [
      { title: 'Finish ten tasks with a review', target: 10, progress: 6 },
      { title: 'Learn one new tool a month', target: 12, progress: 4 },
    ],
    items: [
      {
        title: 'The register of a village library',
        description: 'Built in six evenings, in use since spring.',
        url: null,
        skills: ['TypeScript', 'Accessibility'],
      },
    ],
  },
  {
    person: steward,
    day: -10.5,
    goals: [{ title: 'Answer every question within a day, for 30 days', target: 30, progress: 22 }],
    items: [],
  },
];

const complexities: Readonly<Record<string, number>> = {
  Law: 5,
  Security: 5,
  'Machine learning': 5,
  TypeScript: 4,
  'Product management': 3,
  Testing: 3,
  Marketing: 2,
};

export function gamificationActs(): Act[] {
  return [...ambitions.flatMap(ambition), ratings()];
}

function ambition({ person, day, goals, items }: Ambition): Act[] {
  const lane = `ambition/${person.key}`;
  const by =
    (act: (stage: Stage, call: Awaited<ReturnType<Stage['callBy']>>) => Promise<unknown>): Act['run'] =>
    async (stage) =>
      act(stage, await stage.callBy(stage.people.get(person.key)));
  return [
    ...goals.flatMap(({ title, target, progress }, index): Act[] => {
      const at = day + index * 0.01;
      return [
        {
          day: at,
          lane,
          run: by(async ({ routes }, call) => {
            const goal = plain(await routes.gamification.addGoal({ body: { title, target } }, call));
            const params = { goalId: goal.id };
            await routes.gamification.editGoal(
              { params, body: { progress } },
              { ...call, ifMatch: goal.version },
            );
          }),
        },
      ];
    }),
    ...items.map((body, index): Act => ({
      day: day + 0.1 + index * 0.01,
      lane,
      run: by(({ routes }, call) => routes.gamification.addPortfolioItem({ body }, call)),
    })),
  ];
}

function ratings(): Act {
  return {
    day: -9.5,
    lane: 'ambition/ratings',
    run: async (stage) => {
      const call = await stage.callBy(stage.people.get(administrator.key));
      for (const [name, complexity] of Object.entries(complexities))
        await stage.routes.gamificationAdmin.rateSkill({ body: { name, complexity } }, call);
    },
  };
}
