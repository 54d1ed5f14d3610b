'use client';

import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { opportunityHref, type OpportunityInFull } from '../opportunities/types';
import { TeamForm, type TeamQuestion } from './team-form';
import { TeamReview } from './team-review';
import type { TeamProposal } from './types';

export interface Confirmed {
  readonly invited: readonly string[];
  readonly applied: readonly { readonly userId: string; readonly applicationId: string }[];
}

/** "Fill the team": say which seats, get a proposal with reasons, change it, and invite everybody in one step. */
export function TeamPart({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('matching.team');
  const [without, setWithout] = useState<readonly string[]>([]);
  const [done, setDone] = useState<Confirmed | null>(null);
  const propose = useMutation({
    mutationFn: async ({ question, leaveOut }: { question: TeamQuestion; leaveOut: readonly string[] }) =>
      (await api.matching.proposeTeam({
        params: { opportunityId: opportunity.id },
        body: { ...question, without: [...leaveOut] },
      })) as TeamProposal,
  });
  const ask = (question: TeamQuestion, leaveOut: readonly string[]) => {
    setDone(null);
    setWithout(leaveOut);
    propose.mutate({ question, leaveOut });
  };
  const asked = propose.variables?.question;
  return (
    <Stack gap="lg">
      <TeamForm
        opportunity={opportunity}
        busy={propose.isPending}
        error={propose.error}
        onAsk={(question) => ask(question, [])}
      />
      {done ? (
        <Done confirmed={done} opportunityId={opportunity.id} />
      ) : (
        propose.data &&
        asked && (
          <TeamReview
            key={propose.submittedAt}
            opportunity={opportunity}
            proposal={propose.data}
            busy={propose.isPending}
            onLeaveOut={(userId) => ask(asked, [...without, userId])}
            onDone={setDone}
          />
        )
      )}
      <Text size="sm" c="dimmed" maw="72ch">
        {t('note')}
      </Text>
    </Stack>
  );
}

function Done({
  confirmed: { invited, applied },
  opportunityId,
}: {
  confirmed: Confirmed;
  opportunityId: string;
}) {
  const t = useTranslations('matching.team');
  return (
    <Alert color="fir" role="status" title={t('doneTitle')}>
      <List size="sm">
        {invited.length > 0 && (
          <List.Item>
            {t('doneInvited', { count: invited.length })}{' '}
            <Anchor
              component={Link}
              href={opportunityHref(opportunityId, '?tab=invited')}
              inherit
              c="inherit"
            >
              {t('toInvited')}
            </Anchor>
          </List.Item>
        )}
        {applied.length > 0 && (
          <List.Item>
            {t('doneApplied', { count: applied.length })}{' '}
            <Anchor
              component={Link}
              href={opportunityHref(opportunityId, '?tab=applications')}
              inherit
              c="inherit"
            >
              {t('toApplications')}
            </Anchor>
          </List.Item>
        )}
      </List>
    </Alert>
  );
}
