'use client';

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { download } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { todayIso } from './use-equity-format';

/** The table of a day as a file for somebody else. */
export function ExportPanel({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.files.export');
  const [date, setDate] = useState('');
  const get = useMutation({
    mutationFn: async (format: 'OCF' | 'CSV') => {
      const query = { format, ...(date === '' ? {} : { date }) };
      const bytes = await download(contract.equity.export, { params: { ventureId }, query });
      saveFile(bytes, `cap-table-${date || todayIso()}.${format === 'OCF' ? 'ocf.zip' : 'csv'}`);
    },
  });
  return (
    <Stack gap="md">
      <TextInput
        type="date"
        label={t('date')}
        description={t('dateHint')}
        max={todayIso()}
        value={date}
        onChange={({ currentTarget }) => setDate(currentTarget.value)}
        maw={260}
      />
      <Group>
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={get.isPending && get.variables === 'OCF'}
          onClick={() => get.mutate('OCF')}
        >
          {t('ocf')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={get.isPending && get.variables === 'CSV'}
          onClick={() => get.mutate('CSV')}
        >
          {t('csv')}
        </Button>
      </Group>
      {get.error && <ProblemAlert error={get.error} />}
      <div role="status">{get.isSuccess ? t('done') : ''}</div>
    </Stack>
  );
}
