'use client';

import { dayAt, dayOf, isoDay } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useMe } from '../../lib/session';
import { wallIn } from '../../lib/zoned';
import { useEquityFormat } from '../equity/use-equity-format';

/** Days of a calendar, which have no time zone, as the reader writes them; and the reader's own today. */
export function useDay() {
  const t = useTranslations('workRhythm.day');
  const { timeZone } = useMe().data ?? {};
  const { day: format, locale } = useEquityFormat();
  const clock = useMemo(
    () => new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }),
    [locale, timeZone],
  );
  const localDay = (at: string) => wallIn(new Date(at), timeZone).slice(0, 10);
  const today = localDay(new Date().toISOString());
  return {
    timeZone,
    format,
    /** What the reader's clock showed. */
    timeOf: (at: string) => clock.format(new Date(at)),
    /** The day of an instant on the reader's calendar. */
    of: localDay,
    today,
    /** Days of plans and milestones are counted in UTC by the server. */
    utcToday: isoDay(dayAt(new Date())),
    /** With a word for the days that have one. */
    title: (day: string) => {
      if (day === today) return t('today', { day: format(day) });
      if (day === isoDay(dayOf(today) - 1)) return t('yesterday', { day: format(day) });
      return format(day);
    },
  };
}
