'use client';

import { BarChart } from '@mantine/charts';
import { Group, Stack, Table, Text } from '@mantine/core';
import { microPerBuz, parseBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import type { Supply } from './queries';

const bars = ['balance', 'released', 'releaseCap'] as const;
const colour = { balance: 'fir.6', released: 'orange.6', releaseCap: 'gray.5' } as const;

/** What the pools hold, what they have paid out, and how far they may go this year. */
export function Pools({ pools }: { pools: Supply['pools'] }) {
  const t = useTranslations('buzAdmin.pools');
  const names = useTranslations('buz.account');
  const { locale } = useFormat();
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <Section title={t('title')} text={t('text')}>
      <Stack gap="xs">
        <Legend items={bars.map((bar) => ({ label: t(bar), colour: colour[bar] }))} />
        <div role="img" aria-label={t('alternative')}>
          <BarChart
            h={480}
            data={pools.map((pool) => ({
              pool: names(pool.pool),
              ...Object.fromEntries(bars.map((bar) => [bar, wholeBuz(pool[bar])])),
            }))}
            dataKey="pool"
            orientation="vertical"
            gridAxis="x"
            accessibilityLayer={false}
            series={bars.map((bar) => ({ name: bar, label: t(bar), color: colour[bar] }))}
            valueFormatter={(value) => compact.format(value)}
            yAxisProps={{ width: 104 }}
          />
        </div>
      </Stack>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={t('title')} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('pool')}</Table.Th>
              {(['genesis', ...bars] as const).map((column) => (
                <Table.Th key={column} scope="col" ta="end">
                  {t(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pools.map((pool) => (
              <Table.Tr key={pool.pool}>
                <Table.Th scope="row" fw={400}>
                  {names(pool.pool)}
                  <Text size="xs" c="dimmed">
                    {pool.paysFor}
                  </Text>
                </Table.Th>
                {(['genesis', ...bars] as const).map((column) => (
                  <Table.Td key={column} ta="end">
                    <BuzAmount amount={pool[column]} bare />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

/** Which colour means what, for those who look at the picture; the table says it to all. */
export function Legend({ items }: { items: readonly { label: string; colour: string }[] }) {
  return (
    <Group gap="md" aria-hidden>
      {items.map(({ label, colour: name }) => (
        <Group key={label} gap={6}>
          <span
            style={{
              width: 12,
              height: 12,
              borderRadius: 3,
              background: `var(--mantine-color-${name.replace('.', '-')})`,
            }}
          />
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}

/** For drawing only: whole BUZ are exact as a number, and a picture shows no more. */
export function wholeBuz(amount: string): number {
  return Number(parseBuz(amount) / microPerBuz);
}
