'use client';

import { Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { workWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import { useIntention } from '../buz/intention';
import { useRefreshWork } from '../work/queries';
import { EditModal } from './edit-modal';
import { FormModal } from '../../components/form-modal';
import { LevelBadge } from './risk-badges';
import { riskLevel } from './risk-level';
import { ScaleField } from './scale-field';
import { useScale } from './scales';
import type { Risk } from './types';
import { useEdit } from './use-edit';
import { useSend } from './use-send';
import { useTeam } from './use-team';

interface Values {
  title: string;
  category: Risk['category'];
  description: string;
  impact: number;
  probability: number;
  mitigation: string;
  ownerId: string;
}

const valuesOf = ({
  title,
  category,
  description,
  impact,
  probability,
  mitigation,
  ownerId,
}: Values): Values => ({ title, category, description, impact, probability, mitigation, ownerId });

function useRiskForm(initialValues: Values) {
  const t = useTranslations('workRhythm.risks.form');
  return useForm<Values>({
    initialValues,
    validate: { title: (value) => (value.trim() ? null : t('titleMissing')) },
  });
}

interface AddProps {
  readonly ventureId: string;
  readonly onClose: () => void;
  readonly onDone: (risk: Risk) => void;
}

export function AddRisk({ ventureId, onClose, onDone }: AddProps) {
  const t = useTranslations('workRhythm.risks.form');
  const { userId } = useSession();
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  const form = useRiskForm({
    title: '',
    category: 'TECHNICAL',
    description: '',
    impact: 3,
    probability: 3,
    mitigation: '',
    ownerId: userId ?? '',
  });
  const { send, busy, error } = useSend(form, {
    run: (body: Values) =>
      api.work.createRisk({ params: { ventureId }, body }, { idempotencyKey: intention.keyOf(body) }),
    onDone: (risk) => {
      void refresh();
      onDone(risk);
    },
  });
  return (
    <FormModal
      title={t('add')}
      confirm={t('save')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <Fields ventureId={ventureId} form={form} />
    </FormModal>
  );
}

interface EditProps {
  readonly ventureId: string;
  readonly risk: Risk;
  /** The risk as it is now. */
  readonly latest: () => Promise<Risk | null>;
  readonly onClose: () => void;
}

export function EditRisk({ ventureId, risk, latest, onClose }: EditProps) {
  const t = useTranslations('workRhythm.risks');
  const impact = useScale('impact');
  const probability = useScale('probability');
  const { workers } = useTeam(ventureId);
  const refresh = useRefreshWork(ventureId);
  const form = useRiskForm(valuesOf(risk));
  const edit = useEdit<Risk, Values>({
    start: risk,
    form,
    valuesOf,
    save: (body, ifMatch) => api.work.editRisk({ params: { ventureId, riskId: risk.id }, body }, { ifMatch }),
    latest,
    onDone: () => {
      void refresh();
      onClose();
    },
  });
  const say = (field: keyof Values, theirs: Values) => {
    if (field === 'impact') return impact.step(theirs.impact);
    if (field === 'probability') return probability.step(theirs.probability);
    if (field === 'category') return t(`category.${theirs.category}`);
    if (field === 'ownerId') return workers.find(({ userId }) => userId === theirs.ownerId)?.name ?? '';
    return theirs[field];
  };
  return (
    <EditModal
      title={t('form.edit')}
      confirm={t('form.save')}
      form={form}
      edit={edit}
      say={(field, theirs) => t('form.theirs', { field: t(`form.${field}`), text: say(field, theirs) })}
      onClose={onClose}
    >
      <Fields ventureId={ventureId} form={form} />
    </EditModal>
  );
}

function Fields({ ventureId, form }: { ventureId: string; form: UseFormReturnType<Values> }) {
  const t = useTranslations('workRhythm.risks');
  const impact = useScale('impact');
  const probability = useScale('probability');
  const { workers } = useTeam(ventureId);
  const score = form.values.impact * form.values.probability;
  const owners = workers.map(({ userId, name }) => ({ value: userId, label: name }));
  const known = owners.some(({ value }) => value === form.values.ownerId);
  return (
    <>
      <TextInput
        label={t('form.title')}
        description={t('form.titleHint')}
        required
        data-autofocus
        maxLength={160}
        {...form.getInputProps('title')}
      />
      <Group grow align="flex-end" preventGrowOverflow={false}>
        <NativeSelect
          label={t('form.category')}
          data={workWire.riskCategory.options.map((value) => ({ value, label: t(`category.${value}`) }))}
          {...form.getInputProps('category')}
        />
        <NativeSelect
          label={t('form.ownerId')}
          description={t('form.ownerHint')}
          data={known ? owners : [{ value: form.values.ownerId, label: '' }, ...owners]}
          {...form.getInputProps('ownerId')}
        />
      </Group>
      <ScaleField label={t('form.impact')} word={impact.step} {...form.getInputProps('impact')} />
      <ScaleField
        label={t('form.probability')}
        word={probability.step}
        {...form.getInputProps('probability')}
      />
      <Group gap="sm" role="status">
        <LevelBadge level={riskLevel(score)} score={score} />
        <Text size="sm" c="dimmed">
          {t('form.scoreHint')}
        </Text>
      </Group>
      <Textarea
        label={t('form.description')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('description')}
      />
      <Textarea
        label={t('form.mitigation')}
        description={t('form.mitigationHint')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('mitigation')}
      />
    </>
  );
}
