'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TabbedParts } from '../../components/tabbed-parts';
import { CandidatesPart } from '../matching/candidates-part';
import { TeamPart } from '../matching/team-part';
import { FiguresPart } from './figures-part';
import { InvitedPart } from './invited-part';
import { ReceivedPart } from './received-part';
import type { OpportunityInFull } from './types';

const keys = ['applications', 'candidates', 'team', 'invited', 'figures'] as const;
type Key = (typeof keys)[number];

/** What only the creator side sees: who applied, who would fit, who was invited, and how it goes. */
export function CreatorParts({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.parts');
  const params = useSearchParams();
  const { kind, actions, state } = opportunity;
  const draft = state === 'DRAFT';
  // Who would fit can be asked before anything is published; inviting cannot.
  const seeks = kind === 'OPPORTUNITY' && (draft || actions.includes('INVITE'));
  const asked = keys.find((key) => key === params.get('tab'));
  const parts: { key: Key; title: string; content: ReactNode; kept?: boolean }[] = [
    ...(draft
      ? []
      : [
          {
            key: 'applications' as const,
            title: t('applications', { kind }),
            content: <ReceivedPart opportunity={opportunity} />,
          },
        ]),
    ...(seeks
      ? [
          {
            key: 'candidates' as const,
            title: t('candidates'),
            content: <CandidatesPart opportunity={opportunity} />,
          },
        ]
      : []),
    ...(seeks && !draft
      ? [
          // What was chosen and swapped is not lost by a look at the candidates.
          {
            key: 'team' as const,
            title: t('team'),
            content: <TeamPart opportunity={opportunity} />,
            kept: true,
          },
        ]
      : []),
    ...(kind === 'OPPORTUNITY' && !draft
      ? [{ key: 'invited' as const, title: t('invited'), content: <InvitedPart opportunity={opportunity} /> }]
      : []),
    ...(draft
      ? []
      : [
          {
            key: 'figures' as const,
            title: t('figures'),
            content: <FiguresPart opportunityId={opportunity.id} />,
          },
        ]),
  ];
  if (parts.length === 0) return null;
  return (
    <TabbedParts
      label={t('label')}
      parts={parts}
      value={parts.find(({ key }) => key === asked)?.key ?? null}
      onChange={(key) => window.history.replaceState(null, '', `?tab=${key}`)}
    />
  );
}
