'use client';

import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { useEquityFormat } from '../equity/use-equity-format';
import { OfferBadge } from './offer-look';
import { useOfferWords } from './offer-words';
import type { Offer } from './types';

/** One offer of a list: what for, between whom, and how it stands. */
export function OfferRow({ offer, side }: { offer: Offer; side: 'to-me' | 'by-me' | 'venture' }) {
  const t = useTranslations('offers');
  const words = useOfferWords();
  const format = useFormat();
  const { day } = useEquityFormat();
  const { id, state, terms, ventureName, addresseeName, offeredBy, expiresOn } = offer;
  const who = offeredBy ?? t('row.formerMember');
  return (
    <Card p="md">
      <Stack gap={6}>
        <Group gap="sm" justify="space-between" align="flex-start">
          <Anchor component={Link} href={`/offers/${id}`} fw={600}>
            {t('row.title', { kind: t(`kinds.${terms.kind}`), reward: words.reward(terms) })}
          </Anchor>
          <OfferBadge state={state} />
        </Group>
        <Text size="sm">
          {side === 'to-me'
            ? t('row.toMe', { venture: ventureName, name: who })
            : side === 'by-me'
              ? t('row.byMe', { venture: ventureName, name: addresseeName })
              : t('row.between', { name: who, addressee: addresseeName })}
        </Text>
        <Text size="sm" c="dimmed">
          {state === 'PENDING' && expiresOn
            ? t('row.until', { date: day(expiresOn) })
            : offer.decidedAt
              ? t('row.decided', { date: format.date(offer.decidedAt) })
              : t('row.made', { date: format.date(offer.createdAt) })}
        </Text>
      </Stack>
    </Card>
  );
}
