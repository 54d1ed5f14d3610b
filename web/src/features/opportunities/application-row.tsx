'use client';

import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { ApplicationBadge } from './looks';
import { NextStep } from './next-step';
import type { Side } from './queries';
import { opportunityHref, type Application } from './types';

/** One application of a list: for what or by whom, how it stands, and what is to be done next. */
export function ApplicationRow({ application, side }: { application: Application; side: Side }) {
  const t = useTranslations('opportunities.applications');
  const format = useFormat();
  const { kind, opportunityId, opportunityTitle, applicantName, state, decidedAt, createdAt, reason } =
    application;
  const toMe = side === 'TO_ME';
  return (
    <Card p="md">
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" gap="xs">
          <Anchor
            component={Link}
            href={opportunityHref(opportunityId, toMe ? '?tab=applications' : '')}
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
          >
            {toMe ? t('rowToMe', { name: applicantName, title: opportunityTitle }) : opportunityTitle}
          </Anchor>
          <ApplicationBadge state={state} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('sent', { kind, date: format.date(createdAt) })}
          {decidedAt && ` · ${t('decided', { date: format.date(decidedAt) })}`}
        </Text>
        {reason && <Text size="sm">{t('reason', { reason })}</Text>}
        {state === 'ACCEPTED' && <NextStep application={application} />}
      </Stack>
    </Card>
  );
}
