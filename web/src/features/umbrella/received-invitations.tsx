'use client';

import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { InvitationCard } from '../../components/invitation-card';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { useRate } from './looks';
import { invitationsQuery, useRefreshUmbrella } from './queries';
import type { Invitation } from './types';

/** Invitations at the reader's address that wait for an answer. Nothing is shown when there are none. */
export function ReceivedInvitations() {
  const t = useTranslations('umbrella.received');
  const query = useInfiniteQuery(invitationsQuery('RECEIVED'));
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const open =
    query.data?.pages.flatMap(({ items }) => items).filter(({ state }) => state === 'PENDING') ?? [];
  if (open.length === 0) return null;
  return (
    <Stack component="section" aria-label={t('label')} gap="sm">
      {open.map((invitation) => (
        <ReceivedCard key={invitation.id} invitation={invitation} />
      ))}
    </Stack>
  );
}

function ReceivedCard({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('umbrella.received');
  const { date } = useFormat();
  const rate = useRate();
  const router = useRouter();
  const refresh = useRefreshUmbrella();
  const intention = useIntention();
  const params = { invitationId: invitation.id };
  const accept = useMutation({
    mutationFn: () =>
      api.umbrella.acceptInvitation({ params, body: {} }, { idempotencyKey: intention.keyOf(params) }),
    onSuccess: async ({ id }) => {
      router.push(`/umbrella/${id}`);
      await refresh();
    },
    onError: () => intention.done(),
  });
  const of = { sponsor: invitation.sponsorName };
  return (
    <InvitationCard
      title={t('title', of)}
      terms={[
        t('text', { ...of, rate: rate(invitation.ratePercent) }),
        t('until', { date: date(invitation.expiresAt) }),
      ]}
      message={invitation.message}
      error={accept.error}
      accept={
        <Button loading={accept.isPending} aria-label={t('acceptNamed', of)} onClick={() => accept.mutate()}>
          {t('accept')}
        </Button>
      }
      decline={{
        label: t('decline'),
        named: t('declineNamed', of),
        title: t('declineTitle', of),
        text: t('declineText', of),
        run: () => api.umbrella.declineInvitation({ params, body: {} }),
        onDone: refresh,
      }}
    />
  );
}
