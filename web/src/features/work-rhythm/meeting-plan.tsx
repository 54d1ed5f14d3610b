'use client';

import { Group, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { instantIn, wallIn } from '../../lib/zoned';
import { useDay } from './use-day';

/** The beginning is what the reader's clock shows: `2026-03-01T09:30`. */
export interface PlanValues {
  title: string;
  startsAt: string;
  lengthMinutes: number | string;
  place: string;
  agenda: string;
}

const [shortest, longest] = [5, 1440];

/** What a plan has to say. A beginning that is left as it was may lie in the past. */
export function usePlanRules(timeZone: string | undefined, before?: string) {
  const t = useTranslations('workRhythm.meetings.form');
  return {
    title: (value: string) => (value.trim() ? null : t('titleMissing')),
    startsAt: (value: string) => {
      const at = instantIn(value, timeZone);
      if (at === null) return t('startMissing');
      return value !== before && Date.parse(at) < Date.now() ? t('startPast') : null;
    },
    lengthMinutes: (value: number | string) =>
      typeof value === 'number' && value >= shortest && value <= longest ? null : t('lengthWrong'),
  };
}

/** The next full hour but one, on the reader's clock. */
export function usualStart(timeZone: string | undefined): string {
  const hourMs = 3_600_000;
  return `${wallIn(new Date(Date.now() + 2 * hourMs), timeZone).slice(0, 13)}:00`;
}

interface PlanFieldsProps<V extends PlanValues> {
  readonly form: UseFormReturnType<V>;
  /** It was announced already. */
  readonly moving?: boolean;
}

/** What a meeting is about, when, how long and where. */
export function PlanFields<V extends PlanValues>({ form, moving = false }: PlanFieldsProps<V>) {
  const t = useTranslations('workRhythm.meetings.form');
  const { timeZone } = useDay();
  return (
    <>
      <TextInput
        label={t('title')}
        required
        data-autofocus
        maxLength={160}
        {...form.getInputProps('title')}
      />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <TextInput
          type="datetime-local"
          label={t('startsAt')}
          description={t(moving ? 'moveHint' : 'zone', { zone: timeZone ?? 'UTC' })}
          required
          {...form.getInputProps('startsAt')}
        />
        <NumberInput
          label={t('lengthMinutes')}
          description={t('lengthHint')}
          required
          min={shortest}
          max={longest}
          step={15}
          allowDecimal={false}
          {...form.getInputProps('lengthMinutes')}
        />
      </Group>
      <TextInput
        label={t('place')}
        description={t('placeHint')}
        maxLength={500}
        {...form.getInputProps('place')}
      />
      <Textarea label={t('agenda')} autosize minRows={3} maxLength={5000} {...form.getInputProps('agenda')} />
    </>
  );
}
