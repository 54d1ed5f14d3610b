'use client';

import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { InviteForm } from './invite-form';
import { InvitationState } from './looks';
import { invitationsQuery, useRefreshTeams } from './queries';
import type { Invitation, Place } from './types';

/** Who was invited, by whom, and how it stands. */
export function InvitationsPart({ place, leads }: { place: Place; leads: boolean }) {
  const t = useTranslations('teams.invitations');
  const query = useInfiniteQuery(invitationsQuery(place));
  const [inviting, setInviting] = useState(false);
  return (
    <Stack>
      <Group>
        <Button leftSection={<IconSend size={18} aria-hidden />} onClick={() => setInviting(true)}>
          {t('invite')}
        </Button>
      </Group>
      <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(invitation) => <InvitationRow invitation={invitation} />}
      </PagedList>
      {inviting && <InviteForm place={place} leads={leads} onClose={() => setInviting(false)} />}
    </Stack>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const t = useTranslations('teams.invitations');
  const roles = useTranslations('teams.role');
  const { date } = useFormat();
  const refresh = useRefreshTeams();
  const params = { invitationId: invitation.id };
  const act = useMutation({
    mutationFn: (step: 'cancel' | 'resend') => api.teamInvitations[step]({ params, body: {} }),
    onSuccess: refresh,
  });
  const who = invitation.invitee?.name ?? invitation.email ?? '';
  return (
    <Card p="md">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} miw={0}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {who}
            </Text>
            <Badge variant="outline">{roles(invitation.role)}</Badge>
            <InvitationState state={invitation.state} />
          </Group>
          <Text size="sm" c="dimmed">
            {t('sent', {
              name: invitation.inviter.name,
              date: date(invitation.createdAt),
              until: date(invitation.expiresAt),
            })}
          </Text>
        </Stack>
        <Group gap="xs">
          {(['cancel', 'resend'] as const)
            .filter((step) => invitation.steps.includes(step))
            .map((step) => (
              <Button
                key={step}
                size="xs"
                variant="default"
                aria-label={t(`${step}Named`, { who })}
                loading={act.isPending && act.variables === step}
                onClick={() => act.mutate(step)}
              >
                {t(step)}
              </Button>
            ))}
        </Group>
      </Group>
      <ProblemAlert error={act.error} />
    </Card>
  );
}
