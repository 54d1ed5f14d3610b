'use client';

import { Select, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '../../lib/format';

/** Most ventures of the platform keep their books in it. */
export const usualCurrency = 'CAD';

/** An amount as the reader writes it; the form reads it as whole minor units. */
export function MoneyField({ currency, ...input }: TextInputProps & { readonly currency: string }) {
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      maxLength={24}
      // Amounts stand beside each other; hints of different length below keep the fields in one line.
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rightSection={<span aria-hidden>{currency}</span>}
      rightSectionWidth={56}
      {...input}
    />
  );
}

interface CurrencyFieldProps {
  /** Of the books; null before the first amount. */
  readonly books: string | null;
  readonly value: string;
  readonly onChange: (currency: string) => void;
}

/** The first amount of a venture decides the currency of its books; after that there is nothing to choose. */
export function CurrencyField({ books, value, onChange }: CurrencyFieldProps) {
  const t = useTranslations('money.fields');
  const { locale } = useFormat();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((code) => ({
      value: code,
      label: `${code} · ${names.of(code) ?? code}`,
    }));
  }, [locale]);
  if (books !== null) return null;
  return (
    <Select
      label={t('currency')}
      description={t('currencyHint')}
      data={data}
      searchable
      limit={40}
      allowDeselect={false}
      nothingFoundMessage={t('currencyNone')}
      value={value}
      onChange={(code) => code !== null && onChange(code)}
    />
  );
}

/** `2026-10`, from a field for months where the browser has one. */
export function MonthField(input: TextInputProps) {
  const t = useTranslations('money.fields');
  return <TextInput type="month" placeholder={t('monthExample')} maxLength={7} {...input} />;
}

export const monthPattern = /^[1-9]\d{3}-(0[1-9]|1[0-2])$/;

/** The last month that is over, as the server counts. */
export function lastMonthOver(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
