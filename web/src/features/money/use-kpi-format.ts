'use client';

import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import { kpiNumber } from './kpi-values';
import type { Kpi } from './types';

/** Values of KPIs with the word of their unit. */
export function useKpiFormat(currency: string | null) {
  const t = useTranslations('money.kpis');
  const format = useMoneyFormat();
  return (kpi: Pick<Kpi, 'unit'>, value: string): string => {
    const number = kpiNumber(kpi, value, currency ?? 'CAD', format);
    const { unit } = kpi;
    return unit === 'MONEY' || unit === 'PERCENT' ? number : t(`unit.${unit}`, { number });
  };
}
