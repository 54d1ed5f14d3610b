'use client';

import { Badge, Button, Text } from '@mantine/core';
import { IconEyeOff, IconThumbUp, IconThumbUpFilled } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { ProblemAlert } from '../../lib/problem';
import { useTold } from '../../lib/telling';
import { OpportunityRow } from '../opportunities/opportunity-row';
import { FitSummary } from './fit-summary';
import { useFeedback } from './queries';
import type { Match } from './types';

/** One suggestion: its card, how well it fits and why, and what the reader thinks of it. */
export function MatchCard({ match, onHide }: { match: Match; onHide: () => void }) {
  const t = useTranslations('matching.card');
  const feedback = useFeedback();
  const { opportunity, liked, papers, state } = match;
  useTold({ type: 'match.shown', properties: { entityId: opportunity.id } });
  const Thumb = liked ? IconThumbUpFilled : IconThumbUp;
  return (
    <OpportunityRow
      card={opportunity}
      badges={state === 'SUGGESTED' && <Badge color="blue">{t('new')}</Badge>}
    >
      {!papers.open && papers.missing.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('papers', { codes: papers.missing.join(', ') })}
        </Text>
      )}
      <FitSummary
        fit={match}
        of={opportunity.title}
        own
        actions={
          <>
            <Button
              size="xs"
              variant="default"
              aria-pressed={liked}
              aria-label={t('likeNamed', { liked: String(liked), title: opportunity.title })}
              leftSection={<Thumb size={16} aria-hidden />}
              loading={feedback.isPending}
              onClick={() =>
                feedback.mutate({ matchId: match.id, body: { kind: 'MORE_LIKE_THIS', on: !liked } })
              }
            >
              {t(liked ? 'liked' : 'like')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconEyeOff size={16} aria-hidden />}
              aria-label={t('hideNamed', { title: opportunity.title })}
              onClick={onHide}
            >
              {t('hide')}
            </Button>
          </>
        }
      />
      {feedback.error && <ProblemAlert error={feedback.error} />}
    </OpportunityRow>
  );
}
