'use client';

import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { figureFormat } from '../../lib/numbers';
import { PlainTable } from '../money/plain-table';
import { roomHref } from '../ventures/venture-frame';
import type { HolderWorth, Standing, Valuation } from './types';
import { useRoughMoney } from './use-rough-money';

interface HolderWorthsProps {
  readonly standing: Standing;
  readonly valuation: Valuation;
  /** The reader's own line; null for who holds nothing. */
  readonly mine: string | null;
}

/** What each share of the live cap table would be at the range, the own one first. */
export function HolderWorths({ standing, valuation, mine }: HolderWorthsProps) {
  const t = useTranslations('standing.value');
  const rough = useRoughMoney();
  const { locale } = useFormat();
  const figures = figureFormat(locale);
  const { holders, currency, round } = valuation;
  if (holders === null || currency === null)
    return (
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('noHolders')}</Text>
        <Button component={Link} href={roomHref(standing.venture.id, 'equity')} variant="default" size="xs">
          {t('toEquity')}
        </Button>
      </Stack>
    );
  const own = holders.find(({ id }) => id === mine);
  const span = ({ lowMinor, highMinor }: HolderWorth) =>
    highMinor === '0'
      ? '–'
      : t('range', { low: rough(lowMinor, currency), high: rough(highMinor, currency) });
  return (
    <Stack gap="sm">
      {own && <Text fz="lg">{t('mine', { part: figures.percent(own.part), range: span(own) })}</Text>}
      <PlainTable
        label={t('holders')}
        minWidth={round ? 640 : 460}
        maxHeight={480}
        items={own ? [own, ...holders.filter((one) => one !== own)] : holders}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('holder'),
            cell: (holder) => (
              <Group gap="xs">
                {holder.name}
                {holder === own && <Badge size="sm">{t('you')}</Badge>}
              </Group>
            ),
          },
          { head: t('part'), end: true, cell: ({ part }) => figures.percent(part) },
          { head: t('worth'), end: true, cell: span },
          ...(round
            ? [
                {
                  head: t('partAfter'),
                  end: true,
                  cell: ({ partAfter }: HolderWorth) =>
                    partAfter === null ? '–' : figures.percent(partAfter),
                },
              ]
            : []),
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('paper')}
      </Text>
    </Stack>
  );
}
