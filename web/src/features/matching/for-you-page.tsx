'use client';

import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconAdjustments, IconEyeOff } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { OpportunitiesFrame, PostButton } from '../opportunities/opportunities-frame';
import { HideModal } from './hide-modal';
import { MatchCard } from './match-card';
import { MissingList } from './missing-list';
import { useFeedback, useMatches } from './queries';
import { RankingNote } from './ranking-note';
import { SkillGaps } from './skill-gaps';
import type { Match, Suggestions } from './types';

/** `/opportunities`: what fits the reader best, and why. */
export function ForYouPage() {
  const t = useTranslations('matching.forYou');
  const matches = useMatches();
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')} actions={<PostButton />}>
      <Group gap="sm">
        <Button
          component={Link}
          href="/opportunities/wishes"
          variant="default"
          size="xs"
          leftSection={<IconAdjustments size={16} aria-hidden />}
        >
          {t('wishes')}
        </Button>
        <Button
          component={Link}
          href="/opportunities/hidden"
          variant="default"
          size="xs"
          leftSection={<IconEyeOff size={16} aria-hidden />}
        >
          {t('hidden')}
        </Button>
      </Group>
      <QueryView query={matches}>{(suggestions) => <Content suggestions={suggestions} />}</QueryView>
    </OpportunitiesFrame>
  );
}

function Content({ suggestions: { items, ranking, readiness, missing } }: { suggestions: Suggestions }) {
  const t = useTranslations('matching.forYou');
  const [hiding, setHiding] = useState<Match | null>(null);
  // What was hidden on this page stays as a line with a way back, for as long as the page is open.
  const [gone, setGone] = useState<readonly Match[]>([]);
  const feedback = useFeedback();
  const undo = (match: Match) =>
    feedback.mutate(
      { matchId: match.id, body: { kind: 'UNHIDE' } },
      { onSuccess: () => setGone((before) => before.filter(({ id }) => id !== match.id)) },
    );
  const shown = items.filter(({ id }) => gone.every((match) => match.id !== id));
  if (readiness === 'OFF')
    return (
      <Empty
        title={t('offTitle')}
        text={t('offText')}
        action={
          <Button component={Link} href="/opportunities/wishes">
            {t('offAction')}
          </Button>
        }
      />
    );
  return (
    <Stack gap="lg">
      {gone.length > 0 && (
        <Stack gap="xs" role="status">
          {gone.map((match) => (
            <Alert key={match.id} color="gray" p="sm">
              <Group justify="space-between" gap="xs">
                <Text size="sm">{t('hid', { title: match.opportunity.title })}</Text>
                <Button
                  size="xs"
                  variant="default"
                  loading={feedback.isPending && feedback.variables?.matchId === match.id}
                  onClick={() => undo(match)}
                  aria-label={t('undoNamed', { title: match.opportunity.title })}
                >
                  {t('undo')}
                </Button>
              </Group>
            </Alert>
          ))}
        </Stack>
      )}
      {feedback.error && <ProblemAlert error={feedback.error} />}
      {shown.length === 0 ? (
        <Newcomer missing={missing} warming={readiness === 'WARMING'} />
      ) : (
        <>
          {missing.length > 0 && (
            <Section title={t('missingTitle')} text={t('missingText')}>
              <MissingList inputs={missing} />
            </Section>
          )}
          <PlainList label={t('list')} gap="md">
            {shown.map((match) => (
              <li key={match.id}>
                <MatchCard match={match} onHide={() => setHiding(match)} />
              </li>
            ))}
          </PlainList>
          <RankingNote ranking={ranking} readiness={readiness} />
        </>
      )}
      <SkillGaps />
      {hiding && (
        <HideModal
          match={hiding}
          onClose={() => setHiding(null)}
          onHidden={() => setGone((before) => [...before, hiding])}
        />
      )}
    </Stack>
  );
}

/** Nothing fits yet: what to say about oneself, and what each of it is good for. */
function Newcomer({ missing, warming }: { missing: Suggestions['missing']; warming: boolean }) {
  const t = useTranslations('matching.forYou');
  return (
    <>
      <Empty
        title={t(warming ? 'warmingTitle' : 'emptyTitle')}
        text={t(warming ? 'warmingText' : missing.length > 0 ? 'emptyText' : 'nothingFits')}
        action={
          missing.length > 0 ? (
            <Button component={Link} href="/settings/profile">
              {t('toProfile')}
            </Button>
          ) : (
            <Button component={Link} href="/opportunities/all">
              {t('toAll')}
            </Button>
          )
        }
      />
      {missing.length > 0 && (
        <Section title={t('addTitle')} text={t('addText')}>
          <MissingList inputs={missing} />
          <Anchor component={Link} href="/opportunities/all" size="sm">
            {t('toAll')}
          </Anchor>
        </Section>
      )}
    </>
  );
}
