'use client';

import { Anchor, Button, Loader, Group, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload, IconPackage } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import type { Agreement } from './types';

/** The document as a file: a plain copy before it is in force, the sealed one and its evidence afterwards. */
export function Downloads({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.files');
  const format = useFormat();
  const { sealed } = agreement;
  const request = { params: { documentId: agreement.id } };
  const name = fileName(agreement.name);
  const pdf = useMutation({
    mutationFn: () => download(contract.agreements.pdf, request),
    onSuccess: (file) => saveFile(file, `${name}.pdf`),
  });
  const bundle = useMutation({
    mutationFn: () => download(contract.agreements.bundle, request),
    onSuccess: (file) => saveFile(file, `${name}-evidence.zip`),
  });
  const waits = agreement.effectiveAt !== null && !sealed;
  return (
    <Stack gap="sm">
      {(waits || sealed) && (
        <div role="status">
          {sealed ? (
            <Text size="sm">{t(`sealed.${sealed.level}`, { date: format.dateTime(sealed.at) })}</Text>
          ) : (
            <Group gap="xs" wrap="nowrap">
              <Loader size="xs" aria-hidden />
              <Text size="sm">{t('sealing')}</Text>
            </Group>
          )}
        </div>
      )}
      <Button
        variant="default"
        loading={pdf.isPending}
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => pdf.mutate()}
      >
        {t(sealed ? 'sealedPdf' : 'plainPdf')}
      </Button>
      {sealed && (
        <Button
          variant="default"
          loading={bundle.isPending}
          leftSection={<IconPackage size={18} aria-hidden />}
          onClick={() => bundle.mutate()}
        >
          {t('bundle')}
        </Button>
      )}
      {pdf.isError && <ProblemAlert error={pdf.error} />}
      {bundle.isError && <ProblemAlert error={bundle.error} />}
      {sealed && (
        <Text size="sm">
          {t.rich('verify', {
            link: (chunks) => (
              <Anchor component={Link} href="/verify-document" underline="always">
                {chunks}
              </Anchor>
            ),
          })}
        </Text>
      )}
    </Stack>
  );
}

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  return (
    title
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) || 'document'
  );
}
