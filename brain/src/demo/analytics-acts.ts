import { analyticsWire, type contract, type Request } from '@smartstart/contract';
import type { Act, PersonPlan } from './plan.ts';
import { administrator, founder } from './roles.ts';
import { signAll } from './person-acts.ts';
import { plain } from './stage.ts';

/** Reports that the named people saved, and those they get on Mondays. */

type Wish = Request<typeof contract.analytics.createReport>['body'];

interface Saved {
  readonly by: PersonPlan;
  readonly wish: Wish;
  readonly onMondays?: true;
}

const month = { range: '30d' } as const;
const quarter = { range: '90d' } as const;

const saved: readonly Saved[] = [
  {
    by: administrator,
    wish: {
      name: 'Engagement of the hub',
      description: 'Who comes, who stays, and what newcomers do first.',
      definition: { kind: 'USER_ENGAGEMENT', scope: 'HUB', range: month },
    },
    onMondays: true,
  },
  {
    by: administrator,
    wish: {
      name: 'Revenue and seats',
      description: 'For the meeting about money on Mondays.',
      definition: { kind: 'REVENUE', scope: 'HUB', range: quarter },
    },
    onMondays: true,
  },
  {
    by: administrator,
    wish: {
      name: 'From account to first application',
      description: '',
      definition: {
        kind: 'FUNNEL',
        scope: 'HUB',
        query: {
          steps: [{ event: 'account.created' }, { event: 'document.signed' }, { event: 'application.sent' }],
          windowHours: 24 * 30,
          range: '90d',
        },
      },
    },
  },
  {
    by: administrator,
    wish: {
      name: 'Events by week',
      description: '',
      definition: {
        kind: 'CUSTOM',
        scope: 'HUB',
        range: quarter,
        query: { dataset: 'EVENTS', groupBy: ['week', 'event'], measures: ['events', 'people'], limit: 500 },
      },
    },
  },
  {
    by: founder,
    wish: {
      name: 'My ventures',
      description: 'The figures my role may read.',
      definition: { kind: 'VENTURE_PERFORMANCE', scope: 'OWN', range: month },
    },
    onMondays: true,
  },
];

export function analyticsActs(): Act[] {
  // Exports need the paper about data; the reports follow.
  const papers: Act = {
    day: -2.2,
    lane: administrator.key,
    run: (stage) => signAll(stage, administrator, ['DAA']),
  };
  const reports = saved.map(({ by, wish, onMondays }, index): Act => ({
    day: -0.8,
    lane: `analytics/${by.key}/${index}`,
    async run({ routes, people, callBy }) {
      const call = await callBy(people.get(by.key));
      const { id } = plain(
        await routes.analytics.createReport({ body: analyticsWire.reportWish.parse(wish) }, call),
      );
      if (!onMondays) return;
      await routes.analytics.scheduleReport(
        {
          params: { reportId: id },
          body: { frequency: 'WEEKLY', weekday: 1, monthDay: 1, hour: 8, recipients: [] },
        },
        await callBy(people.get(by.key)),
      );
    },
  }));
  return [papers, ...reports];
}
