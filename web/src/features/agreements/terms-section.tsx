'use client';

import { Checkbox, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import type { DraftForm } from './draft-form';

interface TermsSectionProps {
  readonly form: DraftForm;
  readonly onChange: (part: Partial<DraftForm>) => void;
}

const usualValidity = 365;

/** What stands around the text: its title, a word to those who get it, how long it holds and how it is ended. */
export function TermsSection({ form, onChange }: TermsSectionProps) {
  const t = useTranslations('agreements.terms');
  return (
    <Section title={t('title')}>
      <TextInput
        label={t('name')}
        required
        maxLength={160}
        value={form.title}
        error={form.title.trim() ? undefined : t('nameMissing')}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('message')}
        description={t('messageHelp')}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={8}
        value={form.message}
        onChange={(event) => onChange({ message: event.currentTarget.value })}
      />
      <Group align="flex-start" gap="lg">
        <Stack gap="xs">
          <NumberInput
            label={t('validity')}
            description={t('validityHelp')}
            maw={260}
            min={1}
            max={3650}
            allowDecimal={false}
            clampBehavior="strict"
            disabled={form.validityDays === null}
            value={form.validityDays ?? ''}
            onChange={(days) => typeof days === 'number' && days >= 1 && onChange({ validityDays: days })}
          />
          <Checkbox
            label={t('noEnd')}
            checked={form.validityDays === null}
            onChange={(event) =>
              onChange({ validityDays: event.currentTarget.checked ? null : usualValidity })
            }
          />
        </Stack>
        <NumberInput
          label={t('notice')}
          description={t('noticeHelp')}
          maw={260}
          min={0}
          max={365}
          allowDecimal={false}
          clampBehavior="strict"
          value={form.noticeDays}
          onChange={(days) => typeof days === 'number' && days >= 0 && onChange({ noticeDays: days })}
        />
      </Group>
    </Section>
  );
}
