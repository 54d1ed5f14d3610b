'use client';

import { Checkbox, NumberInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { partText } from '../equity/framework';
import { PartField } from '../equity/part-field';
import { useEquityFormat } from '../equity/use-equity-format';
import { useRefreshWork } from '../work/queries';
import { hoursOf, minutesOf, mostHours } from '../work/task-draft';
import { EditConflict } from './edit-conflict';
import { FormModal } from './form-modal';
import { ScaleField } from './scale-field';
import { useScale } from './scales';
import type { Contribution } from './types';
import { useEdit } from './use-edit';

interface Values {
  /** In hours here; the field bears the name that the server's message has. */
  effortMinutes: number | string;
  impact: number;
  proposedPoints: number | string;
  proposedPart: number | null;
  note: string;
}

const valuesOf = (thing: Contribution): Values => ({
  effortMinutes: hoursOf(thing.effortMinutes),
  impact: thing.impact,
  proposedPoints: thing.proposedPoints,
  proposedPart: thing.proposedPart,
  note: thing.note,
});

/** One percent: where the slider begins for those who propose a part. */
const firstPart = 1_000_000;
const labels = {
  effortMinutes: 'effort',
  impact: 'impact',
  proposedPoints: 'points',
  proposedPart: 'part',
  note: 'note',
} as const;

interface EditProps {
  readonly contribution: Contribution;
  readonly latest: () => Promise<Contribution | null>;
  readonly onClose: () => void;
}

/** Puts right what was filed, as long as nobody has decided on it. */
export function EditContribution({ contribution, latest, onClose }: EditProps) {
  const t = useTranslations('workRhythm.contributions');
  // Filing stands on the board; both forms say the same.
  const words = useTranslations('work.contribution');
  const impact = useScale('impact');
  const { percent } = useEquityFormat();
  const refresh = useRefreshWork(contribution.ventureId);
  const form = useForm<Values>({
    initialValues: valuesOf(contribution),
    validate: {
      effortMinutes: (value) => {
        const minutes = minutesOf(value) ?? 0;
        return minutes >= 1 && minutes <= mostHours * 60 ? null : words('effortWrong');
      },
      proposedPoints: (value) => {
        const points = Number(value);
        return Number.isInteger(points) && points >= 1 && points <= 100 ? null : words('pointsWrong');
      },
    },
  });
  const edit = useEdit<Contribution, Values>({
    start: contribution,
    form,
    valuesOf,
    save: ({ effortMinutes, proposedPoints, ...rest }, ifMatch) =>
      api.work.editContribution(
        {
          params: { contributionId: contribution.id },
          body: {
            ...rest,
            ...(effortMinutes === undefined ? {} : { effortMinutes: minutesOf(effortMinutes) ?? 0 }),
            ...(proposedPoints === undefined ? {} : { proposedPoints: Number(proposedPoints) }),
          },
        },
        { ifMatch },
      ),
    latest,
    onDone: () => {
      void refresh();
      onClose();
    },
  });
  const say = (field: keyof Values, theirs: Values) => {
    if (field === 'impact') return impact.word(theirs.impact);
    if (field === 'proposedPart')
      return theirs.proposedPart === null ? '–' : percent(partText(theirs.proposedPart));
    return String(theirs[field]);
  };
  const part = form.values.proposedPart;
  return (
    <FormModal
      title={t('editOf', { title: contribution.taskTitle })}
      confirm={t('save')}
      form={form}
      busy={edit.busy}
      error={edit.error}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <NumberInput
        label={words('effort')}
        description={words('effortHint')}
        required
        data-autofocus
        maw={260}
        min={0}
        max={mostHours}
        clampBehavior="none"
        step={0.5}
        decimalScale={2}
        {...form.getInputProps('effortMinutes')}
      />
      <ScaleField
        label={words('impact')}
        description={words('impactHint')}
        word={impact.step}
        {...form.getInputProps('impact')}
      />
      <NumberInput
        label={words('points')}
        description={words('pointsHint')}
        required
        maw={260}
        min={1}
        max={100}
        clampBehavior="none"
        allowDecimal={false}
        {...form.getInputProps('proposedPoints')}
      />
      <Checkbox
        label={words('withPart')}
        description={words('withPartHint')}
        checked={part !== null}
        onChange={({ currentTarget }) =>
          form.setFieldValue('proposedPart', currentTarget.checked ? firstPart : null)
        }
      />
      {part !== null && (
        <PartField
          label={words('part')}
          name={words('part')}
          value={part}
          onChange={(value) => form.setFieldValue('proposedPart', value)}
        />
      )}
      <Textarea
        label={words('note')}
        description={words('noteHint')}
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps('note')}
      />
      <EditConflict
        edit={edit}
        say={(field, theirs) => t('theirs', { field: words(labels[field]), text: say(field, theirs) })}
      />
    </FormModal>
  );
}
