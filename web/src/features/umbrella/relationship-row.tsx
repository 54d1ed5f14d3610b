'use client';

import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { RelationshipBadge, useRate } from './looks';
import { otherName, type Relationship } from './types';

/** One relationship in a list: whom it is with, where it stands, and what came of it. */
export function RelationshipRow({
  relationship,
  href = `/umbrella/${relationship.id}`,
}: {
  relationship: Relationship;
  href?: string;
}) {
  const t = useTranslations('umbrella.row');
  const format = useMoneyFormat();
  const { state, side, kind, ratePercent, waiting, totals, sponsor, referred } = relationship;
  const rate = useRate();
  const name =
    side === 'HUB' ? t('both', { sponsor: sponsor.name, referred: referred.name }) : otherName(relationship);
  return (
    <Card component="article" p="md" withBorder>
      <Stack gap={6}>
        <Group gap="sm" justify="space-between">
          <Anchor component={Link} href={href} fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Anchor>
          <RelationshipBadge state={state} />
        </Group>
        <Text size="sm">
          {t('line', { kind: t(`kind.${kind}`), rate: rate(ratePercent) })}{' '}
          <When relationship={relationship} />
        </Text>
        {totals.map(({ currency, earnedMinor, paidMinor }) => (
          <Text size="sm" key={currency}>
            {t(side === 'REFERRED' ? 'totalsReferred' : 'totals', {
              earned: format.money(earnedMinor, currency),
              paid: format.money(paidMinor, currency),
            })}
          </Text>
        ))}
        {waiting.map(({ what, documentId }) => (
          <Text size="sm" key={documentId} fw={600}>
            {t(`waiting.${what}`)}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

function When({ relationship }: { relationship: Relationship }) {
  const t = useTranslations('umbrella.row');
  const { date } = useFormat();
  const { state, pendingUntil, endsAt, validUntil, endedAt, suspendedAt } = relationship;
  if (state === 'PENDING_AGREEMENT')
    return pendingUntil ? t('pendingUntil', { date: date(pendingUntil) }) : null;
  if (state === 'SUSPENDED') return suspendedAt ? t('suspendedAt', { date: date(suspendedAt) }) : null;
  if (state === 'TERMINATED') return endedAt ? t('endedAt', { date: date(endedAt) }) : null;
  if (endsAt) return t('endsAt', { date: date(endsAt) });
  return validUntil ? t(state === 'EXPIRED' ? 'expiredAt' : 'validUntil', { date: date(validUntil) }) : null;
}
