'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { figureFormat, type FigureFormat } from '../../lib/numbers';

export function useEquityFormat(): FigureFormat {
  const { locale } = useFormat();
  return useMemo(() => figureFormat(locale), [locale]);
}

/** Today as the server counts days. */
export function todayIso(): string {
  return new Date().toISOString().slice(0, 10);
}
