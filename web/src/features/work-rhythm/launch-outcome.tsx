'use client';

import { Badge, Group, List, Stack, Text } from '@mantine/core';
import {
  IconArrowsSplit2,
  IconClock,
  IconPlayerStop,
  IconRocket,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { LaunchPlan } from './types';
import { useDay } from './use-day';

const looks: Record<LaunchPlan['state'], { colour: string; icon: TablerIcon }> = {
  RUNNING: { colour: 'blue', icon: IconClock },
  DECISION_DUE: { colour: 'orange', icon: IconClock },
  SCALED: { colour: 'green', icon: IconRocket },
  PIVOTED: { colour: 'yellow', icon: IconArrowsSplit2 },
  KILLED: { colour: 'red', icon: IconPlayerStop },
};

/** What became of an attempt: the decision, why, and what it rests on. */
export function LaunchOutcome({ plan }: { plan: LaunchPlan }) {
  const t = useTranslations('workRhythm.launch');
  const format = useFormat();
  const { format: day } = useDay();
  const { colour, icon: StateIcon } = looks[plan.state];
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Badge color={colour} miw="max-content" leftSection={<StateIcon size={14} aria-hidden />}>
          {t(`state.${plan.state}`)}
        </Badge>
        <Text size="sm">{t('spanShort', { from: day(plan.startedOn), to: day(plan.endsOn) })}</Text>
      </Group>
      <Text size="sm">{t('progress', { done: plan.milestonesDone, all: plan.milestonesInAll })}</Text>
      {plan.extendedDays > 0 && (
        <Text size="sm">
          {t('extended', { days: plan.extendedDays, reason: plan.extensionReason ?? '' })}
        </Text>
      )}
      {plan.decidedAt && (
        <Text size="sm" c="dimmed">
          {t('decided', { name: plan.decidedBy?.name ?? '', date: format.date(plan.decidedAt) })}
        </Text>
      )}
      {plan.reasons && (
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {plan.reasons}
        </Text>
      )}
      {plan.evidence && (
        <List size="sm" aria-label={t('evidence.title')}>
          <List.Item>{t('evidence.testersFact', { count: plan.evidence.testers })}</List.Item>
          <List.Item>
            {t('evidence.positiveFact', { share: format.number(plan.evidence.positiveShareBps / 100) })}
          </List.Item>
          <List.Item>
            {t('evidence.ratingFact', { rating: format.number(plan.evidence.meanRatingTenths / 10) })}
          </List.Item>
          <List.Item>
            {t('evidence.adoptionFact', { rate: format.number(plan.evidence.adoptionRateBps / 100) })}
          </List.Item>
        </List>
      )}
    </Stack>
  );
}
