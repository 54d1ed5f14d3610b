'use client';

import { Button, Divider, Group, NativeSelect, Slider, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { useFormat } from '../../lib/format';
import { horizons } from './assumptions';
import type { AssumptionProps } from './form-props';
import { MonthSelect } from './month-select';
import { PercentField } from './percent-field';
import { HireRows, OneOffRows, RoundRows } from './row-fields';
import { ShockFields } from './shock-fields';
import type { Forecast } from './types';

/** Everything that can be assumed about the months to come. */
export function AssumptionsForm({ forecast, ...props }: AssumptionProps & { readonly forecast: Forecast }) {
  const t = useTranslations('standing.assume');
  const { draft, onChange } = props;
  const horizonChoices = [...new Set([...horizons, draft.horizonMonths])].toSorted((a, b) => a - b);
  return (
    <Stack gap="lg">
      <Growth {...props} forecast={forecast} />
      <Costs {...props} />
      <Divider />
      <HireRows {...props} />
      <RoundRows {...props} />
      <OneOffRows {...props} />
      <Divider />
      <ShockFields {...props} />
      <Divider />
      <NativeSelect
        label={t('horizon')}
        value={String(draft.horizonMonths)}
        onChange={({ currentTarget }) => onChange('horizon', { horizonMonths: Number(currentTarget.value) })}
        data={horizonChoices.map((months) => ({ value: String(months), label: t('months', { months }) }))}
        maw={220}
      />
    </Stack>
  );
}

const growthLimits = { min: -50, max: 100 } as const;
const growthDrawn = { min: -20, max: 30 } as const;

function Growth({ draft, forecast, onChange }: AssumptionProps & { readonly forecast: Forecast }) {
  const t = useTranslations('standing.assume.growth');
  const { locale } = useFormat();
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const own = forecast.parameters.find(({ key }) => key === 'GROWTH');
  const usual = Math.round((own?.value ?? 0) * 10) / 10;
  const value = draft.growthPercent ?? usual;
  const set = (growthPercent: number | null) => onChange('growth', { growthPercent });
  return (
    <SliderField
      title={t('title')}
      text={
        draft.growthPercent === null
          ? t('own', {
              value: percent.format(usual),
              low: percent.format(own?.low ?? usual),
              high: percent.format(own?.high ?? usual),
            })
          : t('instead', { value: percent.format(usual) })
      }
      value={value}
      limits={growthLimits}
      drawn={growthDrawn}
      step={0.5}
      fieldLabel={t('field')}
      onChange={set}
    >
      {draft.growthPercent !== null && (
        <Button variant="subtle" size="compact-sm" onClick={() => set(null)}>
          {t('back')}
        </Button>
      )}
    </SliderField>
  );
}

const costLimits = { min: -100, max: 500 } as const;
const costDrawn = { min: -60, max: 100 } as const;

function Costs({ draft, startMonth, onChange }: AssumptionProps) {
  const t = useTranslations('standing.assume.costs');
  const { percent, month } = draft.costChange ?? { percent: 0, month: 1 };
  const set = (costChange: { percent: number; month: number }) => onChange('costs', { costChange });
  return (
    <SliderField
      title={t('title')}
      text={t('text')}
      value={percent}
      limits={costLimits}
      drawn={costDrawn}
      step={1}
      fieldLabel={t('field')}
      onChange={(next) => set({ percent: next, month })}
    >
      <MonthSelect
        label={t('from')}
        startMonth={startMonth}
        horizonMonths={draft.horizonMonths}
        value={month}
        onChange={(next) => set({ percent, month: next })}
      />
    </SliderField>
  );
}

interface SliderFieldProps {
  readonly title: string;
  readonly text: string;
  readonly value: number;
  /** What may be typed; the slider covers what is usual. */
  readonly limits: { readonly min: number; readonly max: number };
  readonly drawn: { readonly min: number; readonly max: number };
  readonly step: number;
  readonly fieldLabel: string;
  readonly onChange: (value: number) => void;
  readonly children?: ReactNode;
}

/** One figure by slider or by keyboard. */
function SliderField(props: SliderFieldProps) {
  const { title, text, value, limits, drawn, step, fieldLabel, onChange, children } = props;
  const { locale } = useFormat();
  const id = useId();
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
  const write = (percent: number) => `${signed.format(percent)} %`;
  return (
    <Stack gap={6} component="section" aria-labelledby={id}>
      <Text id={id} fw={600} size="sm">
        {title}
      </Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      <Slider
        {...drawn}
        step={step}
        value={Math.min(drawn.max, Math.max(drawn.min, value))}
        onChange={onChange}
        label={write}
        thumbLabel={title}
        marks={[
          { value: drawn.min, label: write(drawn.min) },
          { value: 0, label: '0 %' },
          { value: drawn.max, label: write(drawn.max) },
        ]}
        thumbSize={24}
        mb="lg"
        mx="xs"
      />
      <Group align="flex-end" gap="sm">
        <PercentField
          label={fieldLabel}
          value={value}
          {...limits}
          decimalScale={1}
          onChange={onChange}
          w={130}
        />
        {children}
      </Group>
    </Stack>
  );
}
