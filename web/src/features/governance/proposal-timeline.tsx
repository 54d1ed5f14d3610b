'use client';

import { Text, Timeline } from '@mantine/core';
import { IconCheck, IconPointFilled } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { discussionDays, useNextStep, votingDays, votingEnd } from './next-step';
import type { Proposal } from './queries';

interface Stop {
  readonly key: 'draft' | 'discussion' | 'voting' | 'outcome';
  readonly when: string | null;
}

/** The way of a proposal from draft to outcome: what is over, where it stands, what is next and when. */
export function ProposalTimeline({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('governance');
  const format = useFormat();
  const next = useNextStep();
  const { state, createdAt, discussionEndsAt, endedAt } = proposal;
  const closes = votingEnd(proposal);
  const ended = !['DRAFT', 'DISCUSSION', 'VOTING'].includes(state);
  const stops: Stop[] = [
    { key: 'draft', when: t('timeline.on', { date: format.dateTime(createdAt) }) },
    ...(state === 'WITHDRAWN' && !discussionEndsAt
      ? []
      : [
          {
            key: 'discussion',
            when: discussionEndsAt ? t('timeline.until', { date: format.dateTime(discussionEndsAt) }) : null,
          } as const,
        ]),
    ...(state === 'WITHDRAWN'
      ? []
      : [
          {
            key: 'voting',
            when: closes ? t('timeline.until', { date: format.dateTime(closes) }) : null,
          } as const,
        ]),
    { key: 'outcome', when: endedAt ? t('timeline.on', { date: format.dateTime(endedAt) }) : null },
  ];
  const now = ended
    ? stops.length - 1
    : stops.findIndex(({ key }) => key === (state === 'DRAFT' ? 'draft' : state.toLowerCase()));
  return (
    <Timeline active={now} bulletSize={20} lineWidth={2}>
      {stops.map(({ key, when }, index) => (
        <Timeline.Item
          key={key}
          bullet={
            index < now ? (
              <IconCheck size={12} aria-hidden />
            ) : index === now ? (
              <IconPointFilled size={14} aria-hidden />
            ) : undefined
          }
          title={
            key === 'outcome' && ended
              ? t(`state.${state}`)
              : t(`timeline.${key}`, { days: key === 'voting' ? votingDays : discussionDays })
          }
          {...(index === now ? { 'aria-current': 'step' as const } : {})}
        >
          {/* The sentence of the present stop names its end already. */}
          {when && (ended || index !== now) && (
            <Text size="sm" c="dimmed">
              {when}
            </Text>
          )}
          {index === now && <Text size="sm">{next(proposal)}</Text>}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
