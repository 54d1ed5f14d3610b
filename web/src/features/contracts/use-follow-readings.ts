'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';

/** Loads contracts anew when the platform tells that one was read. */
export function useFollowReadings(): void {
  const client = useQueryClient();
  const { userId } = useSession();
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'reading.changed' || event.type === 'reset')
      void client.invalidateQueries({ queryKey: ['contracts'] });
  });
}
