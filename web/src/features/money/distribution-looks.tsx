'use client';

import { Badge } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import type { DistributionState, LineState, Report } from './types';

const states: Record<DistributionState, string> = {
  DRAFT: 'gray',
  CALCULATED: 'blue',
  APPROVED: 'blue',
  DISTRIBUTING: 'yellow',
  COMPLETED: 'green',
  PARTIALLY_FAILED: 'red',
};
const lines: Record<LineState, string> = {
  PENDING: 'gray',
  PROCESSING: 'yellow',
  COMPLETED: 'green',
  FAILED: 'red',
};
const reports: Record<Report['state'], string> = {
  REPORTED: 'yellow',
  RECOGNISED: 'green',
  REJECTED: 'red',
};

export function DistributionBadge({ state }: { state: DistributionState }) {
  const t = useTranslations('money.distributions.state');
  return (
    <Badge color={states[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

export function LineBadge({ state }: { state: LineState }) {
  const t = useTranslations('money.distributions.lineState');
  return (
    <Badge color={lines[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

export function ReportBadge({ state }: { state: Report['state'] }) {
  const t = useTranslations('money.reports.state');
  return (
    <Badge color={reports[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}

interface Spanned {
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
}

/** The months of revenue in a distribution, in words; null before it is calculated. */
export function useSpan(): (of: Spanned) => string | null {
  const t = useTranslations('money.distributions');
  const format = useMoneyFormat();
  return ({ firstMonth, lastMonth }) => {
    if (firstMonth === null || lastMonth === null) return null;
    if (firstMonth === lastMonth) return format.month(firstMonth);
    return t('span', { from: format.month(firstMonth), to: format.month(lastMonth) });
  };
}
