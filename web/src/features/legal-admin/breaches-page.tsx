'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { useFormat } from '../../lib/format';
import { breachActs, DecideBreach, type BreachAct } from './decide-breach';
import { EvidenceFiles } from './evidence-files';
import { LegalFrame } from './legal-frame';
import { PlaceHoldModal } from './place-hold-modal';
import { breachesQuery, type Breach } from './queries';

const colour: Record<Breach['state'], string> = {
  INVESTIGATING: 'orange',
  UNFOUNDED: 'gray',
  REMEDIATION: 'orange',
  REMEDIED: 'green',
  NOT_REMEDIED: 'red',
};

/** `/admin/legal/breaches`: reports that an agreement is not kept, open ones first. */
export function BreachesPage() {
  const t = useTranslations('legalAdmin.breaches');
  return (
    <LegalFrame title={t('title')} lead={t('lead')}>
      <BreachList />
    </LegalFrame>
  );
}

function BreachList() {
  const t = useTranslations('legalAdmin.breaches');
  const query = useInfiniteQuery(breachesQuery());
  return (
    <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
      {(breach) => <BreachCard breach={breach} />}
    </PagedList>
  );
}

function BreachCard({ breach }: { breach: Breach }) {
  const t = useTranslations('legalAdmin.breaches');
  const format = useFormat();
  const { title, state, documentId, reportedBy, reportedAt, text, decidedAt, reason } = breach;
  return (
    <Card component="article">
      <Stack gap="md">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Badge variant="dot" color={colour[state]} miw="max-content">
            {t(`state.${state}`)}
          </Badge>
        </Group>
        <Group gap="md">
          <Text size="sm" c="dimmed">
            {t('reported', { name: reportedBy, date: format.dateTime(reportedAt) })}
          </Text>
          <Anchor
            component={Link}
            href={`/documents/${documentId}`}
            size="sm"
            aria-label={t('documentOf', { title })}
          >
            {t('document')}
          </Anchor>
        </Group>
        <Words label={t('report')} words={text} />
        <EvidenceFiles fileIds={breach.fileIds} title={title} />
        <Remedy breach={breach} />
        {decidedAt && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('decided', {
              state: t(`state.${state}`),
              date: format.dateTime(decidedAt),
              reason: reason ?? '',
            })}
          </Text>
        )}
        <Acts breach={breach} />
      </Stack>
    </Card>
  );
}

function Words({ label, words }: { label: string; words: string }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Text size="sm" maw="72ch" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {words}
      </Text>
    </div>
  );
}

function Remedy({ breach }: { breach: Breach }) {
  const t = useTranslations('legalAdmin.breaches');
  const format = useFormat();
  const { plan, deadline, state } = breach;
  if (!plan) return null;
  const over = deadline !== null && Date.parse(deadline) < Date.now();
  return (
    <>
      <Words label={t('plan')} words={plan} />
      {deadline && state === 'REMEDIATION' && (
        <Text size="sm" fw={600}>
          {t(over ? 'overdue' : 'until', {
            date: format.dateTime(deadline),
            relative: format.relative(deadline),
          })}
        </Text>
      )}
    </>
  );
}

function Acts({ breach }: { breach: Breach }) {
  const t = useTranslations('legalAdmin.breaches');
  const [asking, setAsking] = useState<BreachAct | null>(null);
  const [holding, setHolding] = useState(false);
  const { title, documentId } = breach;
  return (
    <Group gap="sm">
      {breachActs(breach.state).map((act, index) => (
        <Button
          key={act}
          variant={index === 0 ? 'filled' : 'default'}
          aria-label={t('named', { act: t(`act.${act}`), title })}
          onClick={() => setAsking(act)}
        >
          {t(`act.${act}`)}
        </Button>
      ))}
      <Button variant="subtle" aria-label={t('holdOf', { title })} onClick={() => setHolding(true)}>
        {t('hold')}
      </Button>
      {asking && <DecideBreach key={asking} act={asking} breach={breach} onClose={() => setAsking(null)} />}
      {holding && (
        <PlaceHoldModal
          subject="DOCUMENT"
          subjectId={documentId}
          name={`“${title}”`}
          onClose={() => setHolding(false)}
        />
      )}
    </Group>
  );
}
