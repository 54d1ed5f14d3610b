'use client';

import { Anchor, Avatar, Badge, Card, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import classes from './board.module.css';
import { PriorityBadge, TaskMarks } from './looks';
import { TaskMenu, type TaskMenuProps } from './task-menu';
import type { Task } from './types';
import { useWorkFormat } from './use-work-format';

interface TaskCardProps extends TaskMenuProps {
  readonly href: string;
  readonly dragged: boolean;
  readonly draggable: boolean;
  readonly onOpen: () => void;
  readonly onDrag: (task: Task | null) => void;
}

/** A task on the board: it opens by its title, moves by dragging and by its menu. */
export function TaskCard({ href, dragged, draggable, onOpen, onDrag, ...menu }: TaskCardProps) {
  const { task } = menu;
  const t = useTranslations('work');
  const format = useWorkFormat();
  const open = (event: MouseEvent) => {
    // Another tab stays another tab.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <Card
      component="article"
      aria-label={task.title}
      padding="sm"
      className={classes['card']}
      data-task={task.id}
      data-dragged={dragged || undefined}
      draggable={draggable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', task.title);
        onDrag(task);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <Stack gap={8}>
        <Group gap="xs" wrap="nowrap" align="flex-start" justify="space-between">
          <Anchor
            href={href}
            onClick={open}
            draggable={false}
            fw={600}
            c="inherit"
            underline="hover"
            className={classes['title']}
          >
            {task.title}
          </Anchor>
          <TaskMenu {...menu} onOpen={onOpen} />
        </Group>
        <Group gap={6}>
          <Badge color="gray">{t(`kinds.${task.kind}`)}</Badge>
          {task.priority !== 3 && <PriorityBadge priority={task.priority} />}
          <TaskMarks task={task} />
        </Group>
        <Group gap="xs" justify="space-between">
          {task.assignee ? (
            <Group gap={6} wrap="nowrap" miw={0}>
              <Avatar name={task.assignee.name} color="initials" size={22} aria-hidden />
              <Text size="sm" truncate>
                {task.assignee.name}
              </Text>
            </Group>
          ) : (
            <Text size="sm" c="dimmed">
              {t('nobody')}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {task.dueOn && task.state !== 'DONE'
              ? t('board.pointsDue', { points: task.points, day: format.shortDay(task.dueOn) })
              : t('board.points', { points: task.points })}
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
