'use client';

import { Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { ModalButtons } from './modal-buttons';
import { OpenModal } from './open-modal';
import { focusFirst } from '../lib/form';
import { ProblemAlert } from '../lib/problem';

interface FormModalProps<V extends object> {
  readonly title: string;
  readonly confirm: string;
  readonly form: UseFormReturnType<V>;
  readonly busy: boolean;
  readonly error: unknown;
  /** Loads what the failed act was based on, for another try. */
  readonly onRetry?: () => void;
  /** What it does hurts. */
  readonly danger?: boolean;
  readonly onSubmit: (values: V) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialogue: the first wrong field gets the focus, and a failure is said above the buttons. */
export function FormModal<V extends object>({
  title,
  confirm,
  form,
  busy,
  error,
  onRetry,
  danger = false,
  onSubmit,
  onClose,
  children,
}: FormModalProps<V>) {
  return (
    <OpenModal onClose={onClose} title={title} size="lg">
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => onSubmit(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          {children}
          <ProblemAlert error={error} {...(onRetry ? { onRetry } : {})} />
          <ModalButtons confirm={confirm} busy={busy} danger={danger} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
