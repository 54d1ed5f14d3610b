'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { downloadFile } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** The files a report of a breach came with. */
export function EvidenceFiles({ fileIds, title }: { fileIds: readonly string[]; title: string }) {
  const t = useTranslations('legalAdmin.breaches');
  const get = useMutation({
    mutationFn: async (index: number) => {
      const bytes = await downloadFile(fileIds[index]!);
      const ending = endings[bytes.type.split(';')[0]!];
      const name = t('fileName', { number: String(index + 1) });
      saveFile(bytes, ending ? `${name}.${ending}` : name);
    },
  });
  if (fileIds.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('evidence')}
      </Text>
      <Group gap="xs">
        {fileIds.map((fileId, index) => (
          <Button
            key={fileId}
            variant="default"
            size="xs"
            loading={get.isPending && get.variables === index}
            leftSection={<IconDownload size={16} aria-hidden />}
            aria-label={t('fileOf', { number: index + 1, title })}
            onClick={() => get.mutate(index)}
          >
            {t('file', { number: index + 1 })}
          </Button>
        ))}
      </Group>
      {get.error && <ProblemAlert error={get.error} />}
    </Stack>
  );
}
