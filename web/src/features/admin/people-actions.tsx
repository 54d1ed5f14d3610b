'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useAccess } from '../../lib/session';
import { ReasonedAction, type Action } from './reasoned-action';

/** Status, identity flag and tier clearance of one account. */
export function PeopleActions() {
  const t = useTranslations('admin.people');
  const format = useFormat();
  const mayBan = useAccess().data?.held.includes(12) ?? false;
  const status = (answer: { status: string }) => t('statusNow', { status: answer.status });
  const identity = (verified: boolean) => async (userId: string, reason: string) => {
    const answer = await api.users.setIdentityVerified({ params: { userId }, body: { verified, reason } });
    return answer.identityVerified ? t('identityNow') : t('identityGone');
  };
  const approve = (rung: 7 | 8) => async (userId: string, reason: string) => {
    const answer = await api.access.approveClearance({ params: { userId }, body: { rung, reason } });
    return t('clearedUntil', { date: format.date(answer.until) });
  };
  const refuse = (rung: 7 | 8) => async (userId: string, reason: string) => {
    await api.access.refuseClearance({ params: { userId }, body: { rung, reason } });
    return t('refused');
  };
  const accounts: Action[] = [
    {
      value: 'suspend',
      label: t('suspend'),
      run: async (userId, reason) =>
        status(await api.users.suspend({ params: { userId }, body: { reason } })),
    },
    {
      value: 'reinstate',
      label: t('reinstate'),
      run: async (userId, reason) =>
        status(await api.users.reinstate({ params: { userId }, body: { reason } })),
    },
    ...(mayBan
      ? [
          {
            value: 'ban',
            label: t('ban'),
            run: async (userId: string, reason: string) =>
              status(await api.users.ban({ params: { userId }, body: { reason } })),
          },
        ]
      : []),
    { value: 'verify', label: t('identitySet'), run: identity(true) },
    { value: 'unverify', label: t('identityClear'), run: identity(false) },
  ];
  const clearances: Action[] = [
    { value: 'approve7', label: t('approve', { rung: 7, days: 60 }), run: approve(7) },
    { value: 'approve8', label: t('approve', { rung: 8, days: 30 }), run: approve(8) },
    { value: 'refuse7', label: t('refuse', { rung: 7 }), run: refuse(7) },
    { value: 'refuse8', label: t('refuse', { rung: 8 }), run: refuse(8) },
  ];
  return (
    <Stack gap="lg">
      <ReasonedAction
        title={t('accountTitle')}
        text={t('accountText')}
        idLabel={t('userId')}
        actions={accounts}
      />
      <ReasonedAction
        title={t('clearanceTitle')}
        text={t('clearanceText')}
        idLabel={t('userId')}
        actions={clearances}
      />
    </Stack>
  );
}
