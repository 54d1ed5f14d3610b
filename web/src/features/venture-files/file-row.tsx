'use client';

import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api, download } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { ConfirmModal } from '../ventures/confirm-modal';
import { kindOf, sizeText } from './looks';
import { filesQuery, type VentureFile } from './queries';

interface FileRowProps {
  readonly file: VentureFile;
  readonly ventureId: string;
  readonly onRemoved: (news: string) => void;
}

/** One file: what it is, who gave it, and what can be done with it. */
export function FileRow({ file, ventureId, onRemoved }: FileRowProps) {
  const t = useTranslations('ventureFiles.files');
  const format = useFormat();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const params = { ventureId, fileId: file.id };
  const get = useMutation({
    mutationFn: async () => saveFile(await download(contract.ventureFiles.download, { params }), file.name),
  });
  return (
    <Card p="md">
      <Stack gap="xs">
        <Group gap="sm" wrap="wrap">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Text>
          {file.tier > 0 && <Badge color="yellow">{t('tier', { tier: file.tier })}</Badge>}
        </Group>
        {file.note && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {file.note}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('line', {
            kind: t(`kinds.${kindOf(file.mediaType)}`),
            size: sizeText(file.sizeBytes, format.locale),
            name: file.addedBy.name || t('somebody'),
            date: format.dateTime(file.addedAt),
          })}
        </Text>
        <Group gap="sm">
          <Button
            size="xs"
            variant="default"
            loading={get.isPending}
            leftSection={<IconDownload size={16} aria-hidden />}
            aria-label={t('downloadNamed', { name: file.name })}
            onClick={() => get.mutate()}
          >
            {t('download')}
          </Button>
          {file.mayRemove && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              aria-label={t('removeNamed', { name: file.name })}
              onClick={() => setAsking(true)}
            >
              {t('remove')}
            </Button>
          )}
        </Group>
        {get.error && <ProblemAlert error={get.error} />}
      </Stack>
      {asking && (
        <ConfirmModal
          title={t('removeTitle')}
          text={t('removeText', { name: file.name })}
          confirm={t('remove')}
          danger
          run={async () => {
            await api.ventureFiles.remove({ params });
            await client.invalidateQueries({ queryKey: filesQuery(ventureId).queryKey });
          }}
          onClose={() => setAsking(false)}
          onDone={() => onRemoved(t('removed', { name: file.name }))}
        />
      )}
    </Card>
  );
}
