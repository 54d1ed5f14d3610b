'use client';

import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { HandOverModal } from './hand-over-modal';
import { useTakeAgreement } from './queries';

interface DelegateModalProps {
  readonly documentId: string;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** The person whose turn it is hands the place on. */
export function DelegateModal({ documentId, onClose, onDone }: DelegateModalProps) {
  const t = useTranslations('agreements.actions.DELEGATE');
  const take = useTakeAgreement();
  return (
    <HandOverModal
      title={t('title')}
      text={t('text')}
      confirm={t('confirm')}
      run={(to) => api.agreements.delegate({ params: { documentId }, body: to })}
      onClose={onClose}
      onDone={(agreement) => {
        onDone?.();
        take(agreement);
      }}
    />
  );
}
