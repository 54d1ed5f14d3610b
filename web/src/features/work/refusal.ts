'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useProblemText } from '../../lib/problem';
import { hindranceOf } from './moves';
import { taskQuery, useWorkRights } from './queries';
import type { Task, TaskState } from './types';

/** Why a task stays where it is, in a sentence. */
export function useRefusal(ventureId: string) {
  const t = useTranslations('work');
  const client = useQueryClient();
  const textOf = useProblemText();
  const may = useWorkRights(ventureId);
  const names = (states: readonly TaskState[]) => states.map((state) => t(`states.${state}`)).join(', ');

  /** Before it is tried; null when nothing is known against it. */
  function before(task: Task, to: TaskState): string | null {
    const hindrance = hindranceOf(task, to, may('work'));
    if (!hindrance) return null;
    if (hindrance.why === 'tooFar')
      return t('refusal.tooFar', { from: t(`states.${task.state}`), ways: names(hindrance.ways) });
    if (hindrance.why === 'notYours') return t('refusal.notYours', { name: hindrance.name });
    return t(`refusal.${hindrance.why}`);
  }

  /** After the server has said no. What has to be done first is named, because the board may not show it. */
  async function after(task: Task, error: unknown): Promise<string> {
    const { title, detail } = textOf(error);
    const open = task.blocked ? await openBlockers(task) : [];
    if (open.length > 0) return t('refusal.blocked', { count: open.length, titles: open.join(', ') });
    return detail ?? title;
  }

  async function openBlockers(task: Task): Promise<string[]> {
    const tasks = await Promise.all(
      task.blockedBy.slice(0, 5).map((id) => client.fetchQuery(taskQuery(ventureId, id)).catch(() => null)),
    );
    return tasks.filter((one) => one !== null && one.state !== 'DONE').map((one) => one!.title);
  }

  return { before, after };
}
