'use client';

import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { OpenModal } from '../../components/open-modal';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled } from '../../lib/step-up';

interface Props {
  title: string;
  text: string;
  confirm: string;
  /** For the button that leaves everything as it is. */
  cancel?: string;
  danger?: boolean;
  /** Label of a reason that has to be given. */
  reason?: string;
  /** What else to know before, such as the price. */
  note?: ReactNode;
  run: (reason: string) => Promise<unknown>;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks before an act that others notice. Mounted only while it is open, so it always starts empty. */
export function ConfirmModal({
  title,
  text,
  confirm,
  cancel,
  danger = false,
  reason: reasonLabel,
  note,
  run,
  onClose,
  onDone,
}: Props) {
  const t = useTranslations('ventures.confirm');
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const act = useMutation({
    mutationFn: () => run(reason.trim()),
    onSuccess: () => {
      onClose();
      onDone?.();
    },
  });
  return (
    <OpenModal onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const missing = reasonLabel !== undefined && reason.trim().length < 3;
          setShort(missing);
          if (missing) field.current?.focus();
          else act.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{text}</Text>
          {note}
          {reasonLabel !== undefined && (
            <Textarea
              ref={field}
              label={reasonLabel}
              required
              data-autofocus
              autosize
              minRows={3}
              maxLength={500}
              value={reason}
              error={short ? t('reasonShort') : undefined}
              onChange={(event) => {
                setReason(event.currentTarget.value);
                setShort(false);
              }}
            />
          )}
          {act.isError && !(act.error instanceof StepUpCancelled) && <ProblemAlert error={act.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel ?? t('cancel')}
            </Button>
            <Button type="submit" {...(danger ? { color: 'red' } : {})} loading={act.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenModal>
  );
}
