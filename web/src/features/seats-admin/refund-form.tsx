'use client';

import { Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { useRefreshSeats } from './queries';
import type { InvoiceDetail } from './types';

/** The whole amount back; of a transfer, which was sent back by hand, the reference is recorded. */
export function RefundForm({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const t = useTranslations('seatsAdmin.invoice');
  const common = useTranslations('seatsAdmin');
  const money = useMoneyFormat();
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  const byTransfer = invoice.payments.some(({ state, way }) => state === 'COMPLETED' && way === 'TRANSFER');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { reason: '', reference: '' },
    validate: {
      reason: (value) => (value.trim().length >= 3 ? null : common('reasonShort')),
      reference: (value) => (!byTransfer || value.trim() ? null : t('referenceMissing')),
    },
  });
  const send = useMutation({
    mutationFn: ({ reason, reference }: { reason: string; reference: string }) => {
      const body = { reason: reason.trim(), ...(byTransfer ? { reference: reference.trim() } : {}) };
      const options = { idempotencyKey: intention.keyOf([invoice.id, body]) };
      return stepUp(() => api.subscriptionAdmin.refund({ params: { invoiceId: invoice.id }, body }, options));
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
      title={t('refund')}
      confirm={t('refund')}
      form={form}
      busy={send.isPending}
      error={send.error instanceof StepUpCancelled ? null : send.error}
      danger
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">
        {t(byTransfer ? 'refundTransferText' : 'refundText', {
          amount: money.money(invoice.totalMinor, invoice.currency),
        })}
      </Text>
      <Textarea
        key={form.key('reason')}
        {...form.getInputProps('reason')}
        label={common('reason')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        data-autofocus
      />
      {byTransfer && (
        <TextInput
          key={form.key('reference')}
          {...form.getInputProps('reference')}
          label={t('reference')}
          required
          maxLength={200}
        />
      )}
    </FormModal>
  );
}
