'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';

/** Days of the analysis are UTC days: in the reader's zone some would be called by the name of the day before. */
export function useDay(): (day: string) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const style = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    return (day) => style.format(new Date(`${day}T00:00:00Z`));
  }, [locale]);
}
