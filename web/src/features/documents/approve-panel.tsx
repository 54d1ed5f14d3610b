'use client';

import { Button, Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconChecks } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { agreementQuery } from '../agreements/queries';
import { useRefreshPapers } from './queries';
import type { LegalDocument, PlaceAct } from './types';

interface ApprovePanelProps {
  readonly document: LegalDocument;
  readonly act: Exclude<PlaceAct, 'SIGN'>;
  readonly onDone: (document: LegalDocument) => void;
  readonly onReload: () => void;
}

/** For those who approve a text, or confirm that they have read it, without signing. Rendered after the reading. */
export function ApprovePanel({ document, act, onDone, onReload }: ApprovePanelProps) {
  const t = useTranslations('documents.approve');
  const stepUp = useStepUp();
  const client = useQueryClient();
  const refresh = useRefreshPapers();
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const [note, setNote] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const approve = useMutation({
    mutationFn: () =>
      stepUp(() =>
        api.agreements.approve({
          params: { documentId: document.id },
          body: {
            textHash: document.textHash,
            readToEnd: true,
            ...(note.trim() ? { note: note.trim() } : {}),
          },
        }),
      ),
    onSuccess: (result) => {
      client.setQueryData(agreementQuery(document.id).queryKey, result);
      onDone(result);
      refresh();
    },
  });
  return (
    <form
      noValidate
      aria-label={t(`${act}.panel`)}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!agreed);
        if (agreed) approve.mutate();
        else box.current?.focus();
      }}
    >
      <Stack gap="md">
        <Checkbox
          ref={box}
          label={t(`${act}.agree`)}
          checked={agreed}
          error={missing ? t('agreeMissing') : undefined}
          aria-invalid={missing || undefined}
          onChange={(event) => {
            setAgreed(event.currentTarget.checked);
            setMissing(false);
          }}
        />
        <Textarea
          label={t('note')}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {approve.error && !(approve.error instanceof StepUpCancelled) && (
          <ProblemAlert error={approve.error} onRetry={onReload} />
        )}
        <Button
          type="submit"
          size="md"
          leftSection={<IconChecks size={18} aria-hidden />}
          loading={approve.isPending}
        >
          {t(`${act}.submit`)}
        </Button>
        <Text size="xs" c="dimmed">
          {t('stepUpNote')}
        </Text>
      </Stack>
    </form>
  );
}
