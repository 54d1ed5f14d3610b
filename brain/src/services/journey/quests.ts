import type { journeyWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db.ts';

export type QuestName = z.infer<typeof journeyWire.questName>;

interface Quest {
  readonly name: QuestName;
  readonly kind: z.infer<typeof journeyWire.gateKind>;
  readonly title: string;
  readonly why: string;
  readonly link: string;
  readonly target: number;
}

/** How far somebody is with each quest, answered by whoever knows. A quest nobody can answer for is not offered. */
export type QuestCounts = Partial<Record<QuestName, (db: Db, userId: string) => Promise<number>>>;

export const questXp = 50;

/** Section 4: optional, after the last stage, without any access of their own. */
export const quests: readonly Quest[] = [
  {
    name: 'SECOND_FACTOR',
    kind: 'SECOND_FACTOR',
    title: 'Turn on a second factor',
    why: 'A stolen password alone then opens nothing.',
    link: '/settings/security',
    target: 1,
  },
  {
    name: 'FIVE_CONNECTIONS',
    kind: 'CUSTOM',
    title: 'Make five connections',
    why: 'People you know find you first, and their endorsements count.',
    link: '/people',
    target: 5,
  },
  {
    name: 'TEAM',
    kind: 'TEAM',
    title: 'Join or create a team',
    why: 'A team shares goals, a channel and invitations.',
    link: '/teams',
    target: 1,
  },
  {
    name: 'COMPANY',
    kind: 'COMPANY',
    title: 'Create a company',
    why: 'A company keeps teams, figures and documents together.',
    link: '/companies',
    target: 1,
  },
  {
    name: 'JOIN_VENTURE',
    kind: 'VENTURE',
    title: 'Join a venture',
    why: 'Contributions, shares and a good part of everything else begin there.',
    link: '/opportunities',
    target: 1,
  },
  {
    name: 'CREATE_VENTURE',
    kind: 'VENTURE',
    title: 'Create a venture',
    why: 'Your own idea, with the papers of everybody in order from the first day.',
    link: '/ventures/new',
    target: 1,
  },
  {
    name: 'HOLD_EQUITY',
    kind: 'EQUITY',
    title: 'Hold equity',
    why: 'A share of what you help to build, written down and vesting.',
    link: '/offers',
    target: 1,
  },
  {
    name: 'FINISH_LAUNCH',
    kind: 'LAUNCH',
    title: 'Finish a launch',
    why: 'Thirty days with a decision at the end: scale, pivot or stop.',
    link: '/ventures',
    target: 1,
  },
];
