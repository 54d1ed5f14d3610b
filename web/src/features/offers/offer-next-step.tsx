'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { useStepUp } from '../../lib/step-up';
import { agreementQuery } from '../agreements/queries';
import { signDocumentHref } from '../documents/links';
import { equityHref } from '../equity/equity-frame';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshOffers } from './queries';
import { SendModal } from './send-modal';
import { can, type TaggedOffer } from './types';

type Asking = 'send' | 'withdraw' | 'reject' | 'complete';

/** What comes next, for the one who reads: a sentence, and the buttons that do it. */
export function OfferNextStep({ offer }: { offer: TaggedOffer }) {
  const t = useTranslations('offers.next');
  const { userId } = useSession();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { id, state, ventureId, documentId } = offer;
  const toMe = offer.addresseeId === userId;
  const open = state === 'DRAFT' || state === 'PENDING' || state === 'ACCEPTED';
  const mine = useMine(offer);
  const accept = useAccept(id);
  const side = toMe ? 'addressee' : 'owner';
  // Whoever has signed already waits for the other side.
  const sentence = state === 'PENDING' && mine.signed ? t(`signed.${side}`) : t(`${state}.${side}`);
  return (
    <Alert color={open ? 'blue' : 'gray'} title={t('title')}>
      <Stack gap="sm">
        <Text size="sm" maw="68ch">
          {sentence}
        </Text>
        {accept.error && <ProblemAlert error={accept.error} />}
        <Group gap="sm">
          {can(offer, 'ACCEPT') && !mine.signed && (
            <Button loading={accept.isPending} onClick={() => accept.mutate()}>
              {t('accept')}
            </Button>
          )}
          {!toMe && state === 'PENDING' && mine.due && documentId && (
            <Button component={Link} href={signDocumentHref(documentId, `/offers/${id}`)}>
              {t('sign')}
            </Button>
          )}
          {can(offer, 'SEND') && <Button onClick={() => setAsking('send')}>{t('send')}</Button>}
          {can(offer, 'EDIT') && (
            <Button component={Link} href={equityHref(ventureId, `/offers/${id}/edit`)} variant="default">
              {t('edit')}
            </Button>
          )}
          {can(offer, 'COMPLETE') && <Button onClick={() => setAsking('complete')}>{t('complete')}</Button>}
          {can(offer, 'REJECT') && (
            <Button variant="default" onClick={() => setAsking('reject')}>
              {t('reject')}
            </Button>
          )}
          {can(offer, 'WITHDRAW') && (
            <Button variant="subtle" color="red" onClick={() => setAsking('withdraw')}>
              {t('withdraw')}
            </Button>
          )}
        </Group>
      </Stack>
      {asking === 'send' && <SendModal offer={offer} onClose={() => setAsking(null)} />}
      {asking && asking !== 'send' && <Ask offer={offer} what={asking} onClose={() => setAsking(null)} />}
    </Alert>
  );
}

/** Whether the reader is asked to sign the document of the offer, or has signed it. */
function useMine({ documentId, state }: TaggedOffer): { due: boolean; signed: boolean } {
  const { userId } = useSession();
  const document = useQuery({
    ...agreementQuery(documentId ?? ''),
    enabled: documentId !== null && state === 'PENDING',
    retry: false,
  });
  const own = document.data?.signers.find((signer) => signer.userId === userId);
  return { due: document.data?.youAreDue ?? false, signed: own?.state === 'SIGNED' };
}

/** Acceptance is a signature: whoever may accept goes on to the signing room. */
function useAccept(offerId: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: () => api.offers.accept({ params: { offerId }, body: {} }),
    onSuccess: ({ documentId }) => router.push(signDocumentHref(documentId, `/offers/${offerId}`)),
  });
}

interface AskProps {
  readonly offer: TaggedOffer;
  readonly what: Exclude<Asking, 'send'>;
  readonly onClose: () => void;
}

function Ask({ offer, what, onClose }: AskProps) {
  const t = useTranslations('offers.ask');
  const stepUp = useStepUp();
  const refresh = useRefreshOffers();
  const params = { offerId: offer.id };
  const run = async (reason: string) => {
    if (what === 'complete') await stepUp(() => api.offers.complete({ params, body: {} }));
    else await stepUp(() => api.offers[what]({ params, body: { reason } }));
    await refresh();
  };
  return (
    <ConfirmModal
      title={t(`${what}.title`)}
      text={t(`${what}.text`)}
      confirm={t(`${what}.confirm`)}
      danger={what !== 'complete'}
      {...(what === 'complete' ? {} : { reason: t('reason') })}
      run={run}
      onClose={onClose}
    />
  );
}
