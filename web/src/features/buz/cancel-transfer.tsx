'use client';

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshBuz } from './queries';
import type { Transfer } from './types';

interface CancelTransferProps {
  readonly transfer: Transfer;
  readonly onCancelled?: () => void;
}

/** Takes a transfer back while it is held; amount and fee return at once. */
export function CancelTransfer({ transfer, onCancelled }: CancelTransferProps) {
  const t = useTranslations('buz.held');
  const { short } = useBuzFormat();
  const client = useQueryClient();
  const refresh = useRefreshBuz();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      {asking && (
        <ConfirmModal
          title={t('cancelTitle')}
          text={t('cancelText', { total: short(transfer.total), name: transfer.recipient.name })}
          confirm={t('cancelConfirm')}
          run={async () => {
            const cancelled = await api.buz.cancelTransfer({ params: { transferId: transfer.id }, body: {} });
            client.setQueryData(['buz', 'transfer', transfer.id], cancelled);
            void refresh();
          }}
          onClose={() => setAsking(false)}
          onDone={() => onCancelled?.()}
        />
      )}
    </>
  );
}
