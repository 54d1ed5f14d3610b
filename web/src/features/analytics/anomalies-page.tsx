'use client';

import { Badge, Button, Card, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { KindBadge } from '../../components/score-mode';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { Figure, Figures } from '../buz/figures';
import { ReasonModal } from '../buz-admin/reason-modal';
import { AnalyticsFrame } from './analytics-frame';
import { AnomalyRules } from './anomaly-rules';
import { AnomalyStream } from './anomaly-stream';
import { anomaliesQuery, useRefresh } from './queries';
import type { Anomaly } from './types';
import { useAddress } from './use-address';
import { useFigureFormat } from './use-figure-format';

const states = ['OPEN', 'ENDED'] as const;
const reasonBounds = { min: 5, max: 500 };

/** `/admin/analytics/anomalies`: what is out of the ordinary, with the two figures compared. */
export function AnomaliesPage() {
  return (
    <AnalyticsFrame page="anomalies">
      <Stack gap="lg">
        <Anomalies />
        <AnomalyRules />
      </Stack>
    </AnalyticsFrame>
  );
}

function Anomalies() {
  const t = useTranslations('analytics.anomalies');
  const { get, set } = useAddress();
  const state = states.find((known) => known === get('state')) ?? null;
  const query = useInfiniteQuery(anomaliesQuery(state));
  return (
    <Section title={t('list')} text={t('listText')}>
      <NativeSelect
        label={t('state')}
        maw={260}
        value={state ?? ''}
        onChange={({ currentTarget }) => set({ state: currentTarget.value || null }, 'replace')}
        data={[
          { value: '', label: t('all') },
          ...states.map((value) => ({ value, label: t(`states.${value}`) })),
        ]}
      />
      <PagedList query={query} label={t('list')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(anomaly) => <AnomalyCard anomaly={anomaly} />}
      </PagedList>
    </Section>
  );
}

function AnomalyCard({ anomaly }: { anomaly: Anomaly }) {
  const t = useTranslations('analytics.anomalies');
  const format = useFigureFormat();
  const { title, text, kind, unit, seen, compared, subject, metric, state, startedAt, endedAt } = anomaly;
  const { lastSeenAt, acknowledged } = anomaly;
  const [open, setOpen] = useState(false);
  return (
    <Card component="article" padding="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }} flex="1 1 14rem">
            {title}
          </Title>
          <Group gap="xs">
            <Badge variant="dot" color={state === 'OPEN' ? 'red' : 'gray'} h={24}>
              {t(`states.${state}`)}
            </Badge>
            {acknowledged && (
              <Badge color="fir" h={24} leftSection={<IconCheck size={14} aria-hidden />}>
                {t('seen')}
              </Badge>
            )}
            <KindBadge kind={kind} />
          </Group>
        </Group>
        <Text style={{ overflowWrap: 'anywhere' }}>{text}</Text>
        <Stack maw={460} gap="xs">
          <Figures>
            <Figure label={t('figureSeen')} strong>
              {format.figure(unit, seen)}
            </Figure>
            <Figure label={t('figureCompared')}>
              {compared === null ? t('noData') : format.figure(unit, compared)}
            </Figure>
            {subject.kind !== 'HUB' && <Figure label={t('concerns')}>{subject.name}</Figure>}
            <Figure label={t('started')}>{format.dateTime(startedAt)}</Figure>
            <Figure label={endedAt ? t('ended') : t('lastSeen')}>
              {format.dateTime(endedAt ?? lastSeenAt)}
            </Figure>
          </Figures>
        </Stack>
        {acknowledged && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('acknowledged', {
              name: acknowledged.by.name,
              date: format.dateTime(acknowledged.at),
              reason: acknowledged.reason,
            })}
          </Text>
        )}
        {open && metric && <AnomalyStream anomaly={anomaly} />}
        <Group gap="xs">
          {!acknowledged && <Acknowledge anomaly={anomaly} />}
          {metric && (
            <Button
              variant="default"
              aria-expanded={open}
              aria-label={t(open ? 'hideNamed' : 'showNamed', { title })}
              onClick={() => setOpen(!open)}
            >
              {t(open ? 'hide' : 'show')}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

function Acknowledge({ anomaly }: { anomaly: Anomaly }) {
  const t = useTranslations('analytics.anomalies');
  const refresh = useRefresh();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button aria-label={t('acknowledgeNamed', { title: anomaly.title })} onClick={() => setAsking(true)}>
        {t('acknowledge')}
      </Button>
      {asking && (
        <ReasonModal
          title={t('acknowledgeTitle', { title: anomaly.title })}
          effect={t('acknowledgeEffect')}
          confirm={t('acknowledge')}
          field={{ label: t('reason'), ...reasonBounds }}
          run={(reason) =>
            api.analytics.acknowledgeAnomaly({ params: { anomalyId: anomaly.id }, body: { reason } })
          }
          onClose={() => setAsking(false)}
          onDone={() => {
            notifications.show({ message: t('done'), color: 'fir' });
            void refresh('anomalies');
          }}
        />
      )}
    </>
  );
}
