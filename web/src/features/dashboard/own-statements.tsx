'use client';

import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { useAccess } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { LineBadge, useSpan } from '../money/distribution-looks';
import { statementsQuery } from '../money/queries';
import { PlainList } from '../documents/plain-list';
import { Panel } from './panel';

const most = 3;

/** What came out of the revenue of ventures lately. Most people have no part in any; they see nothing. */
export function OwnStatements() {
  const t = useTranslations('dashboard.statements');
  const format = useMoneyFormat();
  const { date } = useFormat();
  const span = useSpan();
  const member = useAccess().data?.held.includes(1) ?? false;
  const statements = useInfiniteQuery({ ...statementsQuery(), enabled: member });
  const items = statements.data?.pages[0]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel
      title={t('title')}
      action={
        <Button
          component={Link}
          href="/statements"
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
        >
          {t('all')}
        </Button>
      }
    >
      <PlainList label={t('title')}>
        {items.slice(0, most).map((statement) => {
          const { distributionId, ventureName, currency, line, mayObject, objectionsUntil } = statement;
          return (
            <li key={distributionId}>
              <Stack gap={4}>
                <Group justify="space-between" gap="xs">
                  <Anchor component={Link} href={`/statements/${distributionId}`} size="sm">
                    {t('of', { venture: ventureName, months: span(statement) ?? '' })}
                  </Anchor>
                  <Text size="sm" fw={600}>
                    {format.money(line.amountMinor, currency)}
                  </Text>
                </Group>
                <Group gap="xs">
                  <LineBadge state={line.state} />
                  {mayObject && <Text size="sm">{t('mayObject', { until: date(objectionsUntil) })}</Text>}
                </Group>
              </Stack>
            </li>
          );
        })}
      </PlainList>
    </Panel>
  );
}
