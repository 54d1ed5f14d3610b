'use client';

import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainList } from '../documents/plain-list';
import { DistributionBadge, LineBadge, useSpan } from './distribution-looks';
import { distributionHref } from './money-frame';
import { distributionsQuery } from './queries';
import type { Distribution } from './types';

/** Distributions of a venture, the newest first. */
export function DistributionList({ ventureId, empty }: { ventureId: string; empty: string }) {
  const t = useTranslations('money.distributions');
  const distributions = useInfiniteQuery(distributionsQuery(ventureId));
  return (
    <QueryView query={distributions}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Text c="dimmed">{empty}</Text>;
        return (
          <Stack gap="md">
            <PlainList label={t('label')}>
              {items.map((one) => (
                <li key={one.id}>
                  <DistributionRow distribution={one} />
                </li>
              ))}
            </PlainList>
            <MoreButton query={distributions} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function DistributionRow({ distribution }: { distribution: Distribution }) {
  const t = useTranslations('money.distributions');
  const format = useMoneyFormat();
  const { date } = useFormat();
  const span = useSpan();
  const { userId } = useSession();
  const { id, ventureId, state, currency, distributedMinor, lines, createdAt } = distribution;
  const months = span(distribution);
  const own = lines.find((line) => line.userId === userId);
  return (
    <Card p="md">
      <Stack gap={6}>
        <Group gap="sm">
          <Anchor component={Link} href={distributionHref(ventureId, id)} fw={600}>
            {months ? t('of', { months }) : t('draftOf', { date: date(createdAt) })}
          </Anchor>
          <DistributionBadge state={state} />
        </Group>
        {currency && distributedMinor && (
          <Text size="sm">{t('amount', { amount: format.money(distributedMinor, currency) })}</Text>
        )}
        {own && currency && (
          <Group gap="xs">
            <Text size="sm">{t('yours', { amount: format.money(own.amountMinor, currency) })}</Text>
            <LineBadge state={own.state} />
          </Group>
        )}
      </Stack>
    </Card>
  );
}
