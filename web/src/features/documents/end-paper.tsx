'use client';

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useStepUp } from '../../lib/step-up';
import { agreementQuery } from '../agreements/queries';
import type { Agreement } from '../agreements/types';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshPapers } from './queries';
import type { LegalDocument } from './types';

/** Ends a paper for the future. What it opened closes at once, so the dialogue says so first. */
export function EndPaper({ document }: { document: LegalDocument }) {
  const t = useTranslations('documents.end');
  const stepUp = useStepUp();
  const client = useQueryClient();
  const refresh = useRefreshPapers();
  const [asking, setAsking] = useState(false);
  const end = async (reason: string) => {
    const ended = await stepUp(() =>
      api.legal.withdrawConsent({ params: { documentId: document.id }, body: { reason } }),
    );
    client.setQueryData<Agreement>(
      agreementQuery(document.id).queryKey,
      (before) => before && { ...before, ...ended },
    );
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {document.code === 'ESCA' ? t('openConsent') : t('open')}
      </Button>
      {asking && (
        <ConfirmModal
          title={t('title', { name: document.name })}
          text={t('warning')}
          reason={t('reason')}
          confirm={t('submit')}
          cancel={t('cancel')}
          danger
          run={end}
          onClose={() => setAsking(false)}
          onDone={refresh}
        />
      )}
    </>
  );
}
