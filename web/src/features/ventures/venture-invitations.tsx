'use client';

import { Badge, Button, Card, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { CostNote } from '../rewards/cost';
import { ConfirmModal } from './confirm-modal';
import { InviteForm } from './invite-form';
import { useRefreshVentures } from './queries';
import type { Invitation, Venture } from './types';

const colour: Record<Invitation['state'], string> = {
  PENDING: 'orange',
  ACCEPTED: 'green',
  DECLINED: 'red',
  CANCELLED: 'gray',
  EXPIRED: 'gray',
};

/** Inviting, and what became of the invitations so far. */
export function VentureInvitations({ venture }: { venture: Venture }) {
  const t = useTranslations('ventures.invitations');
  const list = useInfiniteQuery({
    queryKey: ['ventures', 'invitations', venture.id],
    queryFn: ({ pageParam }) =>
      api.ventures.ventureInvitations({ params: { ventureId: venture.id }, query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="lg">
      <InviteForm ventureId={venture.id} owner={venture.myRole === 'OWNER'} />
      <section aria-labelledby="sent-invitations">
        <Title order={2} size="h4" id="sent-invitations" mb="sm">
          {t('sent')}
        </Title>
        {list.isLoadingError ? (
          <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <Skeleton height={120} aria-hidden />
        ) : items.length === 0 ? (
          <Text c="dimmed">{t('none')}</Text>
        ) : (
          <Stack gap="sm">
            {items.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </Stack>
        )}
        {list.hasNextPage && (
          <Button
            mt="sm"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </section>
    </Stack>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('ventures');
  const format = useFormat();
  const refresh = useRefreshVentures();
  const [cancelling, setCancelling] = useState(false);
  const params = { invitationId: invitation.id };
  const resend = useMutation({
    mutationFn: () => api.ventures.resend({ params, body: {} }),
    onSuccess: refresh,
  });
  const open = invitation.state === 'PENDING';
  const lapsed = invitation.state === 'EXPIRED' || invitation.state === 'CANCELLED';
  const to = invitation.email ?? t('invitations.unknown');
  return (
    <Card padding="sm">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={2} style={{ flex: '1 1 14rem', minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600}>{to}</Text>
            <Badge variant="dot" miw="max-content" color={colour[invitation.state]}>
              {t(`invitations.state.${invitation.state}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('invitations.line', {
              role: t(`role.${invitation.role}`),
              by: invitation.invitedBy,
              date: format.date(invitation.createdAt),
            })}
            {open ? ` ${t('invitations.until', { date: format.date(invitation.expiresAt) })}` : ''}
          </Text>
        </Stack>
        {(open || lapsed) && (
          <Group gap="xs">
            {lapsed && (
              <Button
                size="xs"
                variant="default"
                loading={resend.isPending}
                aria-label={t('invitations.resendNamed', { email: to })}
                onClick={() => resend.mutate()}
              >
                {t('invitations.resend')}
              </Button>
            )}
            {open && (
              <Button
                size="xs"
                variant="subtle"
                color="red"
                aria-label={t('invitations.cancelNamed', { email: to })}
                onClick={() => setCancelling(true)}
              >
                {t('invitations.cancel')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      <VisuallyHidden role="status">
        {resend.isSuccess ? t('invitations.resent', { email: to }) : ''}
      </VisuallyHidden>
      {lapsed && <CostNote action="member-invite" />}
      {resend.isError && <ProblemAlert error={resend.error} />}
      {resend.isSuccess && (
        <Text size="sm" aria-hidden>
          {t('invitations.resent', { email: to })}
        </Text>
      )}
      {cancelling && (
        <ConfirmModal
          title={t('invitations.cancelTitle')}
          text={t('invitations.cancelText', { email: to })}
          confirm={t('invitations.cancel')}
          danger
          run={() => api.ventures.cancel({ params, body: {} })}
          onClose={() => setCancelling(false)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}
