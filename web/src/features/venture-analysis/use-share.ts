'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';

/** A part of one in whole percent; what would read 0 or 100 and is neither says so. */
export function useShare(): (share: number) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    return (share) => {
      if (share > 0 && share < 0.005) return `< ${percent.format(0.01)}`;
      if (share < 1 && share > 0.995) return `> ${percent.format(0.99)}`;
      return percent.format(share);
    };
  }, [locale]);
}
