'use client';

import { Group, Radio, Stack, Text } from '@mantine/core';
import { writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import classes from './tier-card.module.css';
import type { Tier } from './types';

/** One tier to choose: rate, term, least and most. */
export function TierCard({ tier, room }: { tier: Tier; room: bigint }) {
  const t = useTranslations('buz.staking');
  const { locale } = useFormat();
  const { brief } = useBuzFormat();
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <Radio.Card value={tier.tier} p="md" className={classes.card}>
      <Stack gap="xs" h="100%">
        <Group gap="sm" wrap="nowrap">
          <Radio.Indicator className={classes.dot} />
          <Text fw={700}>{t(`tiers.${tier.tier}`)}</Text>
        </Group>
        <Text size="xl" fw={600} lh={1.1}>
          {t('rate', { rate: rate.format(tier.rateBps / 10_000) })}
        </Text>
        <Text size="sm">{t('term', { days: tier.days })}</Text>
        <Text size="sm">{t('bounds', { minimum: brief(tier.minimum), maximum: brief(tier.maximum) })}</Text>
        <Text size="sm">{t('room', { room: brief(writeBuz(room)) })}</Text>
      </Stack>
    </Radio.Card>
  );
}
