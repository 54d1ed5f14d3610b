'use client';

import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { Figure, Figures } from '../buz/figures';
import { useIntention } from '../buz/intention';
import { ConfirmModal } from '../ventures/confirm-modal';
import { PaymentBadge } from './looks';
import { PaymentLines } from './payment-lines';
import { useRefreshUmbrella } from './queries';
import type { Payment } from './types';

interface PaymentCardProps {
  readonly payment: Payment;
  /** On the page of the relationship its name needs no link. */
  readonly linked?: boolean;
  readonly level?: 2 | 3;
  /** What the hub does with it. */
  readonly acts?: ReactNode;
}

/** One amount: where it stands, how it came about line by line, and the way to dispute it. */
export function PaymentCard({ payment, linked = true, level = 2, acts }: PaymentCardProps) {
  const t = useTranslations('umbrella.payment');
  const format = useMoneyFormat();
  const [opened, { toggle }] = useDisclosure();
  const { state, month, currency, amountMinor, side, sponsorName, referredName, relationshipId } = payment;
  const amount = format.money(amountMinor, currency);
  const title = month === null ? t('collecting') : format.month(month);
  const names = t(`between.${side}`, { sponsor: sponsorName, referred: referredName });
  const below = amountMinor.startsWith('-');
  return (
    <Card component="article" p="md" withBorder>
      <Stack gap="sm">
        <Group gap="sm" justify="space-between">
          <Title order={level} size="h4">
            {title}
          </Title>
          <PaymentBadge state={state} />
        </Group>
        <Group gap="sm" justify="space-between">
          {linked ? (
            <Anchor
              component={Link}
              href={side === 'HUB' ? `/admin/umbrella/${relationshipId}` : `/umbrella/${relationshipId}`}
              size="sm"
            >
              {names}
            </Anchor>
          ) : (
            <Text size="sm">{names}</Text>
          )}
          <Text fz="lg" fw={600}>
            {amount}
          </Text>
        </Group>
        <Text size="sm">{t(below ? 'explain.BELOW' : `explain.${state}`)}</Text>
        <Facts payment={payment} />
        {payment.dispute && (
          <Alert color="orange" title={t('disputed', { name: payment.dispute.openedByName })}>
            <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              “{payment.dispute.reason}”
            </Text>
            <DisputeDue dueAt={payment.dispute.dueAt} />
          </Alert>
        )}
        {payment.failure && <Text size="sm">{t('failure', { failure: payment.failure })}</Text>}
        <Group gap="sm">
          {payment.lines.length > 0 && (
            <Button
              size="xs"
              variant="default"
              aria-expanded={opened}
              aria-label={t(opened ? 'hideOf' : 'showOf', { title, names })}
              onClick={toggle}
            >
              {t(opened ? 'hide' : 'show')}
            </Button>
          )}
          {payment.steps.includes('dispute') && <Dispute payment={payment} title={title} />}
          {acts}
        </Group>
        {opened && <PaymentLines payment={payment} />}
      </Stack>
    </Card>
  );
}

function DisputeDue({ dueAt }: { dueAt: string }) {
  const t = useTranslations('umbrella.payment');
  const { date } = useFormat();
  return (
    <Text size="sm" mt="xs">
      {t('disputeDue', { date: date(dueAt) })}
    </Text>
  );
}

function Facts({ payment }: { payment: Payment }) {
  const t = useTranslations('umbrella.payment');
  const format = useMoneyFormat();
  const { date } = useFormat();
  const { dueOn, late, withheldMinor, currency, amountMinor, approvedAt, paidAt, reference, state } = payment;
  const waits = state === 'APPROVED' || state === 'FAILED';
  if (!dueOn && !approvedAt && !paidAt && !waits) return null;
  return (
    <Stack maw={520}>
      <Figures>
        {waits && (
          <Figure label={t('withheld')}>
            {t('withheldOf', {
              withheld: format.money(withheldMinor, currency),
              amount: format.money(amountMinor, currency),
            })}
          </Figure>
        )}
        {dueOn && state !== 'PAID' && (
          <Figure label={t('due')} strong={late}>
            {late ? t('late', { date: format.figures.day(dueOn) }) : format.figures.day(dueOn)}
          </Figure>
        )}
        {approvedAt && <Figure label={t('approved')}>{date(approvedAt)}</Figure>}
        {paidAt && <Figure label={t('paid')}>{date(paidAt)}</Figure>}
        {reference && <Figure label={t('reference')}>{reference}</Figure>}
      </Figures>
    </Stack>
  );
}

function Dispute({ payment, title }: { payment: Payment; title: string }) {
  const t = useTranslations('umbrella.payment');
  const refresh = useRefreshUmbrella();
  const intention = useIntention();
  const [asking, setAsking] = useState(false);
  const params = { paymentId: payment.id };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={t('disputeOf', { title })}
        onClick={() => setAsking(true)}
      >
        {t('dispute')}
      </Button>
      {asking && (
        <ConfirmModal
          title={t('disputeOf', { title })}
          text={t('disputeText')}
          confirm={t('dispute')}
          danger
          reason={t('disputeReason')}
          run={async (reason) => {
            const idempotencyKey = intention.keyOf([payment.id, payment.version, reason]);
            await api.umbrella.dispute({ params, body: { reason } }, { idempotencyKey });
            intention.done();
          }}
          onClose={() => setAsking(false)}
          onDone={() => void refresh()}
        />
      )}
    </>
  );
}
