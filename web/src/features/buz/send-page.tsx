'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import type { Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import { BuzFrame } from './buz-frame';
import { HeldTransfers } from './held-transfers';
import { useIntention } from './intention';
import { SendResult } from './send-result';
import { SendReview } from './send-review';
import { TransferForm, type Draft } from './transfer-form';
import { TransferGate } from './transfer-gate';
import type { Transfer } from './types';

/** `/buz/send`: fill in, look over, sent. `to` names the member another page came from. */
export function SendPage({ to }: { to: string | null }) {
  const t = useTranslations('buz.send');
  return (
    <BuzFrame title={t('title')} lead={t('lead')}>
      <TransferGate />
      <Steps to={to} />
      <HeldTransfers />
    </BuzFrame>
  );
}

function Steps({ to }: { to: string | null }) {
  const { userId } = useSession();
  const named = to !== null && to !== userId;
  const known = useQuery({
    queryKey: ['people', 'one', to],
    queryFn: ({ signal }) => api.users.get({ params: { userId: to! } }, { signal }),
    enabled: named,
    retry: false,
  });
  // Whoever cannot be found is left out; the form then asks for a recipient as usual.
  const ready = !named || known.data !== undefined || known.isError;
  return (
    <QueryView
      query={{ data: ready ? { person: known.data } : undefined, error: null, refetch: known.refetch }}
    >
      {({ person }) => <Flow first={person ? { id: person.id, name: person.name } : null} />}
    </QueryView>
  );
}

type Step = { at: 'form' } | { at: 'review'; draft: Draft } | { at: 'done'; transfer: Transfer };

function Flow({ first }: { first: Person | null }) {
  const t = useTranslations('buz.send');
  const intention = useIntention();
  const [initial, setInitial] = useState<Partial<Draft>>(first ? { recipient: first } : {});
  const [step, setStep] = useState<Step>({ at: 'form' });
  if (step.at === 'done')
    return (
      <SendResult
        transfer={step.transfer}
        onAgain={() => {
          intention.done();
          setInitial({});
          setStep({ at: 'form' });
        }}
      />
    );
  if (step.at === 'review')
    return (
      <SendReview
        draft={step.draft}
        keyOf={intention.keyOf}
        onBack={() => {
          setInitial(step.draft);
          setStep({ at: 'form' });
        }}
        onSent={(transfer) => setStep({ at: 'done', transfer })}
      />
    );
  return (
    <Section title={t('formTitle')} text={t('formText')}>
      <TransferForm
        initial={initial}
        submitLabel={t('review')}
        onReady={(draft) => setStep({ at: 'review', draft })}
      />
    </Section>
  );
}
