'use client';

import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { agreementQuery } from '../agreements/queries';
import type { Agreement } from '../agreements/types';
import { useRefreshPapers } from './queries';
import type { LegalDocument } from './types';

/** Ends a paper for the future. What it opened closes at once, so the dialogue says so first. */
export function EndPaper({ document }: { document: LegalDocument }) {
  const t = useTranslations('documents.end');
  const stepUp = useStepUp();
  const client = useQueryClient();
  const refresh = useRefreshPapers();
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useMutation({
    mutationFn: () =>
      stepUp(() =>
        api.legal.withdrawConsent({ params: { documentId: document.id }, body: { reason: reason.trim() } }),
      ),
    onSuccess: (ended) => {
      client.setQueryData<Agreement>(
        agreementQuery(document.id).queryKey,
        (before) => before && { ...before, ...ended },
      );
      close();
      refresh();
    },
  });
  const cancelled = end.error instanceof StepUpCancelled;
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {document.code === 'ESCA' ? t('openConsent') : t('open')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('title', { name: document.name })}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const tooShort = reason.trim().length < 3;
            setShort(tooShort);
            if (tooShort) field.current?.focus();
            else end.mutate();
          }}
        >
          <Stack>
            <Alert color="orange">
              <Text size="sm">{t('warning')}</Text>
            </Alert>
            <Textarea
              ref={field}
              label={t('reason')}
              autosize
              minRows={3}
              maxLength={500}
              required
              data-autofocus
              value={reason}
              error={short ? t('reasonShort') : undefined}
              onChange={(event) => {
                setReason(event.currentTarget.value);
                setShort(false);
              }}
            />
            {end.isError && !cancelled && <ProblemAlert error={end.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('cancel')}
              </Button>
              <Button type="submit" color="red" loading={end.isPending}>
                {t('submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
