import type { Task } from './types';

type Linked = Pick<Task, 'id' | 'title' | 'blockedBy'>;

/** A circle that is longer than this is told by its beginning only. */
const mostReads = 100;

/**
 * The tasks that would wait for each other if `taskId` waited for `blockerId`: from the one to the other along what each
 * waits for. Null when there is no such way, or none was found within reason.
 */
export async function circleOf(
  read: (id: string) => Promise<Linked>,
  taskId: string,
  blockerId: string,
): Promise<Linked[] | null> {
  const ways: string[][] = [[blockerId]];
  const seen = new Set([blockerId]);
  const known = new Map<string, Linked>();
  for (let way = ways.shift(); way && known.size < mostReads; way = ways.shift()) {
    const at = way.at(-1)!;
    const task = await read(at);
    known.set(at, task);
    if (at === taskId) return [task, ...way.map((id) => known.get(id)!)];
    for (const next of task.blockedBy) if (!seen.has(next)) ways.push((seen.add(next), [...way, next]));
  }
  return null;
}
