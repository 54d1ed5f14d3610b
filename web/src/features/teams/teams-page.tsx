'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { found, useToldSearch } from '../../lib/telling';
import { TeamState } from './looks';
import { useListFilter } from './list-filter';
import { teamsQuery } from './queries';
import { ReceivedInvitations } from './received-invitations';
import { TeamForm } from './team-form';
import { TeamsFrame } from './teams-frame';
import type { TeamCard } from './types';

/** `/teams`: invitations that wait, and the teams one belongs to or may see. */
export function TeamsPage() {
  const t = useTranslations('teams.list');
  const { filter, bar } = useListFilter();
  const [creating, setCreating] = useState(false);
  const query = useInfiniteQuery(teamsQuery(filter));
  useToldSearch('teams', filter.search, found(query.data));
  return (
    <TeamsFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
          {t('create')}
        </Button>
      }
    >
      <ReceivedInvitations />
      {bar}
      <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(team) => <TeamRow team={team} />}
      </PagedList>
      {creating && <TeamForm onClose={() => setCreating(false)} />}
    </TeamsFrame>
  );
}

export function TeamRow({ team }: { team: TeamCard }) {
  const t = useTranslations('teams.list');
  const roles = useTranslations('teams.role');
  const seen = useTranslations('teams.visibility');
  const place = team.company ?? team.venture;
  return (
    <Card component="article" p="md">
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            <Anchor component={Link} href={`/teams/${team.id}`} inherit c="inherit">
              {team.name}
            </Anchor>
          </Title>
          <TeamState state={team.state} />
          {team.role && <Badge variant="outline">{roles(team.role)}</Badge>}
        </Group>
        <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {team.purpose}
        </Text>
        <Text size="sm" c="dimmed">
          {[
            place ? t('in', { name: place.name }) : t('alone'),
            team.parent ? t('inside', { name: team.parent.name }) : null,
            t('members', { count: team.members, size: team.size }),
            team.lead ? t('ledBy', { name: team.lead.name }) : null,
            seen(team.visibility),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Stack>
    </Card>
  );
}
