'use client';

import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { OpenModal } from '../../components/open-modal';
import { newKey } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';

interface ReasonModalProps<T> {
  readonly title: string;
  /** Exactly what happens when this is confirmed. */
  readonly effect: string;
  readonly confirm: string;
  readonly danger?: boolean;
  /** Another label and bounds than those of a reason. */
  readonly field?: { readonly label: string; readonly min: number; readonly max: number };
  /** Further fields, above the reason. */
  readonly children?: ReactNode;
  /** Judges the further fields, moves focus to the first that is wrong, and says whether all are right. */
  readonly check?: () => boolean;
  readonly run: (reason: string, key: string) => Promise<T>;
  readonly onClose: () => void;
  readonly onDone: (result: T) => void;
}

const reasonBounds = { min: 5, max: 500 };

/** An administrative act: what exactly will happen, why, and a proof of identity. Mounted only while it is open. */
export function ReasonModal<T>({
  title,
  effect,
  confirm,
  danger = false,
  field,
  children,
  check,
  run,
  onClose,
  onDone,
}: ReasonModalProps<T>) {
  const t = useTranslations('buzAdmin.act');
  const stepUp = useStepUp();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const intention = useRef<{ reason: string; key: string } | null>(null);
  const { min, max } = field ?? reasonBounds;
  const act = useMutation({
    mutationFn: (text: string) => {
      if (intention.current?.reason !== text) intention.current = { reason: text, key: newKey() };
      const { key } = intention.current;
      return stepUp(() => run(text, key));
    },
    onSuccess: (result) => {
      onClose();
      onDone(result);
    },
    // A lost answer is asked for again under the same key; after a refusal the next try is a new intention.
    onError: (error) => {
      if (!hasCode(error, 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'OVERLOADED', 'INTERNAL'))
        intention.current = null;
    },
  });
  return (
    <OpenModal onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const text = reason.trim();
          const short = text.length < min;
          setWrong(short);
          const restRight = check?.() ?? true;
          if (restRight && short) input.current?.focus();
          else if (restRight) act.mutate(text);
        }}
      >
        <Stack>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {effect}
          </Text>
          {children}
          <Textarea
            ref={input}
            label={field?.label ?? t('reason')}
            description={t('reasonHint', { min, max })}
            required
            data-autofocus
            autosize
            minRows={2}
            maxLength={max}
            value={reason}
            error={wrong ? t('reasonShort', { min }) : undefined}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setWrong(false);
            }}
          />
          {act.error && !(act.error instanceof StepUpCancelled) && <ProblemAlert error={act.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
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
