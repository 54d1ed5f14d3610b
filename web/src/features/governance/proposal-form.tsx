'use client';

import { Button, Card, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { buzWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { focusFirst } from '../../lib/form';
import { useFormat } from '../../lib/format';
import type { ProposalKind } from './queries';

export const titleBounds = { min: 5, max: 120 };
export const textBounds = { min: 50, max: 10_000 };

export interface ProposalDraft {
  readonly kind: ProposalKind;
  readonly title: string;
  readonly text: string;
}

interface ProposalFormProps {
  readonly start: ProposalDraft;
  readonly saving: boolean;
  readonly back: string;
  /** What went wrong, shown above the buttons. */
  readonly failure: ReactNode;
  readonly onSave: (draft: ProposalDraft) => void;
}

/** Kind, title and text of a proposal. Mounted anew (by key) when another version is loaded. */
export function ProposalForm({ start, saving, back, failure, onSave }: ProposalFormProps) {
  const t = useTranslations('governance.form');
  const kinds = useTranslations('governance');
  const form = useForm<ProposalDraft>({
    initialValues: start,
    validate: {
      title: (value) => (within(value, titleBounds) ? null : t('titleWrong', titleBounds)),
      text: (value) => (within(value, textBounds) ? null : t('textWrong', textBounds)),
    },
  });
  return (
    <Card component="section" padding="lg" aria-label={t('label')}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          ({ kind, title, text }) => onSave({ kind, title: title.trim(), text: text.trim() }),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="lg">
          <Radio.Group label={t('kind')} {...form.getInputProps('kind')}>
            <Stack mt="sm" gap="sm">
              {buzWire.proposalKind.options.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  label={kinds(`kind.${kind}`)}
                  description={t(`kindHelp.${kind}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <div>
            <TextInput
              label={t('title')}
              required
              maxLength={titleBounds.max}
              {...form.getInputProps('title')}
            />
            <Counter value={form.values.title} {...titleBounds} />
          </div>
          <div>
            <Textarea
              label={t('text')}
              description={t('textHelp')}
              required
              autosize
              minRows={10}
              maxRows={30}
              maxLength={textBounds.max}
              {...form.getInputProps('text')}
            />
            <Counter value={form.values.text} {...textBounds} />
          </div>
          {failure}
          <Group>
            <Button type="submit" loading={saving}>
              {t('save')}
            </Button>
            <Button component={Link} href={back} variant="default">
              {t('cancel')}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {t('saveNote')}
          </Text>
        </Stack>
      </form>
    </Card>
  );
}

function Counter({ value, min, max }: { value: string; min: number; max: number }) {
  const t = useTranslations('governance.form');
  const format = useFormat();
  const length = value.trim().length;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {length < min ? t('left', { left: min - length }) : t('count', { length, max: format.number(max) })}
    </Text>
  );
}

function within(value: string, { min, max }: { min: number; max: number }): boolean {
  const { length } = value.trim();
  return length >= min && length <= max;
}
