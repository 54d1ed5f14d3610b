'use client';

import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { SeatBadge } from './looks';
import { seatQuery, useRefreshSeat } from './queries';
import type { Subscription } from './types';

/** Where the seat stands, in a sentence, and the steps that are open now. */
export function SeatPanel({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('subscription.seat');
  const format = useFormat();
  const money = useMoneyFormat();
  const { state, trialEndsAt, periodEnd, closesAt, newPrice, method } = subscription;
  const until = state === 'TRIALING' ? trialEndsAt : (closesAt ?? periodEnd);
  const charged = state === 'TRIALING' && method && method.provider !== 'manual';
  return (
    <Section title={t('title')}>
      <Group gap="sm">
        <SeatBadge state={state} />
      </Group>
      <Text maw="68ch">
        {t(`sentence.${charged ? 'TRIALING_CHARGED' : state}`, {
          date: until ? format.date(until) : '',
          method: method?.label ?? '',
        })}
      </Text>
      {newPrice && (
        <Alert color="blue">
          {t('newPrice', {
            price: money.money(newPrice.priceMinor, newPrice.currency),
            date: format.date(newPrice.from),
          })}
        </Alert>
      )}
      <Due subscription={subscription} />
      <Steps subscription={subscription} />
    </Section>
  );
}

/** What waits for the person: a charge to confirm, or an invoice to pay. */
function Due({ subscription: { confirmUrl, dueInvoiceId, state } }: { subscription: Subscription }) {
  const t = useTranslations('subscription.seat');
  if (confirmUrl)
    return (
      <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('confirmTitle')}>
        <Stack gap="sm">
          <Text size="sm">{t('confirmText')}</Text>
          <Group>
            <Button component="a" href={confirmUrl} size="xs">
              {t('confirmAction')}
            </Button>
          </Group>
        </Stack>
      </Alert>
    );
  if (!dueInvoiceId) return null;
  const late = state === 'GRACE' || state === 'SUSPENDED';
  return (
    <Alert color={late ? 'red' : 'yellow'} icon={<IconAlertTriangle aria-hidden />} title={t('dueTitle')}>
      <Anchor component={Link} href={`/subscription/invoices/${dueInvoiceId}`} c="inherit">
        {t('dueAction')}
      </Anchor>
    </Alert>
  );
}

function Steps({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('subscription.seat');
  const format = useFormat();
  const client = useQueryClient();
  const refresh = useRefreshSeat();
  const stepUp = useStepUp();
  const [asking, setAsking] = useState(false);
  const { steps, state, periodEnd } = subscription;
  const keep = async (next: Subscription, message: string) => {
    client.setQueryData(seatQuery().queryKey, next);
    notifications.show({ message, color: 'fir' });
    await refresh();
  };
  const undo = useMutation({
    mutationFn: () => api.subscriptions.undo({ body: {} }),
    onSuccess: (next) => keep(next, t('undone')),
  });
  const trial = state === 'TRIALING';
  const date = periodEnd ? format.date(periodEnd) : '';
  return (
    <>
      {undo.error && <ProblemAlert error={undo.error} />}
      <Group gap="sm">
        {steps.includes('undo') && (
          <Button loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('undo')}
          </Button>
        )}
        {steps.includes('cancel') && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t(trial ? 'cancelTrial' : 'cancel')}
          </Button>
        )}
      </Group>
      {asking && (
        <ConfirmModal
          title={t(trial ? 'cancelTrial' : 'cancel')}
          text={t(trial ? 'cancelTrialText' : 'cancelText', { date })}
          confirm={t(trial ? 'cancelTrial' : 'cancel')}
          cancel={t('keep')}
          danger
          run={async () => {
            const next = await stepUp(() => api.subscriptions.cancel({ body: {} }));
            await keep(next, t(trial ? 'trialCancelled' : 'cancelled', { date }));
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
