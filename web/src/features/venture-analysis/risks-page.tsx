'use client';

import { Anchor, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainList } from '../documents/plain-list';
import { PlainTable } from '../money/plain-table';
import { LevelBadge } from '../work-rhythm/risk-badges';
import { risksQuery } from '../work-rhythm/queries';
import { inCell, RiskMatrix, type Cell } from '../work-rhythm/risk-matrix';
import type { Risk } from '../work-rhythm/types';
import { workHref } from '../work/work-frame';
import { ExpectedLoss } from './expected-loss';
import { analysisQuery } from './queries';
import { StandingFrame } from './standing-frame';
import type { Risks, Standing } from './types';
import { useShare } from './use-share';

/** `/ventures/[id]/standing/risks`: what the open risks come to, how that changes, and which wait for too long. */
export function RisksPage({ ventureId }: { ventureId: string }) {
  return (
    <StandingFrame ventureId={ventureId} page="risks">
      {(standing) => <Content standing={standing} />}
    </StandingFrame>
  );
}

function Content({ standing }: { standing: Standing }) {
  const t = useTranslations('standing.risks');
  const ventureId = standing.venture.id;
  const analysis = useQuery(analysisQuery(ventureId));
  const list = (
    <Button component={Link} href={workHref(ventureId, '/risks')} variant="default">
      {t('toList')}
    </Button>
  );
  return (
    <QueryView query={analysis} skeleton={<Skeleton height={420} />}>
      {({ risks }) =>
        risks === null ? (
          <Text>{t('notForRole')}</Text>
        ) : risks.open + risks.mitigated + risks.closed === 0 ? (
          <Empty title={t('emptyTitle')} text={t('emptyText')} action={list} />
        ) : (
          <>
            <Exposure ventureId={ventureId} risks={risks} />
            <Matrix ventureId={ventureId} />
            <Categories risks={risks} />
            <Section title={t('overdue')} text={t('overdueText')}>
              <Overdue ventureId={ventureId} risks={risks} />
            </Section>
            <ExpectedLoss risks={risks} />
            <Group>{list}</Group>
          </>
        )
      }
    </QueryView>
  );
}

function Exposure({ risks }: { ventureId: string; risks: Risks }) {
  const t = useTranslations('standing.risks');
  const format = useFormat();
  const days = useMoneyFormat().figures;
  const { open, mitigated, closed, exposure, exposureChange, trend } = risks;
  const [first, last] = [trend[0], trend.at(-1)];
  return (
    <Section title={t('exposure')} text={t('exposureText')}>
      <Text fz="lg">
        {t('sum', {
          exposure,
          open,
          trend: exposureChange > 0 ? 'up' : exposureChange < 0 ? 'down' : 'same',
          by: format.number(Math.abs(exposureChange)),
        })}
      </Text>
      <Text size="sm">{t('others', { mitigated, closed })}</Text>
      {first && last && trend.length > 1 && (
        <SeriesChart
          label={t('trend')}
          summary={t('trendSummary', {
            from: days.day(first.day),
            to: days.day(last.day),
            first: format.number(first.exposure),
            last: format.number(last.exposure),
          })}
          kind="area"
          height={200}
          head={t('week')}
          newestFirst
          series={[{ key: 'exposure', label: t('exposure') }]}
          points={trend.map(({ day, exposure: value }) => ({
            key: day,
            label: days.day(day),
            values: { exposure: value },
          }))}
        />
      )}
    </Section>
  );
}

/** Risks listed at once; the rest stands in the list of the workspace. */
const mostListed = 8;

function Matrix({ ventureId }: { ventureId: string }) {
  const t = useTranslations('standing.risks');
  const matrix = useTranslations('workRhythm.risks.matrix');
  const [chosen, choose] = useState<Cell | null>(null);
  const asked = useQuery(risksQuery(ventureId));
  return (
    <Section title={matrix('title')} text={matrix('text')}>
      <QueryView query={asked}>
        {(all) => {
          const open = all.filter(({ state }) => state === 'OPEN');
          const cell = chosen && open.some((risk) => inCell(risk, chosen)) ? chosen : null;
          const listed = open
            .filter((risk) => cell === null || inCell(risk, cell))
            .toSorted((a, b) => b.score - a.score);
          return (
            <Stack gap="md">
              <RiskMatrix
                risks={open}
                caption={matrix('caption', { state: 'OPEN', count: open.length })}
                chosen={cell}
                onChoose={choose}
              />
              <Text size="sm" c="dimmed" role="status">
                {t(cell ? 'inField' : 'gravest', {
                  count: Math.min(listed.length, mostListed),
                  all: listed.length,
                })}
              </Text>
              <PlainList label={t('list')} gap="xs">
                {listed.slice(0, mostListed).map((risk) => (
                  <li key={risk.id}>
                    <RiskLine ventureId={ventureId} risk={risk} />
                  </li>
                ))}
              </PlainList>
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function RiskLine({ ventureId, risk }: { ventureId: string; risk: Risk }) {
  const t = useTranslations('standing.risks');
  return (
    <Group gap="xs">
      <LevelBadge level={risk.level} score={risk.score} />
      <Anchor
        component={Link}
        href={workHref(ventureId, '/risks')}
        size="sm"
        style={{ overflowWrap: 'anywhere' }}
      >
        {risk.title}
      </Anchor>
      <Text size="sm" c="dimmed">
        {t('line', { owner: risk.owner.name, plan: risk.mitigation.trim() === '' ? 'none' : 'there' })}
      </Text>
    </Group>
  );
}

function Categories({ risks: { byCategory, concentrationText } }: { risks: Risks }) {
  const t = useTranslations('standing.risks');
  const category = useTranslations('workRhythm.risks');
  const format = useFormat();
  const share = useShare();
  return (
    <Section title={t('categories')} text={t('categoriesText')}>
      <PlainTable
        label={t('categories')}
        minWidth={360}
        items={byCategory.toSorted((a, b) => b.exposure - a.exposure)}
        keyOf={(one) => one.category}
        columns={[
          { head: t('category'), cell: (one) => category(`category.${one.category}`) },
          { head: t('count'), end: true, cell: ({ count }) => format.number(count) },
          { head: t('exposure'), end: true, cell: ({ exposure }) => format.number(exposure) },
          { head: t('share'), end: true, cell: (one) => (one.share === null ? '–' : share(one.share)) },
        ]}
      />
      <Text size="sm">{concentrationText}</Text>
    </Section>
  );
}

function Overdue({ ventureId, risks: { overdue } }: { ventureId: string; risks: Risks }) {
  const t = useTranslations('standing.risks');
  if (overdue.length === 0) return <Text size="sm">{t('noneOverdue')}</Text>;
  return (
    <List spacing="xs" size="sm">
      {overdue.map(({ id, title, score, daysOpen, why }) => (
        <List.Item key={id}>
          <Anchor component={Link} href={workHref(ventureId, '/risks')} size="sm">
            {title}
          </Anchor>{' '}
          {t('overdueLine', { score, days: daysOpen })} {why}
        </List.Item>
      ))}
    </List>
  );
}
