'use client';

import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle, IconMessages, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { AskForm } from './ask-form';
import { GoalsPart } from './goals-part';
import { HistoryPart } from './history-part';
import { InvitationsPart } from './invitations-part';
import { TeamState } from './looks';
import { MembersPart } from './members-part';
import { MetricsPart } from './metrics-part';
import { ProductivityPart } from './productivity-part';
import { teamQuery, useRefreshTeams } from './queries';
import { SubTeamsPart } from './sub-teams-part';
import { TeamForm } from './team-form';
import { TeamSteps } from './team-steps';
import { TeamsFrame } from './teams-frame';
import type { Team } from './types';

const keys = ['members', 'goals', 'metrics', 'productivity', 'invitations', 'subTeams', 'history'] as const;
type Key = (typeof keys)[number];

/** `/teams/[id]`: a team, what the reader may do in it, and its parts. */
export function TeamPage({ teamId }: { teamId: string }) {
  const t = useTranslations('teams.page');
  const list = useTranslations('teams.list');
  const query = useQuery(teamQuery(teamId));
  const team = query.data;
  const crumbs = [
    { label: list('title'), href: '/teams' },
    ...(team?.company ? [{ label: team.company.name, href: `/companies/${team.company.id}` }] : []),
    ...(team?.venture ? [{ label: team.venture.name, href: `/ventures/${team.venture.id}` }] : []),
    ...(team?.parent ? [{ label: team.parent.name, href: `/teams/${team.parent.id}` }] : []),
  ];
  return (
    <TeamsFrame
      title={team?.name ?? list('title')}
      crumbs={crumbs}
      topic={team?.role ? `team:${teamId}` : null}
      actions={team && <TeamActions team={team} />}
    >
      <QueryView query={query}>
        {(shown) => (
          <>
            <About team={shown} />
            <TeamSteps team={shown} />
            {shown.rights.includes('read') ? (
              <Parts team={shown} label={t('parts')} />
            ) : (
              <>
                <MembersPart team={shown} />
                <Text c="dimmed">{t('outside')}</Text>
              </>
            )}
          </>
        )}
      </QueryView>
    </TeamsFrame>
  );
}

function About({ team }: { team: Team }) {
  const t = useTranslations('teams.page');
  const list = useTranslations('teams.list');
  const states = useTranslations('teams.state');
  const seen = useTranslations('teams.visibility');
  const { date } = useFormat();
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <TeamState state={team.state} />
        <Text size="sm" c="dimmed">
          {[
            t('since', { state: states(team.state), date: date(team.stateSince) }),
            list('members', { count: team.members, size: team.size }),
            team.lead ? list('ledBy', { name: team.lead.name }) : null,
            seen(team.visibility),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Group>
      <Text maw="68ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {team.purpose}
      </Text>
      {team.mediator && <Text size="sm">{t('mediator', { name: team.mediator.name })}</Text>}
      {team.reviewSuggestedAt && team.state === 'ACTIVE' && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('review')}
        </Alert>
      )}
    </Stack>
  );
}

function TeamActions({ team }: { team: Team }) {
  const t = useTranslations('teams.page');
  const [open, setOpen] = useState<'edit' | 'join' | 'ask' | null>(null);
  const refresh = useRefreshTeams();
  const channel = useQuery({
    queryKey: ['teams', 'team', team.id, 'channel'],
    queryFn: ({ signal }) =>
      api.channels.list({ query: { scope: 'TEAM', scopeId: team.id, limit: 1 } }, { signal }),
    enabled: team.role !== null,
  });
  const withdraw = useMutation({
    mutationFn: (approvalId: string) => api.approvals.withdraw({ params: { approvalId }, body: {} }),
    onSuccess: refresh,
  });
  const first = channel.data?.items[0];
  const close = () => setOpen(null);
  return (
    <>
      {first && (
        <Button
          component={Link}
          href={`/messages/${first.id}`}
          variant="default"
          leftSection={<IconMessages size={18} aria-hidden />}
        >
          {t('channel')}
        </Button>
      )}
      {team.role && team.state !== 'DISBANDED' && (
        <Button variant="default" onClick={() => setOpen('ask')}>
          {t('request')}
        </Button>
      )}
      {team.rights.includes('lead') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={() => setOpen('edit')}
        >
          {t('edit')}
        </Button>
      )}
      {team.rights.includes('join') && !team.joinRequestId && (
        <Button onClick={() => setOpen('join')}>{t('join')}</Button>
      )}
      {team.joinRequestId && (
        <Group gap="xs">
          <Text size="sm">{t('asked')}</Text>
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(team.joinRequestId!)}
          >
            {t('withdraw')}
          </Button>
        </Group>
      )}
      <ProblemAlert error={withdraw.error} />
      {open === 'edit' && <TeamForm team={team} onClose={close} />}
      {open === 'join' && <JoinForm team={team} onClose={close} />}
      {open === 'ask' && <AskForm place={{ teamId: team.id }} onClose={close} />}
    </>
  );
}

function JoinForm({ team, onClose }: { team: Team; onClose: () => void }) {
  const t = useTranslations('teams.page');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const form = useForm({ initialValues: { message: '' } });
  const ask = useMutation({
    mutationFn: ({ message }: typeof form.values) =>
      api.teams.askToJoin(
        { params: { teamId: team.id }, body: { message: message.trim() } },
        { idempotencyKey: intention.keyOf(message) },
      ),
    onSuccess: async () => {
      onClose();
      await refresh();
    },
  });
  return (
    <FormModal
      title={t('joinTitle', { name: team.name })}
      confirm={t('join')}
      form={form}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={(values) => ask.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('joinText')}</Text>
      <Textarea
        {...form.getInputProps('message')}
        label={t('joinMessage')}
        maxLength={500}
        autosize
        minRows={3}
        data-autofocus
      />
    </FormModal>
  );
}

function Parts({ team, label }: { team: Team; label: string }) {
  const t = useTranslations('teams.page');
  const wished = useSearchParams().get('tab');
  const [open, setOpen] = useState<Key>(keys.find((one) => one === wished) ?? 'members');
  const contents: Record<Key, React.ReactNode> = {
    members: <MembersPart team={team} />,
    goals: <GoalsPart team={team} />,
    metrics: <MetricsPart place={{ teamId: team.id }} />,
    productivity: <ProductivityPart teamId={team.id} />,
    invitations: <InvitationsPart place={{ teamId: team.id }} leads={team.rights.includes('lead')} />,
    subTeams: <SubTeamsPart team={team} />,
    history: <HistoryPart place={{ teamId: team.id }} />,
  };
  const needs: Partial<Record<Key, Team['rights'][number]>> = {
    productivity: 'analytics',
    invitations: 'invite',
  };
  const shown = keys.filter((one) => {
    const right = needs[one];
    return right === undefined || team.rights.includes(right);
  });
  return (
    <TabbedParts
      label={label}
      value={open}
      onChange={setOpen}
      parts={shown.map((one) => ({ key: one, title: t(one), content: contents[one] }))}
    />
  );
}
