import { addMs, dayMs } from '@smartstart/units';
import type { Act, PersonPlan } from './plan.ts';
import { administrator, founder, member } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** What the named people chose to be told and when, and what the hub told everybody. */

type Call = Awaited<ReturnType<Stage['callBy']>>;
type Message = Parameters<Stage['routes']['broadcasts']['send']>[0]['body'];
type Template = Parameters<Stage['routes']['broadcasts']['saveTemplate']>[0]['body'];

const lane = administrator.key;
const workCode = 'maintenance-window';

const templates: readonly (Template & { code: string })[] = [
  {
    code: workCode,
    language: 'en',
    name: 'Maintenance window',
    title: 'SmartStart rests on {date}',
    text: 'Hello {user},\n\non {date} the installation is out of reach for about an hour. What you write before is kept; what you sign before counts.',
    link: null,
    basedOn: 0,
  },
  {
    code: workCode,
    language: 'fr',
    name: 'Fenêtre de maintenance',
    title: 'SmartStart se repose le {date}',
    text: 'Bonjour {user},\n\nle {date}, l’installation sera hors d’atteinte pendant une heure environ. Ce que vous écrivez avant est gardé ; ce que vous signez avant compte.',
    link: null,
    basedOn: 0,
  },
  {
    code: 'hub-news',
    language: 'en',
    name: 'News of the hub',
    title: 'News of the hub: {venture}',
    text: 'Hello {user},\n\n{venture} looks for partners and tells of its first month at the open evening on {date}. You get this because you agreed to news; you can withdraw that at any time.',
    link: '/opportunities',
    basedOn: 0,
  },
];

const [window, , news] = templates;

export function notificationActs(): Act[] {
  return [
    by(founder, -40, ({ routes }, call) =>
      routes.notifications.setPreferences(
        { body: { emailEnabled: true, quietFrom: '22:00', quietTo: '07:00', types: [] } },
        call,
      ),
    ),
    by(member, -9, ({ routes }, call) =>
      routes.notifications.setPreferences(
        {
          body: {
            emailEnabled: true,
            digestHour: 18,
            quietFrom: null,
            quietTo: null,
            types: [{ type: 'venture.updated', inApp: true, email: true }],
          },
        },
        call,
      ),
    ),
    ...[founder, member].map((person, at) =>
      by(person, -30 + at, ({ routes }, call) =>
        routes.users.setConsent({ body: { kind: 'MARKETING', granted: true } }, call),
      ),
    ),
    ...templates.map(({ code, ...body }, at) =>
      by(administrator, -26 + at / 10, ({ routes }, call) =>
        routes.broadcasts.saveTemplate({ params: { templateCode: code }, body }, call),
      ),
    ),
    broadcast(-25, {
      kind: 'MAINTENANCE',
      audience: { kind: 'EVERYBODY' },
      content: contentOf(window!, { date: 'Sunday, 6:00 UTC' }),
    }),
    broadcast(-12, {
      kind: 'MARKETING',
      audience: { kind: 'EVERYBODY' },
      content: contentOf(news!, { venture: 'Tidewater Kelp', date: 'the last Thursday of the month' }),
    }),
    by(founder, -0.3, snoozeOne),
  ];
}

function contentOf(
  { code, title, text, link }: Template & { code: string },
  values: Message['content']['values'],
): Message['content'] {
  return { title, text, link, values, template: code };
}

function by(person: PersonPlan, day: number, act: (stage: Stage, call: Call) => Promise<unknown>): Act {
  return {
    day,
    lane: person.key,
    run: async (stage) => act(stage, await stage.callBy(stage.people.get(person.key))),
  };
}

/** Told in the hour it was sent: jobs run only once the history is over. */
function broadcast(day: number, body: Message): Act {
  return {
    day,
    lane,
    alone: true,
    run: async ({ routes, people, callBy, brain }) => {
      const call = await callBy(people.get(lane));
      const { id } = plain(await routes.broadcasts.send({ body }, call));
      await brain.services.notifications.broadcasts.deliver(id, () => Promise.resolve());
    },
  };
}

async function snoozeOne({ routes, clock }: Stage, call: Call): Promise<void> {
  const { items } = plain(await routes.notifications.list({ query: { limit: 20, unread: 'true' } }, call));
  const one = items.findLast(({ expiresAt }) => expiresAt === null);
  if (!one) return;
  await routes.notifications.snooze(
    { params: { notificationId: one.id }, body: { until: addMs(clock.now(), 2 * dayMs).toISOString() } },
    call,
  );
}
