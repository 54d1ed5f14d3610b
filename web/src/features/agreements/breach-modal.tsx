'use client';

import { FileInput, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { FileRefused, storeFile } from '../../lib/stored-file';
import type { Agreement } from './types';

interface BreachModalProps {
  readonly documentId: string;
  readonly onClose: () => void;
  readonly onDone: (agreement: Agreement) => void;
}

const shortest = 10;
const mostFiles = 10;
const largestBytes = 50 * 1024 * 1024;

/** Tells the legal office that the agreement is not kept, with what shows it. */
export function BreachModal({ documentId, onClose, onDone }: BreachModalProps) {
  const t = useTranslations('agreements.breach');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [strict, setStrict] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const report = useMutation({
    mutationFn: async () => {
      const fileIds: string[] = [];
      for (const file of files) fileIds.push((await storeFile(file)).id);
      return api.agreements.reportBreach({ params: { documentId }, body: { text: text.trim(), fileIds } });
    },
    onSuccess: (agreement) => {
      onDone(agreement);
      onClose();
    },
  });
  const short = text.trim().length < shortest;
  const filesWrong =
    files.length > mostFiles
      ? t('tooMany', { most: mostFiles })
      : files.some((file) => file.size > largestBytes)
        ? t('tooLarge')
        : undefined;
  const refused = report.error instanceof FileRefused ? report.error : null;
  return (
    <OpenModal onClose={onClose} title={t('title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setStrict(true);
          if (short) field.current?.focus();
          else if (!filesWrong) report.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t('text')}</Text>
          <Textarea
            ref={field}
            label={t('what')}
            required
            data-autofocus
            autosize
            minRows={4}
            maxLength={4000}
            value={text}
            error={strict && short ? t('short', { least: shortest }) : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <FileInput
            label={t('files')}
            description={t('filesHelp', { most: mostFiles })}
            placeholder={t('filesChoose')}
            multiple
            clearable
            clearButtonProps={{ 'aria-label': t('filesClear') }}
            value={files}
            error={filesWrong ?? (refused ? t('refused', { name: refused.fileName }) : undefined)}
            onChange={setFiles}
          />
          {report.error && !refused && <ProblemAlert error={report.error} />}
          <ModalButtons confirm={t('confirm')} busy={report.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
