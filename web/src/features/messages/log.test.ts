import { describe, expect, test } from 'vitest';
import { addOlder, addThread, merge, repliesOf, rootsOf, startLog } from './log';
import type { Message } from './types';

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  channelId: 'c',
  seq,
  change: seq,
  clientId: null,
  author: { userId: 'u', name: 'U', slug: 'u' },
  kind: 'GENERAL',
  body: `text ${seq}`,
  mentions: [],
  parentId: null,
  replies: 0,
  acceptedId: null,
  accepted: false,
  reactions: [],
  createdAt: '2026-11-25T00:00:00.000Z',
  editedAt: null,
  gone: null,
  rights: [],
  version: 1,
  ...more,
});
const seqs = (items: readonly Message[]) => items.map(({ seq }) => seq);

describe('a channel on a page', () => {
  test('shows what began threads in order, and answers in their thread', () => {
    const log = startLog([message(3), message(1)], 4, null);
    const more = merge(log, [message(4, { parentId: 'm1' }), message(2)]);
    expect(seqs(rootsOf(more))).toEqual([1, 2, 3]);
    expect(seqs(repliesOf(more, 'm1'))).toEqual([4]);
  });

  test('keeps the later of two states, whichever arrives first', () => {
    const log = startLog([message(1, { change: 7, body: 'edited' })], 7, null);
    expect(merge(log, [message(1)]).messages.get('m1')?.body).toBe('edited');
    expect(merge(log, [message(1, { change: 9, gone: 'DELETED' })]).messages.get('m1')?.gone).toBe('DELETED');
  });

  test('leaves no gap: an old message that changed is shown once everything above it is there', () => {
    const log = merge(startLog([message(9), message(8)], 9, 'next'), [message(2, { change: 10 })]);
    expect(seqs(rootsOf(log))).toEqual([8, 9]);
    const older = addOlder(log, [message(7), message(2), message(1)], null);
    expect(seqs(rootsOf(older))).toEqual([1, 2, 7, 8, 9]);
    expect(older.older).toBeNull();
  });

  test('of an empty channel begins at nothing', () => {
    const log = startLog([], 0, null);
    expect(rootsOf(log)).toEqual([]);
    expect(seqs(rootsOf(merge(log, [message(1)])))).toEqual([1]);
  });

  test('remembers which threads are whole', () => {
    const log = addThread(startLog([message(1)], 2, null), 'm1', [message(2, { parentId: 'm1' })]);
    expect(log.threads.has('m1')).toBe(true);
  });
});
