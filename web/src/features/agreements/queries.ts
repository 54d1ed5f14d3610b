'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import type { Agreement } from './types';

/** Every key begins with `documents`: a live `document.changed` makes them old. */
const root = 'documents';

export const agreementQuery = (documentId: string) => ({
  queryKey: [root, 'agreement', documentId],
  queryFn: () => api.agreements.agreement({ params: { documentId } }),
});

export const madeQuery = () => ({
  queryKey: [root, 'made'],
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.agreements.drafts({ query: { limit: 25, ...(pageParam ? { cursor: pageParam } : {}) } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
});

export const eventsQuery = (documentId: string) => ({
  queryKey: [root, 'events', documentId],
  queryFn: () => api.agreements.events({ params: { documentId } }),
});

export const sharesQuery = (documentId: string) => ({
  queryKey: [root, 'shares', documentId],
  queryFn: () => api.agreements.shares({ params: { documentId } }),
});

export const commentsQuery = (documentId: string) => ({
  queryKey: [root, 'comments', documentId],
  queryFn: () => api.agreements.comments({ params: { documentId } }),
});

/** Templates and clauses change when the legal office publishes, which is seldom. */
const stillMs = 5 * 60_000;

export const templatesQuery = () => ({
  queryKey: ['templates', 'list'],
  queryFn: () => api.agreements.templates({}),
  staleTime: stillMs,
});

export const templateQuery = (code: string) => ({
  queryKey: ['templates', 'one', code],
  queryFn: () => api.agreements.template({ params: { code } }),
  staleTime: stillMs,
});

/** The version a draft is written in; meanwhile there may be a newer one. */
export const templateOfDraftQuery = (documentId: string) => ({
  queryKey: ['templates', 'of-draft', documentId],
  queryFn: () => api.agreements.templateOfDraft({ params: { documentId } }),
  staleTime: stillMs,
});

export const clausesQuery = () => ({
  queryKey: ['templates', 'clauses'],
  queryFn: () => api.agreements.clauses({}),
  staleTime: stillMs,
});

/** Puts an answer in place of what was shown, and lets the lists and the history be asked for again. */
export function useTakeAgreement(): (next: Agreement) => void {
  const client = useQueryClient();
  return useCallback(
    (next) => {
      client.setQueryData(agreementQuery(next.id).queryKey, next);
      for (const part of ['made', 'list', 'due', 'signing', 'events', 'shares', 'comments'])
        void client.invalidateQueries({ queryKey: [root, part] });
    },
    [client],
  );
}

/** Follows one agreement: its own live messages, such as that it was sealed, besides `document.changed`. */
export function useFollowAgreement(documentId: string): void {
  const client = useQueryClient();
  const { userId } = useSession();
  useTopic(userId && `user:${userId}`, (event) => {
    if (!('data' in event) || event.data['documentId'] !== documentId) return;
    if (/^(agreement|review|breach)\./.test(event.type)) void client.invalidateQueries({ queryKey: [root] });
  });
}
