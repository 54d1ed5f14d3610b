'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { DaysField, usualDays } from './send-panel';
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
  const common = useTranslations('common');
  const [days, setDays] = useState<number | string>(usualDays);
  const wrong = Number(days) < 1 || Number(days) > 90;
  const act = useMutation({
    mutationFn: () => run(Number(days)),
    onSuccess: (agreement) => {
      onClose();
      onDone(agreement);
    },
  });
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) act.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{text}</Text>
          <DaysField value={days} onChange={setDays} error={wrong} />
          {act.isError && <ProblemAlert error={act.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
