'use client';

import { Alert, Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const shortestReason = 5;

export interface Action {
  readonly value: string;
  readonly label: string;
  /** Does it and answers what to tell: the new state in a sentence. */
  readonly run: (id: string, reason: string) => Promise<string>;
}

interface ReasonedActionProps {
  readonly title: string;
  readonly text: string;
  readonly idLabel: string;
  readonly actions: readonly Action[];
}

/** An administrative write on one record: which, what, and why. The reason goes into the audit chain. */
export function ReasonedAction({ title, text, idLabel, actions }: ReasonedActionProps) {
  const t = useTranslations('admin.action');
  const stepUp = useStepUp();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { id: '', action: actions[0]?.value ?? '', reason: '' },
    validate: {
      id: (value) => (idPattern.test(value.trim()) ? null : t('idWrong')),
      reason: (value) => (value.trim().length >= shortestReason ? null : t('reasonShort')),
    },
  });
  const act = useMutation({
    mutationFn: ({ id, action, reason }: { id: string; action: string; reason: string }) => {
      const chosen = actions.find(({ value }) => value === action)!;
      return stepUp(() => chosen.run(id.trim().toLowerCase(), reason.trim()));
    },
    onSuccess: () => form.setFieldValue('reason', ''),
    onError: (error) => applyErrors(form, error),
  });
  const failed =
    act.error && !(act.error instanceof StepUpCancelled) && Object.keys(form.errors).length === 0;
  return (
    <Section title={title} text={text}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => act.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack gap="md" maw={560}>
          {failed && <ProblemAlert error={act.error} />}
          {act.data && (
            <Alert color="fir" role="status" icon={<IconCircleCheck aria-hidden />}>
              {act.data}
            </Alert>
          )}
          <TextInput
            key={form.key('id')}
            {...form.getInputProps('id')}
            label={idLabel}
            description={t('idHint')}
            required
            autoComplete="off"
            spellCheck={false}
          />
          <Select
            key={form.key('action')}
            {...form.getInputProps('action')}
            label={t('action')}
            allowDeselect={false}
            data={actions.map(({ value, label }) => ({ value, label }))}
          />
          <Textarea
            key={form.key('reason')}
            {...form.getInputProps('reason')}
            label={t('reason')}
            description={t('reasonHint')}
            required
            maxLength={500}
            autosize
            minRows={2}
          />
          <Group>
            <Button type="submit" loading={act.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
