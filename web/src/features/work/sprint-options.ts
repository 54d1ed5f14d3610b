'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { sprintQuery, sprintsQuery } from './queries';
import type { Sprint } from './types';

/** The newest sprints, and an older one that is asked for: those first that take tasks. */
export function useSprints(
  ventureId: string,
  wanted: string | null = null,
): { sprints: readonly Sprint[]; known: boolean } {
  const query = useInfiniteQuery(sprintsQuery(ventureId));
  const newest: readonly Sprint[] = (query.data?.pages ?? []).flatMap(({ items }) => items);
  const missing = wanted !== null && wanted.length === idLength && !newest.some(({ id }) => id === wanted);
  const older = useQuery({
    ...sprintQuery(ventureId, wanted ?? ''),
    enabled: query.data !== undefined && missing,
    retry: false,
  });
  const sprints = missing && older.data ? [...newest, older.data] : newest;
  return {
    sprints: sprints.toSorted((a, b) => rank(a) - rank(b)),
    known: query.data !== undefined && (!missing || !older.isPending),
  };
}

const idLength = 36;

const order = ['ACTIVE', 'PLANNING', 'COMPLETED', 'CANCELLED'];
const rank = ({ state }: Sprint) => order.indexOf(state);

export const isOpen = ({ state }: Sprint) => state === 'ACTIVE' || state === 'PLANNING';
