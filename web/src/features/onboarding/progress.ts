'use client';

import type { Answer, contract } from '@smartstart/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import { useEffect } from 'react';
import { useAccess, useSession } from '../../lib/session';

export type Journey = Answer<typeof contract.journey.get>;
export type Stage = Journey['stages'][number];

/** What the stages are called in addresses (`/onboarding?step=plan`), in their order. */
export const onboardingSteps = ['email', 'about', 'papers', 'plan', 'tour', 'buz', 'dashboard'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export const stepHref = (step: OnboardingStep) => `/onboarding?step=${step}`;
export const stepAfter = (step: OnboardingStep): OnboardingStep | undefined =>
  onboardingSteps[onboardingSteps.indexOf(step) + 1];

/** Most of what moves the journey is done on other pages, where nobody hears that it moved. */
const refetchOnMount = 'always' as const;
export const journeyQuery = () => ({
  queryKey: ['journey'],
  queryFn: () => api.journey.get({}),
  refetchOnMount,
});
export const questsQuery = () => ({
  queryKey: ['journey', 'quests'],
  queryFn: () => api.journey.quests({}),
  refetchOnMount,
});
export const skillsQuery = () => ({ queryKey: ['me', 'skills'], queryFn: () => api.users.skills({}) });
export const subscriptionQuery = () => ({
  queryKey: ['subscription'],
  queryFn: () => api.subscriptions.get({}),
});

/** States in which the subscription condition of rung 2 is true (section 10). */
const seatStates = new Set(['TRIALING', 'ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING']);
export const hasSeat = (state: string | undefined) => state !== undefined && seatStates.has(state);

/** Where the person stands with the plan. */
export function usePlanState() {
  const access = useAccess();
  const member = access.data?.held.includes(1) ?? false;
  const subscription = useQuery({ ...subscriptionQuery(), enabled: member });
  return { member, seated: hasSeat(subscription.data?.state), subscription: subscription.data };
}

type Seen = Parameters<typeof api.journey.markSeen>[0]['body']['what'];

/** Says that something was looked at; the answer is the journey as it stands then. */
export function useMarkSeen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: Seen) => api.journey.markSeen({ body: { what } }),
    onSuccess: (journey) => {
      client.setQueryData(['journey'], journey);
      void client.invalidateQueries({ queryKey: ['journey', 'quests'] });
    },
  });
}

/** Tells the journey once a visit that this page was looked at. Nobody needs to know when that fails. */
export function useSeen(what: Seen): void {
  const { userId } = useSession();
  const { mutate } = useMarkSeen();
  useEffect(() => {
    if (!userId || told.has(`${userId} ${what}`)) return;
    told.add(`${userId} ${what}`);
    mutate(what);
  }, [userId, what, mutate]);
}

const told = new Set<string>();
