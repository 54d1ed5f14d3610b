'use client';

import { Button, Card, Group, Progress, Radio, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconClockStop, IconFlag, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Byline } from './byline';
import { CardMenu } from './card-menu';
import { useRefreshCommunity } from './queries';
import { ReportModal } from './report-modal';
import type { Poll } from './types';

type Open = 'close' | 'remove' | 'report';

/** One poll: answers to choose from, and what all chose once one has voted or it is closed. */
export function PollCard({ poll }: { poll: Poll }) {
  const t = useTranslations('community.polls');
  const format = useFormat();
  const refresh = useRefreshCommunity();
  const [open, setOpen] = useState<Open | null>(null);
  const { rights, question } = poll;
  const params = { pollId: poll.id };
  return (
    <Card component="article" p="md" aria-label={question}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Byline
            person={poll.author}
            at={poll.createdAt}
            venture={poll.ventureId ? { id: poll.ventureId, name: poll.ventureName ?? '' } : null}
          />
          <CardMenu
            label={t('more', { question })}
            acts={[
              rights.includes('close') && {
                label: t('close'),
                icon: IconClockStop,
                run: () => setOpen('close'),
              },
              rights.includes('report') && {
                label: t('report'),
                icon: IconFlag,
                run: () => setOpen('report'),
              },
              rights.includes('delete') && {
                label: t('remove'),
                icon: IconTrash,
                run: () => setOpen('remove'),
                danger: true,
              },
            ]}
          />
        </Group>
        <Title order={2} size="h4">
          {question}
        </Title>
        {poll.votes === null ? <Ballot poll={poll} /> : <Result poll={poll} votes={poll.votes} />}
        <Text size="sm" c="dimmed">
          {poll.closed
            ? t('closed', { date: format.dateTime(poll.closesAt) })
            : t('closes', { date: format.dateTime(poll.closesAt), distance: format.relative(poll.closesAt) })}
        </Text>
      </Stack>
      {open === 'report' && <ReportModal kind="POLL" subjectId={poll.id} onClose={() => setOpen(null)} />}
      {(open === 'close' || open === 'remove') && (
        <ConfirmModal
          title={t(open === 'close' ? 'closeTitle' : 'removeTitle')}
          text={t(open === 'close' ? 'closeText' : 'removeText')}
          confirm={t(open === 'close' ? 'close' : 'remove')}
          danger={open === 'remove'}
          run={async () => {
            if (open === 'close') await api.community.closePoll({ params, body: {} });
            else await api.community.removePoll({ params });
            await refresh();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}

function Ballot({ poll }: { poll: Poll }) {
  const t = useTranslations('community.polls');
  const refresh = useRefreshCommunity();
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const vote = useMutation({
    mutationFn: (option: number) => api.community.vote({ params: { pollId: poll.id }, body: { option } }),
    // Voted or closed elsewhere meanwhile: the result is there then.
    onSettled: refresh,
  });
  const may = poll.rights.includes('vote');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(chosen === null);
        if (chosen !== null) vote.mutate(Number(chosen));
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          aria-label={poll.question}
          value={chosen}
          onChange={setChosen}
          error={missing && chosen === null ? t('choose') : null}
        >
          <Stack gap="xs">
            {poll.options.map(({ position, text }) => (
              <Radio key={position} value={String(position)} label={text} disabled={!may} />
            ))}
          </Stack>
        </Radio.Group>
        <ProblemAlert error={vote.error} />
        {may ? (
          <Group>
            <Button type="submit" size="compact-md" loading={vote.isPending}>
              {t('vote')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('hidden')}
            </Text>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t('reading')}
          </Text>
        )}
      </Stack>
    </form>
  );
}

function Result({ poll, votes }: { poll: Poll; votes: number }) {
  const t = useTranslations('community.polls');
  const format = useFormat();
  return (
    <Stack gap="xs" role="list" aria-label={t('result')}>
      {poll.options.map(({ position, text, votes: count }) => {
        const share = votes === 0 ? 0 : Math.round(((count ?? 0) / votes) * 100);
        return (
          <Stack key={position} gap={2} role="listitem">
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm" fw={poll.mine === position ? 700 : 400} style={{ overflowWrap: 'anywhere' }}>
                {text}
                {poll.mine === position && (
                  <>
                    {' '}
                    <IconCheck size={14} aria-hidden /> {t('mine')}
                  </>
                )}
              </Text>
              <Text size="sm" style={{ flexShrink: 0 }}>
                {t('share', { count: format.number(count ?? 0), share })}
              </Text>
            </Group>
            <Progress value={share} aria-hidden />
          </Stack>
        );
      })}
      <Text size="sm">{t('count', { count: votes })}</Text>
    </Stack>
  );
}
