'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { InvitationCard } from '../../components/invitation-card';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { signHref } from '../documents/links';
import { myInvitationsQuery, useRefreshVentures } from './queries';
import type { Invitation } from './types';

/** Invitations that wait for an answer. Nothing is shown when there are none. */
export function InvitationPanel() {
  const t = useTranslations('ventures.invitation');
  const invitations = useQuery(myInvitationsQuery());
  if (invitations.isLoadingError)
    return <ProblemAlert error={invitations.error} onRetry={() => void invitations.refetch()} />;
  const open = invitations.data?.items.filter((invitation) => invitation.state === 'PENDING') ?? [];
  if (open.length === 0) return null;
  return (
    <Stack component="section" aria-label={t('label')} gap="sm">
      {open.map((invitation) => (
        <PendingInvitation key={invitation.id} invitation={invitation} />
      ))}
    </Stack>
  );
}

function PendingInvitation({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('ventures');
  const format = useFormat();
  const router = useRouter();
  const access = useAccess();
  const refresh = useRefreshVentures();
  const member = access.data?.held.includes(1) ?? false;
  const params = { invitationId: invitation.id };
  const accept = useMutation({
    mutationFn: () => api.ventures.accept({ params, body: {} }),
    onSuccess: async () => {
      router.push(
        signHref({
          pack: 'JOIN_VENTURE',
          ventureId: invitation.ventureId,
          after: `/ventures/${invitation.ventureId}`,
        }),
      );
      await refresh();
    },
  });
  const { ventureName: venture, invitedBy: by } = invitation;
  return (
    <InvitationCard
      title={t('invitation.title', { venture })}
      terms={[
        t('invitation.text', {
          by,
          role: t(`role.${invitation.role}`),
          date: format.date(invitation.expiresAt),
        }),
      ]}
      message={invitation.message}
      note={
        access.data &&
        !member && (
          <Text size="sm" fw={600}>
            {t('invitation.memberFirst')}
          </Text>
        )
      }
      error={accept.error}
      accept={
        member ? (
          <Button
            loading={accept.isPending}
            onClick={() => accept.mutate()}
            aria-label={t('invitation.acceptNamed', { venture })}
          >
            {t('invitation.accept')}
          </Button>
        ) : (
          <Button component={Link} href={signHref({ pack: 'BECOME_MEMBER', after: '/onboarding' })}>
            {t('invitation.papers')}
          </Button>
        )
      }
      decline={{
        label: t('invitation.decline'),
        named: t('invitation.declineNamed', { venture }),
        title: t('invitation.declineTitle'),
        text: t('invitation.declineText', { by }),
        run: () => api.ventures.decline({ params, body: {} }),
        onDone: refresh,
      }}
    />
  );
}
