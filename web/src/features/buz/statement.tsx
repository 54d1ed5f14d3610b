'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { download } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { useMe } from '../../lib/session';
import { wallIn } from '../../lib/zoned';
import { PeriodFields, usePeriod, type Period } from './period';

const formats = ['pdf', 'csv'] as const;

/** A statement of own accounts for a period, to keep or to hand on. */
export function Statement() {
  const t = useTranslations('buz.statement');
  const timeZone = useMe().data?.timeZone;
  const instantsOf = usePeriod();
  const [period, setPeriod] = useState<Period>({ span: 'lastMonth', from: '', to: '' });
  const [fault, setFault] = useState<string | null>(null);
  const get = useMutation({
    mutationFn: async ({ format, from, to }: { format: 'csv' | 'pdf'; from: string; to: string }) => {
      const file = await download(contract.buz.export, { query: { format, from, to } });
      // The period ends before `to`, on the day that was chosen as the last.
      const days = [Date.parse(from), Date.parse(to) - 1].map((at) =>
        wallIn(new Date(at), timeZone).slice(0, 10),
      );
      saveFile(file, `buz-statement-${days.join('-to-')}.${format}`);
    },
  });
  const ask = (format: 'csv' | 'pdf') => {
    const { from, to } = instantsOf(period);
    const wrong = !from || !to ? t('missing') : from >= to ? t('order') : null;
    setFault(wrong);
    if (from && to && wrong === null) get.mutate({ format, from, to });
  };
  return (
    <Section title={t('title')} text={t('text')}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <PeriodFields
            value={period}
            error={fault}
            offered={['month', 'lastMonth', 'quarter', 'year', 'lastYear', 'own']}
            onChange={(next) => {
              setPeriod(next);
              setFault(null);
            }}
          />
        </Group>
        <Group gap="sm" grow>
          {formats.map((format) => (
            <Button
              key={format}
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
              loading={get.isPending && get.variables.format === format}
              disabled={get.isPending}
              onClick={() => ask(format)}
            >
              {t(format)}
            </Button>
          ))}
        </Group>
        {fault && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {fault}
          </Text>
        )}
        {get.error && <ProblemAlert error={get.error} />}
        <Text size="sm" role="status">
          {get.isSuccess ? t('done') : ''}
        </Text>
      </Stack>
    </Section>
  );
}
