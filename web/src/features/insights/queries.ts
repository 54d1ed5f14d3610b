'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { api } from '../../lib/api';
import type { StatementKind } from './types';

const key = ['insights'];

export const insightsQuery = () => ({
  queryKey: [...key, 'mine'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.insights.mine({}, { signal }),
});

function useRefresh() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: key }), [client]);
}

/** Off or on; nothing is lost by it, so it needs no question first. */
export function useSetPredictions() {
  const t = useTranslations('insights.predictions');
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (on: boolean) => api.insights.setPredictions({ body: { on } }),
    scope: { id: 'predictions' },
    onSuccess: ({ on }) => {
      notifications.show({ message: t(on ? 'nowOn' : 'nowOff'), color: 'fir' });
      return refresh();
    },
  });
}

export function useGiveConsent() {
  const t = useTranslations('insights.consent');
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => api.users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } }),
    onSuccess: async () => {
      notifications.show({ message: t('given'), color: 'fir' });
      await client.invalidateQueries({ queryKey: ['me', 'consents'] });
      await refresh();
    },
  });
}

export function useContest(onDone: () => void) {
  const t = useTranslations('insights.contest');
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { statement: StatementKind; words: string }) => api.insights.contest({ body }),
    onSuccess: async () => {
      notifications.show({ message: t('sent'), color: 'fir' });
      onDone();
      await refresh();
    },
  });
}

export function useAnswerAdvice() {
  const t = useTranslations('insights.advice');
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ adviceId, answer }: { adviceId: string; answer: 'HELPFUL' | 'DISMISSED' }) =>
      api.insights.answerAdvice({ params: { adviceId }, body: { answer } }),
    onSuccess: ({ answer }) => {
      notifications.show({ message: t(answer === 'HELPFUL' ? 'thanks' : 'gone'), color: 'fir' });
      return refresh();
    },
  });
}
