'use client';

import { Alert, Button, FileInput, Group, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { FileRefused, storeFile } from '../../lib/stored-file';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { equityHref } from './equity-frame';
import { ImportReport, type Report } from './import-report';
import { useRefreshEquity } from './queries';
import type { Standing } from './types';

/** The largest file the platform takes. */
const largestBytes = 50 * 1024 * 1024;

type Mode = 'STRICT' | 'KEEP';

/** Upload, look what would be taken over, then take it over: whole, or with what cannot be counted set aside. */
export function ImportForm({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.files.import');
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [mode, setMode] = useState<Mode>('STRICT');
  const field = useRef<HTMLButtonElement>(null);
  const ventureId = standing.venture.id;
  const { run } = useImport(ventureId);
  const check = useMutation({
    mutationFn: async (given: File): Promise<{ fileId: string; report: Report }> => {
      const { id: fileId } = await storeFile(given);
      return { fileId, report: await run({ fileId, mode: 'KEEP', dryRun: true }) };
    },
    onSuccess: ({ report }) => setMode(report.problems.length ? 'KEEP' : 'STRICT'),
    onError: (error) => error instanceof FileRefused && field.current?.focus(),
  });
  const take = useMutation({
    mutationFn: (fileId: string) => run({ fileId, mode, dryRun: false }),
    onSuccess: () => router.push(equityHref(ventureId)),
  });
  const tooLarge = file !== null && file.size > largestBytes;
  const refused = check.error instanceof FileRefused;
  const error = tooLarge ? t('tooLarge') : missing && !file ? t('missing') : refused ? t('refused') : null;
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (check.data) answer.current?.focus();
  }, [check.data]);
  return (
    <Stack gap="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(file === null);
          if (file === null || tooLarge) field.current?.focus();
          else check.mutate(file);
        }}
      >
        <Stack gap="md">
          <FileInput
            ref={field}
            label={t('file')}
            description={t('fileHint')}
            placeholder={t('choose')}
            accept=".zip,.csv,.json,application/zip,text/csv"
            value={file}
            error={error}
            clearable
            clearButtonProps={{ 'aria-label': t('clear') }}
            maw={480}
            onChange={(next) => {
              setFile(next);
              check.reset();
              take.reset();
            }}
          />
          {check.error && !refused && !(check.error instanceof StepUpCancelled) && (
            <ProblemAlert error={check.error} />
          )}
          <Group>
            <Button type="submit" variant={check.data ? 'default' : 'filled'} loading={check.isPending}>
              {t('check')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('notYet')}
            </Text>
          </Group>
        </Stack>
      </form>
      {check.data && (
        <Stack gap="md" ref={answer} tabIndex={-1}>
          <ImportReport report={check.data.report} />
          <Radio.Group label={t('mode')} value={mode} onChange={(value) => setMode(value as Mode)}>
            <Stack gap="xs" mt="xs">
              <Radio
                value="STRICT"
                label={t('STRICT.label')}
                description={t(check.data.report.problems.length ? 'STRICT.refuses' : 'STRICT.text')}
                disabled={check.data.report.problems.length > 0}
              />
              <Radio value="KEEP" label={t('KEEP.label')} description={t('KEEP.text')} />
            </Stack>
          </Radio.Group>
          {take.error && !(take.error instanceof StepUpCancelled) && <ProblemAlert error={take.error} />}
          <Alert color="gray">{t('once')}</Alert>
          <Group>
            <Button loading={take.isPending} onClick={() => take.mutate(check.data.fileId)}>
              {t('take')}
            </Button>
          </Group>
        </Stack>
      )}
    </Stack>
  );
}

function useImport(ventureId: string) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshEquity(ventureId);
  const run = async (body: { fileId: string; mode: Mode; dryRun: boolean }) => {
    const idempotencyKey = intention.keyOf(body);
    const report = await stepUp(() => api.equity.import({ params: { ventureId }, body }, { idempotencyKey }));
    intention.done();
    if (!body.dryRun) await refresh();
    return report;
  };
  return { run };
}
