'use client';

import { Button, Group, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { PaymentBadge } from '../subscription/looks';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Filtered, PagedTable } from './paged-table';
import { paymentsQuery, useRefreshSeats } from './queries';
import type { Payment } from './types';

type Asking = { readonly payment: Payment; readonly act: 'confirm' | 'refuse' };

/** Payments of all people; transfers are confirmed or refused here by hand. */
export function PaymentQueue() {
  const t = useTranslations('seatsAdmin.payments');
  const ways = useTranslations('subscription.payment.way');
  const format = useFormat();
  const money = useMoneyFormat();
  const [which, setWhich] = useState<'TRANSFERS' | 'ALL'>('TRANSFERS');
  const [asking, setAsking] = useState<Asking | null>(null);
  const payments = useInfiniteQuery(paymentsQuery(which));
  return (
    <Filtered
      label={t('filter')}
      value={which}
      onChange={setWhich}
      options={[
        { value: 'TRANSFERS' as const, label: t('transfers') },
        { value: 'ALL' as const, label: t('all') },
      ]}
    >
      <PagedTable
        query={payments}
        label={t('label')}
        empty={{ title: t(`empty.${which}`), text: t('emptyText') }}
        keyOf={({ id }) => id}
        columns={[
          { head: t('reference'), cell: ({ transferReference }) => transferReference },
          { head: t('person'), cell: ({ personName }) => personName },
          { head: t('begun'), cell: ({ createdAt }) => format.date(createdAt) },
          { head: t('way'), cell: ({ way }) => ways(way) },
          { head: t('state'), cell: ({ state }) => <PaymentBadge state={state} /> },
          {
            head: t('amount'),
            end: true,
            cell: ({ amountMinor, currency }) => money.money(amountMinor, currency),
          },
          {
            head: t('acts'),
            cell: (payment) =>
              payment.way === 'TRANSFER' && payment.state === 'PROCESSING' ? (
                <Group gap="xs" wrap="nowrap">
                  {(['confirm', 'refuse'] as const).map((act) => (
                    <Button
                      key={act}
                      size="xs"
                      variant={act === 'confirm' ? 'filled' : 'default'}
                      aria-label={t(`${act}.of`, { name: payment.personName })}
                      onClick={() => setAsking({ payment, act })}
                    >
                      {t(`${act}.label`)}
                    </Button>
                  ))}
                </Group>
              ) : (
                <Text size="sm">{payment.failure ?? payment.reference}</Text>
              ),
          },
        ]}
      />
      {asking?.act === 'confirm' && <Confirm payment={asking.payment} onClose={() => setAsking(null)} />}
      {asking?.act === 'refuse' && <Refuse payment={asking.payment} onClose={() => setAsking(null)} />}
    </Filtered>
  );
}

interface DecisionProps {
  readonly payment: Payment;
  readonly onClose: () => void;
}

function Confirm({ payment, onClose }: DecisionProps) {
  const t = useTranslations('seatsAdmin.payments');
  const money = useMoneyFormat();
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  const today = new Date().toISOString().slice(0, 10);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { reference: '', paidOn: today },
    validate: {
      reference: (value) => (value.trim() ? null : t('referenceMissing')),
      paidOn: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? null : t('dayWrong')),
    },
  });
  const send = useMutation({
    mutationFn: ({ reference, paidOn }: { reference: string; paidOn: string }) => {
      const body = { reference: reference.trim(), paidOn };
      const options = { idempotencyKey: intention.keyOf([payment.id, body]) };
      return stepUp(() =>
        api.subscriptionAdmin.confirm({ params: { paymentId: payment.id }, body }, options),
      );
    },
    onSuccess: async () => {
      intention.done();
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('confirm.of', { name: payment.personName })}
      confirm={t('confirm.label')}
      form={form}
      busy={send.isPending}
      error={send.error instanceof StepUpCancelled ? null : send.error}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">
        {t('confirm.text', {
          amount: money.money(payment.amountMinor, payment.currency),
          reference: payment.transferReference,
        })}
      </Text>
      <TextInput
        key={form.key('reference')}
        {...form.getInputProps('reference')}
        label={t('bankReference')}
        required
        maxLength={200}
        data-autofocus
      />
      <TextInput
        key={form.key('paidOn')}
        {...form.getInputProps('paidOn')}
        type="date"
        label={t('paidOn')}
        required
        max={today}
      />
    </FormModal>
  );
}

function Refuse({ payment, onClose }: DecisionProps) {
  const t = useTranslations('seatsAdmin.payments');
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  return (
    <ConfirmModal
      title={t('refuse.of', { name: payment.personName })}
      text={t('refuse.text')}
      confirm={t('refuse.label')}
      danger
      reason={t('refuse.reason')}
      run={async (reason) => {
        const options = { idempotencyKey: intention.keyOf([payment.id, reason]) };
        const request = { params: { paymentId: payment.id }, body: { reason } };
        await stepUp(() => api.subscriptionAdmin.refuse(request, options));
        intention.done();
        await refresh();
      }}
      onClose={onClose}
    />
  );
}
