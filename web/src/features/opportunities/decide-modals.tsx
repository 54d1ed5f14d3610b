'use client';

import { Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { CostNote } from '../rewards/cost';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshOpportunities } from './queries';
import type { Application } from './types';

interface AcceptModalProps {
  readonly application: Application;
  readonly ventureBound: boolean;
  readonly onClose: () => void;
}

/** Says what follows before it happens: an invitation of the venture with its papers, or an agreement of two sides. */
export function AcceptModal({ application, ventureBound, onClose }: AcceptModalProps) {
  const t = useTranslations('opportunities.accept');
  const refresh = useRefreshOpportunities();
  const intention = useIntention();
  const [message, setMessage] = useState('');
  const { id, applicantName } = application;
  const accept = useMutation({
    mutationFn: () => {
      const body = { message: message.trim() };
      return api.applications.accept(
        { params: { applicationId: id }, body },
        { idempotencyKey: intention.keyOf([id, body]) },
      );
    },
    onSuccess: async () => {
      intention.done();
      onClose();
      await refresh();
    },
  });
  return (
    <OpenModal onClose={onClose} title={t('title', { name: applicantName })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t(ventureBound ? 'venture' : 'agreement', { name: applicantName })}</Text>
          {ventureBound && <CostNote action="member-invite" />}
          <Textarea
            label={t('message')}
            autosize
            minRows={2}
            maxLength={500}
            value={message}
            onChange={({ currentTarget }) => setMessage(currentTarget.value)}
          />
          <ProblemAlert error={accept.error} />
          <ModalButtons confirm={t('confirm')} busy={accept.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}

export function RejectModal({ application, onClose }: { application: Application; onClose: () => void }) {
  const t = useTranslations('opportunities.reject');
  const refresh = useRefreshOpportunities();
  const { id, applicantName } = application;
  return (
    <ConfirmModal
      title={t('title', { name: applicantName })}
      text={t('text', { name: applicantName })}
      reason={t('reason')}
      confirm={t('confirm')}
      danger
      run={(reason) => api.applications.reject({ params: { applicationId: id }, body: { reason } })}
      onClose={onClose}
      onDone={() => void refresh()}
    />
  );
}
