'use client';

import { analyticsWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { AnalyticsFrame } from './analytics-frame';
import { Caveat } from './asked';
import { AskedQuestion, useQuestionTexts } from './asked-question';
import { useEvents } from './event-field';
import { FunnelChart, type Who } from './funnel-chart';
import { FunnelForm } from './funnel-form';
import { FunnelParts } from './funnel-parts';
import { PeoplePanel } from './people-panel';
import { funnelQuery } from './queries';
import type { FunnelQuery } from './types';
import { useAddress } from './use-address';

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
  const { set } = useAddress();
  return (
    <AskedQuestion
      texts={useQuestionTexts('funnels')}
      schema={analyticsWire.funnelQuery}
      ask={funnelQuery}
      form={(form) => <FunnelForm {...form} />}
      definition={(query) => ({ kind: 'FUNNEL', scope: 'HUB', query })}
      closes={['step', 'who']}
      people={(query) => <StepPeople query={query} />}
    >
      {(data) => (
        <>
          <FunnelChart view={data} onPeople={(step, who) => set({ step: String(step), who })} />
          {data.parts.length > 0 && <FunnelParts view={data} />}
          {data.suppressed > 0 && <Caveat>{t('suppressed', { count: data.suppressed })}</Caveat>}
          {data.open > 0 && <Caveat>{t('open', { count: data.open })}</Caveat>}
        </>
      )}
    </AskedQuestion>
  );
}

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
