'use client';

import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../ventures/queries';
import type { Member } from '../ventures/types';

const working: readonly Member['role'][] = ['OWNER', 'CO_OWNER', 'LEAD', 'CONTRIBUTOR'];

/** Active members: those who work in the venture, and all who read its workspace. */
export function useTeam(ventureId: string) {
  const members = useQuery(membersQuery(ventureId));
  const active = (members.data?.items ?? []).filter(({ state }) => state === 'ACTIVE');
  return {
    loaded: members.data !== undefined,
    workers: active.filter(({ role }) => working.includes(role)),
    readers: active.filter(({ role }) => role !== 'INVESTOR'),
  };
}
