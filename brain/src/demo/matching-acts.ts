import type { contract, Request } from '@smartstart/contract';
import type { Act, PersonPlan } from './plan.ts';
import { founder, member, steward } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** What the named people look for, which searches they saved, and what they said of what was suggested to them. */

type Wishes = Request<typeof contract.matching.setPreferences>['body'];
type Search = Request<typeof contract.matching.saveSearch>['body'];

interface Seeker {
  readonly person: PersonPlan;
  readonly day: number;
  readonly wishes: Omit<Wishes, 'openToOffers'>;
  readonly searches: readonly Search[];
}

const seekers: readonly Seeker[] = [
  {
    person: member,
    day: -6.5,
    wishes: {
      types: ['VENTURE_COLLABORATION', 'PROJECT_CONSULTING'],
      engagements: ['PART_TIME', 'CONSULTING'],
      rewards: ['EQUITY', 'PROJECT_FEE'],
      languages: ['English', 'French'],
    },
    searches: [
      {
        name: 'First versions',
        filters: { type: 'VENTURE_COLLABORATION', remote: 'true' },
        frequency: 'DAILY',
      },
      { name: 'A few hours a week', filters: { maxHours: 15 }, frequency: 'INSTANT' },
    ],
  },
  {
    person: founder,
    day: -5.5,
    wishes: {
      types: ['MENTORSHIP'],
      engagements: ['ADVISORY', 'MENTORING'],
      rewards: [],
      languages: ['English'],
    },
    searches: [{ name: 'Advisers wanted', filters: { engagement: 'ADVISORY' }, frequency: 'DAILY' }],
  },
  {
    person: steward,
    day: -4.5,
    wishes: { types: [], engagements: [], rewards: ['EQUITY', 'REVENUE_SHARE'], languages: ['English'] },
    searches: [{ name: 'Everything about testing', filters: { q: 'testing' }, frequency: 'OFF' }],
  },
];

export function matchingActs(): Act[] {
  return seekers.flatMap(({ person, day, wishes, searches }): Act[] => {
    const lane = `matching/${person.key}`;
    const by =
      (act: (stage: Stage, call: Awaited<ReturnType<Stage['callBy']>>) => Promise<unknown>): Act['run'] =>
      async (stage) =>
        act(stage, await stage.callBy(stage.people.get(person.key)));
    return [
      {
        day,
        lane,
        run: by(({ routes }, call) =>
          routes.matching.setPreferences({ body: { ...wishes, openToOffers: true } }, call),
        ),
      },
      ...searches.map((search, index): Act => ({
        day: day + 0.1 * (index + 1),
        lane,
        run: by(({ routes }, call) =>
          routes.matching.saveSearch({ body: { ...search, frequency: search.frequency ?? 'DAILY' } }, call),
        ),
      })),
      { day: -0.9, lane, run: by(respond) },
    ];
  });
}

/** Looks at the first, asks for more like the second, hides the last. */
async function respond({ routes }: Stage, call: Awaited<ReturnType<Stage['callBy']>>): Promise<void> {
  const { items } = plain(await routes.matching.matches({}, call));
  const say = (at: number, body: Parameters<typeof routes.matching.feedback>[0]['body']) =>
    items[at] ? routes.matching.feedback({ params: { matchId: items[at].id }, body }, call) : null;
  await say(0, { kind: 'VIEW' });
  await say(1, { kind: 'MORE_LIKE_THIS', on: true });
  if (items.length > 3) await say(items.length - 1, { kind: 'HIDE', reason: 'Not what I do at present.' });
}
