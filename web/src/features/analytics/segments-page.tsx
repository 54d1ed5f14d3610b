'use client';

import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { IconLink, IconUsers } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { SeriesChart } from '../../components/series-chart';
import { AnalyticsFrame } from './analytics-frame';
import { Caveat } from './asked';
import { AskedQuestion, useQuestionTexts } from './asked-question';
import { useEvents } from './event-field';
import { PeoplePanel } from './people-panel';
import { segmentQuery } from './queries';
import { SegmentForm } from './segment-form';
import type { SegmentQuery, SegmentView } from './types';
import { useAddress } from './use-address';
import { useFigureFormat } from './use-figure-format';

/** `/admin/analytics/segments`: how many people did, or did not do, certain things, and who they are. */
export function SegmentsPage() {
  return (
    <AnalyticsFrame page="segments">
      <Segments />
    </AnalyticsFrame>
  );
}

function Segments() {
  const t = useTranslations('analytics.segments');
  const { get, set } = useAddress();
  return (
    <AskedQuestion
      texts={useQuestionTexts('segments')}
      schema={analyticsWire.segmentQuery}
      ask={segmentQuery}
      form={(form) => <SegmentForm {...form} />}
      definition={(query) => ({ kind: 'SEGMENT', scope: 'HUB', query })}
      closes={['people']}
      people={(query) => {
        const chosen = get('people');
        const rule = query.rules[Number(chosen) - 1];
        if (chosen !== 'all' && !rule) return null;
        return (
          <PeoplePanel
            title={rule ? t('whoRule', { number: Number(chosen) }) : t('who')}
            source={{ kind: 'SEGMENT', query: rule ? { ...query, rules: [rule] } : query }}
            onClose={() => set({ people: null }, 'replace')}
          />
        );
      }}
    >
      {(view, query) => <Result query={query} view={view} />}
    </AskedQuestion>
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
          <Button leftSection={<IconUsers size={18} aria-hidden />} onClick={() => set({ people: 'all' })}>
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
          pick={{
            onPick: ({ key }) => set({ people: String(Number(key) + 1) }),
            name: (figure, point) => t('seeRule', { figure, rule: point.label }),
          }}
        />
      )}
      {query.rules.length > 1 && <Caveat>{t('pick')}</Caveat>}
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
