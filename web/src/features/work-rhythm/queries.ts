'use client';

import { api } from '../../lib/api';
import { from, nextPage, workKey } from '../work/queries';
import type { CheckIn, ContributionState, Meeting, Milestone, Risk } from './types';

// Keys, and what a live message makes old, are those of the workspace as a whole (features/work).

const pageSize = 25;
/** The most a page of a list may hold. */
const fullPage = 100;

interface Page {
  readonly nextCursor: string | null;
}

interface Asked {
  readonly signal: AbortSignal;
}
interface AskedPage extends Asked {
  readonly pageParam: string;
}

/** Every page of a list that is short by its rules. */
async function all<T>(
  read: (cursor: string) => Promise<Page & { readonly items: readonly T[] }>,
): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page & { readonly items: readonly T[] } = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

export const phaseQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'phase'),
  queryFn: ({ signal }: Asked) => api.work.phase({ params: { ventureId } }, { signal }),
});

export const evidenceQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'evidence'),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.evidence({ params: { ventureId }, query: { limit: pageSize, ...from(pageParam) } }, { signal }),
  ...nextPage,
});

export const launchQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'launch'),
  queryFn: ({ signal }: Asked) => api.work.launch({ params: { ventureId } }, { signal }),
});

/** Milestones that belong to no launch plan, by their day. */
export const otherMilestonesQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'milestones', 'none'),
  queryFn: ({ signal }: Asked) =>
    all<Milestone>((cursor) =>
      api.work.milestones(
        { params: { ventureId }, query: { planId: 'none', limit: fullPage, ...from(cursor) } },
        { signal },
      ),
    ),
});

export const contributionsQuery = (
  ventureId: string,
  filter: { readonly state: ContributionState | null; readonly authorId: string | null },
) => ({
  queryKey: workKey(ventureId, 'contributions', filter),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.contributions(
      {
        params: { ventureId },
        query: {
          limit: pageSize,
          ...(filter.state ? { state: filter.state } : {}),
          ...(filter.authorId ? { authorId: filter.authorId } : {}),
          ...from(pageParam),
        },
      },
      { signal },
    ),
  ...nextPage,
});

/** The newest check-ins of everybody: enough for the day of a team. */
export const latestCheckInsQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'checkins', 'latest'),
  queryFn: async ({ signal }: Asked) =>
    (await api.work.checkIns({ params: { ventureId }, query: { limit: fullPage } }, { signal })).items,
});

/** The reader's own newest check-in, which may be today's. */
export const ownCheckInQuery = (ventureId: string, userId: string) => ({
  queryKey: workKey(ventureId, 'checkins', 'own', userId),
  queryFn: async ({ signal }: Asked): Promise<CheckIn | null> =>
    (await api.work.checkIns({ params: { ventureId }, query: { limit: 1, userId } }, { signal })).items[0] ??
    null,
});

export const blockersQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'checkins', 'blocked'),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.checkIns(
      { params: { ventureId }, query: { limit: pageSize, blocked: 'true', ...from(pageParam) } },
      { signal },
    ),
  ...nextPage,
});

export const checkInsQuery = (ventureId: string, userId: string | null) => ({
  queryKey: workKey(ventureId, 'checkins', 'history', userId),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.checkIns(
      {
        params: { ventureId },
        query: { limit: pageSize, ...(userId ? { userId } : {}), ...from(pageParam) },
      },
      { signal },
    ),
  ...nextPage,
});

/** All risks, the gravest first: the matrix counts them. */
export const risksQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'risks'),
  queryFn: ({ signal }: Asked) =>
    all<Risk>((cursor) =>
      api.work.risks({ params: { ventureId }, query: { limit: fullPage, ...from(cursor) } }, { signal }),
    ),
});

/** Meetings, the latest first. Pages are read until they lie in the past, so that the next meeting is among them. */
export const meetingsQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'meetings'),
  queryFn: async ({ pageParam, signal }: AskedPage) => {
    const items: Meeting[] = [];
    for (let cursor: string | null = pageParam; cursor !== null;) {
      const page: Page & { readonly items: readonly Meeting[] } = await api.work.meetings(
        { params: { ventureId }, query: { limit: pageSize, ...from(cursor) } },
        { signal },
      );
      items.push(...page.items);
      cursor = page.nextCursor;
      const last = items.at(-1);
      if (!last || Date.parse(last.startsAt) < Date.now()) return { items, nextCursor: cursor };
    }
    return { items, nextCursor: null };
  },
  ...nextPage,
});
