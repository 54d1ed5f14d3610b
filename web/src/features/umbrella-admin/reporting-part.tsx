'use client';

import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { flagsQuery } from './queries';

const yearsBack = 7;

/** Whose payments of a year are reported. */
export function ReportingPart() {
  const t = useTranslations('umbrellaAdmin.reporting');
  const format = useMoneyFormat();
  const thisYear = new Date().getUTCFullYear();
  const [year, setYear] = useState(thisYear);
  const query = useQuery(flagsQuery(year));
  return (
    <Section title={t('title')} text={t('text')}>
      <NativeSelect
        label={t('year')}
        maw={200}
        value={String(year)}
        data={Array.from({ length: yearsBack + 1 }, (_, back) => String(thisYear - back))}
        onChange={({ currentTarget }) => setYear(Number(currentTarget.value))}
      />
      <QueryView query={query} lines={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{t('none', { year: String(year) })}</Text>
          ) : (
            <PlainTable
              label={t('title')}
              minWidth={420}
              items={items}
              keyOf={({ name, currency, paidMinor }) => `${name} ${currency} ${paidMinor}`}
              columns={[
                { head: t('name'), cell: ({ name }) => name },
                {
                  head: t('paid'),
                  end: true,
                  cell: ({ paidMinor, currency }) => format.money(paidMinor, currency),
                },
                {
                  head: t('threshold'),
                  end: true,
                  cell: ({ thresholdMinor, currency }) => format.money(thresholdMinor, currency),
                },
              ]}
            />
          )
        }
      </QueryView>
    </Section>
  );
}
