'use client';

import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { IconLink, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { RangePicker } from '../../components/range-picker';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { AnalyticsFrame } from './analytics-frame';
import { AsOf } from './asked';
import { useEvents } from './event-field';
import { PeoplePanel } from './people-panel';
import { segmentQuery } from './queries';
import { SegmentForm } from './segment-form';
import type { SegmentQuery, SegmentView } from './types';
import { readQuestion, useAddress, useRange } from './use-address';
import { useFigureFormat } from './use-figure-format';

/** `/admin/analytics/segments`: how many people did, or did not do, certain things, and who they are. */
export function SegmentsPage() {
  return (
    <AnalyticsFrame page="segments">
      <Segments />
    </AnalyticsFrame>
  );
}

const emptyQuery: SegmentQuery = { rules: [], combine: 'ALL', range: '30d' };

function Segments() {
  const t = useTranslations('analytics.segments');
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('30d');
  const text = get('q');
  const asked = readQuestion(text, analyticsWire.segmentQuery);
  const body: SegmentQuery | null = asked && { ...asked, ...query };
  const view = useQuery({ ...segmentQuery(body ?? emptyQuery), enabled: body !== null });
  return (
    <Stack gap="lg">
      <Section title={t('build')} text={t('buildText')}>
        <SegmentForm
          key={text ?? ''}
          shown={asked}
          busy={view.isFetching}
          onAsk={(choice) => {
            const next = JSON.stringify(choice);
            if (next === text) void view.refetch();
            else set({ q: next, people: null });
          }}
        />
      </Section>
      <Section title={t('result')}>
        <RangePicker value={range} onChange={setRange} today={today} />
        {body === null ? (
          <Empty title={t('emptyTitle')} text={t('emptyText')} />
        ) : (
          <QueryView query={view}>{(data) => <Result query={body} view={data} />}</QueryView>
        )}
      </Section>
      {body && get('people') === '1' && (
        <PeoplePanel
          title={t('who')}
          source={{ kind: 'SEGMENT', query: body }}
          onClose={() => set({ people: null }, 'replace')}
        />
      )}
    </Stack>
  );
}

function Result({ query, view }: { query: SegmentQuery; view: SegmentView }) {
  const t = useTranslations('analytics.segments');
  const format = useFigureFormat();
  const { set } = useAddress();
  const { titleOf } = useEvents();
  const { people, ofPeople, share, byRule } = view;
  return (
    <Stack>
      <Text fz="1.5rem" fw={600} role="status">
        {share === null
          ? t('noData')
          : t('people', {
              people: format.number(people),
              of: format.number(ofPeople),
              share: format.percent(share),
            })}
      </Text>
      <Group>
        {people > 0 && (
          <Button leftSection={<IconUsers size={18} aria-hidden />} onClick={() => set({ people: '1' })}>
            {t('see', { count: people })}
          </Button>
        )}
        <CopyLink />
      </Group>
      {query.rules.length > 1 && (
        <SeriesChart
          kind="bar"
          label={t('byRule')}
          summary={t('byRuleSummary', { count: query.rules.length })}
          head={t('ruleHead')}
          points={query.rules.map(({ match, atLeast, atMost }, index) => ({
            key: String(index),
            label: t('ruleText', {
              number: index + 1,
              title: titleOf(match.event),
              atLeast,
              atMost: atMost ?? -1,
            }),
            tick: t('rule', { number: index + 1 }),
            values: { people: byRule[index] ?? null },
          }))}
          series={[{ key: 'people', label: t('peopleHead') }]}
        />
      )}
      <AsOf range={view.range} computedAt={view.computedAt} />
    </Stack>
  );
}

/** The whole question stands in the address, so keeping or passing on the link keeps the segment. */
function CopyLink() {
  const t = useTranslations('analytics.segments');
  return (
    <CopyButton value={typeof window === 'undefined' ? '' : window.location.href}>
      {({ copied, copy }) => (
        <Button variant="default" leftSection={<IconLink size={18} aria-hidden />} onClick={copy}>
          {t(copied ? 'linkCopied' : 'copyLink')}
        </Button>
      )}
    </CopyButton>
  );
}
