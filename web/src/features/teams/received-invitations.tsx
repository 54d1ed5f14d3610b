'use client';

import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { InvitationCard } from '../../components/invitation-card';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { invitationsQuery, useRefreshTeams } from './queries';
import type { Invitation } from './types';

/** Invitations that wait for the reader's answer. Nothing is shown when there are none. */
export function ReceivedInvitations() {
  const t = useTranslations('teams.received');
  const query = useInfiniteQuery(invitationsQuery({ direction: 'RECEIVED', state: 'PENDING' }));
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const open = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (open.length === 0) return null;
  return (
    <Stack component="section" id="invitations" aria-label={t('label')} gap="sm">
      {open.map((invitation) => (
        <ReceivedCard key={invitation.id} invitation={invitation} />
      ))}
    </Stack>
  );
}

function ReceivedCard({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('teams.received');
  const roles = useTranslations('teams.role');
  const { date } = useFormat();
  const router = useRouter();
  const refresh = useRefreshTeams();
  const params = { invitationId: invitation.id };
  const place = (invitation.team ?? invitation.company)!;
  const of = { inviter: invitation.inviter.name, place: place.name };
  const accept = useMutation({
    mutationFn: () => api.teamInvitations.accept({ params, body: {} }),
    onSuccess: async () => {
      router.push(invitation.team ? `/teams/${place.id}` : `/companies/${place.id}`);
      await refresh();
    },
  });
  return (
    <InvitationCard
      title={t(invitation.team ? 'team' : 'company', of)}
      terms={[t('as', { role: roles(invitation.role), date: date(invitation.expiresAt) })]}
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
        run: () => api.teamInvitations.decline({ params, body: {} }),
        onDone: refresh,
      }}
    />
  );
}
