'use client';

import {
  Button,
  FileInput,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { FileRefused, storeFile } from '../../lib/stored-file';
import { useIntention } from '../buz/intention';
import { playbooksQuery } from './queries';

/** The largest file the platform takes. */
const largestBytes = 50 * 1024 * 1024;
const accepted = '.pdf,.docx,.html,.htm,.txt,.md,text/*,application/pdf';

/** Takes a contract as a file or as pasted text. */
export function StartReading() {
  const t = useTranslations('contracts.start');
  const sourceLabel = useId();
  const [source, setSource] = useState<'file' | 'paste'>('file');
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [title, setTitle] = useState('');
  const [playbookId, setPlaybookId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement | HTMLButtonElement>(null);
  const playbooks = useQuery(playbooksQuery());
  const client = useQueryClient();
  const router = useRouter();
  const intention = useIntention();
  const start = useMutation({
    mutationFn: async () => {
      const given = source === 'file' ? { fileId: (await storeFile(file!)).id } : { text };
      const body = {
        ...given,
        ...(title.trim() ? { title: title.trim() } : {}),
        ...(playbookId ? { playbookId } : {}),
      };
      return api.contractReview.start({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: (reading) => {
      intention.done();
      void client.invalidateQueries({ queryKey: ['contracts'] });
      router.push(`/contracts/${reading.id}`);
    },
    onError: (error) => error instanceof FileRefused && field.current?.focus(),
  });
  const tooLarge = file !== null && file.size > largestBytes;
  const empty = source === 'file' ? file === null : !text.trim();
  const refused = source === 'file' && start.error instanceof FileRefused;
  const error =
    tooLarge && source === 'file'
      ? t('tooLarge')
      : missing && empty
        ? t(`${source}Missing` as 'fileMissing')
        : refused
          ? t('refused')
          : null;
  return (
    <Section title={t('title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(empty);
          if (empty || (source === 'file' && tooLarge)) field.current?.focus();
          else start.mutate();
        }}
      >
        <Stack>
          <Stack gap={4}>
            <Text size="sm" fw={500} id={sourceLabel}>
              {t('source')}
            </Text>
            <SegmentedControl
              aria-labelledby={sourceLabel}
              value={source}
              onChange={(value) => setSource(value as 'file' | 'paste')}
              data={[
                { value: 'file', label: t('file') },
                { value: 'paste', label: t('paste') },
              ]}
              w="fit-content"
            />
          </Stack>
          {source === 'file' ? (
            <FileInput
              ref={field as React.Ref<HTMLButtonElement>}
              label={t('fileLabel')}
              description={t('fileHint')}
              placeholder={t('filePlaceholder')}
              accept={accepted}
              value={file}
              onChange={(next) => {
                setFile(next);
                start.reset();
              }}
              error={error}
              clearable
              clearButtonProps={{ 'aria-label': t('fileClear') }}
            />
          ) : (
            <Textarea
              ref={field as React.Ref<HTMLTextAreaElement>}
              label={t('textLabel')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={error}
              autosize
              minRows={6}
              maxRows={16}
              maxLength={1_000_000}
            />
          )}
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={t('titleLabel')}
              description={t('titleHint')}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              maxLength={160}
              miw={240}
            />
            <Select
              label={t('playbookLabel')}
              description={t('playbookHint')}
              placeholder={t('noPlaybook')}
              data={(playbooks.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={playbookId}
              onChange={setPlaybookId}
              clearable
              miw={240}
            />
          </Group>
          {start.error && !refused && <ProblemAlert error={start.error} />}
          <Group>
            <Button type="submit" loading={start.isPending}>
              {t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
