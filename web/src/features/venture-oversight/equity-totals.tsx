'use client';

import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { todayIso, useEquityFormat } from '../equity/use-equity-format';
import type { HubVenture } from './queries';

type Equity = NonNullable<HubVenture['equity']>;

interface EquityTotalsProps {
  readonly equity: HubVenture['equity'];
  readonly date: string | null;
  readonly onDate: (date: string | null) => void;
  readonly error: unknown;
  readonly loading: boolean;
}

/** Equity by holder class on a day. Exact shares only of those who let the hub see them. */
export function EquityTotals({ equity, date, onDate, error, loading }: EquityTotalsProps) {
  const t = useTranslations('ventureOversight.equity');
  const format = useEquityFormat();
  const today = todayIso();
  const [typed, setTyped] = useState(date ?? today);
  const ahead = typed > today;
  return (
    <Section title={t('title')} text={t('text')}>
      <Group align="flex-end" gap="md">
        <TextInput
          type="date"
          label={t('date')}
          max={today}
          value={typed}
          error={ahead ? t('ahead') : null}
          w={{ base: '100%', xs: 220 }}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            if (/^[12]\d{3}-\d\d-\d\d$/.test(value) && value <= today) onDate(value === today ? null : value);
          }}
        />
        <Button
          variant="default"
          disabled={typed === today}
          onClick={() => {
            setTyped(today);
            onDate(null);
          }}
        >
          {t('today')}
        </Button>
        <Text size="sm" role="status" pb={8}>
          {loading ? t('loading') : equity ? t('shown', { date: format.day(equity.date) }) : ''}
        </Text>
      </Group>
      {error ? (
        <ProblemAlert error={error} />
      ) : equity ? (
        <Totals equity={equity} />
      ) : (
        <Text>{t('none')}</Text>
      )}
    </Section>
  );
}

function Totals({ equity }: { equity: Equity }) {
  const t = useTranslations('ventureOversight.equity');
  const classes = useTranslations('equity.holderClass');
  const format = useEquityFormat();
  return (
    <Stack gap="md">
      <Table.ScrollContainer minWidth={320}>
        <Table captionSide="top">
          <Table.Caption>{t('byClass', { count: format.count(equity.fullyDiluted) })}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('class')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('shares')}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t('part')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {equity.byHolderClass.map(({ holderClass, shares, part }) => (
              <Table.Tr key={holderClass}>
                <Table.Th scope="row">{classes(holderClass)}</Table.Th>
                <Table.Td ta="right">{format.count(shares)}</Table.Td>
                <Table.Td ta="right">{format.percent(part)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Title order={3} size="h4">
        {t('persons')}
      </Title>
      {equity.holders.length > 0 && (
        <Table.ScrollContainer minWidth={320}>
          <Table aria-label={t('persons')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('name')}</Table.Th>
                <Table.Th scope="col">{t('class')}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('part')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {equity.holders.map(({ name, holderClass, part }, index) => (
                <Table.Tr key={index}>
                  <Table.Th scope="row">{name}</Table.Th>
                  <Table.Td>{classes(holderClass)}</Table.Td>
                  <Table.Td ta="right">{format.percent(part)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Text size="sm">{t('withheld', { count: equity.withheld })}</Text>
    </Stack>
  );
}
