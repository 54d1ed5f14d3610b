'use client';

import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useRefreshBuzAdmin, type Overview } from './queries';

const askMs = 1500;

/** The last recomputation of the whole ledger, and a new one on demand, with its progress. */
export function LedgerCheck({ check, mayCheck }: { check: Overview['check']; mayCheck: boolean }) {
  const t = useTranslations('buzAdmin.check');
  const format = useFormat();
  const refresh = useRefreshBuzAdmin();
  const start = useMutation({ mutationFn: () => api.buzAdmin.verify({ body: {} }) });
  const jobId = start.data?.jobId ?? null;
  const job = useQuery({
    queryKey: ['jobs', jobId],
    queryFn: ({ signal }) => api.system.job({ params: { jobId: jobId! } }, { signal }),
    enabled: jobId !== null,
    // Live messages move the bar; asking now and then keeps it going without them.
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== 'QUEUED' && state.data.state !== 'RUNNING' ? false : askMs,
  });
  const state = job.data?.state;
  const running = jobId !== null && (state === undefined || state === 'QUEUED' || state === 'RUNNING');
  useEffect(() => {
    if (state === 'DONE') void refresh();
  }, [state, refresh]);
  const percent = job.data && job.data.total > 0 ? (job.data.done / job.data.total) * 100 : 0;
  return (
    <Section title={t('title')} text={t('text')}>
      <div role="status">
        {check ? (
          <Alert
            color={check.valid ? 'fir' : 'red'}
            title={check.valid ? t('valid') : t('broken')}
            icon={check.valid ? <IconCircleCheck aria-hidden /> : <IconLinkOff aria-hidden />}
          >
            <Text size="sm">
              {t('result', { count: check.transactions, date: format.dateTime(check.checkedAt) })}
            </Text>
            {check.fault && (
              <Text size="sm" mt="xs">
                {t('fault', {
                  seq: check.fault.seq === null ? '–' : format.number(check.fault.seq),
                  where: check.fault.where,
                  text: check.fault.text,
                })}
              </Text>
            )}
          </Alert>
        ) : (
          <Text c="dimmed">{t('never')}</Text>
        )}
      </div>
      {(start.error ?? job.error) && <ProblemAlert error={start.error ?? job.error} />}
      {running && (
        <Stack gap={4}>
          <Text size="sm">
            {job.data && job.data.total > 0
              ? t('progress', { done: job.data.done, total: job.data.total })
              : t('queued')}
          </Text>
          <Progress value={percent} aria-label={t('title')} animated />
        </Stack>
      )}
      {(state === 'FAILED' || state === 'CANCELLED') && (
        <Alert color="red" role="alert" title={t('failed')}>
          {job.data?.note}
        </Alert>
      )}
      {mayCheck && (
        <Group>
          <Button
            leftSection={<IconShieldCheck size={18} aria-hidden />}
            loading={start.isPending || running}
            onClick={() => start.mutate()}
          >
            {t('now')}
          </Button>
        </Group>
      )}
    </Section>
  );
}
