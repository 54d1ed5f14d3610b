'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTopic } from '../../lib/live';
import type { Venture } from '../ventures/types';
import { workKey, type WorkPart } from './queries';

const always = ['overview', 'activity'] as const;
const board = ['tasks', 'task', 'sprints', 'sprint'] as const;

/** What the reader may do depends on the role and on the state of the venture. */
const standing = ['rights', 'overview', ...board] as const;

/** What a message about one kind of thing makes old. */
const partsOf = {
  task: board,
  sprint: board,
  contribution: ['contributions', ...board],
  phase: ['phase', 'launch'],
  plan: ['launch', 'milestones', 'phase'],
  milestone: ['milestones', 'launch', 'phase'],
  'check-in': ['checkins'],
  risk: ['risks'],
  meeting: ['meetings'],
  evidence: ['evidence', 'phase'],
} satisfies Record<string, readonly WorkPart[]>;
type Kind = keyof typeof partsOf;

/** Follows the workspace while a page of it is shown, and answers with a sentence for those who do not see the change. */
export function useFollowWork(venture: Venture): string {
  const t = useTranslations('work.live');
  const client = useQueryClient();
  const [said, setSaid] = useState({ text: '', count: 0 });
  useTopic(`venture:${venture.id}`, (message) => {
    if (/^(?:venture|member)\./.test(message.type)) fetchSoon(client, venture.id, standing);
    const kind = kindOf(message.type);
    if (!kind || !('data' in message)) return;
    setSaid(({ count }) => ({ text: t(kind), count: count + 1 }));
    const fewer = kind === 'task' ? fewerOf(message.data['event']) : null;
    fetchSoon(client, venture.id, fewer ?? [...always, ...partsOf[kind]]);
  });
  // A space that comes and goes makes the same sentence count as new.
  return said.text + (said.count % 2 ? '' : '\u00a0');
}

/** Words about a task, and its place on the board, change nothing else. */
function fewerOf(event: unknown): readonly WorkPart[] | null {
  if (event === 'comment') return ['comments', 'activity'];
  return event === 'order' ? ['tasks'] : null;
}

function kindOf(type: string): Kind | null {
  const kind = type.startsWith('work.') ? type.slice('work.'.length) : '';
  return kind in partsOf ? (kind as Kind) : null;
}

/** What one act changes comes in a burst of messages; a team at work sends one burst after the other. */
const burstMs = 200;
/** Reading is limited to a hundred questions a minute, and a board asks several at a time. */
const apartMs = 5000;
const stale = new Map<string, Set<WorkPart>>();
let waiting: ReturnType<typeof setTimeout> | undefined;
let last = 0;

function fetchSoon(client: QueryClient, ventureId: string, parts: readonly WorkPart[]): void {
  const known = stale.get(ventureId) ?? new Set();
  for (const part of parts) known.add(part);
  stale.set(ventureId, known);
  waiting ??= setTimeout(
    () => {
      waiting = undefined;
      last = Date.now();
      for (const [id, of] of stale)
        for (const part of of) void client.invalidateQueries({ queryKey: workKey(id, part) });
      stale.clear();
    },
    Math.max(burstMs, last + apartMs - Date.now()),
  );
}
