'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Proposal } from './queries';

const dayMs = 86_400_000;
/** Domain rules, section 5.7. */
export const discussionDays = 7;
export const votingDays = 3;

/** When voting closes: as the server says, or as planned while discussion goes on. */
export function votingEnd(proposal: Proposal): string | null {
  if (proposal.votingEndsAt) return proposal.votingEndsAt;
  if (proposal.state !== 'DISCUSSION' || !proposal.discussionEndsAt) return null;
  return new Date(Date.parse(proposal.discussionEndsAt) + votingDays * dayMs).toISOString();
}

/** What comes next for a proposal, and when, in a sentence. */
export function useNextStep(): (proposal: Proposal) => string {
  const t = useTranslations('governance.next');
  const format = useFormat();
  return (proposal) => {
    const { state, discussionEndsAt } = proposal;
    const closes = votingEnd(proposal);
    if (state === 'DISCUSSION' && discussionEndsAt) {
      return t('DISCUSSION', {
        date: format.dateTime(discussionEndsAt),
        relative: format.relative(discussionEndsAt),
      });
    }
    if (state === 'VOTING' && closes)
      return t('VOTING', { date: format.dateTime(closes), relative: format.relative(closes) });
    if (state === 'DISCUSSION' || state === 'VOTING') return '';
    return t(state, { date: proposal.endedAt ? format.date(proposal.endedAt) : '' });
  };
}
