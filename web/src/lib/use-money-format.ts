'use client';

import { useMemo } from 'react';
import { useFormat } from './format';
import { moneyFormat, type MoneyFormat } from './money';

/** Amounts, months and parts as the reader writes them. */
export function useMoneyFormat(): MoneyFormat {
  const { locale } = useFormat();
  return useMemo(() => moneyFormat(locale), [locale]);
}
