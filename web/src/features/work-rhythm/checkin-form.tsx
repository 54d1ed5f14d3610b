'use client';

import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { focusFirst } from '../../lib/form';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { useRefreshWork } from '../work/queries';
import { EditConflict } from './edit-conflict';
import { Mood } from './mood';
import { ownCheckInQuery } from './queries';
import { ScaleField } from './scale-field';
import { useScale } from './scales';
import type { CheckIn } from './types';
import { useEdit } from './use-edit';
import { useSend } from './use-send';

export interface CheckInValues {
  done: string;
  next: string;
  blockers: string;
  mood: number | null;
}

const empty: CheckInValues = { done: '', next: '', blockers: '', mood: null };
const valuesOf = ({ done, next, blockers, mood }: CheckInValues): CheckInValues => ({
  done,
  next,
  blockers,
  mood,
});

/** What was typed stands in place of what was said before; a field left empty does not. */
const withTyped = (before: CheckInValues, typed: CheckInValues | null): CheckInValues => ({
  done: typed?.done || before.done,
  next: typed?.next || before.next,
  blockers: typed?.blockers || before.blockers,
  mood: typed?.mood ?? before.mood,
});

function useCheckInForm(initialValues: CheckInValues, onTyping?: () => void) {
  const t = useTranslations('workRhythm.checkins.form');
  return useForm<CheckInValues>({
    initialValues,
    ...(onTyping ? { onValuesChange: onTyping } : {}),
    validate: {
      done: (value, { next, blockers }) =>
        value.trim() || next.trim() || blockers.trim() ? null : t('nothing'),
      mood: (value) => (value === null ? t('moodMissing') : null),
    },
  });
}

interface CheckInFormProps {
  readonly ventureId: string;
  readonly onDone: () => void;
}

interface NewProps extends CheckInFormProps {
  /** From the first letter on the form stays, whatever comes in from another device. */
  readonly onTyping: () => void;
  /** There is one for today already; what was typed goes on in it. */
  readonly onTaken: (typed: CheckInValues) => void;
}

export function NewCheckIn({ ventureId, onDone, onTyping, onTaken }: NewProps) {
  const t = useTranslations('workRhythm.checkins.form');
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  const form = useCheckInForm(empty, onTyping);
  const { send, busy, error } = useSend(form, {
    run: async (values: CheckInValues) => {
      const body = { ...values, mood: values.mood! };
      const idempotencyKey = intention.keyOf(body);
      try {
        await api.work.checkIn({ params: { ventureId }, body }, { idempotencyKey });
        return { taken: null };
      } catch (error) {
        if (!hasCode(error, 'ALREADY_EXISTS')) throw error;
        return { taken: values };
      }
    },
    onDone: async ({ taken }) => {
      await refresh();
      if (taken) onTaken(taken);
      else onDone();
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => send(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack>
        <Fields form={form} />
        <ProblemAlert error={error} />
        <Group>
          <Button type="submit" loading={busy}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface EditProps extends CheckInFormProps {
  readonly checkIn: CheckIn;
  /** What was typed before it was known that there is one for today. */
  readonly typed: CheckInValues | null;
  readonly onCancel: () => void;
}

export function EditCheckIn({ ventureId, checkIn, typed, onDone, onCancel }: EditProps) {
  const t = useTranslations('workRhythm.checkins.form');
  const mood = useScale('mood');
  const client = useQueryClient();
  const refresh = useRefreshWork(ventureId);
  const form = useCheckInForm(withTyped(valuesOf(checkIn), typed));
  const edit = useEdit<CheckIn, CheckInValues>({
    start: checkIn,
    form,
    valuesOf,
    save: ({ mood: changed, ...texts }, ifMatch) =>
      api.work.editCheckIn(
        {
          params: { ventureId, checkInId: checkIn.id },
          body: { ...texts, ...(typeof changed === 'number' ? { mood: changed } : {}) },
        },
        { ifMatch },
      ),
    latest: () => client.fetchQuery({ ...ownCheckInQuery(ventureId, checkIn.member.userId), staleTime: 0 }),
    onDone: async () => {
      await refresh();
      onDone();
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => edit.save(values),
        (errors) => focusFirst(form, errors),
      )}
    >
      <Stack>
        {typed && (
          <Alert color="orange" role="alert">
            {t('taken')}
          </Alert>
        )}
        <Fields form={form} />
        <EditConflict
          edit={edit}
          say={(field, theirs) =>
            t('theirs', {
              field: t(field),
              text: field === 'mood' ? mood.word(theirs.mood ?? 3) : theirs[field],
            })
          }
        />
        <ProblemAlert error={edit.error} />
        <Group>
          <Button type="submit" loading={edit.busy}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Fields({ form }: { form: UseFormReturnType<CheckInValues> }) {
  const t = useTranslations('workRhythm.checkins.form');
  return (
    <>
      <Textarea label={t('done')} autosize minRows={2} maxLength={2000} {...form.getInputProps('done')} />
      <Textarea label={t('next')} autosize minRows={2} maxLength={2000} {...form.getInputProps('next')} />
      <Textarea
        label={t('blockers')}
        description={t('blockersHint')}
        autosize
        minRows={1}
        maxLength={2000}
        {...form.getInputProps('blockers')}
      />
      <ScaleField
        label={t('mood')}
        description={t('moodHint')}
        required
        word={(rating) => <Mood mood={rating} />}
        {...form.getInputProps('mood')}
      />
    </>
  );
}
