'use client';

import { NumberInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { useRefreshOffers } from './queries';
import type { Offer } from './types';

/** The last look before an offer goes out: how long it stands. */
export function SendModal({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const t = useTranslations('offers.send');
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshOffers();
  const [days, setDays] = useState<number | string>(14);
  const field = useRef<HTMLInputElement>(null);
  const sound = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 60;
  const send = useMutation({
    mutationFn: (body: { days: number }) => {
      const idempotencyKey = intention.keyOf(body);
      return stepUp(() => api.offers.send({ params: { offerId: offer.id }, body }, { idempotencyKey }));
    },
    onSuccess: async () => {
      intention.done();
      await refresh();
      onClose();
    },
  });
  return (
    <OpenModal onClose={onClose} title={t('title', { name: offer.addresseeName })}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (sound) send.mutate({ days });
          else field.current?.focus();
        }}
      >
        <Stack>
          <Text size="sm">{t('text')}</Text>
          <NumberInput
            ref={field}
            label={t('days')}
            description={t('daysHint')}
            min={1}
            max={60}
            allowDecimal={false}
            value={days}
            error={sound ? null : t('daysWrong')}
            onChange={setDays}
          />
          {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
          <ModalButtons confirm={t('confirm')} busy={send.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
