import { describe, expect, test } from 'vitest';
import { withTask, type TaskPages } from './task-lists';
import type { Task } from './types';

const task = (id: string, position: number, more: Partial<Task> = {}) =>
  ({ id, position, state: 'TODO', sprintId: null, assigneeId: null, kind: 'CODE', ...more }) as Task;
const list = (pages: Task[][], more = false): TaskPages => ({
  pages: pages.map((items, index) => ({
    items,
    nextCursor: more || index < pages.length - 1 ? String(index) : null,
  })),
  pageParams: pages.map(String),
});
const ids = ({ pages }: TaskPages) => pages.map(({ items }) => items.map(({ id }) => id));

describe('a changed task in the lists of the board', () => {
  const two = list([[task('a', 1), task('b', 2)], [task('c', 3)]]);

  test('moves to its new place, also on another page', () => {
    expect(ids(withTask(two, { state: 'TODO' }, task('a', 2.5)))).toEqual([['b'], ['a', 'c']]);
    expect(ids(withTask(two, { state: 'TODO' }, task('c', 1.5)))).toEqual([['a', 'c', 'b'], []]);
    expect(ids(withTask(two, {}, task('a', 9)))).toEqual([['b'], ['c', 'a']]);
  });

  test('leaves a list it does not belong to, and comes into one it does', () => {
    expect(ids(withTask(two, { state: 'TODO' }, task('b', 2, { state: 'DONE' })))).toEqual([['a'], ['c']]);
    expect(ids(withTask(two, { sprintId: 'none' }, task('n', 1.5)))).toEqual([['a', 'n', 'b'], ['c']]);
    expect(ids(withTask(two, { sprintId: 's' }, task('b', 2)))).toEqual([['a'], ['c']]);
    expect(ids(withTask(list([[]]), { assigneeId: 'u' }, task('n', 1, { assigneeId: 'u' })))).toEqual([
      ['n'],
    ]);
  });

  test('behind the end of what is loaded it waits for the next page', () => {
    expect(ids(withTask(list([[task('a', 1)]], true), {}, task('n', 9)))).toEqual([['a']]);
  });
});
