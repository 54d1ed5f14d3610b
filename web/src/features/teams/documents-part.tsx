'use client';

import { Alert, Button, Card, FileInput, Group, Stack, Text, TextInput } from '@mantine/core';
import { contract } from '@smartstart/contract';
import { IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { api, download, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { saveFile } from '../../lib/save-file';
import { FileRefused, storeFile } from '../../lib/stored-file';
import { PlainList } from '../documents/plain-list';
import { sizeText } from '../venture-files/looks';
import { ConfirmModal } from '../ventures/confirm-modal';
import { documentsQuery, useRefreshTeams } from './queries';
import type { CompanyDocument } from './types';

/** What the company keeps. */
export function DocumentsPart({ companyId }: { companyId: string }) {
  const t = useTranslations('teams.documents');
  const { locale } = useFormat();
  const query = useInfiniteQuery(documentsQuery(companyId));
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const { mayAdd = false, usedBytes = 0, quotaBytes = 0 } = pages[0] ?? {};
        const items = pages.flatMap((page) => page.items);
        return (
          <Stack>
            {mayAdd && <AddForm companyId={companyId} />}
            <Text size="sm" c="dimmed">
              {t('room', { used: sizeText(usedBytes, locale), quota: sizeText(quotaBytes, locale) })}
            </Text>
            {items.length === 0 ? (
              <Empty title={t('emptyTitle')} text={t('emptyText')} />
            ) : (
              <PlainList label={t('label')}>
                {items.map((document) => (
                  <li key={document.id}>
                    <DocumentRow companyId={companyId} document={document} mayRemove={mayAdd} />
                  </li>
                ))}
              </PlainList>
            )}
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function AddForm({ companyId }: { companyId: string }) {
  const t = useTranslations('teams.documents');
  const refresh = useRefreshTeams();
  const field = useRef<HTMLButtonElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: async (chosen: File) => {
      const { id } = await storeFile(chosen);
      return api.companies.addDocument(
        { params: { companyId }, body: { fileId: id, note: note.trim() } },
        { idempotencyKey: newKey() },
      );
    },
    onSuccess: async () => {
      setFile(null);
      setNote('');
      await refresh();
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!file);
        if (file) add.mutate(file);
        else field.current?.focus();
      }}
    >
      <Stack gap="sm" maw={620}>
        <FileInput
          ref={field}
          label={t('file')}
          required
          clearable
          value={file}
          onChange={setFile}
          error={missing && !file ? t('choose') : null}
        />
        <TextInput
          label={t('note')}
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {add.error instanceof FileRefused ? (
          <Alert color="red" role="alert">
            {t('refused', { name: add.error.fileName })}
          </Alert>
        ) : (
          <ProblemAlert error={add.error} />
        )}
        <Group>
          <Button type="submit" loading={add.isPending} leftSection={<IconUpload size={18} aria-hidden />}>
            {t('add')}
          </Button>
          <Text size="sm" role="status">
            {add.data ? t('added', { name: add.data.name }) : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

interface DocumentRowProps {
  readonly companyId: string;
  readonly document: CompanyDocument;
  readonly mayRemove: boolean;
}

function DocumentRow({ companyId, document, mayRemove }: DocumentRowProps) {
  const t = useTranslations('teams.documents');
  const { locale, date } = useFormat();
  const refresh = useRefreshTeams();
  const [asking, setAsking] = useState(false);
  const params = { companyId, fileId: document.id };
  const of = { name: document.name };
  const get = useMutation({
    mutationFn: async () =>
      saveFile(await download(contract.companies.downloadDocument, { params }), document.name),
  });
  return (
    <Card p="md">
      <Stack gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {document.name}
        </Text>
        {document.note && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {document.note}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('line', {
            size: sizeText(document.sizeBytes, locale),
            name: document.addedBy.name,
            date: date(document.addedAt),
          })}
        </Text>
        <ProblemAlert error={get.error} />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-label={t('downloadNamed', of)}
            loading={get.isPending}
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => get.mutate()}
          >
            {t('download')}
          </Button>
          {mayRemove && (
            <Button
              size="xs"
              variant="default"
              aria-label={t('removeNamed', of)}
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              {t('remove')}
            </Button>
          )}
        </Group>
      </Stack>
      {asking && (
        <ConfirmModal
          title={t('removeTitle', of)}
          text={t('removeText')}
          confirm={t('remove')}
          danger
          run={() => api.companies.removeDocument({ params })}
          onClose={() => setAsking(false)}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}
