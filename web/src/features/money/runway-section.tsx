'use client';

import { Accordion, Alert, Badge, Box, Button, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { moneyHref } from './money-frame';
import { MonthsChart } from './months-chart';
import { MonthsTable } from './months-table';
import { monthsQuery, runwayQuery } from './queries';
import type { Runway, Standing } from './types';

const colours: Record<Runway['level'], string> = {
  CRITICAL: 'red',
  HIGH: 'orange',
  MEDIUM: 'yellow',
  LOW: 'green',
  NOT_BURNING: 'green',
  UNKNOWN: 'gray',
};

/** How long the money lasts, what that rests on, and what the rules advise. */
export function RunwaySection({ standing }: { standing: Standing }) {
  const t = useTranslations('money.runway');
  const ventureId = standing.venture.id;
  const runway = useQuery(runwayQuery(ventureId));
  const months = useInfiniteQuery(monthsQuery(ventureId));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={runway}>{(data) => <Level runway={data} />}</QueryView>
      <QueryView query={months}>
        {({ pages }) => {
          const [page] = pages;
          if (!page || page.items.length === 0 || page.currency === null)
            return standing.acts ? (
              <Group>
                <Button component={Link} href={moneyHref(ventureId, '/months')}>
                  {t('enter')}
                </Button>
              </Group>
            ) : null;
          return (
            <Stack gap="lg">
              <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
                <MonthsChart view="cash" months={page.items} currency={page.currency} />
                <MonthsChart view="burn" months={page.items} currency={page.currency} />
              </SimpleGrid>
              <Accordion variant="separated" order={3}>
                <Accordion.Item value="table">
                  <Accordion.Control>{t('asTable')}</Accordion.Control>
                  <Accordion.Panel>
                    <MonthsTable months={page.items} maxHeight={360} />
                  </Accordion.Panel>
                </Accordion.Item>
              </Accordion>
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function Level({ runway }: { runway: Runway }) {
  const t = useTranslations('money.runway');
  const format = useMoneyFormat();
  const { level, months, currency, cashMinor, meanNetBurnMinor, basis, advice } = runway;
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fz="xl" fw={600}>
          {months === null ? t(`plain.${level}`) : t('months', { months: format.number(months) })}
        </Text>
        <Badge color={colours[level]} size="lg">
          {t(`level.${level}`)}
        </Badge>
      </Group>
      {currency !== null && cashMinor !== null && (
        <Box maw={560}>
          <Figures>
            <Figure label={t('cash')}>{format.money(cashMinor, currency)}</Figure>
            {meanNetBurnMinor !== null && (
              <Figure label={t('burn')}>{format.money(meanNetBurnMinor, currency)}</Figure>
            )}
            <Figure label={t('basis')}>
              {basis
                .toReversed()
                .map((month) => format.shortMonth(month))
                .join(', ')}
            </Figure>
          </Figures>
        </Box>
      )}
      {advice.length > 0 && (
        <Alert color={level === 'CRITICAL' || level === 'HIGH' ? 'orange' : 'gray'} title={t('advice')}>
          <List size="sm">
            {advice.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
