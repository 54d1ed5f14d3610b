'use client';

import { Anchor, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { CaseCard } from '../umbrella/case-list';
import { useRefreshUmbrella } from '../umbrella/queries';
import { ConfirmModal } from '../ventures/confirm-modal';
import { casesQuery } from './queries';

type HubCase = Awaited<ReturnType<typeof api.umbrellaAdmin.cases>>['items'][number];
const filters = ['true', 'false'] as const;

/** Disputes and audit requests, the most urgent first. */
export function CasesPart() {
  const t = useTranslations('umbrellaAdmin.cases');
  const [open, setOpen] = useState<(typeof filters)[number]>('true');
  const query = useInfiniteQuery(casesQuery(open));
  return (
    <Stack gap="md" align="stretch">
      <Group>
        <SegmentedControl
          aria-label={t('filter')}
          value={open}
          onChange={(value) => setOpen(value as (typeof filters)[number])}
          data={filters.map((value) => ({ value, label: t(`open.${value}`) }))}
        />
      </Group>
      <PagedList query={query} label={t('label')} empty={{ title: t(`empty.${open}`), text: t('emptyText') }}>
        {(one) => <HubCaseCard one={one} />}
      </PagedList>
    </Stack>
  );
}

function HubCaseCard({ one }: { one: HubCase }) {
  const t = useTranslations('umbrellaAdmin.cases');
  const kinds = useTranslations('umbrella.case.kind');
  const refresh = useRefreshUmbrella();
  const stepUp = useStepUp();
  const intention = useIntention();
  const [answering, setAnswering] = useState(false);
  const { id, kind, relationshipId, sponsorName, referredName, overdue, answeredAt } = one;
  const names = { sponsor: sponsorName, referred: referredName };
  return (
    <CaseCard
      one={one}
      overdue={overdue}
      heading={
        <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {t('of', { kind: kinds(kind), ...names })}
        </Title>
      }
    >
      {kind === 'DISPUTE' && !answeredAt && <Text size="sm">{t('disputeHint')}</Text>}
      <Group gap="md">
        {kind === 'AUDIT' && !answeredAt && (
          <Button size="xs" aria-label={t('answerOf', names)} onClick={() => setAnswering(true)}>
            {t('answer')}
          </Button>
        )}
        <Anchor
          component={Link}
          href={`/admin/umbrella/${relationshipId}`}
          size="sm"
          aria-label={t('toRelationshipOf', names)}
        >
          {t('toRelationship')}
        </Anchor>
      </Group>
      {answering && (
        <ConfirmModal
          title={t('answerTitle')}
          text={t('answerText')}
          confirm={t('answer')}
          reason={t('answerField')}
          run={async (answer) => {
            const options = { idempotencyKey: intention.keyOf([id, answer]) };
            const request = { params: { caseId: id }, body: { answer } };
            await stepUp(() => api.umbrellaAdmin.answer(request, options));
            intention.done();
          }}
          onClose={() => setAnswering(false)}
          onDone={() => {
            notifications.show({ message: t('answered'), color: 'fir' });
            void refresh();
          }}
        />
      )}
    </CaseCard>
  );
}
