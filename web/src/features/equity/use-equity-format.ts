'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { equityFormat, type EquityFormat } from './numbers';

export function useEquityFormat(): EquityFormat {
  const { locale } = useFormat();
  return useMemo(() => equityFormat(locale), [locale]);
}

/** Today as the server counts days. */
export function todayIso(): string {
  return new Date().toISOString().slice(0, 10);
}
