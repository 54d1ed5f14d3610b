'use client';

import { useTranslations } from 'next-intl';
import { formatDecimal, parseDecimal } from '@smartstart/units';
import { useEquityFormat } from '../equity/use-equity-format';
import type { OfferTerms } from './types';

/** Terms of an offer as a person says them. */
export function useOfferWords() {
  const t = useTranslations('offers.terms');
  const format = useEquityFormat();
  const percent = (value: string) => format.percent(formatDecimal(parseDecimal(value) / 100n));
  const equity = ({ equity: part }: OfferTerms) =>
    part === undefined
      ? null
      : part.unit === 'PERCENT'
        ? t('equityPercent', { part: percent(part.value) })
        : t('equityUnits', { units: format.count(part.value) });
  const vesting = ({ vesting: plan }: OfferTerms) => {
    if (plan.kind === 'IMMEDIATE') return t('atOnce');
    if (plan.kind === 'TIME')
      return t('overMonths', { months: plan.months, cliff: plan.cliffMonths, every: plan.everyMonths });
    const all = plan.milestones.reduce((sum, { parts }) => sum + parts, 0);
    return plan.milestones.map(({ title, parts }) => t('milestone', { title, parts, all })).join('\n');
  };
  const revenue = ({ revenuePercent }: OfferTerms) =>
    revenuePercent === undefined ? null : t('revenuePercent', { part: percent(revenuePercent) });
  const fee = ({ fee: money }: OfferTerms) => (money ? format.money(money) : null);
  return {
    equity,
    vesting,
    revenue,
    fee,
    /** What the person gets, in one line. */
    reward: (terms: OfferTerms) =>
      [equity(terms), revenue(terms), fee(terms)].filter((part) => part !== null).join(' · '),
  };
}
