'use client';

import type { legalAdminWire, complianceWire } from '@smartstart/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { z } from 'zod';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';

export type Report = Awaited<ReturnType<typeof api.compliance.report>>;
export type Review = z.infer<typeof legalAdminWire.review>;
export type ReviewDetail = z.infer<typeof legalAdminWire.reviewDetail>;
export type Breach = z.infer<typeof legalAdminWire.breach>;
export type ManagedTemplate = z.infer<typeof legalAdminWire.managedTemplate>;
export type TemplateVersion = ManagedTemplate['versions'][number];
export type Hold = z.infer<typeof complianceWire.hold>;
export type HoldSubject = Hold['subject'];
export type Case = Awaited<ReturnType<typeof api.compliance.person>>;

const root = 'legal-office';
interface Paged {
  readonly pageParam: string | null;
}
const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const from = (cursor: string | null) => (cursor ? { cursor } : {});

/** The server counts all members for it and allows ten an hour, so it is kept a while. */
const reportMs = 10 * 60_000;

export const reportQuery = () => ({
  queryKey: [root, 'report'],
  queryFn: () => api.compliance.report({}),
  staleTime: reportMs,
  gcTime: 2 * reportMs,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  retry: false,
});

export const reviewsQuery = (state: 'OPEN' | 'DECIDED') => ({
  queryKey: [root, 'reviews', state],
  queryFn: ({ pageParam }: Paged) => api.legalAdmin.reviews({ query: { state, ...from(pageParam) } }),
  ...paged,
});

export const reviewQuery = (reviewId: string) => ({
  queryKey: [root, 'review', reviewId],
  queryFn: () => api.legalAdmin.review({ params: { reviewId } }),
  retry: false,
});

export const templatesQuery = () => ({
  queryKey: [root, 'templates'],
  queryFn: () => api.legalAdmin.templates({}),
});

export const casesQuery = (state: Case['state'] | null) => ({
  queryKey: [root, 'people', state],
  queryFn: ({ pageParam }: Paged) =>
    api.compliance.people({ query: { ...(state ? { state } : {}), ...from(pageParam) } }),
  ...paged,
});

export const caseQuery = (userId: string) => ({
  queryKey: [root, 'person', userId],
  queryFn: () => api.compliance.person({ params: { userId } }),
  retry: false,
});

export const breachesQuery = () => ({
  queryKey: [root, 'breaches'],
  queryFn: ({ pageParam }: Paged) => api.legalAdmin.breaches({ query: from(pageParam) }),
  ...paged,
});

export const holdsQuery = () => ({
  queryKey: [root, 'holds'],
  queryFn: ({ pageParam }: Paged) => api.compliance.holds({ query: from(pageParam) }),
  ...paged,
});

/** After an act: every list of the office. The report is only marked, for it is dear. */
export function useRefreshOffice(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    const { queryKey } = reportQuery();
    void client.invalidateQueries({
      queryKey: [root],
      predicate: (query) => query.queryKey[1] !== queryKey[1],
    });
    void client.invalidateQueries({ queryKey, refetchType: 'none' });
  }, [client]);
}

/** Reviews, breaches and holds reach every member of the office; their own case reaches a person. */
export function useFollowOffice(): void {
  const { userId } = useSession();
  const refresh = useRefreshOffice();
  useTopic(userId && `user:${userId}`, ({ type }) => {
    if (/^(review|breach|hold|compliance|template)\./.test(type)) refresh();
  });
}

/** What the server takes as a reason of a decision of the legal office. */
export const reasonBounds = { min: 3, max: 1000 } as const;
