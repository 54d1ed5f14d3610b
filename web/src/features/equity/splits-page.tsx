'use client';

import { BarChart } from '@mantine/charts';
import { Anchor, Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { drawn } from '../../lib/numbers';
import { hasCode } from '../../lib/problem';
import { EquityFrame, equityHref } from './equity-frame';
import { NoTable } from './no-table';
import { splitMonthsQuery, type SplitMonth, type SplitState } from './split-queries';
import type { Standing } from './types';
import { useEquityFormat } from './use-equity-format';

const colours: Record<SplitState, string> = {
  RUNNING: 'blue',
  NO_POINTS: 'gray',
  OPEN: 'orange',
  WAITING: 'yellow',
  GRANTED: 'green',
};

/** `/ventures/[id]/equity/splits`: the months of a dynamic model, with their points and what became of them. */
export function SplitsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.splits');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="owners">
      {(standing) => <Months standing={standing} />}
    </EquityFrame>
  );
}

function Months({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.splits');
  const ventureId = standing.venture.id;
  const months = useInfiniteQuery({ ...splitMonthsQuery(ventureId), retry: false });
  if (hasCode(months.error, 'NOT_FOUND')) return <NoTable standing={standing} />;
  return (
    <QueryView query={months}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (pages[0]?.model === 'FIXED')
          return (
            <Empty
              title={t('fixedTitle')}
              text={t('fixedText')}
              action={
                <Button component={Link} href={equityHref(ventureId, '/offers')}>
                  {t('toOffers')}
                </Button>
              }
            />
          );
        return (
          <>
            <PointsChart months={items} />
            <Section title={t('months')} text={t('monthsText')}>
              <MonthTable ventureId={ventureId} months={items} />
              <MoreButton query={months} />
            </Section>
          </>
        );
      }}
    </QueryView>
  );
}

export function SplitBadge({ state }: { state: SplitState }) {
  const t = useTranslations('equity.splits.states');
  return (
    <Badge color={colours[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

function MonthTable({ ventureId, months }: { ventureId: string; months: readonly SplitMonth[] }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('months')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('month')}</Table.Th>
            <Table.Th scope="col">{t('state')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('points')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('people')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('budget')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('granted')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.map(({ month, state, points, people, budget, units }) => (
            <Table.Tr key={month}>
              <Table.Th scope="row" fw={400}>
                <Anchor component={Link} href={equityHref(ventureId, `/splits/${month}`)} inherit fw={600}>
                  {format.month(`${month}-01`)}
                </Anchor>
              </Table.Th>
              <Table.Td>
                <SplitBadge state={state} />
              </Table.Td>
              <Table.Td ta="end">{format.count(points)}</Table.Td>
              <Table.Td ta="end">{format.count(String(people))}</Table.Td>
              <Table.Td ta="end">{format.count(budget)}</Table.Td>
              <Table.Td ta="end">{units === null ? '–' : format.count(units)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The points of the months loaded so far, the oldest first; the table below has every figure. */
function PointsChart({ months }: { months: readonly SplitMonth[] }) {
  const t = useTranslations('equity.splits');
  const format = useEquityFormat();
  const there = months.toReversed().filter(({ points }) => points !== '0');
  if (!there.length)
    return (
      <Stack gap={4}>
        <Text>{t('noPoints')}</Text>
      </Stack>
    );
  const parts = there.map(({ month, points }) =>
    t('monthPoints', { month: format.month(`${month}-01`), points: format.count(points) }),
  );
  return (
    <Section title={t('chart')} text={t('chartText')}>
      <Group role="img" aria-label={t('chartAlternative', { parts: parts.join('; ') })}>
        <BarChart
          h={220}
          w="100%"
          data={months.toReversed().map(({ month, points }) => ({
            month: format.month(`${month}-01`),
            points: drawn(points),
          }))}
          dataKey="month"
          series={[{ name: 'points', label: t('points'), color: 'var(--mantine-primary-color-filled)' }]}
          maxBarWidth={48}
          withTooltip={false}
          barProps={{ isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </Group>
    </Section>
  );
}
