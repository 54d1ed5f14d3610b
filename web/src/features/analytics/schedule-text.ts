'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Schedule } from './types';

const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Names of the days of the week as the reader writes them; Monday is 1. */
export function useWeekdays(): readonly { readonly number: number; readonly name: string }[] {
  const { locale } = useFormat();
  const style = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, index) => ({
    number: index + 1,
    name: style.format(new Date(mondayMs + index * dayMs)),
  }));
}

/** An hour of the day as the reader writes it. */
export function useHourText(): (hour: number) => string {
  const { locale } = useFormat();
  const style = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  return (hour) => style.format(new Date(mondayMs + hour * 3_600_000));
}

/** When a report is sent, in words. */
export function useScheduleText(): (schedule: Schedule) => string {
  const t = useTranslations('analytics.schedule');
  const weekdays = useWeekdays();
  const hourText = useHourText();
  return ({ frequency, weekday, monthDay, hour, timeZone }) =>
    t(`sent.${frequency}`, {
      weekday: weekdays[weekday - 1]?.name ?? '',
      monthDay,
      hour: hourText(hour),
      timeZone: timeZone.replaceAll('_', ' '),
    });
}
