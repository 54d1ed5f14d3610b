'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { roughMoney } from './rough';

/** Estimated amounts as the reader writes them, in whole units with three figures that count. */
export function useRoughMoney(): (minor: string, currency: string) => string {
  const { locale } = useFormat();
  return useMemo(() => roughMoney(locale), [locale]);
}
