'use client';

import { Alert, Badge, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import { usualCurrency } from './fields';
import { PlainTable } from './plain-table';
import type { CsvPreview } from './types';

type Effect = CsvPreview['months'][number]['effect'];
const colours: Record<Effect, string> = { ADDED: 'green', CHANGED: 'orange', UNCHANGED: 'gray' };
const amounts = ['cashMinor', 'incomeMinor', 'costsMinor'] as const;

/** What a file would write, or every problem with its place. */
export function ImportPreview({ preview }: { preview: CsvPreview }) {
  const t = useTranslations('money.import');
  const format = useMoneyFormat();
  const { problems, problemCount, months, added, changed, unchanged } = preview;
  const currency = preview.currency ?? usualCurrency;
  return (
    <Stack gap="md">
      <Alert
        color={problemCount ? 'red' : 'green'}
        role="status"
        title={problemCount ? t('problems', { count: problemCount }) : t('sound')}
      >
        {problemCount
          ? t('whole')
          : added + changed === 0
            ? t('nothingNew')
            : t('effect', { added, changed, unchanged })}
      </Alert>
      {problems.length > 0 && (
        <PlainTable
          label={t('problemList')}
          minWidth={320}
          maxHeight={420}
          items={problems.map((problem, index) => ({ ...problem, index }))}
          keyOf={({ index }) => String(index)}
          columns={[
            { head: t('line'), cell: ({ line }) => line },
            { head: t('column'), cell: ({ column }) => column ?? '–' },
            { head: t('problem'), cell: ({ message }) => message },
          ]}
        />
      )}
      {problemCount > problems.length && (
        <Text size="sm">{t('moreProblems', { count: problems.length })}</Text>
      )}
      {problemCount === 0 && months.length > 0 && (
        <>
          <PlainTable
            label={t('months')}
            maxHeight={420}
            items={months}
            keyOf={({ month }) => month}
            columns={[
              { head: t('month'), cell: ({ month }) => format.month(month) },
              {
                head: t('what'),
                cell: ({ effect }) => (
                  <Badge color={colours[effect]} miw="max-content">
                    {t(`effectOf.${effect}`)}
                  </Badge>
                ),
              },
              ...amounts.map((field) => ({
                head: t(field),
                end: true,
                cell: (month: CsvPreview['months'][number]) => format.money(month[field], currency),
              })),
            ]}
          />
          {added + changed + unchanged > months.length && (
            <Text size="sm">{t('moreMonths', { count: months.length })}</Text>
          )}
        </>
      )}
    </Stack>
  );
}
