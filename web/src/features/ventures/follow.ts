'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTopic } from '../../lib/live';

/** Messages that `useTopic` answers by itself; fetching twice for one of them would only cost time. */
const handled = new Set([
  'venture.changed',
  'member.changed',
  'invitation.changed',
  'document.changed',
  'access.changed',
]);
export type Subject = 'venture' | 'member' | 'invitation' | 'document';
const subjects: readonly string[] = ['venture', 'member', 'invitation', 'document'] satisfies Subject[];

/** Follows a topic for everything about ventures, also the finer messages such as `member.joined` or `venture.activated`. */
export function useFollow(
  topic: string | null,
  onNews?: (subject: Subject, ventureId: unknown) => void,
): void {
  const client = useQueryClient();
  useTopic(topic, (event) => {
    const subject = event.type.split('.')[0] ?? '';
    if (!subjects.includes(subject)) return;
    if (!handled.has(event.type))
      for (const key of ['ventures', 'invitations', 'access', 'papers'])
        void client.invalidateQueries({ queryKey: [key] });
    onNews?.(subject as Subject, 'data' in event ? event.data['ventureId'] : undefined);
  });
}
