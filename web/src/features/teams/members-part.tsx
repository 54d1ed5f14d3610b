'use client';

import { Badge, Button, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PersonPhoto } from '../../components/person-photo';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { PersonLink } from '../community/byline';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { membersQuery, useRefreshTeams } from './queries';
import type { Team, TeamMember } from './types';

const given = ['SENIOR', 'MEMBER', 'JUNIOR', 'OBSERVER'] as const;

/** Who is in the team, with the role of each. */
export function MembersPart({ team }: { team: Team }) {
  const t = useTranslations('teams.members');
  const query = useQuery(membersQuery(team.id));
  return (
    <QueryView query={query}>
      {({ items }) => (
        <PlainList label={t('label')}>
          {items.map((member) => (
            <li key={member.userId}>
              <MemberRow team={team} member={member} />
            </li>
          ))}
        </PlainList>
      )}
    </QueryView>
  );
}

function MemberRow({ team, member }: { team: Team; member: TeamMember }) {
  const t = useTranslations('teams.members');
  const roles = useTranslations('teams.role');
  const { userId } = useSession();
  const { date } = useFormat();
  const refresh = useRefreshTeams();
  const [asking, setAsking] = useState<'remove' | 'lead' | null>(null);
  const params = { teamId: team.id, userId: member.userId };
  const own = member.userId === userId;
  const of = { name: member.name };
  const change = useMutation({
    mutationFn: (role: TeamMember['role']) => api.teams.setRole({ params, body: { role } }),
    onSuccess: async (_team, role) => {
      notifications.show({ color: 'fir', message: t('changed', { ...of, role: roles(role) }) });
      await refresh();
    },
  });
  return (
    <Card p="md">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap" miw={0}>
          <PersonPhoto name={member.name} fileId={null} size={40} />
          <Stack gap={2} miw={0}>
            <Text style={{ overflowWrap: 'anywhere' }}>
              <PersonLink person={member} />
            </Text>
            <Text size="sm" c="dimmed">
              {t('since', { date: date(member.joinedAt) })}
            </Text>
          </Stack>
        </Group>
        <Group gap="xs">
          {member.mayChange ? (
            <NativeSelect
              aria-label={t('role', of)}
              value={member.role}
              disabled={change.isPending}
              onChange={(event) => change.mutate(event.currentTarget.value as TeamMember['role'])}
              data={given.map((role) => ({ value: role, label: roles(role) }))}
            />
          ) : (
            <Badge color={member.role === 'LEAD' ? 'fir' : 'gray'}>{roles(member.role)}</Badge>
          )}
          {member.mayLead && (
            <Button
              size="xs"
              variant="default"
              aria-label={t('makeLeadNamed', of)}
              onClick={() => setAsking('lead')}
            >
              {t('makeLead')}
            </Button>
          )}
          {member.mayRemove && (
            <Button
              size="xs"
              variant="default"
              aria-label={own ? t('leave') : t('removeNamed', of)}
              onClick={() => setAsking('remove')}
            >
              {t(own ? 'leave' : 'remove')}
            </Button>
          )}
        </Group>
      </Group>
      <ProblemAlert error={change.error} />
      {asking === 'remove' && (
        <ConfirmModal
          title={own ? t('leaveTitle') : t('removeTitle', of)}
          text={t(own ? 'leaveText' : 'removeText')}
          confirm={t(own ? 'leave' : 'remove')}
          danger
          run={() => api.teams.removeMember({ params })}
          onClose={() => setAsking(null)}
          onDone={() => void refresh()}
        />
      )}
      {asking === 'lead' && (
        <ConfirmModal
          title={t('makeLeadTitle', of)}
          text={t('makeLeadText')}
          confirm={t('makeLead')}
          run={() => api.teams.setRole({ params, body: { role: 'LEAD' } })}
          onClose={() => setAsking(null)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}
