'use client';

import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { useStepUp } from '../../lib/step-up';
import { DeclineModal } from '../documents/decline-modal';
import { ConfirmModal } from '../ventures/confirm-modal';
import { BreachModal } from './breach-modal';
import { DeadlineModal } from './deadline-modal';
import { DelegateModal } from './delegate-modal';
import { Part } from './part';
import { agreementQuery, useTakeAgreement } from './queries';
import type { Agreement } from './types';

const acts = [
  'DECLINE',
  'DELEGATE',
  'RETRY',
  'RENEW',
  'APPEAL',
  'REWORK',
  'AMEND',
  'DROP',
  'REPORT_BREACH',
  'TERMINATE',
  'CANCEL',
] as const;
type Act = (typeof acts)[number];
const grave: ReadonlySet<Act> = new Set(['DECLINE', 'DROP', 'TERMINATE', 'CANCEL']);

/** What the reader may do besides the next step; the server says what that is. */
export function AgreementActions({ agreement }: { agreement: Agreement }) {
  const t = useTranslations('agreements.actions');
  const { userId } = useSession();
  const [open, setOpen] = useState<Act | null>(null);
  const offered = acts.filter((act) =>
    act === 'DROP' ? mayDrop(agreement, userId) : agreement.permissions.includes(act),
  );
  if (offered.length === 0) return null;
  const running = agreement.state === 'SIGNING' || agreement.state === 'AMENDMENT_SIGNING';
  return (
    <Part title={t('title')}>
      <Stack gap="xs" align="stretch">
        {offered.map((act) => (
          <Button
            key={act}
            variant={grave.has(act) ? 'subtle' : 'default'}
            {...(grave.has(act) ? { color: 'red' } : {})}
            onClick={() => setOpen(act)}
          >
            {act === 'RETRY' && running ? t('EXTEND.button') : t(`${act}.button`)}
          </Button>
        ))}
      </Stack>
      {open && <ActModal act={open} running={running} agreement={agreement} onClose={() => setOpen(null)} />}
    </Part>
  );
}

/** Whoever writes the amendment gives it up, and so may anybody who signed the version in force. */
function mayDrop({ state, permissions, recipients }: Agreement, userId: string | null): boolean {
  if (state !== 'AMENDMENT_DRAFT') return false;
  return (
    permissions.includes('EDIT') || recipients.some((one) => one.userId === userId && one.state === 'SIGNED')
  );
}

interface ActModalProps {
  readonly act: Act;
  readonly running: boolean;
  readonly agreement: Agreement;
  readonly onClose: () => void;
}

function ActModal({ act, running, agreement, onClose }: ActModalProps) {
  const t = useTranslations('agreements.actions');
  const format = useFormat();
  const router = useRouter();
  const client = useQueryClient();
  const stepUp = useStepUp();
  const take = useTakeAgreement();
  const params = { documentId: agreement.id };
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
      {...(of === 'REWORK' || of === 'DROP' ? {} : { reason: t(of === 'AMEND' ? 'AMEND.reason' : 'reason') })}
      run={async (reason) => take(await run(reason))}
      onClose={onClose}
      {...(then ? { onDone: then } : {})}
    />
  );
  switch (act) {
    case 'DECLINE':
      return <DeclineModal document={agreement} opened onClose={onClose} onDeclined={again} />;
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
    case 'DROP':
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
