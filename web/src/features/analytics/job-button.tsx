'use client';

import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';

const askEveryMs = 1000;
const ends: readonly string[] = ['DONE', 'FAILED', 'CANCELLED'];

interface JobButtonProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly start: () => Promise<{ readonly jobId: string }>;
  readonly onDone: () => void;
}

/** Starts long work, and shows how far it has come. */
export function JobButton({ label, icon, start, onDone }: JobButtonProps) {
  const t = useTranslations('analytics.job');
  const [jobId, setJobId] = useState<string | null>(null);
  const begin = useMutation({ mutationFn: start, onSuccess: (answer) => setJobId(answer.jobId) });
  const job = useQuery({
    queryKey: ['jobs', jobId],
    queryFn: ({ signal }) => api.system.job({ params: { jobId: jobId! } }, { signal }),
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (state.data && ends.includes(state.data.state) ? false : askEveryMs),
  });
  const state = job.data?.state;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (state !== 'DONE' || jobId === null || told.current === jobId) return;
    told.current = jobId;
    onDone();
  }, [state, jobId, onDone]);
  const running = jobId !== null && !job.error && !(state && ends.includes(state));
  const percent = job.data && job.data.total > 0 ? Math.round((job.data.done / job.data.total) * 100) : 0;
  return (
    <Stack gap="xs">
      <Group>
        <Button
          variant="default"
          loading={begin.isPending || running}
          {...(icon ? { leftSection: icon } : {})}
          onClick={() => begin.mutate()}
        >
          {label}
        </Button>
      </Group>
      {begin.error && <ProblemAlert error={begin.error} />}
      {job.error && <ProblemAlert error={job.error} onRetry={() => void job.refetch()} />}
      {running && (
        <Progress.Root size="lg" maw={480}>
          <Progress.Section value={percent} aria-label={label} animated />
        </Progress.Root>
      )}
      <Text size="sm" role="status">
        {running ? job.data?.note || t('running') : state === 'DONE' ? t('done') : ''}
      </Text>
      {state && state !== 'DONE' && ends.includes(state) && (
        <Alert color="red" role="alert">
          {t('failed')}
        </Alert>
      )}
    </Stack>
  );
}
