import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Ground } from '../ground.ts';
import * as store from './sprint-store.ts';
import type { TaskRow } from './task-store.ts';

type Counted = Pick<TaskRow, 'venture_id' | 'id' | 'sprint_id' | 'points' | 'state'>;

/** Books what a change of a task does to the points of its sprints. A sprint that is over keeps its figures. */
export async function bookPoints(
  { kernel }: Ground,
  tx: Tx,
  before: Counted | null,
  after: Counted,
): Promise<void> {
  const deltas = deltasOf(before, after);
  const open = await store.holdOpen(tx, after.venture_id, [...deltas.keys()]);
  const at = kernel.clock.now();
  await store.insertPoints(
    tx,
    [...deltas]
      .filter(([sprintId]) => open.has(sprintId))
      .map(([sprintId, points]) => ({
        venture_id: after.venture_id,
        sprint_id: sprintId,
        id: newId(),
        task_id: after.id,
        open_delta: points.open,
        done_delta: points.done,
        at,
      })),
  );
}

function deltasOf(before: Counted | null, after: Counted): Map<string, store.Points> {
  const sums = new Map<string, store.Points>();
  const add = (task: Counted, sign: 1 | -1) => {
    if (!task.sprint_id) return;
    const sum = sums.get(task.sprint_id) ?? { open: 0, done: 0 };
    const points = sign * task.points;
    sums.set(
      task.sprint_id,
      task.state === 'DONE' ? { ...sum, done: sum.done + points } : { ...sum, open: sum.open + points },
    );
  };
  if (before) add(before, -1);
  add(after, 1);
  return new Map([...sums].filter(([, { open, done }]) => open !== 0 || done !== 0));
}
