import { createWorld, type World } from '@smartstart/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Event } from './outbox.ts';
import { lastSeq, linesAfter, missedOn } from './event-log.ts';
import { newId } from './ids.ts';

let world: World;
const seen: string[] = [];
let failing = true;

const event = (type: string, data: Record<string, unknown> = {}, topics: string[] = []): Event => ({
  type,
  actorId: null,
  at: new Date().toISOString(),
  topics,
  data,
});

beforeAll(async () => {
  world = await createWorld();
  const { outbox } = world.brain.kernel;
  outbox.subscribe('test.reader', ['test.said'], async (tx, said) => {
    await tx
      .insertInto('idempotency_keys')
      .values({ scope: 'seen', key: String(said.data['n']), operation: '', body_hash: '' })
      .execute();
    seen.push(String(said.data['n']));
  });
  outbox.subscribe('test.failing', ['test.fails'], async (tx) => {
    await tx
      .insertInto('idempotency_keys')
      .values({ scope: 'half', key: newId(), operation: '', body_hash: '' })
      .execute();
    if (failing) throw new Error('not today');
  });
});
afterAll(() => world.close());

test('what is rolled back was never published', async () => {
  const { database, outbox } = world.brain.kernel;
  const work = database.transact(async (tx) => {
    await outbox.publish(tx, event('test.said', { n: 'never' }));
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  await outbox.drain();
  expect(seen).not.toContain('never');
});

test('each reaction takes effect once, also with several dispatchers at the same time', async () => {
  const { database, outbox } = world.brain.kernel;
  await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      database.transact((tx) => outbox.publish(tx, event('test.said', { n }))),
    ),
  );
  await Promise.all([outbox.drain(), outbox.drain(), outbox.drain()]);
  const { rows } = await sql<{
    count: bigint;
  }>`select count(*) from idempotency_keys where scope = 'seen'`.execute(database.db);
  expect(rows[0]!.count).toBe(200n);
});

test('the event log is gapless and in order of commit, and readers resume without loss', async () => {
  const { database, outbox } = world.brain.kernel;
  const from = await lastSeq(database.db);
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      database.transact((tx) =>
        outbox.publish(tx, event('test.topic', { n }, [`user:${n % 2 ? 'odd' : 'even'}`])),
      ),
    ),
  );
  await Promise.all([outbox.drain(), outbox.drain()]);
  const { lines, seq } = await linesAfter(database.db, from);
  expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: 50 }, (_, n) => from + 1 + n));
  expect(seq).toBe(from + 50);
  const { missed, reset } = await missedOn(database.db, 'user:odd', from);
  expect(reset).toBe(false);
  expect(missed.map((message) => (message['data'] as { n: number }).n).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 25 }, (_, n) => n * 2 + 1),
  );
});

test('a failing reaction leaves nothing half done, becomes a dead letter, and can be replayed', async () => {
  const { database, outbox } = world.brain.kernel;
  await database.transact((tx) => outbox.publish(tx, event('test.fails')));
  for (let attempt = 0; attempt < 8; attempt++) {
    await database.db
      .updateTable('outbox')
      .set({ due_at: new Date(0) })
      .execute();
    await outbox.drain();
  }
  const letters = await database.db.selectFrom('dead_letters').selectAll().execute();
  expect(letters).toMatchObject([{ subscriber: 'test.failing', attempts: 8, last_error: 'not today' }]);
  const half = () =>
    database.db.selectFrom('idempotency_keys').select('key').where('scope', '=', 'half').execute();
  expect(await half()).toEqual([]);
  failing = false;
  expect(await database.transact((tx) => outbox.replay(tx, letters[0]!.id))).toBe('test.failing');
  await outbox.drain();
  expect(await half()).toHaveLength(1);
  expect(await database.transact((tx) => outbox.replay(tx, letters[0]!.id))).toBeNull();
});
