'use client';

import { LineChart } from '@mantine/charts';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { parseDecimal } from '@smartstart/units';
import type { contract } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { unit } from './field-props';
import { Explained } from './help-tip';
import { drawn } from '../../lib/numbers';
import { seriesColour, seriesMost } from './patterns';
import { spread } from './round-draft';
import { Rows } from './round-result';
import type { CapTable } from './types';
import { useEquityFormat } from './use-equity-format';

const points = 12;
const fields = ['newMoney', 'low', 'high'] as const;
type FieldName = (typeof fields)[number];

/** What each SAFE and note would become, over a range of valuations. */
export function ConversionScenario({ table }: { table: CapTable }) {
  const t = useTranslations('equity.scenarios.conversions');
  const format = useEquityFormat();
  const [typed, setTyped] = useState<Record<FieldName, string>>({ newMoney: '', low: '', high: '' });
  const [faults, setFaults] = useState<readonly FieldName[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const work = useMutation({
    mutationFn: (body: { newMoney: string; preMoneys: string[] }) =>
      api.scenarios.conversions({ params: { ventureId: table.ventureId }, body }),
  });
  const submit = () => {
    const read = (name: FieldName) => format.read(typed[name]) ?? '0';
    const [low, high] = [read('low'), read('high')];
    const wrong = fields.filter((name) => read(name) === '0');
    const backwards = !wrong.length && parseDecimal(low) > parseDecimal(high);
    const found: FieldName[] = backwards ? ['high'] : wrong;
    setFaults(found);
    if (found.length)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    else work.mutate({ newMoney: read('newMoney'), preMoneys: spread(low, high, points) });
  };
  if (table.convertibles.length === 0)
    return (
      <Section title={t('title')}>
        <Text>{t('none')}</Text>
      </Section>
    );
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={<Explained term="safe">{t('text')}</Explained>}>
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="md">
            <Group align="flex-start" gap="md">
              {fields.map((name) => (
                <TextInput
                  key={name}
                  label={t(name)}
                  required
                  inputMode="decimal"
                  maxLength={26}
                  value={typed[name]}
                  error={faults.includes(name) ? t(`faults.${name}`) : null}
                  onChange={({ currentTarget: { value } }) => {
                    setTyped({ ...typed, [name]: value });
                    setFaults([]);
                  }}
                  {...unit(table.currency)}
                  w={{ base: '100%', xs: 260 }}
                />
              ))}
            </Group>
            {work.error && <ProblemAlert error={work.error} />}
            <Group>
              <Button type="submit" loading={work.isPending}>
                {t('work')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {work.data && <Result result={work.data} />}
    </Stack>
  );
}

type ResultData = z.output<(typeof contract.scenarios.conversions)['output']>;

function Result({ result }: { result: ResultData }) {
  const t = useTranslations('equity.scenarios.conversions');
  const format = useEquityFormat();
  const money = (amount: string) => format.money({ amount, currency: result.currency });
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const [first, last] = [result.points[0], result.points.at(-1)];
  if (!first || !last) return null;
  const drawnOnes = first.conversions.slice(0, seriesMost);
  const dashes = ['0', '6 4', '2 3', '8 3 2 3'];
  const partAt = (point: ResultData['points'][number], securityId: string) =>
    point.conversions.find((one) => one.securityId === securityId)?.part ?? '0';
  return (
    <Section title={t('result')} text={t('resultText')}>
      <Group gap="lg" aria-hidden>
        {drawnOnes.map(({ securityId, name }, index) => (
          <Group key={securityId} gap={8} wrap="nowrap">
            <svg width="30" height="8" focusable="false">
              <line
                x1="0"
                x2="30"
                y1="4"
                y2="4"
                stroke={seriesColour(index)}
                strokeWidth="3"
                strokeDasharray={dashes[index % dashes.length]}
              />
            </svg>
            <Text size="sm">{name}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          low: money(first.preMoney),
          high: money(last.preMoney),
          first: first.conversions.map(({ name, part }) => `${name} ${format.percent(part)}`).join(', '),
          last: last.conversions.map(({ name, part }) => `${name} ${format.percent(part)}`).join(', '),
        })}
      >
        <LineChart
          h={260}
          data={result.points.map((point) => ({
            at: drawn(point.preMoney),
            ...Object.fromEntries(
              drawnOnes.map(({ securityId }, index) => [`s${index}`, drawn(partAt(point, securityId)) * 100]),
            ),
          }))}
          dataKey="at"
          withTooltip={false}
          accessibilityLayer={false}
          curveType="linear"
          withDots={false}
          series={drawnOnes.map(({ name }, index) => ({
            name: `s${index}`,
            label: name,
            color: seriesColour(index),
            strokeDasharray: dashes[index % dashes.length]!,
          }))}
          lineProps={{ isAnimationActive: false }}
          yAxisProps={{ width: 52, tickFormatter: (value: number) => `${compact.format(value)}%` }}
          xAxisProps={{
            type: 'number',
            domain: ['dataMin', 'dataMax'],
            tickFormatter: (value: number) => compact.format(value),
          }}
        />
      </div>
      <Rows
        label={t('result')}
        heads={[t('preMoney'), t('price'), ...first.conversions.map(({ name }) => name)]}
        rows={result.points.map((point) => [
          money(point.preMoney),
          money(point.price),
          ...first.conversions.map(({ securityId }) => {
            const one = point.conversions.find((found) => found.securityId === securityId);
            return one
              ? t('cell', { part: format.percent(one.part), shares: format.count(one.shares) })
              : '–';
          }),
        ])}
      />
    </Section>
  );
}
