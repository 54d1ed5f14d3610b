'use client';

import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';

// All keys begin with `ventures`: a live message about any venture makes that part of the cache stale.

export const ventureQuery = (ventureId: string) => ({
  queryKey: ['ventures', 'one', ventureId],
  queryFn: () => api.ventures.get({ params: { ventureId } }),
});

export const membersQuery = (ventureId: string) => ({
  queryKey: ['ventures', 'members', ventureId],
  queryFn: () => api.ventures.members({ params: { ventureId } }),
});

export const myInvitationsQuery = () => ({
  queryKey: ['invitations'],
  queryFn: () => api.ventures.myInvitations({ query: { limit: 100 } }),
});

/** Everything a change in a venture can make stale, the reader's own level and what it cost included. */
export function useRefreshVentures() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ['ventures', 'invitations', 'access', 'papers', 'buz'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    );
}
