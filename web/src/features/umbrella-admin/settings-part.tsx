'use client';

import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useFormat } from '../../lib/format';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useHolds } from '../buz-admin/queries';
import { useIntention } from '../buz/intention';
import { MonthField, monthPattern } from '../money/fields';
import { PlainTable } from '../money/plain-table';
import { useRefreshUmbrella } from '../umbrella/queries';
import { settingsQuery } from './queries';

type Settings = Awaited<ReturnType<typeof api.umbrellaAdmin.settings>>;
const superAdmin = [12];

/** Minimum and cap, now and from a month to come. */
export function SettingsPart() {
  const t = useTranslations('umbrellaAdmin.settings');
  const format = useFormat();
  const money = useMoneyFormat();
  const holds = useHolds();
  const query = useQuery(settingsQuery());
  const [changing, setChanging] = useState(false);
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={1}>
        {({ now, later }) => (
          <Stack gap="md">
            <PlainTable
              label={t('title')}
              minWidth={320}
              items={[
                { when: t('now'), ...now },
                ...(later ? [{ when: t('later', { month: money.month(later.fromMonth) }), ...later }] : []),
              ]}
              keyOf={({ when }) => when}
              columns={[
                { head: '', cell: ({ when }) => when },
                {
                  head: t('minimum'),
                  end: true,
                  cell: ({ minimumUnits }) => format.number(minimumUnits),
                },
                { head: t('cap'), end: true, cell: ({ capUnits }) => format.number(capUnits) },
              ]}
            />
            {holds(superAdmin) ? (
              <Group>
                <Button variant="default" onClick={() => setChanging(true)}>
                  {t('change')}
                </Button>
              </Group>
            ) : (
              <Text size="sm" c="dimmed">
                {t('superOnly')}
              </Text>
            )}
            {changing && <ChangeModal now={now} onClose={() => setChanging(false)} />}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function ChangeModal({ now, onClose }: { now: Settings['now']; onClose: () => void }) {
  const t = useTranslations('umbrellaAdmin.settings');
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshUmbrella();
  const form = useForm({
    initialValues: {
      fromMonth: '',
      minimumUnits: now.minimumUnits as number | string,
      capUnits: now.capUnits as number | string,
    },
    validate: {
      fromMonth: (value) => (monthPattern.test(value) ? null : t('fromMonthWrong')),
      minimumUnits: (value) => (typeof value === 'number' ? null : t('numberWrong')),
      capUnits: (value, { minimumUnits }) => {
        if (typeof value !== 'number') return t('numberWrong');
        return value > Number(minimumUnits) ? null : t('capWrong');
      },
    },
  });
  const save = useMutation({
    mutationFn: ({ fromMonth, minimumUnits, capUnits }: typeof form.values) => {
      const body = { fromMonth, minimumUnits: Number(minimumUnits), capUnits: Number(capUnits) };
      const options = { idempotencyKey: intention.keyOf(body) };
      return stepUp(() => api.umbrellaAdmin.setSettings({ body }, options));
    },
    onSuccess: () => {
      intention.done();
      onClose();
      notifications.show({ message: t('saved'), color: 'fir' });
      void refresh();
    },
    onError: (error) => applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('changeTitle')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error instanceof StepUpCancelled ? null : save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('text')}</Text>
      <MonthField
        label={t('fromMonth')}
        required
        data-autofocus
        maw={240}
        {...form.getInputProps('fromMonth')}
      />
      <NumberInput
        label={t('minimum')}
        required
        min={0}
        max={1_000_000}
        allowDecimal={false}
        maw={240}
        {...form.getInputProps('minimumUnits')}
      />
      <NumberInput
        label={t('cap')}
        required
        min={1}
        max={1_000_000_000}
        allowDecimal={false}
        maw={240}
        {...form.getInputProps('capUnits')}
      />
    </FormModal>
  );
}
