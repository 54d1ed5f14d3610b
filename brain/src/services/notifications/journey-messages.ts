import { z } from 'zod';
import { on, type Writer } from './writer.ts';

const aReminder = z.object({
  userId: z.string(),
  title: z.string(),
  days: z.number(),
  missing: z.array(z.string()),
});

/** What is told of the journey: reminders after one, three and seven quiet days, its end, and quests. */
export const journeyWriters: Record<string, Writer> = {
  'journey.reminder': on(aReminder, ({ userId, title, days, missing }) => [
    {
      userId,
      type: 'journey.reminder',
      title: `Your next step: ${title}`,
      text: `${missing.join(' ')}${days === 7 ? '\n\nThis is the last reminder; your journey waits where you left it.' : ''}`,
      link: '/onboarding',
    },
  ]),
  'journey.finished': on(z.object({ userId: z.string() }), ({ userId }) => [
    {
      userId,
      type: 'journey.finished',
      title: 'You finished the journey',
      text: 'Every stage is behind you. Quests wait now: goals of your own choosing, each worth 50 XP.',
      link: '/onboarding',
      key: 'journey.finished',
    },
  ]),
  'quest.done': on(
    z.object({ userId: z.string(), quest: z.string(), title: z.string() }),
    ({ userId, quest, title }) => [
      {
        userId,
        type: 'journey.finished',
        title: `Quest done: ${title}`,
        text: 'It brought you 50 XP.',
        link: '/onboarding',
        key: `quest:${quest}`,
      },
    ],
  ),
};
