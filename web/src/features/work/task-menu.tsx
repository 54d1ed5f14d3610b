'use client';

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconEye,
} from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { taskLooks } from './looks';
import { neighbour, placeBefore, targetOf } from './moves';
import type { Task } from './types';
import type { Move } from './use-task-moves';

export interface TaskMenuProps {
  readonly task: Task;
  /** The column as it is shown. */
  readonly items: readonly Task[];
  /** More of the column is not loaded yet, so its end is not known. */
  readonly more: boolean;
  readonly onMove: (move: Move) => void;
}

const places = [
  { by: 'up', icon: IconArrowUp },
  { by: 'down', icon: IconArrowDown },
  { by: 'top', icon: IconArrowBarToUp },
  { by: 'end', icon: IconArrowBarToDown },
] as const;

/** Every move of a task without a pointer: to the next column or back, and up and down in its own. */
export function TaskMenu({ task, items, more, onMove, onOpen }: TaskMenuProps & { onOpen?: () => void }) {
  const t = useTranslations('work');
  const orders = task.rights.includes('order')
    ? places.flatMap(({ by, icon }) => {
        const beforeId = neighbour(items, task.id, by);
        return beforeId === undefined || (beforeId === null && more && by === 'down')
          ? []
          : [{ by, icon, beforeId }];
      })
    : [];
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="md"
          data-menu-of={task.id}
          aria-label={t('board.menu', { title: task.title })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {task.steps.length > 0 && <Menu.Label>{t('board.stepsLabel')}</Menu.Label>}
        {task.steps.map((event) => {
          const { icon: Sign } = taskLooks[targetOf(event)];
          return (
            <Menu.Item
              key={event}
              leftSection={<Sign size={16} aria-hidden />}
              onClick={() => onMove({ task, to: targetOf(event) })}
            >
              {t(`steps.${event}`)}
            </Menu.Item>
          );
        })}
        {orders.length > 0 && <Menu.Label>{t('board.placeLabel')}</Menu.Label>}
        {orders.map(({ by, icon: Sign, beforeId }) => (
          <Menu.Item
            key={by}
            leftSection={<Sign size={16} aria-hidden />}
            onClick={() =>
              onMove({
                task,
                to: task.state,
                beforeId,
                position: placeBefore(items, beforeId),
              })
            }
          >
            {t(`board.place.${by}`)}
          </Menu.Item>
        ))}
        {onOpen && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconEye size={16} aria-hidden />} onClick={onOpen}>
              {t('board.open')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

export function nextOf(items: readonly Task[], id: string): string | null {
  return items[items.findIndex((task) => task.id === id) + 1]?.id ?? null;
}
