'use client';

import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  type TablerIcon,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { partText } from '../equity/framework';
import { useEquityFormat } from '../equity/use-equity-format';
import { useRefreshWork } from '../work/queries';
import { useWorkFormat } from '../work/use-work-format';
import { workHref } from '../work/work-frame';
import { ratingOf, useScale } from './scales';
import type { Contribution, ContributionState } from './types';

const looks: Record<ContributionState, { colour: string; icon: TablerIcon }> = {
  PENDING: { colour: 'blue', icon: IconClock },
  CHANGES_REQUESTED: { colour: 'orange', icon: IconArrowBackUp },
  APPROVED: { colour: 'green', icon: IconCircleCheck },
  REJECTED: { colour: 'red', icon: IconCircleX },
};
const lines = { whiteSpace: 'pre-line', overflowWrap: 'anywhere' } as const;

/** Points × quality ÷ 5, in tenths: whole numbers all the way. */
export const tenthsOf = (points: number, quality: number) => points * quality * 2;

interface ContributionCardProps {
  readonly contribution: Contribution;
  readonly onOpen: (act: 'edit' | 'review') => void;
  readonly onDone: (text: string) => void;
}

export function ContributionCard({ contribution, onOpen, onDone }: ContributionCardProps) {
  const t = useTranslations('workRhythm.contributions');
  const format = useFormat();
  const { hours } = useWorkFormat();
  const { percent } = useEquityFormat();
  const words = useTranslations('work.contribution');
  const refresh = useRefreshWork(contribution.ventureId);
  const resubmit = useMutation({
    mutationFn: () =>
      api.work.resubmitContribution({ params: { contributionId: contribution.id }, body: {} }),
    onSuccess: async () => {
      onDone(t('did.resubmit', { title: contribution.taskTitle }));
      await refresh();
    },
  });
  const { colour, icon: StateIcon } = looks[contribution.state];
  return (
    <Card p="md" component="article" aria-label={contribution.taskTitle}>
      <Stack gap="xs">
        <Group gap="sm">
          <Badge color={colour} miw="max-content" leftSection={<StateIcon size={14} aria-hidden />}>
            {t(`state.${contribution.state}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {t('by', { name: contribution.author.name, date: format.date(contribution.createdAt) })}
          </Text>
        </Group>
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          <Anchor
            component={Link}
            href={`${workHref(contribution.ventureId, '/board')}?task=${contribution.taskId}`}
            inherit
          >
            {contribution.taskTitle}
          </Anchor>
        </Title>
        <Text size="sm">
          {t('facts', {
            effort: hours(contribution.effortMinutes),
            impact: words(`impacts.${ratingOf(contribution.impact)}`),
            points: contribution.proposedPoints,
          })}
          {contribution.proposedPart !== null &&
            ` ${t('factPart', { part: percent(partText(contribution.proposedPart)) })}`}
        </Text>
        {contribution.note && (
          <Text size="sm" style={lines}>
            {contribution.note}
          </Text>
        )}
        <Outcome contribution={contribution} />
        <ProblemAlert error={resubmit.error} />
        {contribution.rights.length > 0 && (
          <Group gap="xs">
            {contribution.rights.includes('review') && (
              <Button size="xs" onClick={() => onOpen('review')}>
                {t('review')}
              </Button>
            )}
            {contribution.rights.includes('resubmit') && (
              <Button size="xs" loading={resubmit.isPending} onClick={() => resubmit.mutate()}>
                {t('resubmit')}
              </Button>
            )}
            {contribution.rights.includes('edit') && (
              <Button size="xs" variant="default" onClick={() => onOpen('edit')}>
                {t('edit')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  );
}

/** What the review came to; for an approval the points that count, and how they come about. */
function Outcome({ contribution }: { contribution: Contribution }) {
  const t = useTranslations('workRhythm.contributions');
  const format = useFormat();
  const { percent } = useEquityFormat();
  const quality = useScale('quality');
  const collaboration = useScale('collaboration');
  const { reviewer, reviewedAt, reviewComment, finalPoints, finalPart, pointsTenths } = contribution;
  if (!reviewer || !reviewedAt) return null;
  const { state } = contribution;
  return (
    <Stack gap={4} pl="sm" style={{ borderInlineStart: '3px solid var(--mantine-color-default-border)' }}>
      <Text size="sm" c="dimmed">
        {t('reviewed', { name: reviewer.name, date: format.date(reviewedAt) })}
      </Text>
      {state === 'APPROVED' && finalPoints !== null && pointsTenths !== null && (
        <>
          <Text size="sm" fw={600}>
            {t('count', {
              points: finalPoints,
              quality: contribution.quality ?? 0,
              count: format.number(pointsTenths / 10),
            })}
          </Text>
          <Text size="sm">
            {t('marks', {
              quality: quality.word(contribution.quality ?? 0),
              collaboration: collaboration.word(contribution.collaboration ?? 0),
            })}
            {finalPart !== null && ` ${t('finalPart', { part: percent(partText(finalPart)) })}`}
          </Text>
        </>
      )}
      {reviewComment && (
        <Text size="sm" style={lines}>
          {reviewComment}
        </Text>
      )}
    </Stack>
  );
}
