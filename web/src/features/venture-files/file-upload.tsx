'use client';

import { Button, FileInput, Group, NativeSelect, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { FileRefused, storeFile } from '../../lib/stored-file';
import { UploadCancelled } from '../../lib/watched-upload';
import type { Venture } from '../ventures/types';
import { sizeText } from './looks';
import { filesQuery } from './queries';

/** One file (domain rules, section 17). */
const largestBytes = 50 * 1024 * 1024;
const longestNote = 300;

interface FileUploadProps {
  readonly venture: Venture;
  /** Tiers in which the reader may add. */
  readonly tiers: readonly number[];
  readonly onDone: (news: string) => void;
}

/** Chooses a file, sends it while showing how far it is, and gives it to the venture. */
export function FileUpload({ venture, tiers, onDone }: FileUploadProps) {
  const t = useTranslations('ventureFiles.upload');
  const { locale } = useFormat();
  const field = useRef<HTMLButtonElement>(null);
  const usual = tiers.includes(venture.defaultTier) ? venture.defaultTier : tiers[0]!;
  const [file, setFile] = useState<File | null>(null);
  const [note, setNote] = useState('');
  const [tier, setTier] = useState(usual);
  const [fault, setFault] = useState<string | null>(null);
  const upload = useUpload(venture.id, (name) => {
    setFile(null);
    setNote('');
    onDone(t('done', { name }));
    field.current?.focus();
  });

  function faultOf(chosen: File | null): string | null {
    if (!chosen) return t('choose');
    if (chosen.size === 0) return t('nothing');
    return chosen.size > largestBytes ? t('tooLarge', { size: sizeText(chosen.size, locale) }) : null;
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const problem = faultOf(file);
        setFault(problem);
        if (problem !== null || !file) field.current?.focus();
        else upload.send({ file, tier, note: note.trim() });
      }}
    >
      <Stack gap="sm" maw={560}>
        <FileInput
          ref={field}
          label={t('file')}
          description={t('hint')}
          placeholder={t('placeholder')}
          required
          clearable
          clearButtonProps={{ 'aria-label': t('clear') }}
          value={file}
          error={fault}
          disabled={upload.busy}
          onChange={(chosen) => {
            setFile(chosen);
            setFault(chosen ? faultOf(chosen) : null);
          }}
        />
        <TextInput
          label={t('note')}
          description={t('noteHint')}
          maxLength={longestNote}
          value={note}
          disabled={upload.busy}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {tiers.length > 1 && (
          <NativeSelect
            label={t('tier')}
            value={String(tier)}
            disabled={upload.busy}
            onChange={({ currentTarget }) => setTier(Number(currentTarget.value))}
            data={tiers.map((one) => ({ value: String(one), label: t(one === 0 ? 'tier0' : 'tier1') }))}
          />
        )}
        {upload.busy && <Sending name={file?.name ?? ''} part={upload.part} />}
        {upload.refused !== null && (
          <Text role="alert" c="red" size="sm">
            {t('refused', { name: upload.refused })}
          </Text>
        )}
        {upload.error && <ProblemAlert error={upload.error} />}
        <Group gap="sm">
          <Button type="submit" loading={upload.busy} leftSection={<IconUpload size={18} aria-hidden />}>
            {t('send')}
          </Button>
          {upload.busy && (
            <Button variant="default" onClick={upload.cancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Sending({ name, part }: { name: string; part: number }) {
  const t = useTranslations('ventureFiles.upload');
  const percent = Math.round(part * 100);
  const text = percent < 100 ? t('sending', { name, percent }) : t('checking', { name });
  return (
    <Stack gap={4}>
      <Progress value={percent} aria-label={text} size="lg" animated={percent === 100} />
      <Text size="sm">{text}</Text>
    </Stack>
  );
}

interface Sent {
  readonly file: File;
  readonly tier: number;
  readonly note: string;
}

function useUpload(ventureId: string, onDone: (name: string) => void) {
  const client = useQueryClient();
  const [part, setPart] = useState(0);
  const [key, setKey] = useState(newKey);
  const stop = useRef<AbortController>(null);
  const send = useMutation({
    mutationFn: async ({ file, tier, note }: Sent) => {
      setPart(0);
      stop.current = new AbortController();
      const stored = await storeFile(file, { onProgress: setPart, signal: stop.current.signal });
      const body = { fileId: stored.id, tier, note };
      await api.ventureFiles.add({ params: { ventureId }, body }, { idempotencyKey: key });
    },
    onSuccess: async (_, { file }) => {
      await client.invalidateQueries({ queryKey: filesQuery(ventureId).queryKey });
      // What is sent next is meant anew.
      setKey(newKey());
      onDone(file.name);
    },
  });
  const { error } = send;
  return {
    send: send.mutate,
    busy: send.isPending,
    part,
    cancel: () => stop.current?.abort(),
    refused: error instanceof FileRefused ? error.fileName : null,
    error: error instanceof FileRefused || error instanceof UploadCancelled ? null : error,
  };
}
