'use client';

import { Button, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { download } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import type { Venture } from '../ventures/types';
import type { Assumptions } from './types';

interface ReportButtonProps {
  readonly venture: Venture;
  /** The runway under these; without them, as the own months speak. */
  readonly assumptions?: Assumptions;
}

/** All of it as a PDF; each role gets its parts. */
export function ReportButton({ venture, assumptions }: ReportButtonProps) {
  const t = useTranslations('standing.report');
  const get = useMutation({
    mutationFn: async () => {
      const bytes = await download(contract.ventureAnalysis.report, {
        params: { ventureId: venture.id },
        body: assumptions ? { assumptions } : {},
      });
      const today = new Date().toISOString().slice(0, 10);
      saveFile(bytes, `${fileWords(venture.name)}-standing-${today}.pdf`);
    },
  });
  return (
    <Stack gap={4} align="flex-start">
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={18} aria-hidden />}
        loading={get.isPending}
        onClick={() => get.mutate()}
      >
        {t('get')}
      </Button>
      <Text size="sm" role="status">
        {get.isPending ? t('working') : get.isSuccess ? t('done') : ''}
      </Text>
      {get.error && <ProblemAlert error={get.error} onRetry={() => get.mutate()} />}
    </Stack>
  );
}

/** The name as part of a file name on any system. */
function fileWords(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return words || 'venture';
}
