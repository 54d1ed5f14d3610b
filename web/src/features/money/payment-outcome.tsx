'use client';

import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { todayIso } from '../equity/use-equity-format';

export type Outcome =
  | { readonly outcome: 'PAID'; readonly reference: string; readonly paidOn?: string }
  | { readonly outcome: 'FAILED'; readonly reason: string };

interface PaymentOutcomeProps {
  readonly title: string;
  /** Which payment, and that the record is final. */
  readonly text: string;
  /** What makes this the same intention again, besides what is filled in. */
  readonly of: readonly unknown[];
  readonly record: (outcome: Outcome, idempotencyKey: string) => Promise<unknown>;
  readonly onDone: () => unknown;
  readonly onClose: () => void;
}

const shortestReason = 3;

/** What became of a payment that was made by hand, recorded once and for all. */
export function PaymentOutcome({ title, text, of, record, onDone, onClose }: PaymentOutcomeProps) {
  const t = useTranslations('money.settle');
  const stepUp = useStepUp();
  const intention = useIntention();
  const form = useForm({
    initialValues: {
      outcome: 'PAID' as 'PAID' | 'FAILED',
      reference: '',
      paidOn: todayIso(),
      reason: '',
    },
    validate: {
      reference: (value, { outcome }) => (outcome === 'PAID' && !value.trim() ? t('referenceMissing') : null),
      paidOn: (value, { outcome }) => (outcome === 'PAID' && value > todayIso() ? t('ahead') : null),
      reason: (value, { outcome }) =>
        outcome === 'FAILED' && value.trim().length < shortestReason ? t('reasonShort') : null,
    },
  });
  const settle = useMutation({
    mutationFn: ({ outcome, reference, paidOn, reason }: typeof form.values) => {
      const body: Outcome =
        outcome === 'PAID'
          ? { outcome, reference: reference.trim(), ...(paidOn ? { paidOn } : {}) }
          : { outcome, reason: reason.trim() };
      return stepUp(() => record(body, intention.keyOf([...of, body])));
    },
    onSuccess: async () => {
      intention.done();
      await onDone();
      onClose();
    },
    onError: (error) => {
      if (hasCode(error, 'EDIT_CONFLICT', 'ILLEGAL_TRANSITION')) void onDone();
      applyErrors(form, error);
    },
  });
  const error =
    settle.error instanceof StepUpCancelled || Object.keys(form.errors).length > 0 ? null : settle.error;
  return (
    <FormModal
      title={title}
      confirm={t('confirm')}
      form={form}
      busy={settle.isPending}
      error={error}
      onSubmit={(values) => settle.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{text}</Text>
      <Radio.Group label={t('outcome')} {...form.getInputProps('outcome')}>
        <Stack gap="xs" mt="xs">
          <Radio value="PAID" label={t('PAID')} data-autofocus />
          <Radio value="FAILED" label={t('FAILED')} />
        </Stack>
      </Radio.Group>
      {form.values.outcome === 'PAID' ? (
        <>
          <TextInput
            label={t('reference')}
            description={t('referenceHint')}
            required
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps('reference')}
          />
          <TextInput
            type="date"
            label={t('paidOn')}
            max={todayIso()}
            maw={220}
            {...form.getInputProps('paidOn')}
          />
        </>
      ) : (
        <Textarea
          label={t('reason')}
          required
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('reason')}
        />
      )}
    </FormModal>
  );
}
