'use client';

import { Checkbox, Textarea } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { PartField } from '../equity/part-field';
import { ScaleField } from '../work-rhythm/scale-field';
import { ratingOf } from '../work-rhythm/scales';
import { FigureField } from './figure-field';
import { minutesOf, mostHours, wholeWithin } from './task-draft';

export interface ContributionDraft {
  readonly note: string;
  /** In hours here; the field bears the name that the server's message has. */
  readonly effortMinutes: number | string;
  readonly impact: number | null;
  readonly proposedPoints: number | string;
  readonly proposedPart: number | null;
}

/** One percent: where the slider begins for those who propose a part. */
const firstPart = 1_000_000;

export function useContributionForm(initialValues: ContributionDraft) {
  const t = useTranslations('work.contribution');
  return useForm<ContributionDraft>({
    initialValues,
    validate: {
      effortMinutes: (value) => {
        const minutes = minutesOf(value) ?? 0;
        return minutes >= 1 && minutes <= mostHours * 60 ? null : t('effortWrong');
      },
      impact: (value) => (value === null ? t('impactMissing') : null),
      proposedPoints: (value) => (wholeWithin(value, 100) ? null : t('pointsWrong')),
    },
  });
}

/** What was put into a task and what it is worth, when it is filed and when it is put right. */
export function ContributionFields({ form }: { form: UseFormReturnType<ContributionDraft> }) {
  const t = useTranslations('work.contribution');
  const first = useRef<HTMLInputElement>(null);
  // The button that opened the form may be gone; the keyboard goes on in it.
  useEffect(() => first.current?.focus(), []);
  const part = form.values.proposedPart;
  return (
    <>
      <FigureField
        ref={first}
        label={t('effort')}
        description={t('effortHint')}
        required
        maw={260}
        places={2}
        {...form.getInputProps('effortMinutes')}
      />
      <ScaleField
        label={t('impact')}
        description={t('impactHint')}
        required
        word={(rating) => t('impactStep', { rating, word: t(`impacts.${ratingOf(rating)}`) })}
        {...form.getInputProps('impact')}
      />
      <FigureField
        label={t('points')}
        description={t('pointsHint')}
        required
        maw={260}
        {...form.getInputProps('proposedPoints')}
      />
      <Checkbox
        label={t('withPart')}
        description={t('withPartHint')}
        checked={part !== null}
        onChange={({ currentTarget }) =>
          form.setFieldValue('proposedPart', currentTarget.checked ? firstPart : null)
        }
      />
      {part !== null && (
        <PartField
          label={t('part')}
          name={t('part')}
          value={part}
          onChange={(value) => form.setFieldValue('proposedPart', value)}
        />
      )}
      <Textarea
        label={t('note')}
        description={t('noteHint')}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps('note')}
      />
    </>
  );
}
