'use client';

import { Group, NumberInput, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { useFormat } from '../../lib/format';
import type { Variable } from './types';

interface BlankFieldProps {
  readonly variable: Variable;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: ReactNode;
}

export const blankId = (name: string) => `blank-${name}`;

/** The field is narrow, its label need not be. */
const narrow = { wrapper: { maxWidth: 240 } };
/** A server keeps at most so much of one blank. */
const longest = 4000;

/** One blank of a template, with the field its type asks for. Every value is kept as the text the server reads. */
export function BlankField({ variable, value, onChange, error }: BlankFieldProps) {
  const t = useTranslations('agreements.blank');
  const hint = useHint(variable);
  const common = {
    id: blankId(variable.name),
    label: variable.label,
    description: hint,
    error,
    withAsterisk: variable.required,
    'aria-required': variable.required,
  };
  switch (variable.type) {
    case 'TEXT':
      return (
        <TextInput
          {...common}
          value={value}
          maxLength={variable.max ?? longest}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'LONG_TEXT':
      return (
        <Textarea
          {...common}
          value={value}
          maxLength={variable.max ?? longest}
          autosize
          minRows={3}
          maxRows={14}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'NUMBER':
    case 'PERCENT':
      return (
        <NumberInput
          {...common}
          value={numberOf(value)}
          styles={narrow}
          clampBehavior="none"
          allowNegative={(variable.min ?? 0) < 0}
          allowedDecimalSeparators={['.', ',']}
          decimalScale={6}
          {...(variable.type === 'PERCENT' ? { suffix: ' %' } : {})}
          onChange={(next) => onChange(String(next))}
        />
      );
    case 'MONEY':
      return <MoneyBlank common={common} value={value} onChange={onChange} />;
    case 'DATE':
      return (
        <TextInput
          {...common}
          type="date"
          styles={narrow}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'CHOICE':
      return (
        <Select
          {...common}
          placeholder={t('choose')}
          data={variable.choices}
          value={value || null}
          allowDeselect={!variable.required}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'YES_NO':
      return (
        <Radio.Group {...common} value={value.toLowerCase()} onChange={onChange}>
          <Group mt={6} gap="lg">
            <Radio value="yes" label={t('yes')} />
            <Radio value="no" label={t('no')} />
          </Group>
        </Radio.Group>
      );
  }
}

/** The help of the template and the bounds of the value, as one sentence each. */
function useHint({ help, type, min, max }: Variable): string | undefined {
  const t = useTranslations('agreements.blank');
  const { number } = useFormat();
  const of = type === 'TEXT' || type === 'LONG_TEXT' ? 'length' : 'figure';
  // A text of a letter or two, or an amount of nothing, is not worth a sentence.
  const least = min !== null && min > (of === 'length' ? 2 : 0) ? min : null;
  const which = least === null ? (max === null ? null : 'max') : max === null ? 'min' : 'both';
  const figures = { min: number(least ?? 0), max: number(max ?? 0) };
  return [help, which && t(`${of}.${which}`, figures)].filter(Boolean).join(' ') || undefined;
}

interface MoneyBlankProps {
  readonly common: Record<string, unknown>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const usualCurrency = 'CAD';

function MoneyBlank({ common, value, onChange }: MoneyBlankProps) {
  const t = useTranslations('agreements.blank');
  const currencies = useCurrencies();
  const [amount = '', written] = value.split(' ');
  // A currency without an amount is no value yet, and is remembered here until there is one.
  const [chosen, setChosen] = useState(written ?? usualCurrency);
  const currency = written ?? chosen;
  const say = (figure: string, code: string) => onChange(figure === '' ? '' : `${figure} ${code}`);
  return (
    <Group align="flex-end" gap="xs" preventGrowOverflow={false}>
      <NumberInput
        {...common}
        flex="1 1 10rem"
        value={numberOf(amount)}
        clampBehavior="none"
        allowNegative={false}
        allowedDecimalSeparators={['.', ',']}
        decimalScale={digitsOf(currency)}
        hideControls
        onChange={(next) => say(String(next), currency)}
      />
      <Select
        aria-label={t('currencyOf', { label: String(common['label']) })}
        w={110}
        searchable
        allowDeselect={false}
        data={currencies}
        value={currency}
        onChange={(next) => {
          setChosen(next ?? usualCurrency);
          say(amount, next ?? usualCurrency);
        }}
      />
    </Group>
  );
}

function useCurrencies(): string[] {
  return useMemo(() => {
    const first = ['CAD', 'USD', 'EUR', 'GBP'];
    return [...first, ...Intl.supportedValuesOf('currency').filter((code) => !first.includes(code))];
  }, []);
}

function digitsOf(currency: string): number {
  const style = new Intl.NumberFormat('en', { style: 'currency', currency });
  return style.resolvedOptions().maximumFractionDigits ?? 2;
}

/** What a number field shows: a figure, or what was typed when it is none. */
function numberOf(value: string): number | string {
  const figure = Number(value);
  return value.trim() === '' || Number.isNaN(figure) ? value : figure;
}
