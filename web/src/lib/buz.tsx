'use client';

import { Text, type TextProps } from '@mantine/core';
import { parseBuz, readBuz, writeBuz, type AmountFault } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from './format';

const shortDigits = 2;
/** Below this the short form would show nothing but zeros. */
const centMicro = 10_000n;

export interface BuzFormat {
  /** Two decimals, cut and not rounded, so that nobody reads more than there is. */
  readonly short: (amount: string) => string;
  /** No decimals but those needed, for round figures such as limits. */
  readonly brief: (amount: string) => string;
  /** All six decimals. */
  readonly full: (amount: string) => string;
  /** The short form with its sign, also the plus. */
  readonly signed: (amount: string) => string;
  /** All six decimals with their sign. */
  readonly signedFull: (amount: string) => string;
  /** As a person would type it into a field: no groups, no needless zeros. */
  readonly typed: (amount: string) => string;
  /** What a person typed, written as they write figures; a fault when it is no amount. */
  readonly read: (text: string) => bigint | AmountFault;
}

/** Amounts of BUZ as the reader writes figures. Amounts stay decimal strings, so nothing is lost to floating point. */
export function useBuzFormat(): BuzFormat {
  const { locale } = useFormat();
  return useMemo(() => buzFormat(locale), [locale]);
}

export function buzFormat(locale: string): BuzFormat {
  const style = (digits: number, signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: shortDigits,
      maximumFractionDigits: Math.max(shortDigits, digits),
      signDisplay,
    });
  const all = { minimumFractionDigits: 6, maximumFractionDigits: 6 } as const;
  const plain = style(6, 'auto');
  const withSign = style(6, 'exceptZero');
  const typed = new Intl.NumberFormat(locale, {
    useGrouping: false,
    maximumFractionDigits: 6,
    numberingSystem: 'latn',
  });
  const brief = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const full = new Intl.NumberFormat(locale, all);
  const signedFull = new Intl.NumberFormat(locale, { ...all, signDisplay: 'exceptZero' });
  return {
    short: (amount) => plain.format(shortened(amount)),
    brief: (amount) => brief.format(numeric(amount)),
    full: (amount) => full.format(numeric(amount)),
    signed: (amount) => withSign.format(shortened(amount)),
    signedFull: (amount) => signedFull.format(numeric(amount)),
    typed: (amount) => typed.format(numeric(amount)),
    read: (text) => readBuz(withPoint(text, locale)),
  };
}

/** Formatters read a decimal string digit by digit; the type only wants to know that it is one. */
function numeric(amount: string): `${number}` {
  return amount as `${number}`;
}

/** Two decimals, or all of them where two would hide the whole amount. */
function shortened(amount: string): `${number}` {
  const micro = parseBuz(amount);
  const size = micro < 0n ? -micro : micro;
  return numeric(size > 0n && size < centMicro ? amount : writeBuz(micro - (micro % centMicro)));
}

/**
 * `1.234,5` of a German reader and `1,234.5` of an English one become `1234.5`. A lone separator before one or two
 * digits can only be meant as the decimal one, whichever it is; what stays unclear is refused.
 */
function withPoint(typed: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  const group = decimal === ',' ? '.' : ',';
  // Spaces and apostrophes group figures in other places and mean nothing else.
  const text = typed.trim().replace(/[\s\u00A0\u202F’']/g, '');
  if (/^\d+[.,]\d{1,2}$/.test(text)) return text.replace(',', '.');
  const grouped = new RegExp(`^\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d*)?$`).test(text);
  return (grouped ? text.replaceAll(group, '') : text).replace(decimal, '.');
}

interface BuzAmountProps extends TextProps {
  readonly amount: string;
  /** `full` shows all six decimals, `signed` the plus as well. */
  readonly as?: 'short' | 'full' | 'signed' | 'signedFull';
  /** Without the word BUZ, for tables whose head says it. */
  readonly bare?: boolean;
}

/** An amount with its unit, in figures that stand under each other. */
export function BuzAmount({ amount, as = 'short', bare = false, ...text }: BuzAmountProps) {
  const t = useTranslations('buz');
  const format = useBuzFormat();
  const figure = format[as](amount);
  return (
    <Text span inherit style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }} {...text}>
      {bare ? figure : t('amount', { amount: figure })}
    </Text>
  );
}
