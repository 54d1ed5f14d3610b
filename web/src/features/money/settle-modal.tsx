'use client';

import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { todayIso } from '../equity/use-equity-format';
import type { Line } from './types';

interface SettleModalProps {
  readonly distributionId: string;
  readonly line: Line;
  readonly name: string;
  readonly amount: string;
  readonly onDone: () => Promise<unknown>;
  readonly onClose: () => void;
}

const shortestReason = 3;

/** What became of a payment that was made by hand. It is recorded once and for all. */
export function SettleModal({ distributionId, line, name, amount, onDone, onClose }: SettleModalProps) {
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
      const body =
        outcome === 'PAID'
          ? { outcome, reference: reference.trim(), ...(paidOn ? { paidOn } : {}) }
          : { outcome, reason: reason.trim() };
      const params = { distributionId, lineId: line.id };
      const idempotencyKey = intention.keyOf([line.id, line.attempts, body]);
      return stepUp(() => api.finances.settleLine({ params, body }, { idempotencyKey }));
    },
    onSuccess: async () => {
      intention.done();
      await onDone();
      onClose();
    },
    onError: (error) => applyErrors(form, error),
  });
  const { outcome } = form.values;
  const failed =
    settle.error && !(settle.error instanceof StepUpCancelled) && Object.keys(form.errors).length === 0;
  return (
    <OpenModal onClose={onClose} title={t('title', { name })}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => settle.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          <Text size="sm">{t('text', { name, amount })}</Text>
          <Radio.Group label={t('outcome')} {...form.getInputProps('outcome')}>
            <Stack gap="xs" mt="xs">
              <Radio value="PAID" label={t('PAID')} data-autofocus />
              <Radio value="FAILED" label={t('FAILED')} />
            </Stack>
          </Radio.Group>
          {outcome === 'PAID' ? (
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
          {failed && <ProblemAlert error={settle.error} />}
          <ModalButtons confirm={t('confirm')} busy={settle.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
