'use client';

import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { download } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import type { Report, ReportFormat } from './types';

const formats = ['CSV', 'JSON', 'PARQUET', 'PDF'] as const satisfies readonly ReportFormat[];

/** The figures of a report as a file; the export is written down. */
export function ExportSection({ report }: { report: Report }) {
  const t = useTranslations('analytics.export');
  const [format, setFormat] = useState<ReportFormat>('CSV');
  const get = useMutation({
    mutationFn: async () => {
      const body = { format };
      const bytes = await download(contract.analytics.exportReport, {
        params: { reportId: report.id },
        body,
      });
      const name = fileName(report.name, format, bytes.type);
      saveFile(bytes, name);
      return name;
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <Stack gap="md" maw={560}>
        <Radio.Group
          label={t('format')}
          value={format}
          onChange={(value) => setFormat(value as ReportFormat)}
        >
          <Group mt={6} gap="lg">
            {formats.map((value) => (
              <Radio key={value} value={value} label={t(`formats.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        {get.error && <ProblemAlert error={get.error} />}
        <Group>
          <Button
            loading={get.isPending}
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => get.mutate()}
          >
            {t('download')}
          </Button>
        </Group>
        <Text size="sm" role="status">
          {get.isPending ? t('working') : get.data ? t('done', { name: get.data }) : ''}
        </Text>
      </Stack>
    </Section>
  );
}

/** Several tables come packed into one file. */
function fileName(name: string, format: ReportFormat, type: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const extension = type.includes('zip') ? 'zip' : format.toLowerCase();
  return `${plain || 'report'}.${extension}`;
}
