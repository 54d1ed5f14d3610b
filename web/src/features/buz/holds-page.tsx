'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { notifications } from '@mantine/notifications';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { ConfirmModal } from '../ventures/confirm-modal';
import { BuzFrame } from './buz-frame';
import { HoldList } from './hold-list';
import { useIntention } from './intention';
import { useRefreshBuz } from './queries';
import { TransferForm, type Draft } from './transfer-form';
import { TransferGate } from './transfer-gate';

const hourMs = 3_600_000;

/** `/buz/holds`: put BUZ aside for a member now, pay them or take them back later. */
export function HoldsPage() {
  const t = useTranslations('buz.holds');
  return (
    <BuzFrame title={t('title')} lead={t('lead')}>
      <TransferGate />
      <HoldList />
      <OpenHold />
    </BuzFrame>
  );
}

function OpenHold() {
  const t = useTranslations('buz.holds');
  const format = useFormat();
  const { short, full } = useBuzFormat();
  const stepUp = useStepUp();
  const refresh = useRefreshBuz();
  const intention = useIntention();
  const [draft, setDraft] = useState<Draft | null>(null);
  // A new form for the next reservation; its fields begin empty.
  const [round, setRound] = useState(0);
  return (
    <Section title={t('formTitle')} text={t('formText')}>
      <TransferForm key={round} initial={{}} withExpiry submitLabel={t('review')} onReady={setDraft} />
      {draft && (
        <ConfirmModal
          title={t('confirmTitle', { name: draft.recipient.name })}
          text={t('confirmText', {
            amount: full(draft.amount),
            fee: full(draft.quote.fee),
            name: draft.recipient.name,
            until: format.dateTime(new Date(Date.now() + draft.hours * hourMs).toISOString()),
          })}
          confirm={t('reserve')}
          run={async () => {
            const body = {
              recipientId: draft.recipient.id,
              amount: draft.amount,
              expiresInHours: draft.hours,
              ...(draft.memo ? { memo: draft.memo } : {}),
            };
            const idempotencyKey = intention.keyOf(body);
            await stepUp(() => api.buz.openHold({ body }, { idempotencyKey }));
          }}
          onClose={() => setDraft(null)}
          onDone={() => {
            intention.done();
            setRound(round + 1);
            void refresh();
            notifications.show({
              message: t('reserved', { amount: short(draft.amount), name: draft.recipient.name }),
              color: 'fir',
            });
          }}
        />
      )}
    </Section>
  );
}
