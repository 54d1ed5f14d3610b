'use client';

import type { TextInputProps } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMoneyFormat } from '../../lib/use-money-format';
import { MoneyField } from '../money/fields';

interface AmountFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly currency: string;
  /** Whole minor units; empty while there is none. */
  readonly value: string;
  readonly onChange: (minor: string) => void;
}

/** An amount that counts as soon as it can be read; until then it says what is wrong with it. */
export function AmountField({ currency, value, onChange, ...input }: AmountFieldProps) {
  const t = useTranslations('money.fields');
  const format = useMoneyFormat();
  const shown = (minor: string) => (minor === '' ? '' : format.typed(minor, currency));
  const [typed, setTyped] = useState({ text: shown(value), minor: value });
  // Undo and opening a scenario change the amount from outside.
  if (typed.minor !== value) setTyped({ text: shown(value), minor: value });
  const wrong = typed.text.trim() !== '' && typed.minor === '';
  return (
    <MoneyField
      {...input}
      currency={currency}
      value={typed.text}
      error={wrong ? t('amountWrong') : null}
      onChange={({ currentTarget: { value: text } }) => {
        const minor = format.read(text, currency) ?? '';
        setTyped({ text, minor });
        if (minor !== value) onChange(minor);
      }}
    />
  );
}
