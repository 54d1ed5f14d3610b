'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTopic } from '../../lib/live';

/** Messages that `useTopic` answers by itself; fetching twice for one of them would only cost time. */
const handled = new Set(['venture.changed', 'member.changed', 'invitation.changed', 'document.changed']);
const subjects = ['venture', 'member', 'invitation', 'document'] as const;
export type Subject = (typeof subjects)[number];

/**
 * Follows a topic for everything about ventures, also the finer messages such as `member.joined` or
 * `venture.activated`. The bell of the shell follows the person's own topic on every page already.
 */
export function useFollow(
  topic: string | null,
  onNews?: (subject: Subject, ventureId: unknown) => void,
): void {
  const client = useQueryClient();
  useTopic(topic, (event) => {
    const subject = subjects.find((one) => event.type.startsWith(`${one}.`));
    if (!subject || !('data' in event)) return;
    // Every finer message about a document comes with a `document.changed`.
    if (subject !== 'document' && !handled.has(event.type)) fetchVenturesSoon(client);
    onNews?.(subject, event.data['ventureId']);
  });
}

/** Messages come in bursts; one look afterwards is enough. */
const burstMs = 150;
let burst: ReturnType<typeof setTimeout> | undefined;

function fetchVenturesSoon(client: QueryClient): void {
  burst ??= setTimeout(() => {
    burst = undefined;
    void client.invalidateQueries({ queryKey: ['ventures'] });
  }, burstMs);
}
