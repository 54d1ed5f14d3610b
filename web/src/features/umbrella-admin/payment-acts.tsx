'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { hasCode } from '../../lib/problem';
import { useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { PaymentOutcome } from '../money/payment-outcome';
import { etagOf } from '../money/types';
import { useRefreshUmbrella } from '../umbrella/queries';
import type { Payment } from '../umbrella/types';
import { ConfirmModal } from '../ventures/confirm-modal';

const acts = ['approve', 'retry', 'RECALCULATE', 'UPHOLD'] as const;
type Act = (typeof acts)[number];

/** What the hub can do with an amount now, each asked about before it is done. */
export function PaymentActs({ payment }: { payment: Payment }) {
  const t = useTranslations('umbrellaAdmin.payments');
  const format = useMoneyFormat();
  const refresh = useRefreshUmbrella();
  const [asking, setAsking] = useState<Act | 'pay' | null>(null);
  const take = useActs(payment);
  const { steps, month, amountMinor, currency, sponsorName, referredName, blocked } = payment;
  const decides = steps.includes('decide');
  const open = acts.filter((act) =>
    act === 'RECALCULATE' || act === 'UPHOLD' ? decides : steps.includes(act),
  );
  const of = t('of', {
    month: month === null ? '' : format.month(month),
    amount: format.money(amountMinor, currency),
    sponsor: sponsorName,
  });
  return (
    <Stack gap="xs" w="100%">
      {blocked && <Text size="sm">{t('blocked', { why: blocked })}</Text>}
      <Group gap="sm">
        {open.map((act) => (
          <Button
            key={act}
            size="xs"
            variant={act === 'approve' ? 'filled' : 'default'}
            aria-label={t(`${act}.named`, { of })}
            onClick={() => setAsking(act)}
          >
            {t(`${act}.label`)}
          </Button>
        ))}
        {steps.includes('pay') && (
          <Button
            size="xs"
            variant={blocked ? 'default' : 'filled'}
            aria-label={t('recordNamed', { of })}
            onClick={() => setAsking('pay')}
          >
            {t('record')}
          </Button>
        )}
      </Group>
      {asking === 'pay' && (
        <PaymentOutcome
          title={t('pay.title', { sponsor: sponsorName })}
          text={t('pay.text', {
            amount: format.money(amountMinor, currency),
            sponsor: sponsorName,
            month: month === null ? '' : format.month(month),
          })}
          of={[payment.id, payment.version]}
          record={(body, idempotencyKey) =>
            api.umbrellaAdmin.pay(
              { params: { paymentId: payment.id }, body },
              { idempotencyKey, ifMatch: etagOf(payment) },
            )
          }
          onDone={refresh}
          onClose={() => setAsking(null)}
        />
      )}
      {asking !== null && asking !== 'pay' && (
        <ConfirmModal
          title={t(`${asking}.title`, { of })}
          text={t(`${asking}.text`, { referred: referredName })}
          confirm={t(`${asking}.label`)}
          {...(asking === 'RECALCULATE' || asking === 'UPHOLD' ? { reason: t('answer') } : {})}
          run={async (reason) => {
            try {
              await take(asking, reason);
            } catch (error) {
              // The card behind then shows what is different now.
              if (hasCode(error, 'EDIT_CONFLICT', 'ILLEGAL_TRANSITION')) void refresh();
              throw error;
            }
          }}
          onClose={() => setAsking(null)}
          onDone={() => {
            notifications.show({ message: t(`${asking}.done`), color: 'fir' });
            void refresh();
          }}
        />
      )}
    </Stack>
  );
}

function useActs(payment: Payment) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const params = { paymentId: payment.id };
  return async (act: Act, reason: string): Promise<void> => {
    const options = { idempotencyKey: intention.keyOf([payment.id, payment.version, act, reason]) };
    const request = { params, body: {} };
    if (act === 'approve')
      await stepUp(() => api.umbrellaAdmin.approve(request, { ...options, ifMatch: etagOf(payment) }));
    else if (act === 'retry') await stepUp(() => api.umbrellaAdmin.retry(request, options));
    else {
      const body = { decision: act, reason };
      await stepUp(() => api.umbrellaAdmin.decide({ params, body }, options));
    }
    intention.done();
  };
}
