'use client';

import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { umbrellaWire } from '@smartstart/contract';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { signDocumentHref } from '../documents/links';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRate } from './looks';
import { useRefreshUmbrella } from './queries';
import type { RelationshipDetail } from './types';

/** `sign` stands above, with the document that waits. */
const parties = ['withdraw', 'amend', 'renew', 'notice', 'terminate', 'request-audit'] as const;
const hub = ['suspend', 'reinstate', 'terminate'] as const;
type Act = (typeof parties)[number] | (typeof hub)[number];
/** These make a document, which the reader then signs. */
const papers: readonly Act[] = ['amend', 'renew', 'notice'];
const hurts: readonly Act[] = ['withdraw', 'notice', 'terminate', 'suspend'];

/** What the reader can do with a relationship now, each asked about before it is done. */
export function RelationshipSteps({ relationship }: { relationship: RelationshipDetail }) {
  const t = useTranslations('umbrella.steps');
  const rate = useRate();
  const refresh = useRefreshUmbrella();
  const router = useRouter();
  const [asking, setAsking] = useState<Act | null>(null);
  const others = umbrellaWire.rateChoices.filter((value) => value !== relationship.ratePercent);
  const [ratePercent, setRatePercent] = useState(others[0]!);
  const take = useActs(relationship);
  const own: readonly Act[] = relationship.side === 'HUB' ? hub : parties;
  const open = own.filter((act) => relationship.steps.includes(act));
  if (open.length === 0) return null;
  const words = (act: Act) => (relationship.side === 'HUB' && act === 'terminate' ? 'hubTerminate' : act);
  const hrefOfPaper = async (act: Act) => {
    const documentId = await take(act, '', ratePercent);
    if (documentId) router.push(signDocumentHref(documentId, `/umbrella/${relationship.id}`));
  };
  return (
    <Section title={t('title')}>
      <Group gap="sm">
        {open.map((act) => (
          <Button
            key={act}
            {...(hurts.includes(act) ? { variant: 'subtle', color: 'red' } : { variant: 'default' })}
            onClick={() => setAsking(act)}
          >
            {t(`${words(act)}.label`)}
          </Button>
        ))}
      </Group>
      {asking && (
        <ConfirmModal
          title={t(`${words(asking)}.title`)}
          text={t(`${words(asking)}.text`)}
          confirm={t(`${words(asking)}.confirm`)}
          danger={hurts.includes(asking)}
          {...(papers.includes(asking) ? {} : { reason: t('reason') })}
          note={
            asking === 'amend' ? (
              <>
                <NativeSelect
                  label={t('newRate')}
                  data-autofocus
                  value={ratePercent}
                  data={others.map((value) => ({ value, label: rate(value) }))}
                  onChange={({ currentTarget }) => setRatePercent(currentTarget.value)}
                />
                <Text size="sm">{t('nowRate', { rate: rate(relationship.ratePercent) })}</Text>
              </>
            ) : undefined
          }
          run={(reason) =>
            papers.includes(asking) ? hrefOfPaper(asking) : take(asking, reason, ratePercent)
          }
          onClose={() => setAsking(null)}
          onDone={() => void refresh()}
        />
      )}
    </Section>
  );
}

function useActs({ id: relationshipId, side, version }: RelationshipDetail) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const params = { relationshipId };
  const request = { params, body: {} };
  /** @returns the document to sign, where one was made */
  return async (act: Act, reason: string, ratePercent: string): Promise<string | null> => {
    const options = { idempotencyKey: intention.keyOf([relationshipId, act, version, reason, ratePercent]) };
    const reasoned = { params, body: { reason } };
    let documentId: string | null = null;
    if (act === 'amend')
      ({ documentId } = await api.umbrella.amend({ params, body: { ratePercent } }, options));
    else if (act === 'renew') ({ documentId } = await api.umbrella.renew(request, options));
    else if (act === 'notice') ({ documentId } = await api.umbrella.notice(request, options));
    else if (act === 'withdraw') await api.umbrella.withdraw(reasoned);
    else if (act === 'request-audit') await api.umbrella.requestAudit(reasoned, options);
    else if (side === 'HUB') await stepUp(() => api.umbrellaAdmin[act](reasoned, options));
    else await stepUp(() => api.umbrella.terminate(reasoned, options));
    intention.done();
    return documentId;
  };
}
