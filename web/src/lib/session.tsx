'use client';

import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { api } from './api';
import { withQuery } from './next-path';
import { ProblemAlert } from './problem';
import { sessionStore, type SessionGrant } from './session-store';

/** Resumes the session on page load, and empties the cache whenever another person takes over. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const { state, userId } = useStore();
  const shownTo = useRef<string | null>(null);
  useEffect(() => void sessionStore.resume(), []);
  useEffect(() => {
    if (state === 'loading') return;
    if (shownTo.current !== null && shownTo.current !== userId) queryClient.clear();
    shownTo.current = userId;
  }, [state, userId, queryClient]);
  return children;
}

export function useSession() {
  const { state, userId, sessionId, failure } = useStore();
  return { state, userId, sessionId, failure, accept, signOut, retry: sessionStore.resume };
}

/** Shows its children to signed-in people; everybody else goes to the sign-in page and comes back afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { state, failure, retry } = useSession();
  const t = useTranslations('common');
  const router = useRouter();
  useEffect(() => {
    if (state !== 'signed-out' || leaving) return;
    router.replace(withQuery('/sign-in', { next: window.location.pathname + window.location.search }));
  }, [state, router]);
  if (state === 'signed-in') return children;
  return (
    <>
      <title>{t('brand')}</title>
      <VisuallyHidden component="h1">{t('brand')}</VisuallyHidden>
      {failure ? (
        <ProblemAlert error={failure} onRetry={() => void retry()} />
      ) : (
        <Stack gap="md" aria-busy="true" aria-label={t('loading')} role="status">
          <Skeleton height={36} width="40%" />
          <Skeleton height={120} />
          <Skeleton height={120} />
        </Stack>
      )}
    </>
  );
}

/** The own profile; answers only while signed in. The answer carries `etag` for `users.editMe`. */
export function useMe() {
  const { state } = useStore();
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.users.me({}, { signal }),
    enabled: state === 'signed-in',
  });
}

/** Rungs held and what the next ones ask for. */
export function useAccess() {
  const { state } = useStore();
  return useQuery({
    queryKey: ['access'],
    queryFn: ({ signal }) => api.access.me({}, { signal }),
    enabled: state === 'signed-in',
  });
}

// Signing out on purpose leads to the front page; without this mark the guard would ask to sign in again.
let leaving = false;

async function signOut(): Promise<void> {
  await api.authentication.logout({ body: {} }).catch(() => undefined);
  leaving = true;
  sessionStore.end();
  // A full page load drops everything the page still holds in memory.
  window.location.assign('/');
}

function accept(grant: SessionGrant): void {
  leaving = false;
  sessionStore.accept(grant);
}

function useStore() {
  return useSyncExternalStore(sessionStore.subscribe, sessionStore.get, sessionStore.getOnServer);
}
