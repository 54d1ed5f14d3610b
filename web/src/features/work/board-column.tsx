'use client';

import { Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState, type DragEvent, type ReactNode } from 'react';
import { MoreButton, QueryView } from '../../components/query-view';
import { PlainList } from '../documents/plain-list';
import classes from './board.module.css';
import { taskLooks } from './looks';
import { placeBefore } from './moves';
import { TaskCard } from './task-card';
import type { TaskPages } from './task-lists';
import { nextOf } from './task-menu';
import type { Task, TaskState } from './types';
import type { Move } from './use-task-moves';

interface BoardColumnProps {
  readonly state: TaskState;
  readonly query: UseInfiniteQueryResult<TaskPages>;
  /** Of what is loaded, what is shown. */
  readonly shows: (task: Task) => boolean;
  /** The task under the pointer. */
  readonly dragged: Task | null;
  readonly works: boolean;
  readonly hrefOf: (task: Task) => string;
  readonly onOpen: (task: Task) => void;
  readonly onDrag: (task: Task | null) => void;
  readonly onMove: (move: Move) => void;
  /** At the top, such as the field for a new task. */
  readonly children?: ReactNode;
}

/** The tasks of one state, in their order. A task dropped here comes before the one under the pointer. */
export function BoardColumn(props: BoardColumnProps) {
  const { state, query, shows, dragged, works, children } = props;
  const t = useTranslations('work');
  const id = useId();
  const [over, setOver] = useState<{ beforeId: string | null } | null>(null);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items).filter(shows);
  const points = items.reduce((sum, task) => sum + task.points, 0);
  const { icon: Sign, color } = taskLooks[state];
  const more = query.hasNextPage;

  const drop = () => {
    setOver(null);
    if (!dragged || !over) return;
    const { beforeId } = over;
    const same = dragged.state === state;
    const stays = same && (beforeId === dragged.id || beforeId === nextOf(items, dragged.id));
    // The end of what is loaded is not the end of the column.
    const orders = dragged.rights.includes('order') && !(beforeId === null && (more || items.length === 0));
    if (stays || (same && !orders)) return;
    const others = items.filter((task) => task.id !== dragged.id);
    props.onMove({
      task: dragged,
      to: state,
      ...(orders ? { beforeId, position: placeBefore(others, beforeId) } : {}),
    });
  };

  return (
    <section
      aria-labelledby={id}
      className={classes['column']}
      data-target={(dragged && over !== null) || undefined}
      onDragOver={(event) => {
        if (!dragged) return;
        event.preventDefault();
        const beforeId = cardBelow(event);
        if (over?.beforeId !== beforeId) setOver({ beforeId });
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
      }}
      onDrop={(event) => {
        event.preventDefault();
        drop();
      }}
    >
      <Stack gap="sm">
        <Group gap={8} wrap="nowrap" align="flex-start">
          <ThemeIcon variant="light" color={color} size={24} aria-hidden>
            <Sign size={16} />
          </ThemeIcon>
          <Stack gap={0}>
            <Title order={2} size="h4" id={id}>
              {t(`states.${state}`)}
            </Title>
            <Text size="xs" c="dimmed">
              {query.data && t(more ? 'board.countMore' : 'board.count', { count: items.length, points })}
            </Text>
          </Stack>
        </Group>
        {children}
        <QueryView query={query} lines={2}>
          {() => (
            <div className={classes['list']}>
              {items.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t(`board.empty.${state}`)}
                </Text>
              ) : (
                <PlainList label={t(`states.${state}`)}>
                  {items.map((task) => (
                    <li
                      key={task.id}
                      className={dragged && over?.beforeId === task.id ? classes['before'] : undefined}
                    >
                      <TaskCard
                        task={task}
                        items={items}
                        more={more}
                        href={props.hrefOf(task)}
                        dragged={dragged?.id === task.id}
                        draggable={works}
                        onOpen={() => props.onOpen(task)}
                        onDrag={props.onDrag}
                        onMove={props.onMove}
                      />
                    </li>
                  ))}
                </PlainList>
              )}
              {dragged && over?.beforeId === null && <div className={classes['end']} aria-hidden />}
            </div>
          )}
        </QueryView>
        <MoreButton query={query} />
      </Stack>
    </section>
  );
}

/** The first card whose middle lies below the pointer; null for the end. */
function cardBelow({ currentTarget, clientY }: DragEvent<HTMLElement>): string | null {
  const cards = currentTarget.querySelectorAll<HTMLElement>('[data-task]');
  for (const card of cards) {
    const { top, height } = card.getBoundingClientRect();
    if (clientY < top + height / 2) return card.dataset['task'] ?? null;
  }
  return null;
}
