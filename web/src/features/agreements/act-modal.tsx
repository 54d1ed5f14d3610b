'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { DeclineModal } from '../documents/decline-modal';
import { ConfirmModal } from '../ventures/confirm-modal';
import { grave, isRunning, type Act } from './acts';
import { BreachModal } from './breach-modal';
import { DeadlineModal } from './deadline-modal';
import { DelegateModal } from './delegate-modal';
import { agreementQuery, useTakeAgreement } from './queries';
import type { Agreement } from './types';

interface ActModalProps {
  readonly act: Act;
  readonly agreement: Agreement;
  readonly onClose: () => void;
}

/** What an act asks for before it is done. Mounted only while it is open. */
export function ActModal({ act, agreement, onClose }: ActModalProps) {
  const t = useTranslations('agreements.actions');
  const format = useFormat();
  const router = useRouter();
  const client = useQueryClient();
  const stepUp = useStepUp();
  const take = useTakeAgreement();
  const params = { documentId: agreement.id };
  const running = isRunning(agreement);
  const edit = () => router.push(`/documents/${agreement.id}/edit`);
  const again = () => void client.invalidateQueries({ queryKey: agreementQuery(agreement.id).queryKey });
  /** Those that only ask for a reason, or only for a yes. */
  const simple = (
    of: Exclude<Act, 'DECLINE' | 'DELEGATE' | 'RETRY' | 'RENEW' | 'REPORT_BREACH'>,
    run: (reason: string) => Promise<Agreement>,
    then?: () => void,
  ) => (
    <ConfirmModal
      title={t(`${of}.title`)}
      text={t(`${of}.text`, {
        days: agreement.noticeDays,
        until: agreement.validUntil ? format.date(agreement.validUntil) : '–',
      })}
      confirm={t(`${of}.confirm`)}
      danger={grave.has(of)}
      {...(of === 'REWORK' || of === 'DROP_AMENDMENT'
        ? {}
        : { reason: t(of === 'AMEND' ? 'AMEND.reason' : 'reason') })}
      run={async (reason) => take(await run(reason))}
      onClose={onClose}
      {...(then ? { onDone: then } : {})}
    />
  );
  switch (act) {
    case 'DECLINE':
      return <DeclineModal document={agreement} onClose={onClose} onDeclined={again} />;
    case 'DELEGATE':
      return <DelegateModal documentId={agreement.id} onClose={onClose} />;
    case 'RETRY':
      return (
        <DeadlineModal
          title={t(running ? 'EXTEND.title' : 'RETRY.title')}
          text={t(running ? 'EXTEND.text' : 'RETRY.text')}
          confirm={t(running ? 'EXTEND.confirm' : 'RETRY.confirm')}
          run={(deadlineDays) => api.agreements.retry({ params, body: { deadlineDays } })}
          onClose={onClose}
          onDone={take}
        />
      );
    case 'RENEW':
      return (
        <DeadlineModal
          title={t('RENEW.title')}
          text={t('RENEW.text')}
          confirm={t('RENEW.confirm')}
          run={(deadlineDays) => api.agreements.renew({ params, body: { deadlineDays } })}
          onClose={onClose}
          onDone={take}
        />
      );
    case 'REPORT_BREACH':
      return <BreachModal documentId={agreement.id} onClose={onClose} onDone={take} />;
    case 'APPEAL':
      return simple(act, (reason) => api.agreements.appeal({ params, body: { reason } }));
    case 'REWORK':
      return simple(act, () => api.agreements.rework({ params, body: {} }), edit);
    case 'AMEND':
      return simple(act, (note) => api.agreements.amend({ params, body: { note } }), edit);
    case 'DROP_AMENDMENT':
      return simple(act, () => api.agreements.dropAmendment({ params, body: {} }));
    case 'CANCEL':
      return simple(act, (reason) => api.agreements.cancel({ params, body: { reason } }));
    case 'TERMINATE':
      return simple(act, async (reason) => {
        await stepUp(() => api.legal.withdrawConsent({ params, body: { reason } }));
        return api.agreements.agreement({ params });
      });
  }
}
