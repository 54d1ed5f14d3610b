'use client';

import { NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { equityWire } from '@smartstart/contract';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { textOf } from './act-draft';
import { useFaultText, withText, type FieldProps } from './field-props';
import type { Field } from './acts';
import { todayIso, useEquityFormat } from './use-equity-format';
import { VestingChart } from './vesting-chart';
import { VestingFields } from './vesting-fields';
import { planOf, scheduleOf } from './vesting-plan';

const allocations = [
  'CUMULATIVE_ROUND_DOWN',
  'CUMULATIVE_ROUNDING',
  'FRONT_LOADED',
  'BACK_LOADED',
  'FRONT_LOADED_TO_SINGLE_TRANCHE',
  'BACK_LOADED_TO_SINGLE_TRANCHE',
  'FRACTIONAL',
] as const satisfies readonly equityWire.Allocation[];

/** Vesting terms, with what they would mean for a grant of one's choice. */
export function TermsFields({ draft, faults, onChange }: FieldProps<Extract<Field, { kind: 'newTerms' }>>) {
  const t = useTranslations('equity');
  const faultOf = useFaultText(faults);
  const plan = planOf(draft.plan);
  const allocation = textOf(draft, 'allocation') as equityWire.Allocation;
  return (
    <Stack gap="md">
      <TextInput
        label={t('fields.termsName.label')}
        description={t('fields.termsName.hint')}
        required
        maxLength={80}
        value={textOf(draft, 'name')}
        error={faultOf('name')}
        onChange={({ currentTarget }) => onChange(withText(draft, 'name', currentTarget.value), 'name')}
      />
      <VestingFields
        withImmediate={false}
        value={draft.plan}
        fault={typeof plan === 'string' ? plan : null}
        onChange={(next) => onChange({ ...draft, plan: next }, 'plan')}
      />
      <NativeSelect
        label={t('fields.allocation.label')}
        description={t(`allocationAbout.${allocation}`)}
        value={allocation}
        onChange={({ currentTarget }) => onChange(withText(draft, 'allocation', currentTarget.value))}
        data={allocations.map((value) => ({ value, label: t(`allocation.${value}`) }))}
      />
      {typeof plan === 'object' && plan.kind === 'TIME' && (
        <SchedulePreview plan={plan} allocation={allocation} />
      )}
      {typeof plan === 'object' && plan.kind === 'MILESTONES' && (
        <Text size="sm">{t('fields.milestonesNote')}</Text>
      )}
    </Stack>
  );
}

type TimePlan = Parameters<typeof scheduleOf>[0];

function SchedulePreview({ plan, allocation }: { plan: TimePlan; allocation: equityWire.Allocation }) {
  const t = useTranslations('equity.schedule');
  const format = useEquityFormat();
  const [typed, setTyped] = useState(format.count('10000'));
  const [start, setStart] = useState(todayIso());
  const shares = format.read(typed, 0);
  const sound = shares !== null && shares !== '0' && /^\d{4}-\d{2}-\d{2}$/.test(start);
  const schedule = sound ? scheduleOf(plan, allocation, shares, start) : [];
  return (
    <Stack gap="sm" component="section" aria-label={t('title')}>
      <Text fw={600}>{t('title')}</Text>
      <Text size="sm" c="dimmed">
        {t('text')}
      </Text>
      <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap' }}>
        <TextInput
          label={t('shares')}
          inputMode="numeric"
          maxLength={22}
          value={typed}
          error={shares === null || shares === '0' ? t('wrong') : null}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('start')}
          value={start}
          onChange={({ currentTarget }) => setStart(currentTarget.value)}
        />
      </div>
      {schedule.length > 0 && <VestingChart security={{ customId: t('example'), issued: start, schedule }} />}
    </Stack>
  );
}
