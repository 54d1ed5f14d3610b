'use client';

import { Radio, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../../components/form-modal';

interface DecisionFormProps<K extends string> {
  readonly title: string;
  readonly outcomes: readonly { readonly value: K; readonly label: string }[];
  readonly words: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (outcome: K, words: string) => void;
  readonly onClose: () => void;
}

const fewest = 10;

/** What a look into something found, with a sentence. */
export function DecisionForm<K extends string>(props: DecisionFormProps<K>) {
  const { title, outcomes, words, busy, error, onSubmit, onClose } = props;
  const t = useTranslations('insights.admin.decision');
  const form = useForm({
    initialValues: { outcome: '', words: '' },
    validate: {
      outcome: (outcome) => (outcome ? null : t('choose')),
      words: (text) => (text.trim().length < fewest ? t('tooShort') : null),
    },
  });
  return (
    <FormModal
      title={title}
      confirm={t('save')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={(values) => onSubmit(values.outcome as K, values.words)}
      onClose={onClose}
    >
      <Radio.Group label={t('outcome')} withAsterisk {...form.getInputProps('outcome')}>
        <Stack gap="xs" mt="xs">
          {outcomes.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={words}
        autosize
        minRows={3}
        maxLength={1000}
        withAsterisk
        {...form.getInputProps('words')}
      />
    </FormModal>
  );
}
