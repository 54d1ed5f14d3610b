'use client';

import { Box, Group, List, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { DistributionBadge, useSpan } from './distribution-looks';
import type { DistributionDetail } from './types';

/** State, figures and the reports a distribution is made of. */
export function DistributionSummary({ distribution }: { distribution: DistributionDetail }) {
  const t = useTranslations('money.distribution');
  const { dateTime } = useFormat();
  const format = useMoneyFormat();
  const span = useSpan();
  const { state, currency, netMinor, platformMinor, distributedMinor, reports } = distribution;
  const months = span(distribution);
  const dates = (['calculatedAt', 'objectionsUntil', 'approvedAt', 'completedAt'] as const).filter(
    (field) => distribution[field] !== null,
  );
  return (
    <Section title={months ? t('of', { months }) : t('draft')}>
      <Stack gap="md">
        <Group gap="sm">
          <DistributionBadge state={state} />
          <Text size="sm">{t(`about.${state}`)}</Text>
        </Group>
        {currency && netMinor && platformMinor && distributedMinor && (
          <Box maw={560}>
            <Figures>
              <Figure label={t('net')}>{format.money(netMinor, currency)}</Figure>
              <Figure label={t('platform')}>{format.money(platformMinor, currency)}</Figure>
              <Figure label={t('distributed')} strong>
                {format.money(distributedMinor, currency)}
              </Figure>
              {dates.map((field) => (
                <Figure key={field} label={t(field)}>
                  {dateTime(distribution[field]!)}
                </Figure>
              ))}
            </Figures>
          </Box>
        )}
        {reports.length > 0 && currency && (
          <Stack gap="xs">
            <Text size="sm" fw={600}>
              {t('reports')}
            </Text>
            <List size="sm">
              {reports.map(({ reportId, month, kind, netMinor: net }) => (
                <List.Item key={`${reportId} ${kind}`}>
                  {t(`kind.${kind}`, { month: format.month(month), net: format.money(net, currency) })}
                </List.Item>
              ))}
            </List>
          </Stack>
        )}
      </Stack>
    </Section>
  );
}
