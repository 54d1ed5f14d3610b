'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api } from '../../lib/api';
import { useAccess, useMe, useSession } from '../../lib/session';

export const onboardingSteps = ['email', 'about', 'papers', 'plan', 'done'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];
export type Progress = Record<OnboardingStep, 'done' | 'skipped' | 'open'>;

export const skillsQuery = () => ({ queryKey: ['me', 'skills'], queryFn: () => api.users.skills({}) });
export const subscriptionQuery = () => ({
  queryKey: ['subscription'],
  queryFn: () => api.subscriptions.get({}),
});

/** States in which the subscription condition of rung 2 is true (section 10). */
const seatStates = new Set(['TRIALING', 'ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING']);
export const hasSeat = (state: string | undefined) => state !== undefined && seatStates.has(state);

/** Where the person stands, computed from what the server knows; only "later" and "stay free" are remembered here. */
export function useOnboarding() {
  const me = useMe();
  const access = useAccess();
  const { userId } = useSession();
  const member = access.data?.held.includes(1) ?? false;
  const skills = useQuery(skillsQuery());
  const subscription = useQuery({ ...subscriptionQuery(), enabled: member });
  const aboutLater = useMark(userId, 'about-later');
  const stayFree = useMark(userId, 'stay-free');

  const ready = me.data && access.data && skills.data && (!member || subscription.data);
  const error = ready ? null : (me.error ?? access.error ?? skills.error ?? subscription.error);
  const told = Boolean(me.data?.biography) && (skills.data?.items.length ?? 0) > 0;
  const seated = hasSeat(subscription.data?.state);
  const progress: Progress | null = ready
    ? {
        email: me.data.emailVerified ? 'done' : 'open',
        about: told ? 'done' : aboutLater.set ? 'skipped' : 'open',
        papers: member ? 'done' : 'open',
        plan: seated ? 'done' : member && stayFree.set ? 'skipped' : 'open',
        done: 'open',
      }
    : null;
  const current: OnboardingStep = progress
    ? (onboardingSteps.find((step) => progress[step] === 'open') ?? 'done')
    : 'email';
  const refetch = () =>
    Promise.all([
      me.refetch(),
      access.refetch(),
      skills.refetch(),
      ...(member ? [subscription.refetch()] : []),
    ]);
  return {
    progress,
    current,
    member,
    seated,
    subscription: subscription.data,
    error,
    refetch,
    aboutLater,
    stayFree,
  };
}

const listeners = new Set<() => void>();

/** A yes that stays in this browser. */
function useMark(userId: string | null, name: string) {
  const key = `smartstart.${name}.${userId ?? ''}`;
  const set = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => false,
  );
  const change = (value: boolean) => {
    try {
      if (value) localStorage.setItem(key, '1');
      else localStorage.removeItem(key);
    } catch {
      // Without storage the step is simply shown again next time.
    }
    for (const listener of listeners) listener();
  };
  return { set, change };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
