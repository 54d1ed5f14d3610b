'use client';

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconMailOpened } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { signHref } from '../documents/links';
import { ConfirmModal } from './confirm-modal';
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
        <InvitationCard key={invitation.id} invitation={invitation} />
      ))}
    </Stack>
  );
}

function InvitationCard({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('ventures');
  const format = useFormat();
  const router = useRouter();
  const access = useAccess();
  const refresh = useRefreshVentures();
  const [declining, setDeclining] = useState(false);
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
  return (
    <Card style={{ borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 }}>
      <Stack gap="sm">
        <Group wrap="nowrap" align="flex-start">
          <IconMailOpened aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
          <div>
            <Title order={2} size="h4">
              {t('invitation.title', { venture: invitation.ventureName })}
            </Title>
            <Text size="sm">
              {t('invitation.text', {
                by: invitation.invitedBy,
                role: t(`role.${invitation.role}`),
                date: format.date(invitation.expiresAt),
              })}
            </Text>
          </div>
        </Group>
        {invitation.message && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            “{invitation.message}”
          </Text>
        )}
        {access.data && !member && (
          <Text size="sm" fw={600}>
            {t('invitation.memberFirst')}
          </Text>
        )}
        {accept.isError && <ProblemAlert error={accept.error} />}
        <Group>
          {member ? (
            <Button
              loading={accept.isPending}
              onClick={() => accept.mutate()}
              aria-label={t('invitation.acceptNamed', { venture: invitation.ventureName })}
            >
              {t('invitation.accept')}
            </Button>
          ) : (
            <Button component={Link} href={signHref({ pack: 'BECOME_MEMBER', after: '/onboarding' })}>
              {t('invitation.papers')}
            </Button>
          )}
          <Button
            variant="default"
            onClick={() => setDeclining(true)}
            aria-label={t('invitation.declineNamed', { venture: invitation.ventureName })}
          >
            {t('invitation.decline')}
          </Button>
        </Group>
      </Stack>
      {declining && (
        <ConfirmModal
          title={t('invitation.declineTitle')}
          text={t('invitation.declineText', { by: invitation.invitedBy })}
          confirm={t('invitation.decline')}
          danger
          run={() => api.ventures.decline({ params, body: {} })}
          onClose={() => setDeclining(false)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}
