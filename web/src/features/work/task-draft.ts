import type { Task, TaskKind } from './types';

/** A task as a form holds it. Pure. */

export interface TaskDraft {
  readonly title: string;
  readonly description: string;
  readonly kind: TaskKind;
  readonly priority: string;
  readonly points: number | string;
  readonly estimatedHours: number | string;
  readonly actualHours: number | string;
  readonly dueOn: string;
  /** Empty for nobody and for no sprint. */
  readonly assigneeId: string;
  readonly sprintId: string;
}

export const emptyTask: TaskDraft = {
  title: '',
  description: '',
  kind: 'OTHER',
  priority: '3',
  points: 1,
  estimatedHours: '',
  actualHours: '',
  dueOn: '',
  assigneeId: '',
  sprintId: '',
};

export function draftOf(task: Task): TaskDraft {
  return {
    title: task.title,
    description: task.description,
    kind: task.kind,
    priority: String(task.priority),
    points: task.points,
    estimatedHours: hoursOf(task.estimatedMinutes),
    actualHours: hoursOf(task.actualMinutes),
    dueOn: task.dueOn ?? '',
    assigneeId: task.assigneeId ?? '',
    sprintId: task.sprintId ?? '',
  };
}

/** The fields of a draft as they travel; fields that are not given are left out. */
export function bodyOf(draft: Partial<TaskDraft>) {
  const { title, description, kind, priority, points, estimatedHours, actualHours, dueOn } = draft;
  const { assigneeId, sprintId } = draft;
  return {
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(description === undefined ? {} : { description: description.trim() }),
    ...(kind === undefined ? {} : { kind }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(points === undefined ? {} : { points: Number(points) }),
    ...(estimatedHours === undefined ? {} : { estimatedMinutes: minutesOf(estimatedHours) }),
    ...(actualHours === undefined ? {} : { actualMinutes: minutesOf(actualHours) }),
    ...(dueOn === undefined ? {} : { dueOn: dueOn || null }),
    ...(assigneeId === undefined ? {} : { assigneeId: assigneeId || null }),
    ...(sprintId === undefined ? {} : { sprintId: sprintId || null }),
  };
}

export type TaskFault = 'title' | 'points' | 'hours';

export function faultsOf(draft: TaskDraft): Partial<Record<keyof TaskDraft, TaskFault>> {
  return {
    ...(draft.title.trim() === '' ? { title: 'title' as const } : {}),
    ...(wholeWithin(draft.points, 100) ? {} : { points: 'points' as const }),
    ...(hoursFit(draft.estimatedHours) ? {} : { estimatedHours: 'hours' as const }),
    ...(hoursFit(draft.actualHours) ? {} : { actualHours: 'hours' as const }),
  };
}

export const mostHours = 1000;

/** Text in place of a number is what could not be read. */
export function wholeWithin(value: number | string, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}

function hoursFit(hours: number | string): boolean {
  return hours === '' || (typeof hours === 'number' && hours >= 0 && hours <= mostHours);
}

export function hoursOf(minutes: number | null): number | string {
  return minutes === null ? '' : Math.round((minutes / 60) * 100) / 100;
}

export function minutesOf(hours: number | string): number | null {
  return typeof hours === 'number' ? Math.round(hours * 60) : null;
}
