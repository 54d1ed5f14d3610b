'use client';

import { Badge, type BadgeProps } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCircleCheck,
  IconCircleDashed,
  IconClockExclamation,
  IconEye,
  IconHandStop,
  IconMinus,
  IconPlayerPlay,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { SprintState, Task, TaskState } from './types';

/** What states and marks look like: each has a sign and a word, the colour only helps. */

interface Look {
  readonly color: string;
  readonly icon: TablerIcon;
}

export const taskLooks: Readonly<Record<TaskState, Look>> = {
  TODO: { color: 'gray', icon: IconCircleDashed },
  IN_PROGRESS: { color: 'blue', icon: IconPlayerPlay },
  REVIEW: { color: 'grape', icon: IconEye },
  DONE: { color: 'fir', icon: IconCircleCheck },
};
const sprintLooks: Readonly<Record<SprintState, Look>> = {
  PLANNING: { color: 'gray', icon: IconCircleDashed },
  ACTIVE: { color: 'blue', icon: IconPlayerPlay },
  COMPLETED: { color: 'fir', icon: IconCircleCheck },
  CANCELLED: { color: 'orange', icon: IconX },
};

function Mark({ look: { color, icon: Sign }, ...rest }: { look: Look } & BadgeProps & { children: string }) {
  return <Badge color={color} leftSection={<Sign size={12} aria-hidden />} {...rest} />;
}

export function TaskStateBadge({ state }: { state: TaskState }) {
  const t = useTranslations('work.states');
  return <Mark look={taskLooks[state]}>{t(state)}</Mark>;
}

export function SprintStateBadge({ state }: { state: SprintState }) {
  const t = useTranslations('work.sprintStates');
  return <Mark look={sprintLooks[state]}>{t(state)}</Mark>;
}

export type PriorityName = 'low' | 'medium' | 'high' | 'critical';

/** Section 7.8: 1 and 2 are low, 3 medium, 4 high, 5 critical. */
export function priorityName(priority: number): PriorityName {
  return priority >= 5 ? 'critical' : priority === 4 ? 'high' : priority === 3 ? 'medium' : 'low';
}

const priorityLooks: Readonly<Record<PriorityName, Look>> = {
  low: { color: 'gray', icon: IconArrowDown },
  medium: { color: 'gray', icon: IconMinus },
  high: { color: 'orange', icon: IconArrowUp },
  critical: { color: 'red', icon: IconAlertTriangle },
};

export function PriorityBadge({ priority }: { priority: number }) {
  const t = useTranslations('work.priority');
  const name = priorityName(priority);
  return <Mark look={priorityLooks[name]}>{t(name)}</Mark>;
}

/** What keeps a task from going on, or should worry somebody. */
export function TaskMarks({ task }: { task: Pick<Task, 'blocked' | 'late' | 'state' | 'contribution'> }) {
  const t = useTranslations('work');
  return (
    <>
      {task.blocked && task.state !== 'DONE' && (
        <Mark look={{ color: 'red', icon: IconHandStop }}>{t('marks.blocked')}</Mark>
      )}
      {task.late && <Mark look={{ color: 'orange', icon: IconClockExclamation }}>{t('marks.late')}</Mark>}
      {task.contribution && (
        <Badge color={task.contribution.state === 'CHANGES_REQUESTED' ? 'orange' : 'fir'}>
          {t(`marks.contribution.${task.contribution.state}`)}
        </Badge>
      )}
    </>
  );
}
