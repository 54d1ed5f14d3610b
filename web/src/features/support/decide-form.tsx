'use client';

import { Radio, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { supportWire } from '@smartstart/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useRefreshSupport } from './queries';
import type { Measure, ModerationCase } from './types';

const shortest = 10;
const appealChoices = ['uphold', 'overturn'] as const;

/** Decides a case, or the appeal against a decision, with a reason the person concerned reads. */
export function DecideForm({ one, onClose }: { one: ModerationCase; onClose: () => void }) {
  const t = useTranslations('support.decideForm');
  const refresh = useRefreshSupport();
  const stepUp = useStepUp();
  const appealed = one.state === 'APPEALED';
  // A profile is not hidden: its owner is warned or suspended.
  const measures = supportWire.moderationMeasure.options.filter(
    (value) => value !== 'HIDE' || one.kind !== 'PROFILE',
  );
  const choices: readonly string[] = appealed ? appealChoices : measures;
  const form = useForm({
    initialValues: { choice: choices[0]!, reason: '' },
    validate: { reason: (value) => (value.trim().length >= shortest ? null : t('short')) },
  });
  const decide = useMutation({
    mutationFn: ({ choice, reason }: typeof form.values) => {
      const params = { caseId: one.id };
      const why = reason.trim();
      return stepUp(() =>
        appealed
          ? api.support.decideAppeal({ params, body: { overturn: choice === 'overturn', reason: why } })
          : api.support.decide({ params, body: { measure: choice as Measure, reason: why } }),
      );
    },
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('done') });
      onClose();
      await refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t(appealed ? 'titleAppeal' : 'title')}
      confirm={t('decide')}
      form={form}
      busy={decide.isPending}
      error={decide.error instanceof StepUpCancelled ? null : decide.error}
      onSubmit={(values) => decide.mutate(values)}
      onClose={onClose}
    >
      <Radio.Group {...form.getInputProps('choice')} label={t('choice')}>
        <Stack gap="xs" mt={4}>
          {choices.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`choices.${value as Measure | 'uphold' | 'overturn'}`)}
              description={t(`effects.${value as Measure | 'uphold' | 'overturn'}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        {...form.getInputProps('reason')}
        label={t('reason')}
        description={t('reasonHint')}
        required
        maxLength={500}
        autosize
        minRows={3}
      />
    </FormModal>
  );
}
