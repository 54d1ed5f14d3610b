'use client';

import { Text, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useBuzFormat } from '../../lib/buz';

/** A field for an amount of BUZ, typed as the reader writes figures. */
export function AmountField(props: TextInputProps) {
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      maxLength={40}
      rightSection={
        <Text size="sm" c="dimmed" aria-hidden>
          BUZ
        </Text>
      }
      rightSectionWidth={56}
      {...props}
    />
  );
}

/** Why a typed amount cannot be used, as a sentence; null when it can. */
export function useAmountFault(): (typed: string) => string | null {
  const t = useTranslations('buz.faults');
  const { read } = useBuzFormat();
  return (typed) => {
    if (typed.trim() === '') return t('EMPTY');
    const micro = read(typed);
    return typeof micro === 'bigint' ? null : t(micro);
  };
}
