'use client';

import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { DistributionBadge, LineBadge, useSpan } from './distribution-looks';
import { OwnStatement } from './own-statement';
import { statementsKey, statementsQuery } from './queries';
import type { Statement } from './types';

/** `/statements`: what the reader gets and got out of the revenue of all ventures. */
export function StatementsPage() {
  const t = useTranslations('money.statements');
  useFollowStatements();
  const statements = useInfiniteQuery(statementsQuery());
  return (
    <Page title={t('title')} lead={t('lead')} width="normal">
      <PagedList
        query={statements}
        label={t('title')}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      >
        {(statement) => <Row statement={statement} />}
      </PagedList>
    </Page>
  );
}

/** `/statements/[distributionId]`: one of them. It is theirs to read also after they have left the venture. */
export function StatementPage({ distributionId }: { distributionId: string }) {
  const t = useTranslations('money.statements');
  useFollowStatements();
  return (
    <Page title={t('one')} crumbs={[{ label: t('title'), href: '/statements' }]} width="normal">
      <OwnStatement distributionId={distributionId} />
    </Page>
  );
}

function Row({ statement }: { statement: Statement }) {
  const t = useTranslations('money.statements');
  const format = useMoneyFormat();
  const { dateTime } = useFormat();
  const span = useSpan();
  const { distributionId, ventureName, currency, line, state, mayObject, objectionsUntil } = statement;
  return (
    <Card p="md">
      <Stack gap={6}>
        <Group gap="sm" justify="space-between">
          <Anchor component={Link} href={`/statements/${distributionId}`} fw={600}>
            {t('of', { venture: ventureName, months: span(statement) ?? '' })}
          </Anchor>
          <Text fw={600}>{format.money(line.payoutMinor, currency)}</Text>
        </Group>
        <Group gap="xs">
          <LineBadge state={line.state} />
          {line.state === 'PENDING' && <DistributionBadge state={state} />}
        </Group>
        {line.withheldMinor !== '0' && (
          <Text size="sm">
            {t('withheld', {
              amount: format.money(line.amountMinor, currency),
              withheld: format.money(line.withheldMinor, currency),
            })}
          </Text>
        )}
        {mayObject && <Text size="sm">{t('mayObject', { until: dateTime(objectionsUntil) })}</Text>}
      </Stack>
    </Card>
  );
}

/** Recipients are told of everything that happens to their part; the notification comes with it. */
function useFollowStatements() {
  const client = useQueryClient();
  const { userId } = useSession();
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'notification.created') void client.invalidateQueries({ queryKey: statementsKey });
  });
}
