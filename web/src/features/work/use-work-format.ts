'use client';

import { useMemo } from 'react';
import { useFormat } from '../../lib/format';
import { figureFormat } from '../../lib/numbers';

/** Days, hours and rates as the reader writes them. */
export function useWorkFormat() {
  const format = useFormat();
  const { locale } = format;
  return useMemo(() => {
    const figures = figureFormat(locale);
    const hours = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: 'hour',
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    });
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    return {
      ...format,
      /** A calendar day; it has no time zone. */
      day: figures.day,
      /** For axes and cards. */
      shortDay: (iso: string) => short.format(new Date(`${iso}T00:00:00Z`)),
      hours: (minutes: number) => hours.format(minutes / 60),
      /** What a person typed, as the wire writes it; null when it is no number. */
      read: figures.read,
      /** As a person would type it into a field. */
      typed: figures.typed,
      hoursOf: (value: number) => hours.format(value),
      /** Hundredths of a percent. */
      rate: (bps: number) => percent.format(bps / 10_000),
    };
  }, [format, locale]);
}
