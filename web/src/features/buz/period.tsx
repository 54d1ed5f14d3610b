'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMe } from '../../lib/session';
import { dayAfter, instantIn, wallIn } from '../../lib/zoned';

export const spans = ['all', 'month', 'lastMonth', 'quarter', 'year', 'lastYear', 'own'] as const;
export type Span = (typeof spans)[number];

/** A choice of a period as the form holds it; the days matter only to `own`, and both are counted. */
export interface Period {
  readonly span: Span;
  readonly from: string;
  readonly to: string;
}

export const wholeTime: Period = { span: 'all', from: '', to: '' };

export interface Instants {
  readonly from?: string;
  readonly to?: string;
}

/** The instants of a period, on the reader's own clock. Days that are missing or no dates leave that side open. */
export function usePeriod(): (period: Period) => Instants {
  const timeZone = useMe().data?.timeZone;
  return (period) => {
    const [first, last] = daysOf(period, wallIn(new Date(), timeZone).slice(0, 10));
    const from = first ? instantIn(first, timeZone) : null;
    const to = last ? instantIn(dayAfter(last), timeZone) : null;
    return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  };
}

function daysOf({ span, from, to }: Period, today: string): [first: string, last: string] {
  const month = today.slice(0, 7);
  const year = Number(today.slice(0, 4));
  switch (span) {
    case 'all':
      return ['', ''];
    case 'month':
      return [`${month}-01`, today];
    case 'lastMonth': {
      const last = dayAfter(`${month}-01`, -1);
      return [`${last.slice(0, 7)}-01`, last];
    }
    case 'quarter':
      return [dayAfter(today, -90), today];
    case 'year':
      return [`${year}-01-01`, today];
    case 'lastYear':
      return [`${year - 1}-01-01`, `${year - 1}-12-31`];
    case 'own':
      return [isDay(from) ? from : '', isDay(to) ? to : ''];
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

interface PeriodFieldsProps {
  readonly value: Period;
  readonly onChange: (period: Period) => void;
  readonly offered?: readonly Span[];
  readonly error?: string | null;
}

/** A period to pick from, or two days of one's own. Stands in a wrapping group. */
export function PeriodFields({ value, onChange, offered = spans, error }: PeriodFieldsProps) {
  const t = useTranslations('buz.period');
  return (
    <>
      <NativeSelect
        label={t('label')}
        value={value.span}
        flex="1 1 11rem"
        onChange={(change) => onChange({ ...value, span: change.currentTarget.value as Span })}
        data={offered.map((span) => ({ value: span, label: t(`spans.${span}`) }))}
      />
      {value.span === 'own' && (
        <>
          <TextInput
            type="date"
            label={t('from')}
            flex="1 1 9rem"
            value={value.from}
            error={error}
            onChange={(change) => onChange({ ...value, from: change.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('to')}
            flex="1 1 9rem"
            value={value.to}
            error={Boolean(error)}
            onChange={(change) => onChange({ ...value, to: change.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
