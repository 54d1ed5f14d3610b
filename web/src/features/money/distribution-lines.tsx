'use client';

import { BarChart } from '@mantine/charts';
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api, download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { majorOf } from '../../lib/money';
import { drawn } from '../../lib/numbers';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { useMoneyFormat } from '../../lib/use-money-format';
import { SeriesPatterns, seriesColour, seriesFill } from '../equity/patterns';
import { LineBadge } from './distribution-looks';
import { PlainTable } from './plain-table';
import { PaymentOutcome } from './payment-outcome';
import type { DistributionDetail, Line } from './types';

interface DistributionLinesProps {
  readonly distribution: DistributionDetail;
  readonly onDone: () => Promise<unknown>;
}

/** Who gets what, as a picture and line by line with the payments. */
export function DistributionLines({ distribution, onDone }: DistributionLinesProps) {
  const t = useTranslations('money.distribution');
  const settle = useTranslations('money.settle');
  const format = useMoneyFormat();
  const [settling, setSettling] = useState<Line | null>(null);
  const { id, currency, lines, firstMonth } = distribution;
  const settles = distribution.steps.includes('settle');
  const file = useMutation({
    mutationFn: () => download(contract.finances.exportLines, { params: { distributionId: id } }),
    onSuccess: (bytes) => saveFile(bytes, `${t('fileName', { month: firstMonth ?? '' })}.csv`),
  });
  if (currency === null) return null;
  // The column stands only where somebody’s sponsor gets a part.
  const deducted = lines.some(({ withheldMinor }) => withheldMinor !== '0');
  const nameOf = ({ userId, name }: Line) => (userId === null ? t('retained') : name);
  return (
    <Section title={t('lines')} text={t('linesText')}>
      <WhoGetsWhat lines={lines} currency={currency} nameOf={nameOf} />
      <PlainTable
        label={t('lines')}
        minWidth={(settles ? 820 : 680) + (deducted ? 240 : 0)}
        items={lines}
        keyOf={(line) => line.id}
        columns={[
          { head: t('who'), cell: nameOf },
          { head: t('share'), end: true, cell: ({ part }) => format.part(part) },
          { head: t('amount'), end: true, cell: ({ amountMinor }) => format.money(amountMinor, currency) },
          ...(deducted
            ? [
                {
                  head: t('withheld'),
                  end: true,
                  cell: ({ withheldMinor }: Line) =>
                    withheldMinor === '0' ? '–' : `− ${format.money(withheldMinor, currency)}`,
                },
                {
                  head: t('payout'),
                  end: true,
                  cell: ({ payoutMinor }: Line) => format.money(payoutMinor, currency),
                },
              ]
            : []),
          { head: t('state'), cell: ({ state }) => <LineBadge state={state} /> },
          { head: t('payment'), cell: (line) => <Payment line={line} /> },
          ...(settles
            ? [
                {
                  head: t('actions'),
                  end: true,
                  cell: (line: Line) =>
                    line.state === 'PROCESSING' && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('settleOf', { name: nameOf(line) })}
                        onClick={() => setSettling(line)}
                      >
                        {t('settle')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      <Group>
        <Button
          variant="default"
          loading={file.isPending}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => file.mutate()}
        >
          {t('file')}
        </Button>
      </Group>
      {file.error && <ProblemAlert error={file.error} />}
      {settling && (
        <PaymentOutcome
          title={settle('title', { name: nameOf(settling) })}
          text={settle('text', {
            name: nameOf(settling),
            amount: format.money(settling.payoutMinor, currency),
          })}
          of={[settling.id, settling.attempts]}
          record={(body, idempotencyKey) =>
            api.finances.settleLine(
              { params: { distributionId: id, lineId: settling.id }, body },
              { idempotencyKey },
            )
          }
          onDone={onDone}
          onClose={() => setSettling(null)}
        />
      )}
    </Section>
  );
}

function Payment({ line }: { line: Line }) {
  const t = useTranslations('money.distribution');
  const { date } = useFormat();
  const { attempts, reference, failure, paidAt } = line;
  const said = [
    paidAt ? t('paidOn', { date: date(paidAt) }) : null,
    reference ? t('reference', { reference }) : null,
    failure ? t('failure', { failure }) : null,
    attempts > 1 ? t('attempts', { count: attempts }) : null,
  ].filter((text) => text !== null);
  return <Text size="sm">{said.join(' · ') || '–'}</Text>;
}

/** Longer lists are in the table alone; a picture of fifty bars tells nobody anything. */
const mostBars = 20;
const barHeight = 34;
const axisHeight = 40;

interface ChartProps {
  readonly lines: readonly Line[];
  readonly currency: string;
  readonly nameOf: (line: Line) => string;
}

function WhoGetsWhat({ lines, currency, nameOf }: ChartProps) {
  const t = useTranslations('money.distribution');
  const format = useMoneyFormat();
  const shown = lines
    .toSorted((a, b) =>
      BigInt(a.amountMinor) === BigInt(b.amountMinor)
        ? 0
        : BigInt(a.amountMinor) > BigInt(b.amountMinor)
          ? -1
          : 1,
    )
    .slice(0, mostBars);
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <Stack gap="xs">
      <SeriesPatterns />
      <div
        role="img"
        aria-label={t('alternative', {
          parts: shown
            .map((line) => `${nameOf(line)} ${format.money(line.amountMinor, currency)}`)
            .join(', '),
        })}
      >
        <BarChart
          h={shown.length * barHeight + axisHeight}
          orientation="vertical"
          data={shown.map((line) => ({
            id: line.id,
            name: nameOf(line),
            amount: drawn(majorOf(line.amountMinor, currency)),
          }))}
          dataKey="name"
          series={[{ name: 'amount', label: t('amount'), color: seriesColour(0) }]}
          accessibilityLayer={false}
          gridAxis="x"
          maxBarWidth={22}
          xAxisProps={{ tickFormatter: (value: number) => compact.format(value) }}
          yAxisProps={{ width: 110, interval: 0 }}
          barProps={{
            fill: seriesFill(0),
            stroke: seriesColour(0),
            fillOpacity: 1,
            isAnimationActive: false,
          }}
          tooltipProps={{
            content: ({ label }) => {
              const line = shown.find((one) => nameOf(one) === label);
              return line ? (
                <Paper p="xs" shadow="md">
                  <Text size="sm" fw={600}>
                    {nameOf(line)}
                  </Text>
                  <Text size="sm">{format.money(line.amountMinor, currency)}</Text>
                </Paper>
              ) : null;
            },
          }}
        />
      </div>
      {lines.length > shown.length && (
        <Text size="xs" c="dimmed">
          {t('largest', { count: shown.length })}
        </Text>
      )}
    </Stack>
  );
}
