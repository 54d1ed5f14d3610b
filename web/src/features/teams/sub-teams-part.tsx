'use client';

import { Anchor, Button, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { TeamState } from './looks';
import { teamsQuery, useRefreshTeams } from './queries';
import { TeamForm } from './team-form';
import type { Team } from './types';

/** Teams inside this one, and which one it is inside of. */
export function SubTeamsPart({ team }: { team: Team }) {
  const t = useTranslations('teams.subTeams');
  const [adding, setAdding] = useState(false);
  const leads = (team.rights.includes('lead') || team.rights.includes('own')) && team.state !== 'DISBANDED';
  return (
    <Stack>
      {leads && (
        <Group>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </Group>
      )}
      {team.subTeams.length === 0 ? (
        <Empty title={t('emptyTitle')} text={t('emptyText')} />
      ) : (
        <PlainList label={t('label')}>
          {team.subTeams.map(({ id, name, state, members }) => (
            <li key={id}>
              <Card p="md">
                <Group gap="xs">
                  <Anchor component={Link} href={`/teams/${id}`} c="inherit" fw={600}>
                    {name}
                  </Anchor>
                  <TeamState state={state} />
                  <Text size="sm" c="dimmed">
                    {t('members', { count: members })}
                  </Text>
                </Group>
              </Card>
            </li>
          ))}
        </PlainList>
      )}
      {leads && <MoveForm key={team.parent?.id ?? ''} team={team} />}
      {adding && <TeamForm inside={{ parentId: team.id }} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function MoveForm({ team }: { team: Team }) {
  const t = useTranslations('teams.subTeams');
  const refresh = useRefreshTeams();
  const [parentId, setParentId] = useState(team.parent?.id ?? '');
  const place = team.company
    ? { companyId: team.company.id }
    : team.venture
      ? { ventureId: team.venture.id }
      : {};
  const query = useInfiniteQuery(
    teamsQuery({ mine: team.company || team.venture ? 'false' : 'true', search: '', ...place }),
  );
  const inside = new Set(team.subTeams.map(({ id }) => id));
  const others = (query.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(
      (one) =>
        one.id !== team.id &&
        !inside.has(one.id) &&
        one.state !== 'DISBANDED' &&
        one.company?.id === team.company?.id &&
        one.venture?.id === team.venture?.id,
    );
  const move = useMutation({
    mutationFn: () => api.teams.move({ params: { teamId: team.id }, body: { parentId: parentId || null } }),
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('moved') });
      await refresh();
    },
  });
  if (others.length === 0 && !team.parent) return null;
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <NativeSelect
          label={t('parent')}
          description={t('moveText')}
          value={parentId}
          onChange={(event) => setParentId(event.currentTarget.value)}
          data={[
            { value: '', label: t('none') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button
          variant="default"
          loading={move.isPending}
          disabled={parentId === (team.parent?.id ?? '')}
          onClick={() => move.mutate()}
        >
          {t('move')}
        </Button>
      </Group>
      <ProblemAlert error={move.error} />
    </Stack>
  );
}
