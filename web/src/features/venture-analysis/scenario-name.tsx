'use client';

import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { etagOf } from '../money/types';
import type { Assumptions, Scenario } from './types';

interface NameScenarioProps {
  readonly ventureId: string;
  /** Null saves the assumptions under a new name. */
  readonly scenario: Scenario | null;
  readonly assumptions: Assumptions;
  readonly onDone: (scenario: Scenario) => void;
  readonly onClose: () => void;
}

export function NameScenario({ ventureId, scenario, assumptions, onDone, onClose }: NameScenarioProps) {
  const t = useTranslations('standing.scenarios');
  const intention = useIntention();
  const form = useForm({
    initialValues: { name: scenario?.name ?? '' },
    validate: { name: (name) => (name.trim() ? null : t('nameMissing')) },
  });
  const save = useMutation({
    mutationFn: (typed: string) => {
      const name = typed.trim();
      if (scenario) {
        const params = { ventureId, scenarioId: scenario.id };
        return api.ventureAnalysis.editScenario({ params, body: { name } }, { ifMatch: etagOf(scenario) });
      }
      const body = { name, assumptions };
      return api.ventureAnalysis.saveScenario(
        { params: { ventureId }, body },
        { idempotencyKey: intention.keyOf(body) },
      );
    },
    onSuccess: onDone,
    onError: (error) => {
      if (hasCode(error, 'ALREADY_EXISTS')) {
        form.setFieldError('name', t('twice'));
        focusFirst(form, { name: true });
      } else applyErrors(form, error);
    },
  });
  return (
    <FormModal
      title={t(scenario ? 'renameTitle' : 'saveTitle')}
      confirm={t(scenario ? 'renameConfirm' : 'saveConfirm')}
      form={form}
      busy={save.isPending}
      error={Object.keys(form.errors).length > 0 ? null : save.error}
      onSubmit={({ name }) => save.mutate(name)}
      onClose={onClose}
    >
      <TextInput label={t('name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
    </FormModal>
  );
}
