'use client';

import { NativeSelect, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { api } from '../../../lib/api';
import { useFormat } from '../../../lib/format';
import { PlainTable } from '../../money/plain-table';

const ranges = [30, 90, 180, 365] as const;

/** Stage by stage: who came, who went on, who stopped, and how long it keeps people busy. */
export function DropOffPart() {
  const t = useTranslations('insights.admin.dropOff');
  const format = useFormat();
  const [days, setDays] = useState(90);
  const query = useQuery({
    queryKey: ['insights', 'drop-off', days],
    queryFn: ({ signal }) => api.insights.dropOff({ query: { days } }, { signal }),
    placeholderData: keepPreviousData,
  });
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 0 });
  const minutes = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 });
  const time = (seconds: number | null) =>
    seconds === null ? t('noData') : t('minutes', { count: minutes.format(seconds / 60) });
  return (
    <Section title={t('title')} text={t('text')}>
      <NativeSelect
        label={t('range')}
        maw={260}
        value={String(days)}
        onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
        data={ranges.map((count) => ({ value: String(count), label: t('days', { count }) }))}
      />
      <QueryView query={query} lines={4}>
        {({ accounts, finished, completion, targetCompletion, medianActiveSeconds, stages, fictional }) => (
          <Stack gap="md">
            <Text size="sm">
              {t('sum', {
                accounts,
                finished,
                completion: completion === null ? t('noData') : percent.format(completion),
                target: percent.format(targetCompletion),
                time: time(medianActiveSeconds),
              })}
            </Text>
            <PlainTable
              label={t('title')}
              items={stages}
              keyOf={({ stage }) => stage}
              minWidth={640}
              columns={[
                {
                  head: t('stage'),
                  cell: ({ number, stage }) => `${number}. ${t(`stages.${stage}` as 'stages.ACCOUNT')}`,
                },
                { head: t('reached'), end: true, cell: ({ reached }) => format.number(reached) },
                {
                  head: t('dropped'),
                  end: true,
                  cell: ({ dropped, dropRate }) =>
                    dropped === null || dropRate === null
                      ? t('few')
                      : `${format.number(dropped)} (${percent.format(dropRate)})`,
                },
                { head: t('completed'), end: true, cell: ({ completed }) => format.number(completed) },
                { head: t('skipped'), end: true, cell: ({ skipped }) => format.number(skipped) },
                { head: t('time'), end: true, cell: (stage) => time(stage.medianActiveSeconds) },
              ]}
            />
            {fictional && <Text size="sm">{t('fictional')}</Text>}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}
