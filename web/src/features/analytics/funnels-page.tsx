'use client';

import { Group, Stack } from '@mantine/core';
import { analyticsWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RangePicker } from '../../components/range-picker';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { AnalyticsFrame } from './analytics-frame';
import { AsOf, Caveat } from './asked';
import { useEvents } from './event-field';
import { FunnelChart, type Who } from './funnel-chart';
import { FunnelForm, type FunnelChoice } from './funnel-form';
import { FunnelParts } from './funnel-parts';
import { PeoplePanel } from './people-panel';
import { funnelQuery } from './queries';
import { SaveReport } from './save-report';
import type { FunnelQuery } from './types';
import { readQuestion, useAddress, useRange } from './use-address';

/** `/admin/analytics/funnels`: how many go from step to step, and who stopped where. */
export function FunnelsPage() {
  return (
    <AnalyticsFrame page="funnels">
      <Funnels />
    </AnalyticsFrame>
  );
}

function Funnels() {
  const t = useTranslations('analytics.funnels');
  const { get, set } = useAddress();
  const { range, query, today, setRange } = useRange('30d');
  const text = get('q');
  const asked = readQuestion(text, analyticsWire.funnelQuery);
  const body: FunnelQuery | null = asked && { ...asked, ...query };
  const view = useQuery({ ...funnelQuery(body ?? emptyQuery), enabled: body !== null });
  const ask = (choice: FunnelChoice) => {
    const next = JSON.stringify(choice);
    // The same question again means: count anew.
    if (next === text) void view.refetch();
    else set({ q: next, step: null, who: null });
  };
  return (
    <Stack gap="lg">
      <Section title={t('build')} text={t('buildText')}>
        {/* Going back shows the form of the question before. */}
        <FunnelForm key={text ?? ''} shown={asked} busy={view.isFetching} onAsk={ask} />
      </Section>
      <Section title={t('result')} text={t('resultText')}>
        <Group justify="space-between" align="flex-end">
          <RangePicker value={range} onChange={setRange} today={today} />
          {body && view.data && <SaveReport definition={{ kind: 'FUNNEL', scope: 'HUB', query: body }} />}
        </Group>
        {body === null ? (
          <Empty title={t('emptyTitle')} text={t('emptyText')} />
        ) : (
          <QueryView query={view}>
            {(data) => (
              <Stack>
                <FunnelChart view={data} onPeople={(step, who) => set({ step: String(step), who })} />
                {data.parts.length > 0 && <FunnelParts view={data} />}
                {data.suppressed > 0 && <Caveat>{t('suppressed', { count: data.suppressed })}</Caveat>}
                {data.open > 0 && <Caveat>{t('open', { count: data.open })}</Caveat>}
                <AsOf range={data.range} computedAt={data.computedAt} />
              </Stack>
            )}
          </QueryView>
        )}
      </Section>
      {body && <StepPeople query={body} />}
    </Stack>
  );
}

/** Stands in for a question that is not asked. */
const emptyQuery: FunnelQuery = { steps: [], windowHours: 1, order: 'LOOSE', by: null, range: '30d' };

function StepPeople({ query }: { query: FunnelQuery }) {
  const t = useTranslations('analytics.funnels');
  const { get, set } = useAddress();
  const { titleOf } = useEvents();
  const step = Number(get('step'));
  const who: Who = get('who') === 'DROPPED' ? 'DROPPED' : 'REACHED';
  const match = query.steps[step - 1];
  if (!Number.isInteger(step) || !match) return null;
  const title = titleOf(match.event);
  return (
    <PeoplePanel
      title={who === 'REACHED' ? t('whoReached', { title }) : t('whoDropped', { title })}
      source={{ kind: 'FUNNEL', query, step, who }}
      onClose={() => set({ step: null, who: null }, 'replace')}
    />
  );
}
