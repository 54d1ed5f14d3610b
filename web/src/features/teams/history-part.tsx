'use client';

import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { historyQuery } from './queries';
import type { HistoryEntry, Place } from './types';

/** What happened in a team or a company, the newest first. */
export function HistoryPart({ place }: { place: Place }) {
  const t = useTranslations('teams.history');
  const query = useInfiniteQuery(historyQuery(place));
  return (
    <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
      {(entry) => <Entry entry={entry} />}
    </PagedList>
  );
}

const asId = /^[0-9a-f]{8}-/;

function Entry({ entry }: { entry: HistoryEntry }) {
  const t = useTranslations('teams.history');
  const { dateTime } = useFormat();
  // Where something was moved to is an id; the page of the team says its name.
  const to = entry.to && !asId.test(entry.to) ? t('to', { to: inWords(entry.to) }) : null;
  return (
    <Stack gap={0}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <strong>
          {t(`entity.${entry.entity}`)} {inWords(entry.event)}
        </strong>
        {`: ${[entry.subject, to].filter(Boolean).join(', ')}`}
      </Text>
      {entry.reason && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          “{entry.reason}”
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {`${dateTime(entry.at)}, ${entry.actor ? t('by', { name: entry.actor.name }) : t('system')}`}
      </Text>
    </Stack>
  );
}

function inWords(name: string): string {
  return /^[A-Z_]+$/.test(name) ? name.toLowerCase().replaceAll('_', ' ') : name.replaceAll('-', ' ');
}
