'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { signDocumentHref } from '../documents/links';
import { dueDocumentsQuery } from '../documents/queries';
import { ConfirmModal } from '../ventures/confirm-modal';
import { moneyHref } from './money-frame';
import { PlainTable } from './plain-table';
import { sharesQuery, useRefreshMoney } from './queries';
import { SharesForm } from './shares-form';
import type { SharePlan, Standing } from './types';

/** Who gets which part: the shares in force, those that wait for signatures, and new ones. */
export function SharesPart({ standing }: { standing: Standing }) {
  const t = useTranslations('money.shares');
  const ventureId = standing.venture.id;
  const client = useQueryClient();
  const shares = useQuery(sharesQuery(ventureId));
  const [editing, setEditing] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const finish = (sent: boolean) => {
    setEditing(false);
    if (sent) void client.invalidateQueries({ queryKey: ['documents'] });
    requestAnimationFrame(() => top.current?.focus());
  };
  return (
    <QueryView query={shares}>
      {(data) => (
        <Stack gap="lg" ref={top} tabIndex={-1}>
          {data.waiting && <Waiting plan={data.waiting} standing={standing} />}
          <Section title={t('inForce')} text={t('inForceText')}>
            {data.inForce ? <PlanTable plan={data.inForce} /> : <Text>{t('none')}</Text>}
          </Section>
          {standing.acts && data.maySet && !data.waiting && !editing && (
            <Group>
              <Button onClick={() => setEditing(true)}>{t(data.inForce ? 'change' : 'set')}</Button>
            </Group>
          )}
          {editing && <SharesForm ventureId={ventureId} answer={data} onClose={finish} />}
        </Stack>
      )}
    </QueryView>
  );
}

function PlanTable({ plan, compared = false }: { plan: SharePlan; compared?: boolean }) {
  const t = useTranslations('money.shares');
  const { date } = useFormat();
  const { part } = useMoneyFormat();
  return (
    <Stack gap="xs">
      {plan.effectiveAt && (
        <Text size="sm" c="dimmed">
          {t('since', { date: date(plan.effectiveAt) })}
        </Text>
      )}
      <PlainTable
        label={t(compared ? 'waiting' : 'inForce')}
        minWidth={280}
        items={plan.lines}
        keyOf={({ userId }) => userId ?? 'venture'}
        columns={[
          { head: t('who'), cell: ({ userId, name }) => (userId === null ? t('retained') : name) },
          ...(compared
            ? [
                {
                  head: t('before'),
                  end: true,
                  cell: ({ before }: SharePlan['lines'][number]) => (before === null ? '–' : part(before)),
                },
              ]
            : []),
          { head: t(compared ? 'after' : 'share'), end: true, cell: (line) => part(line.part) },
        ]}
      />
    </Stack>
  );
}

function Waiting({ plan, standing }: { plan: SharePlan; standing: Standing }) {
  const t = useTranslations('money.shares');
  const { dateTime } = useFormat();
  const refresh = useRefreshMoney(standing.venture.id);
  const due = useQuery(dueDocumentsQuery());
  const [asking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { documentId } = plan;
  const mine = due.data?.items.some(({ id }) => id === documentId) ?? false;
  const back = moneyHref(standing.venture.id, '/revenue?part=shares');
  useEffect(() => {
    // Whoever has just sent them goes on here; a reader who only opened the page keeps the focus.
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Alert color="yellow" title={t('waiting')} ref={box} tabIndex={-1}>
      <Stack gap="md">
        <Text size="sm">{t('waitingText', { date: dateTime(plan.proposedAt) })}</Text>
        <PlanTable plan={plan} compared />
        <Group gap="sm">
          {documentId && mine && (
            <Button component={Link} href={signDocumentHref(documentId, back)}>
              {t('sign')}
            </Button>
          )}
          {documentId && (
            <Button component={Link} href={`/documents/${documentId}`} variant="default">
              {t('document')}
            </Button>
          )}
          {standing.acts && (
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('withdraw')}
            </Button>
          )}
        </Group>
      </Stack>
      {asking && (
        <ConfirmModal
          title={t('withdrawTitle')}
          text={t('withdrawText')}
          confirm={t('withdraw')}
          danger
          reason={t('withdrawReason')}
          run={async (reason) => {
            const params = { ventureId: standing.venture.id, planId: plan.id };
            await api.finances.withdrawRevenueShares({ params, body: { reason } });
            await refresh();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Alert>
  );
}
