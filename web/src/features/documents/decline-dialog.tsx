'use client';

import { useTranslations } from 'next-intl';
import { ConfirmModal } from '../ventures/confirm-modal';

interface DeclineDialogProps<T> {
  /** Of the document. */
  readonly name: string;
  readonly send: (reason: string) => Promise<T>;
  readonly onClose: () => void;
  readonly onDeclined: (result: T) => void;
}

/** Declining asks for a reason, because the other side reads it. Mounted only while it is open. */
export function DeclineDialog<T>({ name, send, onClose, onDeclined }: DeclineDialogProps<T>) {
  const t = useTranslations('documents.decline');
  return (
    <ConfirmModal
      title={t('title')}
      text={t('text', { name })}
      reason={t('reason')}
      confirm={t('submit')}
      cancel={t('cancel')}
      danger
      run={async (reason) => onDeclined(await send(reason))}
      onClose={onClose}
    />
  );
}
