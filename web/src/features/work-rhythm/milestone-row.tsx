'use client';

import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import {
  IconCircle,
  IconCircleCheck,
  IconClockExclamation,
  IconHandStop,
  IconPlayerPlay,
  type TablerIcon,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { PriorityBadge } from '../work/looks';
import { useRefreshWork } from '../work/queries';
import type { Milestone, MilestoneEvent } from './types';
import { useDay } from './use-day';

const looks: Record<Milestone['state'], { colour: string; icon: TablerIcon }> = {
  PENDING: { colour: 'gray', icon: IconCircle },
  IN_PROGRESS: { colour: 'blue', icon: IconPlayerPlay },
  BLOCKED: { colour: 'red', icon: IconHandStop },
  COMPLETED: { colour: 'green', icon: IconCircleCheck },
};

interface MilestoneRowProps {
  readonly ventureId: string;
  readonly milestone: Milestone;
  /** The level of its heading. */
  readonly order: 3 | 4;
  readonly onEdit: () => void;
  readonly onDone: (text: string, stays?: true) => void;
}

export function MilestoneRow({ ventureId, milestone, order, onEdit, onDone }: MilestoneRowProps) {
  const t = useTranslations('workRhythm.milestones');
  const format = useFormat();
  const { format: day } = useDay();
  const refresh = useRefreshWork(ventureId);
  const [asked, setAsked] = useState<'block' | 'finish' | null>(null);
  const { title, state } = milestone;
  const take = async (event: MilestoneEvent, reason = '') => {
    await api.work.stepMilestone({
      params: { ventureId, milestoneId: milestone.id },
      body: { event, reason },
    });
    await refresh();
  };
  const box = useRef<HTMLDivElement>(null);
  const told = (event: MilestoneEvent) => {
    onDone(t(`did.${event}`, { title }), true);
    // The button that was pressed has given way to the next steps.
    box.current?.focus();
  };
  const act = useMutation({
    mutationFn: (event: 'start' | 'unblock') => take(event),
    onSuccess: (_, event) => told(event),
  });
  const { colour, icon: StateIcon } = looks[state];
  return (
    <Stack gap={6} component="article" aria-label={title} ref={box} tabIndex={-1}>
      <Title order={order} size="h4" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      <Group gap="xs">
        <Badge color={colour} miw="max-content" leftSection={<StateIcon size={14} aria-hidden />}>
          {t(`state.${state}`)}
        </Badge>
        {milestone.late && (
          <Badge
            color="orange"
            miw="max-content"
            leftSection={<IconClockExclamation size={14} aria-hidden />}
          >
            {t('late')}
          </Badge>
        )}
        {state !== 'COMPLETED' && <PriorityBadge priority={milestone.priority} />}
        <Text size="sm">
          {milestone.completedAt
            ? t('completed', { date: format.date(milestone.completedAt) })
            : t('due', { date: day(milestone.dueOn) })}
        </Text>
      </Group>
      {milestone.description && (
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {milestone.description}
        </Text>
      )}
      <ProblemAlert error={act.error} />
      {(milestone.steps.length > 0 || milestone.rights.length > 0) && (
        <Group gap="xs">
          {milestone.steps.map((event) => (
            <Button
              key={event}
              size="compact-sm"
              variant={event === 'block' ? 'default' : 'light'}
              aria-label={t('stepOf', { step: t(`step.${event}`), title })}
              loading={act.isPending && act.variables === event}
              onClick={() => (event === 'block' || event === 'finish' ? setAsked(event) : act.mutate(event))}
            >
              {t(`step.${event}`)}
            </Button>
          ))}
          {milestone.rights.includes('edit') && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('stepOf', { step: t('edit'), title })}
              onClick={onEdit}
            >
              {t('edit')}
            </Button>
          )}
        </Group>
      )}
      {asked && (
        <ConfirmModal
          title={t(`ask.${asked}.title`)}
          text={t(`ask.${asked}.text`, { title })}
          confirm={t(`step.${asked}`)}
          {...(asked === 'block' ? { reason: t('ask.block.reason') } : {})}
          run={(reason) => take(asked, reason)}
          onClose={() => setAsked(null)}
          onDone={() => told(asked)}
        />
      )}
    </Stack>
  );
}
