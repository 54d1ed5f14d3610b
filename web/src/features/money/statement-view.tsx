'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api, download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { exactPart } from '../../lib/money';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { ConfirmModal } from '../ventures/confirm-modal';
import { DistributionBadge, LineBadge, useSpan } from './distribution-looks';
import { PlainTable } from './plain-table';
import { useRefreshMoney } from './queries';
import type { Statement } from './types';

interface StatementViewProps {
  readonly statement: Statement;
  readonly part?: boolean;
}

/** What one recipient gets, how it was worked out, and the way to object while there is time. */
export function StatementView({ statement, part = false }: StatementViewProps) {
  const t = useTranslations('money.statement');
  const format = useMoneyFormat();
  const { date } = useFormat();
  const span = useSpan();
  const { currency, line, state, distributionId, firstMonth, lastMonth } = statement;
  const pdf = useMutation({
    mutationFn: () => download(contract.finances.statementPdf, { params: { distributionId } }),
    onSuccess: (bytes) => saveFile(bytes, `${t('fileName', { from: firstMonth, to: lastMonth })}.pdf`),
  });
  return (
    <Section title={part ? t('yourPart') : t('of', { months: span(statement) ?? '' })}>
      <Group gap="sm">
        <Text fz="xl" fw={600}>
          {format.money(line.payoutMinor, currency)}
        </Text>
        <LineBadge state={line.state} />
        {!part && line.state === 'PENDING' && <DistributionBadge state={state} />}
      </Group>
      {line.paidAt && (
        <Text size="sm">
          {line.reference
            ? t('paidWith', { date: date(line.paidAt), reference: line.reference })
            : t('paid', { date: date(line.paidAt) })}
        </Text>
      )}
      {line.failure && <Text size="sm">{t('failed', { failure: line.failure })}</Text>}
      <HowItCame statement={statement} />
      {!part && <Objection statement={statement} />}
      <Group>
        <Button
          variant="default"
          loading={pdf.isPending}
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => pdf.mutate()}
        >
          {t('pdf')}
        </Button>
      </Group>
      {pdf.error && <ProblemAlert error={pdf.error} />}
    </Section>
  );
}

/** Every step of the sum, so that anybody can do it again. */
function HowItCame({ statement }: { statement: Statement }) {
  const t = useTranslations('money.statement');
  const format = useMoneyFormat();
  const { currency, netMinor, platformMinor, distributedMinor, line } = statement;
  const money = (minor: string) => format.money(minor, currency);
  const exact = exactPart(distributedMinor, line.part, currency);
  const rows = [
    { step: t('net'), how: t('netHow'), amount: money(netMinor) },
    { step: t('platform'), how: t('platformHow'), amount: `− ${money(platformMinor)}` },
    { step: t('distributed'), how: t('distributedHow'), amount: money(distributedMinor) },
    {
      step: t('share'),
      how: t('shareHow', { part: format.part(line.part), distributed: money(distributedMinor) }),
      amount: format.figures.money({ amount: exact, currency }),
    },
    { step: t('amount'), how: t('amountHow'), amount: money(line.amountMinor) },
    // Only members with a sponsor have the two last steps, and only once the line is paid out.
    ...(line.withheldMinor === '0'
      ? []
      : [
          { step: t('withheld'), how: t('withheldHow'), amount: `− ${money(line.withheldMinor)}` },
          { step: t('payout'), how: t('payoutHow'), amount: money(line.payoutMinor) },
        ]),
  ];
  return (
    <PlainTable
      label={t('how')}
      minWidth={240}
      items={rows}
      keyOf={({ step }) => step}
      columns={[
        {
          head: t('step'),
          cell: ({ step, how }) => (
            <>
              <Text size="sm" fw={600}>
                {step}
              </Text>
              <Text size="sm" c="dimmed">
                {how}
              </Text>
            </>
          ),
        },
        { head: t('amountHead'), end: true, cell: ({ amount }) => amount },
      ]}
    />
  );
}

function Objection({ statement }: { statement: Statement }) {
  const t = useTranslations('money.statement');
  const { dateTime } = useFormat();
  const refresh = useRefreshMoney(statement.ventureId);
  const intention = useIntention();
  const [asking, setAsking] = useState(false);
  const { distributionId, mayObject, objectionsUntil, state } = statement;
  if (!mayObject)
    return state === 'CALCULATED' ? (
      <Text size="sm">{t('over', { date: dateTime(objectionsUntil) })}</Text>
    ) : null;
  return (
    <Alert color="yellow" title={t('objectTitle')}>
      <Stack gap="sm">
        <Text size="sm">{t('objectText', { until: dateTime(objectionsUntil) })}</Text>
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('object')}
          </Button>
        </Group>
      </Stack>
      {asking && (
        <ConfirmModal
          title={t('confirmTitle')}
          text={t('confirmText')}
          confirm={t('object')}
          danger
          reason={t('reason')}
          run={async (reason) => {
            const idempotencyKey = intention.keyOf([distributionId, reason]);
            await api.finances.object({ params: { distributionId }, body: { reason } }, { idempotencyKey });
            intention.done();
            await refresh();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Alert>
  );
}
