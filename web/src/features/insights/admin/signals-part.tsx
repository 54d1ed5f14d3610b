'use client';

import { Badge, Button, Group, List, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../../components/paged-list';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { DecisionForm } from './decision-form';

type Signal = Awaited<ReturnType<typeof api.insights.signals>>['items'][number];
const key = ['insights', 'signals'];

/** Unusual behaviour that bears on security, with what was counted. Nothing has followed from it. */
export function SignalsPart() {
  const t = useTranslations('insights.admin.signals');
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      api.insights.signals({ query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(signal) => <OneSignal signal={signal} />}
      </PagedList>
    </Section>
  );
}

function OneSignal({ signal }: { signal: Signal }) {
  const t = useTranslations('insights.admin.signals');
  const format = useFormat();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const review = useMutation({
    mutationFn: (body: { outcome: 'CONFIRMED' | 'FALSE_ALARM'; note: string }) =>
      api.insights.reviewSignal({ params: { signalId: signal.id }, body }),
    onSuccess: () => {
      setOpen(false);
      return client.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={600}>{t(`kinds.${signal.kind}`)}</Text>
        <Badge color={signal.state === 'OPEN' ? 'red' : 'gray'}>{t(`states.${signal.state}`)}</Badge>
        <Text size="sm" c="dimmed">
          {format.dateTime(signal.at)}
        </Text>
      </Group>
      <Text size="sm">{signal.name ? t('of', { name: signal.name, text: signal.text }) : signal.text}</Text>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {signal.evidence.map(({ label, value }) => (
          <List.Item key={label}>{t('evidence', { label, value })}</List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {t('rule', { rule: signal.rule })}
      </Text>
      {signal.note && <Text size="sm">{signal.note}</Text>}
      {signal.state === 'OPEN' && (
        <Group>
          <Button size="compact-md" variant="default" onClick={() => setOpen(true)}>
            {t('close')}
          </Button>
        </Group>
      )}
      {open && (
        <DecisionForm
          title={t('close')}
          words={t('note')}
          outcomes={(['CONFIRMED', 'FALSE_ALARM'] as const).map((value) => ({
            value,
            label: t(`states.${value}`),
          }))}
          busy={review.isPending}
          error={review.error}
          onSubmit={(outcome, note) => review.mutate({ outcome, note })}
          onClose={() => setOpen(false)}
        />
      )}
    </Stack>
  );
}
