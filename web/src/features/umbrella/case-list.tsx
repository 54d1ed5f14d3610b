'use client';

import { Badge, Card, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import type { Case } from './types';

/** Disputes and audit requests with their answers. */
export function CaseList({ cases }: { cases: readonly Case[] }) {
  const t = useTranslations('umbrella.case');
  return (
    <PlainList label={t('label')}>
      {cases.map((one) => (
        <li key={one.id}>
          <CaseCard one={one} />
        </li>
      ))}
    </PlainList>
  );
}

interface CaseCardProps {
  readonly one: Case;
  readonly heading?: ReactNode;
  readonly overdue?: boolean;
  readonly children?: ReactNode;
}

export function CaseCard({ one, heading, overdue = false, children }: CaseCardProps) {
  const t = useTranslations('umbrella.case');
  const { date } = useFormat();
  const { kind, outcome, reason, answer, openedByName, openedAt, dueAt, answeredAt } = one;
  return (
    <Card component="article" p="md" withBorder>
      <Stack gap="xs">
        <Group gap="sm" justify="space-between">
          {heading ?? <Text fw={600}>{t(`kind.${kind}`)}</Text>}
          <Badge color={outcome ? 'green' : overdue ? 'red' : 'orange'} miw="max-content">
            {outcome ? t(`outcome.${outcome}`) : t(overdue ? 'overdue' : 'open')}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t('opened', { name: openedByName, date: date(openedAt) })}{' '}
          {answeredAt ? t('answered', { date: date(answeredAt) }) : t('due', { date: date(dueAt) })}
        </Text>
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          “{reason}”
        </Text>
        {answer && (
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            <strong>{t('answer')}</strong> {answer}
          </Text>
        )}
        {children}
      </Stack>
    </Card>
  );
}
