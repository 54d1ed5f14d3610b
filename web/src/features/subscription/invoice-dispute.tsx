'use client';

import { Button, Group, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { useIntention } from '../buz/intention';
import { useRefreshSeat } from './queries';
import type { InvoiceDetail } from './types';

const shortest = 20;

/** A dispute of the invoice and its answer, or the way to open one while there is time. */
export function InvoiceDispute({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations('subscription.dispute');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { dispute, disputableUntil } = invoice;
  if (!dispute && !disputableUntil) return null;
  return (
    <Section title={t('title')}>
      {dispute && (
        <>
          <Text fw={600}>
            {t(`state.${dispute.state}`, { date: format.date(`${dispute.answerBy}T12:00:00Z`) })}
          </Text>
          <Text size="sm">{t('yours', { reason: dispute.reason })}</Text>
          {dispute.answer && <Text size="sm">{t('answer', { answer: dispute.answer })}</Text>}
        </>
      )}
      {disputableUntil && (
        <>
          <Text size="sm">{t('text', { date: format.date(disputableUntil) })}</Text>
          <Group>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('open')}
            </Button>
          </Group>
        </>
      )}
      {open && <DisputeForm invoiceId={invoice.id} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function DisputeForm({ invoiceId, onClose }: { invoiceId: string; onClose: () => void }) {
  const t = useTranslations('subscription.dispute');
  const refresh = useRefreshSeat();
  const intention = useIntention();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim().length >= shortest ? null : t('short')) },
  });
  const send = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      api.invoices.dispute(
        { params: { invoiceId }, body: { reason: reason.trim() } },
        { idempotencyKey: intention.keyOf([invoiceId, reason]) },
      ),
    onSuccess: async () => {
      intention.done();
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('open')}
      confirm={t('send')}
      form={form}
      busy={send.isPending}
      error={Object.keys(form.errors).length > 0 ? null : send.error}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <Textarea
        key={form.key('reason')}
        {...form.getInputProps('reason')}
        label={t('reason')}
        description={t('reasonHint')}
        required
        autosize
        minRows={4}
        maxLength={2000}
        data-autofocus
      />
    </FormModal>
  );
}
