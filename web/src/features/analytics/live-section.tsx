'use client';

import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { analyticsWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useTopic } from '../../lib/live';
import type { LiveListener } from '../../lib/live-socket';
import { liveKey, liveQuery } from './queries';
import type { LiveFigures } from './types';
import { useFigureFormat } from './use-figure-format';

/** Two messages may be lost before the page asks by itself. */
const silenceMs = 25_000;

/** The figures of this minute, as they are pushed. */
export function LiveSection() {
  const t = useTranslations('analytics.overview');
  const format = useFigureFormat();
  const query = useQuery(useLive());
  return (
    <Section title={t('live')} text={t('liveText')}>
      <QueryView query={query} lines={1}>
        {({ at, state, figures }) => (
          <Stack gap="sm">
            <SimpleGrid component="dl" m={0} cols={{ base: 2, xs: 3, md: 4, lg: 5 }}>
              {figures.map(({ key, title, unit, value }) => (
                <div key={key}>
                  <Text component="dt" size="sm" c="dimmed">
                    {title}
                  </Text>
                  <Text
                    component="dd"
                    m={0}
                    fz="1.25rem"
                    fw={600}
                    style={{ fontVariantNumeric: 'tabular-nums' }}
                  >
                    {value === null
                      ? t(state === 'COLLECTING' ? 'liveNotYet' : 'noData')
                      : format.figure(unit, value)}
                  </Text>
                </div>
              ))}
            </SimpleGrid>
            <Text size="sm" c="dimmed">
              {state === 'COLLECTING' || at === null
                ? t('liveCollecting')
                : t(state === 'STALE' ? 'liveStale' : 'liveAt', { at: format.dateTime(at) })}
            </Text>
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

/** The question, whose answer is changed by what is pushed of the parts the reader sees. */
function useLive() {
  const client = useQueryClient();
  const heardAt = useRef(0);
  const known = client.getQueryData<LiveFigures>(liveKey);
  const parts = new Set(known?.figures.map(({ part }) => part));
  const hear: LiveListener = (event) => {
    const news =
      'data' in event && event.type === 'live.state' ? analyticsWire.liveFigures.safeParse(event.data) : null;
    if (!news?.success) return;
    heardAt.current = Date.now();
    client.setQueryData<LiveFigures>(liveKey, (before) => before && merged(before, news.data));
  };
  useTopic(parts.has('PLATFORM') ? 'figures:PLATFORM' : null, hear);
  useTopic(parts.has('SECURITY') ? 'figures:SECURITY' : null, hear);
  return liveQuery(() => Date.now() - heardAt.current < silenceMs);
}

/** News of one part leave the figures of the others as they are. */
function merged(before: LiveFigures, news: LiveFigures): LiveFigures {
  const byKey = new Map(news.figures.map((figure) => [figure.key, figure]));
  return { ...news, figures: before.figures.map((figure) => byKey.get(figure.key) ?? figure) };
}
