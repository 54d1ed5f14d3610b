import { performance } from 'node:perf_hooks';
import { openPublisher, type Publisher } from './publisher.ts';
import { register, startPlatform, type Person, type Platform } from '@smartstart/testkit';
import pg from 'pg';
import { startServer, type Server } from './postgres-server.ts';
import { percentile, report } from './report.ts';

const people = 100;
const events = 1_000;
const expected = people * events;
const killAt = Math.floor(expected * 0.4);
const readers = 8;
const pollMs = 50;

/**
 * 100,000 in-app notifications: 1,000 events of a venture's work, each for 100 people, fanned out by the outbox of a
 * real Brain that is killed with SIGKILL in the middle and started again; then every person reads their list over HTTP
 * as a client that was away does. The reference is a plain `insert … select` of the same rows on the same server.
 */
export async function run(): Promise<void> {
  const server = await startServer();
  if (!server) throw new Error('Install PostgreSQL 15 or newer (Debian: postgresql-15, postgresql-contrib).');
  try {
    server.tool('createdb', ['notify']);
    const platform = await startPlatform({ DATABASE_URL: server.url('notify'), RATE_LIMITS: 'off' });
    await measure(server, platform).finally(() => platform.stop());
  } finally {
    await server.stop();
  }
}

async function measure(server: Server, platform: Platform): Promise<void> {
  const pool = new pg.Pool({ connectionString: server.url('notify'), max: 4 });
  try {
    const crowd = await enrol(platform);
    // A welcome of their own is in each inbox already: what is counted comes after it.
    const before = await lastSeqs(pool);
    const fanned = await fanOut(server, platform, pool, crowd);
    const plainPerSecond = await plainInsert(pool);
    const read = await readBack(crowd, before);
    print(fanned, plainPerSecond, read);
    if (read.lost || read.doubled || read.gaps)
      throw new Error(`${read.lost} lost, ${read.doubled} doubled, ${read.gaps} gaps in the sequences.`);
  } finally {
    await pool.end();
  }
}

async function enrol(platform: Platform): Promise<Person[]> {
  const crowd: Person[] = [];
  for (let at = 0; at < people; at += readers)
    crowd.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(readers, people - at) }, (_, one) =>
          register(platform.origin, { name: `Reader ${at + one}`, email: `reader-${at + one}@example.com` }),
        ),
      )),
    );
  return crowd;
}

interface Fanned {
  readonly perSecond: number;
  readonly tookMs: number;
  readonly downMs: number;
  readonly atKill: number;
}

async function fanOut(
  server: Server,
  platform: Platform,
  pool: pg.Pool,
  crowd: readonly Person[],
): Promise<Fanned> {
  const publisher = openPublisher(server.url('notify'));
  try {
    await settled(pool);
    const base = await count(pool);
    const begin = performance.now();
    const publishing = publish(publisher, crowd);
    while ((await count(pool)) - base < killAt) await sleep(pollMs);
    const killedAt = performance.now();
    await platform.restartBrain('SIGKILL');
    const upAt = performance.now();
    const atKill = (await count(pool)) - base;
    await publishing;
    await settled(pool);
    const tookMs = performance.now() - begin;
    const downMs = upAt - killedAt;
    return { perSecond: (expected / (tookMs - downMs)) * 1000, tookMs, downMs, atKill };
  } finally {
    await publisher.close();
  }
}

/** Events as the service of a venture's work publishes them, in transactions of their own, while the Brain reacts. */
async function publish(publisher: Publisher, crowd: readonly Person[]): Promise<void> {
  const recipientIds = crowd.map((person) => person.userId);
  for (let number = 1; number <= events; number++)
    await publisher.publish({
      type: 'work.news',
      actorId: null,
      at: new Date().toISOString(),
      topics: [],
      data: {
        type: 'task.changed',
        code: 'assigned',
        ventureId: recipientIds[0]!,
        ventureName: 'Benchmark',
        subject: `No. ${number}`,
        recipientIds,
      },
    });
}

interface Read {
  readonly lost: number;
  readonly doubled: number;
  readonly gaps: number;
  readonly readP99Ms: number;
  readonly readPerSecond: number;
}

/** Every person asks for what came after the last they saw, page by page, until there is no more. */
async function readBack(crowd: readonly Person[], before: ReadonlyMap<string, number>): Promise<Read> {
  const times: number[] = [];
  let [lost, doubled, gaps] = [0, 0, 0];
  const begin = performance.now();
  const queue = [...crowd];
  async function reader(): Promise<void> {
    for (let person = queue.pop(); person; person = queue.pop()) {
      const first = before.get(person.userId) ?? 0;
      const titles = new Map<string, number>();
      let after = first;
      for (let more = true; more;) {
        const asked = performance.now();
        const { items } = await person.api.notifications.list({ query: { after, limit: 100 } });
        times.push(performance.now() - asked);
        for (const { seq, title } of items) {
          if (seq !== after + 1) gaps++;
          after = seq;
          titles.set(title, (titles.get(title) ?? 0) + 1);
        }
        more = items.length === 100;
      }
      const known = [...titles].filter(([title]) => title.startsWith('Your task: No. '));
      lost += events - known.length;
      doubled += known.reduce((sum, [, times]) => sum + times - 1, 0);
      const { unread, lastSeq } = await person.api.notifications.unreadCount({});
      if (lastSeq !== after || unread !== after) gaps++;
    }
  }
  await Promise.all(Array.from({ length: readers }, reader));
  const seconds = (performance.now() - begin) / 1000;
  return { lost, doubled, gaps, readP99Ms: percentile(times, 0.99), readPerSecond: expected / seconds };
}

/** The same rows into a table with the same indexes, in one statement: what the database alone can do. */
async function plainInsert(pool: pg.Pool): Promise<number> {
  await pool.query('create table plain (like notifications including all)');
  const begin = performance.now();
  const { rowCount } = await pool.query('insert into plain select * from notifications');
  const seconds = (performance.now() - begin) / 1000;
  await pool.query('drop table plain');
  return rowCount! / seconds;
}

async function count(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ sum: string }>(
    'select coalesce(sum(last_seq), 0) as sum from notification_counters',
  );
  return Number(rows[0]!.sum);
}

async function lastSeqs(pool: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ user_id: string; last_seq: number }>(
    'select user_id, last_seq from notification_counters',
  );
  return new Map(rows.map((row) => [row.user_id, row.last_seq]));
}

/** Until no reaction waits: also the live messages of every notification have gone out. */
async function settled(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: boolean }>(
      'select exists (select 1 from outbox) as waiting',
    );
    if (!rows[0]!.waiting) return;
    await sleep(pollMs);
  }
}

function print({ perSecond, tookMs, downMs, atKill }: Fanned, plainPerSecond: number, read: Read): void {
  console.log(
    `Killed after ${atKill} of ${expected}; ${downMs.toFixed(0)} ms without a Brain, ${tookMs.toFixed(0)} ms in all.`,
  );
  report(
    'notify',
    [
      { what: 'fanned out, with live messages', 'per second': Math.round(perSecond) },
      { what: 'plain insert … select', 'per second': Math.round(plainPerSecond) },
      { what: 'read back over HTTP', 'per second': Math.round(read.readPerSecond) },
    ],
    { vsPlainInsert: perSecond / plainPerSecond },
    {
      notifications: expected,
      perSecond,
      readPerSecond: read.readPerSecond,
      readP99Ms: read.readP99Ms,
      atKill,
      downMs,
      lost: read.lost,
      doubled: read.doubled,
    },
  );
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
