'use client';

import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../../components/paged-list';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { DecisionForm } from './decision-form';

type Contest = Awaited<ReturnType<typeof api.insights.contests>>['items'][number];
const key = ['insights', 'contests'];

/** Statements that people say are wrong; the answer is read by the person. */
export function ContestsPart() {
  const t = useTranslations('insights.admin.contests');
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      api.insights.contests({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(contest) => <OneContest contest={contest} />}
      </PagedList>
    </Section>
  );
}

function OneContest({ contest }: { contest: Contest }) {
  const t = useTranslations('insights.admin.contests');
  const said = useTranslations('insights.contest');
  const format = useFormat();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const answer = useMutation({
    mutationFn: (body: { outcome: 'UPHELD' | 'REJECTED'; answer: string }) =>
      api.insights.answerContest({ params: { contestId: contest.id }, body }),
    onSuccess: () => {
      setOpen(false);
      return client.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600}>{contest.name}</Text>
        <Badge color="gray">{said(`statements.${contest.statement}`)}</Badge>
        <Badge color={contest.state === 'OPEN' ? 'blue' : 'gray'}>{t(`states.${contest.state}`)}</Badge>
        <Text size="sm" c="dimmed">
          {format.dateTime(contest.at)}
        </Text>
      </Group>
      <Text size="sm">{contest.words}</Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {said('by', { source: contest.source })}
      </Text>
      {contest.answer && <Text size="sm">{contest.answer}</Text>}
      {contest.state === 'OPEN' && (
        <Group>
          <Button size="compact-md" variant="default" onClick={() => setOpen(true)}>
            {t('answer', { name: contest.name })}
          </Button>
        </Group>
      )}
      {open && (
        <DecisionForm
          title={t('answer', { name: contest.name })}
          words={t('words')}
          outcomes={(['UPHELD', 'REJECTED'] as const).map((value) => ({
            value,
            label: t(`states.${value}`),
          }))}
          busy={answer.isPending}
          error={answer.error}
          onSubmit={(outcome, words) => answer.mutate({ outcome, answer: words })}
          onClose={() => setOpen(false)}
        />
      )}
    </Stack>
  );
}
