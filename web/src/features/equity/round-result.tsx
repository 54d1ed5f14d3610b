'use client';

import { BarChart } from '@mantine/charts';
import { Group, Stack, Table, Text, Title } from '@mantine/core';
import type { contract } from '@smartstart/contract';
import { formatDecimal, parseDecimal } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Section } from '../../components/section';
import { Figure, Figures } from '../buz/figures';
import { LineComparison } from './comparison';
import { drawn } from '../../lib/numbers';
import { seriesColour, seriesFill, seriesMost, SeriesSwatch } from './patterns';
import { useEquityFormat } from './use-equity-format';

type Result = z.output<(typeof contract.scenarios.rounds)['output']>;
type Round = Result['rounds'][number];
type Owned = Result['before'][number];

/** What rounds come to, one after the other, and everybody's part through all of them. */
export function RoundResult({ result }: { result: Result }) {
  const t = useTranslations('equity.scenarios.rounds');
  return (
    <Stack gap="lg">
      <Section title={t('result.through')} text={t('result.throughText')}>
        <Through result={result} />
      </Section>
      {result.rounds.map((round, index) => (
        <Section key={index} title={round.name}>
          <OneRound round={round} currency={result.currency} />
        </Section>
      ))}
    </Stack>
  );
}

function OneRound({ round, currency }: { round: Round; currency: string }) {
  const t = useTranslations('equity.scenarios.rounds.result');
  const format = useEquityFormat();
  const money = (amount: string) => format.money({ amount, currency });
  return (
    <Stack gap="lg">
      <Figures>
        <Figure label={t('price')} strong>
          {money(round.price)}
        </Figure>
        <Figure label={t('preMoney')}>{money(round.preMoney)}</Figure>
        <Figure label={t('postMoney')}>{money(round.postMoney)}</Figure>
        <Figure label={t('pool')}>{format.count(round.poolIncrease)}</Figure>
      </Figures>
      <Stack gap="xs">
        <Title order={3}>{t('newShares')}</Title>
        <Rows
          label={t('newShares')}
          heads={[t('investor'), t('amount'), t('shares'), t('paid')]}
          rows={round.newShares.map((one) => [
            one.name,
            money(one.amount),
            format.count(one.shares),
            money(one.paid),
          ])}
        />
      </Stack>
      {round.conversions.length > 0 && (
        <Stack gap="xs">
          <Title order={3}>{t('conversions')}</Title>
          <Rows
            label={t('conversions')}
            heads={[t('holder'), t('amount'), t('interest'), t('shares'), t('price'), t('basis')]}
            rows={round.conversions.map((one) => [
              one.name,
              money(one.amount),
              money(one.interest),
              format.count(one.shares),
              money(one.price),
              t(`bases.${one.basis}`),
            ])}
          />
        </Stack>
      )}
      <Stack gap="xs">
        <Title order={3}>{t('changes')}</Title>
        <LineComparison lines={round.changes} label={t('changes')} />
      </Stack>
    </Stack>
  );
}

interface RowsProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A plain table; the first column names the row, the others are figures. */
export function Rows({ label, heads, rows }: RowsProps) {
  return (
    <Table.ScrollContainer minWidth={heads.length * 110} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head, index) => (
              <Table.Th key={head} scope="col" ta={index ? 'end' : 'start'}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells, row) => (
            <Table.Tr key={row}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <Table.Th key={index} scope="row" fw={400}>
                    {cell}
                  </Table.Th>
                ) : (
                  <Table.Td key={index} ta="end">
                    {cell}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Everybody's part before and after each round: the largest holders by name, the others together. */
function Through({ result }: { result: Result }) {
  const t = useTranslations('equity.scenarios.rounds.result');
  const format = useEquityFormat();
  const stages = [
    { name: t('before'), owned: result.before },
    ...result.rounds.map(({ name, after }) => ({ name, owned: after })),
  ];
  const shown = largest(stages.map(({ owned }) => owned));
  const series = shown.map(({ id, name }) => ({ id, name }));
  const withOthers = stages.some(({ owned }) => othersOf(owned, shown) !== '0');
  const names = [...series, ...(withOthers ? [{ id: 'others', name: t('others') }] : [])];
  const partIn = (owned: readonly Owned[], id: string) =>
    id === 'others' ? othersOf(owned, shown) : (owned.find((one) => one.id === id)?.part ?? '0');
  const points = stages.map(({ name, owned }) => ({
    name,
    ...Object.fromEntries(names.map(({ id }, index) => [`s${index}`, drawn(partIn(owned, id)) * 100])),
  }));
  const last = stages.at(-1)!;
  return (
    <Stack gap="sm">
      <Group gap="lg" aria-hidden>
        {names.map(({ id, name }, index) => (
          <Group key={id} gap={8} wrap="nowrap">
            <SeriesSwatch index={index} />
            <Text size="sm">{name}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          parts: names.map(({ id, name }) => `${name} ${format.percent(partIn(last.owned, id))}`).join(', '),
        })}
      >
        <BarChart
          h={280}
          type="stacked"
          data={points}
          dataKey="name"
          withTooltip={false}
          accessibilityLayer={false}
          series={names.map(({ name }, index) => ({
            name: `s${index}`,
            label: name,
            color: seriesColour(index),
          }))}
          yAxisProps={{
            domain: [0, 100],
            ticks: [0, 25, 50, 75, 100],
            allowDataOverflow: true,
            width: 48,
            tickFormatter: (value: number) => format.percent(String(value / 100)),
          }}
          barProps={({ name }) => ({
            fill: seriesFill(Number(name.slice(1))),
            stroke: seriesColour(Number(name.slice(1))),
            fillOpacity: 1,
            isAnimationActive: false,
          })}
          maxBarWidth={72}
        />
      </div>
      <Rows
        label={t('through')}
        heads={[t('holder'), ...stages.map(({ name }) => name)]}
        rows={names.map(({ id, name }) => [
          name,
          ...stages.map(({ owned }) => format.percent(partIn(owned, id))),
        ])}
      />
    </Stack>
  );
}

/** Those with the largest part in any stage; the rest is drawn as one. */
function largest(stages: readonly (readonly Owned[])[]): Owned[] {
  const best = new Map<string, { one: Owned; part: bigint }>();
  for (const one of stages.flat()) {
    const part = parseDecimal(one.part);
    const known = best.get(one.id);
    if (!known || known.part < part) best.set(one.id, { one, part });
  }
  return [...best.values()]
    .filter(({ part }) => part > 0n)
    .toSorted((a, b) => (a.part === b.part ? 0 : a.part > b.part ? -1 : 1))
    .slice(0, seriesMost - 1)
    .map(({ one }) => one);
}

function othersOf(owned: readonly Owned[], shown: readonly Owned[]): string {
  const ids = new Set(shown.map(({ id }) => id));
  return formatDecimal(
    owned.reduce((sum, { id, part }) => (ids.has(id) ? sum : sum + parseDecimal(part)), 0n),
  );
}
