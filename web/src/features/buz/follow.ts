'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';

/** Subjects of messages that change what a member has; all cached answers about BUZ begin with the key `buz`. */
const subjects = /^(?:buz|stake|hold|transfer)\./;

/** Follows the reader's own topic for everything that moves BUZ. */
export function useFollowBuz(): void {
  const client = useQueryClient();
  const { userId } = useSession();
  useTopic(userId && `user:${userId}`, (event) => {
    if (subjects.test(event.type)) fetchSoon(client);
  });
}

/** A transfer moves several accounts and says so several times; one look afterwards is enough. */
const burstMs = 200;
let burst: ReturnType<typeof setTimeout> | undefined;

function fetchSoon(client: QueryClient): void {
  burst ??= setTimeout(() => {
    burst = undefined;
    void client.invalidateQueries({ queryKey: ['buz'] });
  }, burstMs);
}
