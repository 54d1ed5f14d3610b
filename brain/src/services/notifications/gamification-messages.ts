import { z } from 'zod';
import { on, type Writer } from './writer.ts';

const id = z.string();
const levels = {
  OWLET: 'Owlet',
  NIGHT_WATCHER: 'Night Watcher',
  WISE_OWL: 'Wise Owl',
  SKY_MASTER: 'Sky Master',
} as const;
const aLevel = z.enum(['OWLET', 'NIGHT_WATCHER', 'WISE_OWL', 'SKY_MASTER']);
const link = '/achievements';

/** What is told of XP, badges and goals: each step once, even if somebody falls below it and comes back. */
export const gamificationWriters: Record<string, Writer> = {
  'xp.milestone': on(z.object({ userId: id, milestone: z.number() }), ({ userId, milestone }) => [
    {
      userId,
      type: 'xp.milestone',
      title: `You have ${milestone.toLocaleString('en')} XP`,
      text: 'Your achievements show what you earned and why.',
      link,
      key: `xp-milestone-${milestone}`,
    },
  ]),
  'level.reached': on(z.object({ userId: id, level: aLevel }), ({ userId, level }) => [
    {
      userId,
      type: 'level.reached',
      title: `You are a ${levels[level]} now`,
      text: 'A new level of XP. It is a sign of what you did; it changes no right, price or rank.',
      link,
      key: `xp-level-${level}`,
    },
  ]),
  'badge.earned': on(
    z.object({ userId: id, code: z.string(), name: z.string() }),
    ({ userId, code, name }) => [
      {
        userId,
        type: 'badge.earned',
        title: `Badge earned: ${name}`,
        text: 'It is yours to keep, and brings 100 XP.',
        link,
        key: `badge-${code}`,
      },
    ],
  ),
  'challenge.finished': on(z.object({ userId: id, day: z.string() }), ({ userId, day }) => [
    {
      userId,
      type: 'challenge.finished',
      title: 'You finished the challenge of the day',
      text: 'All four parts are done: another day of your streak.',
      link,
      key: `challenge-${day}`,
    },
  ]),
  // What people do to their goals themselves they know.
  'goal.changed': on(
    z.object({ userId: id, goalId: id, title: z.string(), event: z.string() }),
    ({ userId, goalId, title, event }) =>
      event === 'reach'
        ? [
            {
              userId,
              type: 'goal.changed',
              title: `Goal reached: ${title}`,
              text: 'You reached what you set yourself.',
              link,
              key: `goal-${goalId}`,
            },
          ]
        : [],
  ),
};
