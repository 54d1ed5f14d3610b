'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTopic } from '../../lib/live';

/** Messages that `useTopic` answers by itself; fetching twice for one of them would only cost time. */
const handled = new Set(['venture.changed', 'member.changed', 'invitation.changed', 'document.changed']);
const subjects = ['venture', 'member', 'invitation', 'document'] as const;
const keysOf = {
  venture: ['ventures'],
  member: ['ventures'],
  invitation: ['ventures', 'invitations'],
  document: ['ventures', 'documents', 'papers'],
} satisfies Record<Subject, readonly string[]>;
export type Subject = (typeof subjects)[number];

/**
 * Follows a topic for everything about ventures and papers, also the finer messages such as `member.joined`,
 * `venture.activated` or `document.waiting`. The bell of the shell follows the person's own topic on every page already.
 */
export function useFollow(
  topic: string | null,
  onNews?: (subject: Subject, ventureId: unknown) => void,
): void {
  const client = useQueryClient();
  useTopic(topic, (event) => {
    const subject = subjects.find((one) => event.type.startsWith(`${one}.`));
    if (!subject || !('data' in event)) return;
    if (!handled.has(event.type)) fetchSoon(client, keysOf[subject]);
    onNews?.(subject, event.data['ventureId']);
  });
}

/** Messages come in bursts; one look afterwards is enough. */
const burstMs = 150;
const stale = new Set<string>();
let burst: ReturnType<typeof setTimeout> | undefined;

function fetchSoon(client: QueryClient, keys: readonly string[]): void {
  for (const key of keys) stale.add(key);
  burst ??= setTimeout(() => {
    burst = undefined;
    for (const key of stale) void client.invalidateQueries({ queryKey: [key] });
    stale.clear();
  }, burstMs);
}
