import { sql } from 'kysely';
import { plainArray, textArray } from './arrays.ts';
import type { Database, Tx } from './db.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { together, type Statement } from './together.ts';

/** Something that happened. `topics` are the live channels that hear of it; `data` holds nothing a topic may not see. */
export interface Event {
  readonly type: string;
  readonly actorId: string | null;
  readonly at: string;
  readonly topics: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  /** Tells gateways to act: a session ended, or a person may not follow a topic any longer. */
  readonly control?: {
    readonly revokedSession?: string;
    readonly lostAccess?: { readonly userId: string; readonly topic: string };
  };
}

/** An event as reactions get it. The id is the same for every subscriber and every try. */
export interface PublishedEvent extends Event {
  readonly id: string;
}

/** Runs in the transaction that also deletes the outbox row, so its SQL takes effect exactly once. */
export type Reaction = (tx: Tx, event: PublishedEvent) => Promise<void>;

export interface Outbox {
  /** Writes one row per subscriber, and one for the event log, in the caller's transaction. */
  publish(tx: Tx, event: Event): Promise<void>;
  /** The same for many events of one moment, in one statement. */
  publishAll(tx: Tx, events: readonly Event[]): Promise<void>;
  /**
   * For a writer that works in batches: straight into the event log, without a row that waits in between. The log is
   * locked from here to the commit.
   */
  append(tx: Tx, events: readonly Event[]): Promise<void>;
  /** What `append` sends, for a writer that sends it together with its own statements. */
  appending(mark: object, events: readonly Event[]): Statement[];
  /** `name` is stable: rows waiting for it survive a restart. */
  subscribe(name: string, types: readonly string[], reaction: Reaction): void;
  /** Called after the event log has grown. */
  onAppend(listener: () => void): void;
  /** Runs what is due until nothing is left. Tests and graceful stops call it; the dispatcher runs it by itself. */
  drain(): Promise<void>;
  /** How many reactions wait, and how many failed for good. */
  depth(): Promise<{ waiting: number; dead: number }>;
  start(): void;
  stop(): Promise<void>;
  /** Puts a dead letter back, due at once; answers with its subscriber, or null when there is no such letter. */
  replay(tx: Tx, letterId: string): Promise<string | null>;
}

const batchSize = 64;
/**
 * Heavy reactions are committed sooner: a row that one transaction changes again and again gets slower with each time,
 * and others wait for it.
 */
const longestBatchMs = 150;
const logBatchSize = 500;
const pollMs = 500;
const maxAttempts = 8;
const firstDelayMs = 1_000;
const eventLogSubscriber = 'event-log';

export function createOutbox(database: Database, log: Log, metrics: Metrics): Outbox {
  const reactions = new Map<string, Reaction>();
  const interested = new Map<string, string[]>();
  const listeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  const publishing = new WeakSet<object>();
  const appended = new WeakSet<object>();

  async function publishAll(tx: Tx, events: readonly Event[]): Promise<void> {
    if (!events.length) return;
    publishing.add(tx);
    const rows = events.flatMap((event) => {
      const body = JSON.stringify({ id: newId(), ...event });
      return [eventLogSubscriber, ...(interested.get(event.type) ?? [])].map((subscriber) => ({
        id: newId(),
        subscriber,
        body,
      }));
    });
    await sql`
      insert into outbox (id, subscriber, event)
      select id, subscriber, body::jsonb from unnest(
        ${plainArray(rows.map((row) => row.id))}::uuid[], ${textArray(rows.map((row) => row.subscriber))}::text[],
        ${textArray(rows.map((row) => row.body))}::text[]) as row (id, subscriber, body)`.execute(tx);
  }

  function appending(mark: object, events: readonly Event[]): Statement[] {
    appended.add(mark);
    const published = events.map((event) => ({ id: newId(), ...event }));
    const rows = published.flatMap((event) =>
      (interested.get(event.type) ?? []).map((subscriber) => ({
        id: newId(),
        subscriber,
        event: JSON.stringify(event),
      })),
    );
    if (!rows.length) return [insertion(published)];
    publishing.add(mark);
    return [database.db.insertInto('outbox').values(rows).compile(), insertion(published)];
  }

  async function drain(): Promise<void> {
    for (;;) {
      const moved = await appendEvents(database);
      if (moved > 0) for (const listener of listeners) listener();
      const ran = await runDue();
      if (moved === 0 && ran === 0) return;
    }
  }

  async function runDue(): Promise<number> {
    return database.transact(async (tx) => {
      const rows = await tx
        .selectFrom('outbox')
        .selectAll()
        .where('subscriber', '<>', eventLogSubscriber)
        .where('due_at', '<=', sql<Date>`now()`)
        .orderBy('due_at')
        .orderBy('id')
        .limit(batchSize)
        .forUpdate()
        .skipLocked()
        .execute();
      const done: string[] = [];
      const begin = performance.now();
      let ran = 0;
      for (const row of rows) {
        if (performance.now() - begin > longestBatchMs) break;
        ran++;
        const error = await attempt(
          tx,
          reactions.get(row.subscriber),
          row.event as unknown as PublishedEvent,
        );
        metrics.events.inc({ subscriber: row.subscriber, outcome: error ? 'failed' : 'done' });
        if (!error) done.push(row.id);
        else await postpone(tx, row, error, log);
      }
      if (done.length) await tx.deleteFrom('outbox').where('id', 'in', done).execute();
      return ran;
    });
  }

  /** One drain at a time; a wake-up during a drain leads to one more. */
  function wake(): void {
    if (running) {
      again = true;
      return;
    }
    running = drain()
      .catch((err: unknown) => log.error({ err }, 'the outbox could not be drained'))
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          wake();
        }
      });
  }

  let started = false;
  database.onCommit((tx) => {
    if (appended.has(tx)) for (const listener of listeners) listener();
    if (started && publishing.has(tx)) queueMicrotask(wake);
  });

  return {
    publish: (tx, event) => publishAll(tx, [event]),
    publishAll,
    append: async (tx, events) => void (await together(tx, appending(tx, events))),
    appending,
    subscribe(name, types, reaction) {
      if (reactions.has(name)) throw new Error(`There are two subscribers named ${name}.`);
      reactions.set(name, reaction);
      for (const type of types) interested.set(type, [...(interested.get(type) ?? []), name]);
    },
    onAppend: (listener) => void listeners.push(listener),
    drain,
    async depth() {
      const { rows } = await sql<{ waiting: number; dead: number }>`
        select (select count(*) from outbox)::int as waiting, (select count(*) from dead_letters)::int as dead`.execute(
        database.db,
      );
      return rows[0]!;
    },
    start() {
      started = true;
      timer = setInterval(wake, pollMs);
      wake();
    },
    async stop() {
      started = false;
      clearInterval(timer);
      again = false;
      await running;
    },
    async replay(tx, letterId) {
      const letter = await tx
        .deleteFrom('dead_letters')
        .where('id', '=', letterId)
        .returningAll()
        .executeTakeFirst();
      if (!letter) return null;
      publishing.add(tx);
      const row = { id: letter.id, subscriber: letter.subscriber, event: JSON.stringify(letter.event) };
      await tx.insertInto('outbox').values(row).execute();
      return letter.subscriber;
    },
  };
}

/** Takes the event log until the end of the transaction. */
async function lockEventLog(tx: Tx): Promise<void> {
  await sql`select seq from event_log_head for update`.execute(tx);
}

const appendSql =
  'select append_events($1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[])';

function insertion(events: readonly PublishedEvent[]): Statement {
  return {
    sql: appendSql,
    parameters: [
      plainArray(events.map((event) => event.id)),
      plainArray(events.map((event) => event.at)),
      plainArray(events.map((event) => event.type)),
      plainArray(events.map((event) => event.actorId)),
      textArray(events.map((event) => event.topics.join(' '))),
      textArray(events.map((event) => JSON.stringify(event.data))),
    ],
  };
}

/** Moves what waits to the event log; the lock makes seq follow the order of commits. */
async function appendEvents(database: Database): Promise<number> {
  const waiting = await database.db
    .selectFrom('outbox')
    .select('id')
    .where('subscriber', '=', eventLogSubscriber)
    .limit(1)
    .executeTakeFirst();
  if (!waiting) return 0;
  return database.transact(async (tx) => {
    await lockEventLog(tx);
    const { rows } = await sql<{ moved: number }>`
      with due as (
        delete from outbox where id in (
          select id from outbox where subscriber = ${eventLogSubscriber} order by id limit ${logBatchSize}
        ) returning id, event
      ), last as (select seq from event_log_head), appended as (
        insert into event_log (seq, id, at, type, actor_id, topics, data, control)
        select last.seq + row_number() over (order by due.id), (event->>'id')::uuid, (event->>'at')::timestamptz, event->>'type',
          (event->>'actorId')::uuid, array(select jsonb_array_elements_text(event->'topics')), event->'data', event->'control'
        from due, last returning 1
      ), moved as (select count(*)::int as moved from appended)
      update event_log_head set seq = seq + moved from moved returning moved`.execute(tx);
    return rows[0]?.moved ?? 0;
  });
}

async function attempt(
  tx: Tx,
  reaction: Reaction | undefined,
  event: PublishedEvent,
): Promise<Error | undefined> {
  if (!reaction) return new Error('No subscriber has this name any longer.');
  await sql`savepoint reaction`.execute(tx);
  try {
    await reaction(tx, event);
    await sql`release savepoint reaction`.execute(tx);
    return undefined;
  } catch (error) {
    await sql`rollback to savepoint reaction`.execute(tx);
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function postpone(
  tx: Tx,
  row: { id: string; subscriber: string; event: unknown; attempts: number },
  error: Error,
  log: Log,
): Promise<void> {
  const attempts = row.attempts + 1;
  const lastError = error.message.slice(0, 1000);
  if (attempts < maxAttempts) {
    const delayMs = firstDelayMs * 2 ** (attempts - 1);
    await tx
      .updateTable('outbox')
      .set({ attempts, last_error: lastError, due_at: sql`now() + ${delayMs} * interval '1 millisecond'` })
      .where('id', '=', row.id)
      .execute();
    log.warn({ err: error, subscriber: row.subscriber, attempts }, 'a reaction failed and is tried again');
    return;
  }
  await tx.deleteFrom('outbox').where('id', '=', row.id).execute();
  await tx
    .insertInto('dead_letters')
    .values({
      id: row.id,
      subscriber: row.subscriber,
      event: JSON.stringify(row.event),
      attempts,
      last_error: lastError,
    })
    .execute();
  log.error({ err: error, subscriber: row.subscriber }, 'a reaction failed for good; see the dead letters');
}
