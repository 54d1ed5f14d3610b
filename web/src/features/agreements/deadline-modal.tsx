'use client';

import { Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { ProblemAlert } from '../../lib/problem';
import { DaysField, isDays, usualDays } from './send-panel';
import type { Agreement } from './types';

interface DeadlineModalProps {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly run: (deadlineDays: number) => Promise<Agreement>;
  readonly onClose: () => void;
  readonly onDone: (agreement: Agreement) => void;
}

/** Opens signing, or keeps it open, for so many days. Mounted only while it is open. */
export function DeadlineModal({ title, text, confirm, run, onClose, onDone }: DeadlineModalProps) {
  const [days, setDays] = useState<number | string>(usualDays);
  const field = useRef<HTMLInputElement>(null);
  const wrong = !isDays(days);
  const act = useMutation({
    mutationFn: () => run(Number(days)),
    onSuccess: (agreement) => {
      onDone(agreement);
      onClose();
    },
  });
  return (
    <OpenModal onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong) field.current?.focus();
          else act.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{text}</Text>
          <DaysField ref={field} value={days} onChange={setDays} />
          {act.isError && <ProblemAlert error={act.error} />}
          <ModalButtons confirm={confirm} busy={act.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
