'use client';

import { Alert, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconFlag, IconHeartHandshake, IconMessage, IconThumbUp, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { CardMenu } from './card-menu';
import { ConnectForm } from './connect-form';
import { EndorseForm, EndorsementsModal } from './endorse-form';
import { KudosForm } from './kudos-form';
import { tieQuery, useRefreshNetwork } from './queries';
import { ReportModal } from './report-modal';
import type { Tie } from './types';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** On the page of another person: connect, write, thank, report. */
export function PersonActs({ person }: { person: Named }) {
  const t = useTranslations('community.person');
  const router = useRouter();
  const { userId } = useSession();
  const refresh = useRefreshNetwork();
  const [open, setOpen] = useState<'connect' | 'kudos' | 'report' | null>(null);
  const tie = useQuery({ ...tieQuery(person.id), enabled: userId !== person.id, retry: false });
  const write = useMutation({
    mutationFn: () => api.channels.direct({ body: { userId: person.id } }),
    onSuccess: ({ id }) => router.push(`/messages/${id}`),
  });
  const answer = useMutation({
    mutationFn: ({ id, event }: { id: string; event: 'accept' | 'reject' }) =>
      api.network[event]({ params: { connectionId: id }, body: {} }),
    onSettled: refresh,
  });
  if (userId === person.id || !tie.data) return null;
  const { connection, rights } = tie.data;
  const close = () => setOpen(null);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {rights.includes('connect') && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setOpen('connect')}>
            {t('connect')}
          </Button>
        )}
        {connection?.rights.includes('accept') && (
          <>
            <Button
              loading={answer.isPending}
              onClick={() => answer.mutate({ id: connection.id, event: 'accept' })}
            >
              {t('accept')}
            </Button>
            <Button
              variant="default"
              disabled={answer.isPending}
              onClick={() => answer.mutate({ id: connection.id, event: 'reject' })}
            >
              {t('reject')}
            </Button>
          </>
        )}
        {rights.includes('message') && (
          <Button
            variant="default"
            loading={write.isPending}
            leftSection={<IconMessage size={18} aria-hidden />}
            onClick={() => write.mutate()}
          >
            {t('write')}
          </Button>
        )}
        {rights.includes('kudos') && (
          <Button
            variant="default"
            leftSection={<IconHeartHandshake size={18} aria-hidden />}
            onClick={() => setOpen('kudos')}
          >
            {t('kudos')}
          </Button>
        )}
        <CardMenu
          label={t('more', { name: person.name })}
          acts={[{ label: t('report'), icon: IconFlag, run: () => setOpen('report') }]}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {standing(tie.data)}
        {t('connections', { count: tie.data.connections })}
      </Text>
      {connection?.rights.includes('accept') && connection.message && (
        <Alert>{t('asks', { message: connection.message })}</Alert>
      )}
      <ProblemAlert error={write.error ?? answer.error} />
      {open === 'connect' && <ConnectForm person={person} onClose={close} />}
      {open === 'kudos' && <KudosForm to={person} onClose={close} />}
      {open === 'report' && <ReportModal kind="PROFILE" subjectId={person.id} onClose={close} />}
    </Stack>
  );

  function standing({ connection: pair }: Tie): string {
    if (pair?.state === 'ACCEPTED') return `${t('connected')} · `;
    if (pair?.state === 'PENDING') return `${t(pair.mine ? 'waiting' : 'asked')} · `;
    return '';
  }
}

/** Who vouches for which skill. */
export function PersonEndorsements({ person }: { person: Named }) {
  const t = useTranslations('community.endorsements');
  const { userId } = useSession();
  const refresh = useRefreshNetwork();
  const [endorsing, setEndorsing] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const tie = useQuery({ ...tieQuery(person.id), retry: false });
  const withdraw = useMutation({
    mutationFn: (endorsementId: string) => api.network.withdraw({ params: { endorsementId } }),
    onSettled: refresh,
  });
  if (tie.isError || (tie.data && (tie.data.skills === null || tie.data.skills.length === 0))) return null;
  const own = userId === person.id;
  const may = tie.data?.rights.includes('endorse') ?? false;
  return (
    <Section title={t('title')} text={t(own ? 'textOwn' : 'text')}>
      <QueryView query={tie}>
        {({ skills }) => (
          <Table.ScrollContainer minWidth={340}>
            <Table aria-label={t('title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('skill')}</Table.Th>
                  <Table.Th>{t('by')}</Table.Th>
                  {may && <Table.Th>{t('yours')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {(skills ?? []).map(({ skill, count, weight, mine, verified }) => (
                  <Table.Tr key={skill}>
                    <Table.Td>
                      <Group gap={6}>
                        {skill}
                        {verified && (
                          <Badge size="sm" color="fir" variant="light">
                            {t('verified')}
                          </Badge>
                        )}
                      </Group>
                    </Table.Td>
                    <Table.Td>
                      {count === 0 ? (
                        <Text size="sm" c="dimmed">
                          {t('nobody')}
                        </Text>
                      ) : (
                        <Button
                          size="compact-md"
                          variant="subtle"
                          aria-label={t('showNamed', { count, skill })}
                          onClick={() => setShown(skill)}
                        >
                          {t('count', { count, weight })}
                        </Button>
                      )}
                    </Table.Td>
                    {may && (
                      <Table.Td>
                        <Button
                          size="compact-md"
                          variant={mine ? 'light' : 'default'}
                          leftSection={<IconThumbUp size={16} aria-hidden />}
                          aria-label={t(mine ? 'withdrawNamed' : 'endorseNamed', { skill })}
                          disabled={withdraw.isPending}
                          onClick={() => (mine ? withdraw.mutate(mine) : setEndorsing(skill))}
                        >
                          {t(mine ? 'withdraw' : 'endorse')}
                        </Button>
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </QueryView>
      <ProblemAlert error={withdraw.error} />
      {endorsing && <EndorseForm person={person} skill={endorsing} onClose={() => setEndorsing(null)} />}
      {shown && <EndorsementsModal userId={person.id} skill={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}
