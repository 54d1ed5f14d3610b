'use client';

import { Accordion, List, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { SeriesChart } from '../../components/series-chart';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable, type Column } from '../money/plain-table';
import type { Forecast } from './types';
import { useShare } from './use-share';

interface RunwayBasisProps {
  readonly forecast: Forecast;
  readonly before: Forecast | null;
  readonly beforeName: string;
}

/** The chance that the money lasts so long, when it ends, and what all of it rests on. */
export function RunwayBasis({ forecast, before, beforeName }: RunwayBasisProps) {
  const t = useTranslations('standing.basis');
  const { locale } = useMoneyFormat();
  const points = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  return (
    <>
      <Section title={t('lasts')} text={t('lastsText')}>
        <LastsTable forecast={forecast} before={before} beforeName={beforeName} />
        <EndMonths forecast={forecast} />
      </Section>
      <Section title={t('title')} text={t('text')}>
        {forecast.reasons.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('reasons')}
            </Text>
            <List size="sm">
              {forecast.reasons.map(({ key, text, effect }) => (
                <List.Item key={key}>{t('reason', { text, points: points.format(effect * 100) })}</List.Item>
              ))}
            </List>
          </div>
        )}
        <Parameters forecast={forecast} />
      </Section>
    </>
  );
}

type Lasts = Forecast['lasts'][number];

function LastsTable({ forecast, before, beforeName }: RunwayBasisProps) {
  const t = useTranslations('standing.basis');
  const share = useShare();
  const compared: Column<Lasts>[] = before
    ? [
        {
          head: beforeName,
          end: true,
          cell: ({ months }) => {
            const same = before.lasts.find((one) => one.months === months);
            return same ? share(same.probability) : '–';
          },
        },
      ]
    : [];
  return (
    <PlainTable
      label={t('lasts')}
      minWidth={260}
      items={forecast.lasts}
      keyOf={({ months }) => String(months)}
      columns={[
        { head: t('until'), cell: ({ months }) => t('months', { months }) },
        { head: t(before ? 'now' : 'chance'), end: true, cell: ({ probability }) => share(probability) },
        ...compared,
      ]}
    />
  );
}

/** In which month the money ends, as the share of all courses. */
function EndMonths({ forecast: { ends } }: { forecast: Forecast }) {
  const t = useTranslations('standing.basis');
  const format = useMoneyFormat();
  const share = useShare();
  const likeliest = ends.distribution.toSorted((a, b) => b.probability - a.probability)[0];
  if (!likeliest) return <Text size="sm">{t('noEnd')}</Text>;
  return (
    <Accordion variant="separated" order={3}>
      <Accordion.Item value="ends">
        <Accordion.Control>{t('ends')}</Accordion.Control>
        <Accordion.Panel>
          <SeriesChart
            label={t('ends')}
            summary={t('endsSummary', {
              month: format.month(likeliest.month),
              share: share(likeliest.probability),
              never: share(ends.never),
            })}
            kind="bar"
            head={t('month')}
            format={share}
            series={[{ key: 'share', label: t('share') }]}
            points={ends.distribution.map(({ month, probability }) => ({
              key: month,
              label: format.month(month),
              tick: format.shortMonth(month),
              values: { share: probability },
            }))}
          />
          <Text size="sm" mt="xs">
            {t('never', { share: share(ends.never) })}
          </Text>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** What the own months say, what ventures in general show, and how both are weighed. */
function Parameters({ forecast }: { forecast: Forecast }) {
  const t = useTranslations('standing.basis');
  const format = useMoneyFormat();
  const share = useShare();
  const places = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 });
  const write = (key: string, value: number) =>
    key === 'CORRELATION'
      ? new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 }).format(value)
      : `${places.format(value)} %`;
  return (
    <Stack gap="xs">
      <Text size="sm">{t('weight', { months: forecast.ownMonths, weight: share(forecast.ownWeight) })}</Text>
      <PlainTable
        label={t('parameters')}
        minWidth={560}
        items={forecast.parameters}
        keyOf={({ key }) => key}
        columns={[
          { head: t('parameter'), cell: ({ label }) => label },
          { head: t('used'), end: true, cell: ({ key, value }) => write(key, value) },
          {
            head: t('likely'),
            end: true,
            cell: ({ key, low, high }) => t('range', { low: write(key, low), high: write(key, high) }),
          },
          {
            head: t('own'),
            end: true,
            cell: ({ key, own }) => (own === null ? t('noData') : write(key, own)),
          },
          { head: t('prior'), end: true, cell: ({ key, prior }) => write(key, prior) },
          { head: t('ownWeight'), end: true, cell: ({ ownWeight }) => share(ownWeight) },
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('seed', { paths: format.number(String(forecast.paths)), seed: String(forecast.seed) })}
      </Text>
    </Stack>
  );
}
