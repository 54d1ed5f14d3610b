import { describe, expect, test } from 'vitest';
import { circleOf } from './circle';

const waits: Record<string, string[]> = { a: [], b: ['a'], c: ['b', 'x'], d: ['c'], x: [] };
const read = (id: string) => Promise.resolve({ id, title: id.toUpperCase(), blockedBy: waits[id] ?? [] });

describe('tasks that would wait for each other', () => {
  test('the way from one to the other is named, closed at both ends', async () => {
    const found = await circleOf(read, 'a', 'd');
    expect(found?.map(({ id }) => id)).toEqual(['a', 'd', 'c', 'b', 'a']);
  });

  test('a task cannot wait for itself', async () => {
    expect((await circleOf(read, 'a', 'a'))?.map(({ id }) => id)).toEqual(['a', 'a']);
  });

  test('where no way leads back there is no circle', async () => {
    expect(await circleOf(read, 'd', 'a')).toBeNull();
    expect(await circleOf(read, 'x', 'b')).toBeNull();
  });
});
