'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from './plain-table';
import type { Month } from './types';

interface MonthsTableProps {
  readonly months: readonly Month[];
  /** Buttons at the end of a row. */
  readonly actions?: (month: Month) => ReactNode;
  readonly maxHeight?: number;
}

/** Actual figures, the newest month first. */
export function MonthsTable({ months, actions, maxHeight }: MonthsTableProps) {
  const t = useTranslations('money.months.table');
  const format = useMoneyFormat();
  const figures = ['cashMinor', 'incomeMinor', 'costsMinor', 'netBurnMinor'] as const;
  return (
    <PlainTable
      label={t('label')}
      items={months}
      keyOf={({ month }) => month}
      minWidth={actions ? 760 : 600}
      {...(maxHeight ? { maxHeight } : {})}
      columns={[
        { head: t('month'), cell: ({ month }) => format.month(month) },
        ...figures.map((figure) => ({
          head: t(figure),
          end: true,
          cell: (month: Month) => format.money(month[figure], month.currency),
        })),
        {
          head: t('note'),
          cell: ({ note, source }) => (
            <>
              {note && <Text size="sm">{note}</Text>}
              <Text size="xs" c="dimmed">
                {t(source)}
              </Text>
            </>
          ),
        },
        ...(actions ? [{ head: t('actions'), end: true, cell: actions }] : []),
      ]}
    />
  );
}
