'use client';

import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { FormModal } from '../../components/form-modal';
import { EditConflict } from './edit-conflict';
import type { Edit } from './use-edit';

interface EditModalProps<V extends object> {
  readonly title: string;
  readonly confirm: string;
  readonly form: UseFormReturnType<V>;
  readonly edit: Edit<V>;
  /** A field and what now stands in it, in words. */
  readonly say: (field: keyof V, theirs: V) => string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The dialogue of an edit, with what somebody else has changed meanwhile. */
export function EditModal<V extends object>({
  title,
  confirm,
  form,
  edit,
  say,
  onClose,
  children,
}: EditModalProps<V>) {
  return (
    <FormModal
      title={title}
      confirm={confirm}
      form={form}
      busy={edit.busy}
      error={edit.error}
      onSubmit={edit.save}
      onClose={onClose}
    >
      {children}
      <EditConflict edit={edit} say={say} />
    </FormModal>
  );
}
