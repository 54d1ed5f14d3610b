'use client';

import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { systemWire } from '@smartstart/contract';
import { IconDownload, IconFileExport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { output } from 'zod';
import { Section } from '../../components/section';
import { api, downloadFile } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';

type Job = output<typeof systemWire.job>;
const pollEveryMs = 1000;

/** All own data as a file: asked for, watched, downloaded. */
export function ExportSection() {
  const t = useTranslations('settings.export');
  const [jobId, setJobId] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: () => api.users.exportMe({ body: {} }),
    onSuccess: (answer) => setJobId(answer.jobId),
  });
  const job = useQuery({
    queryKey: ['jobs', jobId],
    queryFn: ({ signal }) => api.system.job({ params: { jobId: jobId! } }, { signal }),
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (state.data && ended(state.data) ? false : pollEveryMs),
  });
  const running = jobId !== null && !(job.data && ended(job.data)) && !job.error;
  return (
    <Section title={t('title')} text={t('text')}>
      {start.error && <ProblemAlert error={start.error} />}
      {job.error && <ProblemAlert error={job.error} onRetry={() => void job.refetch()} />}
      {running && <Running job={job.data} />}
      {job.data?.state === 'DONE' && <Done job={job.data} />}
      {job.data?.state === 'FAILED' && (
        <Alert color="red" role="alert">
          {t('failed')}
        </Alert>
      )}
      {!running && (
        <Group>
          <Button
            variant={job.data?.state === 'DONE' ? 'default' : 'filled'}
            leftSection={<IconFileExport size={18} aria-hidden />}
            onClick={() => start.mutate()}
            loading={start.isPending}
          >
            {job.data ? t('again') : t('start')}
          </Button>
        </Group>
      )}
    </Section>
  );
}

function Running({ job }: { job: Job | undefined }) {
  const t = useTranslations('settings.export');
  const percent = job && job.total > 0 ? Math.round((job.done / job.total) * 100) : 0;
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {job?.note || t('running')}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={t('title')} animated />
      </Progress.Root>
    </Stack>
  );
}

function Done({ job }: { job: Job }) {
  const t = useTranslations('settings.export');
  const fileId = job.result?.['fileId'];
  const fetchFile = useMutation({
    mutationFn: async () => {
      const name = job.result?.['name'];
      saveFile(
        await downloadFile(String(fileId)),
        typeof name === 'string' ? name : 'smartstart-export.json',
      );
    },
  });
  return (
    <Alert color="fir" title={t('doneTitle')} role="status">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('doneText')}</Text>
        {fetchFile.error && <ProblemAlert error={fetchFile.error} />}
        {typeof fileId === 'string' && (
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => fetchFile.mutate()}
            loading={fetchFile.isPending}
          >
            {t('download')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function ended(job: Job): boolean {
  return job.state === 'DONE' || job.state === 'FAILED' || job.state === 'CANCELLED';
}
