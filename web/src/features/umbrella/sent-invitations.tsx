'use client';

import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { LinkToHandOn } from './invite-form';
import { InvitationBadge, useRate } from './looks';
import { invitationsQuery, useRefreshUmbrella } from './queries';
import type { Invitation } from './types';

/** What became of the reader’s invitations. */
export function SentInvitations() {
  const t = useTranslations('umbrella.sent');
  const query = useInfiniteQuery(invitationsQuery('SENT'));
  return (
    <Section title={t('title')} text={t('text')}>
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(invitation) => <SentRow invitation={invitation} />}
      </PagedList>
    </Section>
  );
}

function SentRow({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('umbrella.sent');
  const { date } = useFormat();
  const rate = useRate();
  const refresh = useRefreshUmbrella();
  const [cancelling, setCancelling] = useState(false);
  const params = { invitationId: invitation.id };
  const to = invitation.email ?? t('link');
  const resend = useMutation({
    mutationFn: () => api.umbrella.resendInvitation({ params, body: {} }),
    onSuccess: () => refresh(),
  });
  const { state } = invitation;
  const lapsed = state === 'EXPIRED' || state === 'CANCELLED';
  return (
    <Card p="sm" withBorder>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={2} style={{ flex: '1 1 14rem', minWidth: 0 }}>
            <Group gap="xs">
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {to}
              </Text>
              <InvitationBadge state={state} />
            </Group>
            <Text size="sm" c="dimmed">
              {t('line', { rate: rate(invitation.ratePercent), date: date(invitation.createdAt) })}{' '}
              {state === 'PENDING' && t('until', { date: date(invitation.expiresAt) })}
            </Text>
          </Stack>
          {lapsed && (
            <Button
              size="xs"
              variant="default"
              loading={resend.isPending}
              aria-label={t('resendNamed', { to })}
              onClick={() => resend.mutate()}
            >
              {t('resend')}
            </Button>
          )}
          {state === 'PENDING' && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={t('cancelNamed', { to })}
              onClick={() => setCancelling(true)}
            >
              {t('cancel')}
            </Button>
          )}
        </Group>
        {resend.isError && <ProblemAlert error={resend.error} />}
        <div role="status">
          {resend.isSuccess &&
            (resend.data.link ? (
              <LinkToHandOn link={resend.data.link} />
            ) : (
              <Text size="sm">{t('resent', { to })}</Text>
            ))}
        </div>
      </Stack>
      {cancelling && (
        <ConfirmModal
          title={t('cancelTitle')}
          text={t('cancelText', { to })}
          confirm={t('cancel')}
          cancel={t('keep')}
          danger
          run={() => api.umbrella.cancelInvitation({ params, body: {} })}
          onClose={() => setCancelling(false)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}
