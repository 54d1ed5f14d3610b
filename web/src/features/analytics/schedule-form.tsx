'use client';

import { CloseButton, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FormModal } from '../../components/form-modal';
import { PersonSelect, type Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useMe } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { useRefresh } from './queries';
import { useHourText, useWeekdays } from './schedule-text';
import type { Report, ScheduleWish } from './types';

const recipientsMost = 20;
const monthDays = Array.from({ length: 28 }, (_, index) => String(index + 1));
const hours = Array.from({ length: 24 }, (_, index) => index);

interface Values {
  frequency: ScheduleWish['frequency'];
  weekday: number;
  monthDay: number;
  hour: number;
  recipients: Person[];
}

/** How often a report is sent, at which hour, and to whom besides its owner. */
export function ScheduleForm({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useTranslations('analytics.schedule');
  const refresh = useRefresh();
  const weekdays = useWeekdays();
  const hourText = useHourText();
  const timeZone = useMe().data?.timeZone ?? 'UTC';
  const { schedule } = report;
  const form = useForm<Values>({
    initialValues: {
      frequency: schedule?.frequency ?? 'WEEKLY',
      weekday: schedule?.weekday ?? 1,
      monthDay: schedule?.monthDay ?? 1,
      hour: schedule?.hour ?? 8,
      recipients: (schedule?.recipients ?? []).map(({ userId, name }) => ({ id: userId, name })),
    },
  });
  const save = useMutation({
    mutationFn: ({ recipients, ...wish }: Values) =>
      api.analytics.scheduleReport({
        params: { reportId: report.id },
        body: { ...wish, recipients: recipients.map(({ id }) => id) },
      }),
    onSuccess: () => {
      onClose();
      notifications.show({ message: t('saved'), color: 'fir' });
      void refresh('report', 'reports');
    },
    onError: (error) => void applyErrors(form, error),
  });
  const { frequency, weekday, monthDay, hour, recipients } = form.values;
  return (
    <FormModal
      title={t('formTitle', { name: report.name })}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <NativeSelect
        label={t('frequency')}
        value={frequency}
        onChange={({ currentTarget }) =>
          form.setFieldValue('frequency', currentTarget.value as Values['frequency'])
        }
        data={(['DAILY', 'WEEKLY', 'MONTHLY'] as const).map((value) => ({
          value,
          label: t(`frequencies.${value}`),
        }))}
      />
      {frequency === 'WEEKLY' && (
        <NativeSelect
          label={t('weekday')}
          value={String(weekday)}
          onChange={({ currentTarget }) => form.setFieldValue('weekday', Number(currentTarget.value))}
          data={weekdays.map(({ number, name }) => ({ value: String(number), label: name }))}
        />
      )}
      {frequency === 'MONTHLY' && (
        <NativeSelect
          label={t('monthDay')}
          value={String(monthDay)}
          onChange={({ currentTarget }) => form.setFieldValue('monthDay', Number(currentTarget.value))}
          data={monthDays}
        />
      )}
      <NativeSelect
        label={t('hour')}
        description={t('zone', { timeZone: timeZone.replaceAll('_', ' ') })}
        inputWrapperOrder={['label', 'input', 'description']}
        value={String(hour)}
        onChange={({ currentTarget }) => form.setFieldValue('hour', Number(currentTarget.value))}
        data={hours.map((value) => ({ value: String(value), label: hourText(value) }))}
      />
      <Recipients
        value={recipients}
        error={form.errors['recipients']}
        onChange={(next) => form.setFieldValue('recipients', next)}
      />
    </FormModal>
  );
}

interface RecipientsProps {
  readonly value: readonly Person[];
  readonly error: ReactNode;
  readonly onChange: (people: Person[]) => void;
}

function Recipients({ value, error, onChange }: RecipientsProps) {
  const t = useTranslations('analytics.schedule');
  return (
    <Stack gap="xs">
      {value.length < recipientsMost && (
        <PersonSelect
          // A new field for each person: what was typed for the one before is gone.
          key={value.length}
          label={t('recipient')}
          description={t('recipientHint')}
          others
          value={null}
          error={error}
          onChange={(person) => {
            if (person && !value.some(({ id }) => id === person.id)) onChange([...value, person]);
          }}
        />
      )}
      {value.length > 0 && (
        <PlainList label={t('to')} gap={4}>
          {value.map(({ id, name }) => (
            <li key={id}>
              <Group gap="xs">
                <Text size="sm">{name}</Text>
                <CloseButton
                  size="sm"
                  aria-label={t('removeRecipient', { name })}
                  onClick={() => onChange(value.filter((person) => person.id !== id))}
                />
              </Group>
            </li>
          ))}
        </PlainList>
      )}
    </Stack>
  );
}
