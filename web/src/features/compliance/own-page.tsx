'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useTopic } from '../../lib/live';
import { useSession } from '../../lib/session';
import { useFollow } from '../ventures/follow';
import { PlanFacts } from './plan-facts';
import { ownComplianceQuery } from './queries';
import { Score } from './score';
import { ComplianceBadge } from './state-badge';
import { StepHistory } from './step-history';
import type { ComplianceState, OwnStanding } from './types';

/** `/documents/compliance`: how the reader stands, and what to do about it. */
export function OwnCompliancePage() {
  const t = useTranslations('compliance.own');
  const { userId } = useSession();
  const client = useQueryClient();
  const topic = userId && `user:${userId}`;
  useFollow(topic);
  useTopic(topic, ({ type }) => {
    if (type === 'compliance.changed' || type === 'hold.concerns-you')
      void client.invalidateQueries({ queryKey: ownComplianceQuery().queryKey });
  });
  const query = useQuery(ownComplianceQuery());
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="normal"
      crumbs={[{ label: t('documents'), href: '/documents' }]}
    >
      <QueryView query={query}>{(standing) => <Loaded standing={standing} />}</QueryView>
    </Page>
  );
}

function Loaded({ standing }: { standing: OwnStanding }) {
  const t = useTranslations('compliance.own');
  const format = useFormat();
  const { state, score, missing } = standing;
  return (
    <Stack gap="lg">
      <Section title={t('standing')}>
        <Group gap="sm">
          <ComplianceBadge state={state} />
          <Text size="sm" c="dimmed">
            {t('since', { date: format.date(standing.since) })}
          </Text>
        </Group>
        <Text maw="68ch" role="status">
          {t(`text.${state}`, { count: missing })}
        </Text>
        <PlanFacts standing={standing} />
        {score !== null && (
          <Stack maw={480}>
            <Score value={score} label={t('score')} text={t('scoreText')} />
          </Stack>
        )}
      </Section>
      <Section title={t('next')}>
        <Text maw="68ch">{t(`step.${state}`)}</Text>
        <NextButton state={state} missing={missing} />
      </Section>
      <Section title={t('hold')}>
        {standing.heldSince ? (
          <Alert color="orange" icon={<IconLock aria-hidden />} title={t('held')}>
            {t('heldText', { date: format.date(standing.heldSince) })}
          </Alert>
        ) : (
          <Text size="sm">{t('notHeld')}</Text>
        )}
      </Section>
      <Section title={t('history')}>
        <StepHistory steps={standing.history} />
      </Section>
    </Stack>
  );
}

function NextButton({ state, missing }: { state: ComplianceState; missing: number }) {
  const t = useTranslations('compliance.own');
  const over = state === 'SUSPENDED' || state === 'TERMINATED';
  return (
    <Group>
      <Button
        component={Link}
        href={over ? '/settings/privacy' : '/documents'}
        variant={missing > 0 && !over ? 'filled' : 'default'}
      >
        {over ? t('toExport') : t('toPapers')}
      </Button>
    </Group>
  );
}
