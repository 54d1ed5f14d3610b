'use client';

import { useMemo } from 'react';
import { useMe } from './session';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Dates, figures and money as the reader writes them: language of the account, region of the browser. */
export function useFormat() {
  const me = useMe().data;
  const locale = pickLocale(me?.locale);
  const timeZone = me?.timeZone;
  return useMemo(() => {
    const zone = timeZone ? { timeZone } : {};
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone });
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone });
    const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const figure = new Intl.NumberFormat(locale);
    return {
      locale,
      date: (iso: string) => day.format(new Date(iso)),
      dateTime: (iso: string) => moment.format(new Date(iso)),
      relative: (iso: string) => {
        const seconds = (Date.parse(iso) - Date.now()) / 1000;
        const unit = units.find(([, size]) => Math.abs(seconds) >= size);
        return unit ? distance.format(Math.round(seconds / unit[1]), unit[0]) : distance.format(0, 'second');
      },
      number: (value: number) => figure.format(value),
      money: (minor: number, currency: string) => {
        const style = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });
        const digits = style.resolvedOptions().maximumFractionDigits ?? 2;
        return style.format(minor / 10 ** digits);
      },
    };
  }, [locale, timeZone]);
}

function pickLocale(account: string | undefined): string {
  const languages = typeof navigator === 'undefined' ? [] : navigator.languages.filter(isLocale);
  if (!account) return languages[0] ?? 'en';
  if (account.includes('-')) return account;
  return languages.find((language) => language.split('-')[0] === account) ?? account;
}

/** Some systems report names such as `en-US@posix`, which no formatter takes. */
function isLocale(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
