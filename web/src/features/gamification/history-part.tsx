'use client';

import { Anchor, Badge, Card, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { gamificationWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { eventsQuery } from './queries';
import type { XpEntry, XpEvent } from './types';

/** Every line of the own ledger: what it was for, what it earned, and what was undone. */
export function HistoryPart() {
  const t = useTranslations('gamification');
  const [event, setEvent] = useState<XpEvent | null>(null);
  const query = useInfiniteQuery(eventsQuery(event));
  return (
    <Section title={t('history.title')} text={t('history.text')}>
      <NativeSelect
        label={t('history.filter')}
        maw={320}
        value={event ?? ''}
        onChange={({ currentTarget: { value } }) =>
          setEvent(gamificationWire.xpEvent.options.find((one) => one === value) ?? null)
        }
        data={[
          { value: '', label: t('history.all') },
          ...gamificationWire.xpEvent.options.map((value) => ({ value, label: t(`events.${value}`) })),
        ]}
      />
      <PagedList
        query={query}
        label={t('history.label')}
        empty={{
          title: t('history.emptyTitle'),
          text: event ? t('history.emptyFilter') : t('history.emptyText'),
        }}
      >
        {(entry: XpEntry) => <Entry entry={entry} />}
      </PagedList>
    </Section>
  );
}

/** Their subject is a code of the journey, and no name that somebody gave. */
const coded: ReadonlySet<XpEvent | null> = new Set<XpEvent | null>(['JOURNEY_STAGE', 'QUEST']);

const colours = { EARNED: 'fir', CAPPED: 'gray', UNDONE: 'orange', CORRECTED: 'blue' } as const;

function Entry({ entry }: { entry: XpEntry }) {
  const t = useTranslations('gamification');
  const format = useFormat();
  const { event, state, xp, before, subject, link, priority, reason, at, changedAt } = entry;
  const what = event ? t(`events.${event}`) : t('history.correction');
  const known = subject !== null && coded.has(event) && t.has(`subjects.${subject as 'ACCOUNT'}`);
  const words = known ? t(`subjects.${subject as 'ACCOUNT'}`) : subject;
  const named = words ? t('history.named', { event: what, subject: words }) : what;
  return (
    <Card component="article" padding="sm" withBorder>
      <Stack gap={4}>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {named}
          </Text>
          <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
            {xp === 0
              ? t('history.zero')
              : xp > 0
                ? t('history.plus', { xp })
                : t('history.minus', { xp: -xp })}
          </Text>
        </Group>
        <Group gap="xs">
          {state !== 'EARNED' && <Badge color={colours[state]}>{t(`history.states.${state}`)}</Badge>}
          <Text size="sm" c="dimmed">
            {format.dateTime(at)}
            {priority && ` · ${t('history.priority', { priority: t(`priorities.${priority}`) })}`}
          </Text>
          {link && (
            <Anchor component={Link} href={link} size="sm" aria-label={`${t('history.look')}: ${named}`}>
              {t('history.look')}
            </Anchor>
          )}
        </Group>
        {reason && (
          <Text size="sm">
            {state === 'UNDONE' ? t('history.undone', { before: before ?? 0, reason }) : reason}
            {changedAt && ` ${t('history.undoneAt', { date: format.dateTime(changedAt) })}.`}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
