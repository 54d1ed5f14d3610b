'use client';

import { Button, Group, Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { api } from '../../lib/api';
import { focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { EditConflict } from '../work-rhythm/edit-conflict';
import { useEdit } from '../work-rhythm/use-edit';
import { priorityName } from './looks';
import { useRefreshWork, useWorkRights } from './queries';
import { useSprints } from './sprint-options';
import { bodyOf, draftOf, minutesOf, type TaskDraft } from './task-draft';
import { TaskFields } from './task-fields';
import type { Task } from './types';
import { useTaskForm } from './use-task-form';
import { useTaskMoves } from './use-task-moves';
import { useTeamOptions } from './use-team-options';
import { useWorkFormat } from './use-work-format';

interface TaskEditProps {
  readonly ventureId: string;
  readonly task: Task;
  readonly onDone: () => void;
}

/** Editing in place of reading. What others save meanwhile is shown before anything of it is written over. */
export function TaskEdit({ ventureId, task, onDone }: TaskEditProps) {
  const common = useTranslations('common');
  const may = useWorkRights(ventureId);
  const refresh = useRefreshWork(ventureId);
  const { put } = useTaskMoves(ventureId);
  const form = useTaskForm(draftOf(task));
  const say = useFieldText(ventureId, task);
  const params = { ventureId, taskId: task.id };
  const edit = useEdit({
    start: task,
    form,
    valuesOf: draftOf,
    save: async (changes, ifMatch) =>
      put(await api.work.editTask({ params, body: bodyOf(changes) }, { ifMatch })),
    latest: () => api.work.task({ params }),
    onDone: () => {
      onDone();
      void refresh();
    },
  });
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  return (
    <form ref={box} noValidate onSubmit={form.onSubmit(edit.save, (errors) => focusFirst(form, errors))}>
      <Stack>
        <TaskFields ventureId={ventureId} form={form} plans={may('plan')} task={task} />
        <EditConflict edit={edit} say={say} />
        <ProblemAlert error={edit.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={edit.busy} disabled={edit.theirs !== null}>
            {common('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A field and what now stands in it, as people read it. */
function useFieldText(ventureId: string, task: Task) {
  const t = useTranslations('work');
  const format = useWorkFormat();
  const team = useTeamOptions(ventureId, task.assignee);
  const { sprints } = useSprints(ventureId);
  const value = (field: keyof TaskDraft, theirs: TaskDraft): string => {
    switch (field) {
      case 'kind':
        return t(`kinds.${theirs.kind}`);
      case 'priority':
        return t(`priority.${priorityName(Number(theirs.priority))}`);
      case 'assigneeId':
        return team.find((one) => one.value === theirs.assigneeId)?.label ?? t('nobody');
      case 'sprintId':
        return sprints.find(({ id }) => id === theirs.sprintId)?.name ?? t('fields.noSprint');
      case 'dueOn':
        return theirs.dueOn ? format.day(theirs.dueOn) : t('none');
      case 'estimatedHours':
      case 'actualHours': {
        const minutes = minutesOf(theirs[field]);
        return minutes === null ? t('none') : format.hours(minutes);
      }
      default:
        return String(theirs[field]) || t('none');
    }
  };
  const label = {
    title: t('fields.title'),
    description: t('fields.description'),
    kind: t('fields.kind'),
    priority: t('fields.priority'),
    points: t('fields.points'),
    estimatedHours: t('fields.estimatedHours'),
    actualHours: t('fields.actualHours'),
    dueOn: t('fields.dueOn'),
    assigneeId: t('fields.assignee'),
    sprintId: t('fields.sprint'),
  } satisfies Record<keyof TaskDraft, string>;
  return (field: keyof TaskDraft, theirs: TaskDraft) =>
    t('fieldNow', { field: label[field], value: value(field, theirs) });
}
