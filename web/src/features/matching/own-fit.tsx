'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { FitSummary } from './fit-summary';
import { useFeedback, useMatches } from './queries';

/** How well an opportunity fits the reader, when it is among their suggestions; being read, it counts as looked at. */
export function OwnFit({ opportunityId, title }: { opportunityId: string; title: string }) {
  const t = useTranslations('matching.own');
  const match = useMatches().data?.items.find(({ opportunity }) => opportunity.id === opportunityId);
  const { mutate } = useFeedback();
  const told = useRef<string | null>(null);
  const unseen = match?.state === 'SUGGESTED' ? match.id : null;
  useEffect(() => {
    if (unseen === null || told.current === unseen) return;
    told.current = unseen;
    mutate({ matchId: unseen, body: { kind: 'VIEW' } });
  }, [unseen, mutate]);
  if (!match) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <FitSummary fit={match} of={title} own open />
    </Section>
  );
}
