import type { Db, Tx } from '../../../kernel/db.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { catalogue, isEventType } from './catalogue.ts';
import type { EventProperties, EventSource, NewEvent, PersonKey, StoredEvent } from './event.ts';
import { followLog } from './following.ts';
import * as habits from './habit-store.ts';
import { createHubCalendar, type HubCalendar } from './hub-calendar.ts';
import { ingest, type BrowserBatch, type IngestAnswer } from './ingesting.ts';
import {
  append,
  inOrder,
  isExcluded,
  peopleByKey,
  peopleByUser,
  type AnalyticsPerson,
  type EventDeps,
} from './recording.ts';
import { dropOldEvents } from './retention.ts';
import * as store from './store.ts';

export type { AnalyticsPerson, EventDeps } from './recording.ts';
export type Habits = typeof habits;

/** The record of what happened: PostgreSQL holds it, everything else is computed from it. */
export interface Events {
  readonly calendar: HubCalendar;
  /** For histories that are brought along. Answers with how many were new; behaviour needs consent here too. */
  record(tx: Tx, events: readonly NewEvent[], source?: EventSource): Promise<number>;
  ingest(tx: Tx, userId: string, batch: BrowserBatch): Promise<IngestAnswer>;
  /** Reads the platform's log up to its end; answers with how many events came of it. */
  collect(): Promise<number>;
  /** Newest first. */
  ofPerson(
    db: Db,
    userId: string,
    range: { from: Date; to: Date; limit: number; before?: { at: Date; seq: number } },
  ): Promise<StoredEvent[]>;
  /** People without any event are left out. */
  peopleOf(db: Db, userIds: readonly string[]): Promise<Map<string, AnalyticsPerson>>;
  /** Who is behind pseudonyms; erased people are left out. */
  usersOf(db: Db, persons: readonly PersonKey[]): Promise<Map<PersonKey, AnalyticsPerson>>;
  /** What people did day by day, for whoever works out what use says of each of them. */
  readonly habits: Habits;
  exportOf(db: Db, userId: string): Promise<Record<string, unknown>>;
  /** Marks test accounts anew, after the setting changed; answers with how many changed. */
  markExcluded(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

/** After the log grew: long enough for a burst to be read at once. */
const restMs = 1_000;
const pollMs = 10_000;
const exportLimit = 50_000;
const excludedPage = 500;

export function createEvents(kernel: Kernel, deps: EventDeps): Events {
  const ground = { kernel, ...deps };
  const { database, clock, log, jobs, outbox, config } = kernel;
  const calendar = createHubCalendar(config.analytics.timeZone, config.analytics.weekStart);
  let started = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;

  jobs.define({ name: 'analytics.drop-old', cron: '40 3 * * *', run: () => dropOldEvents(ground, calendar) });
  outbox.onAppend(wake);

  /** One reader at a time, at rest between two; what comes while it reads leads to one more. */
  function wake(): void {
    if (!started || timer) return;
    if (running) {
      again = true;
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      running = followLog(ground, () => started)
        .catch((err: unknown) => log.error({ err }, 'the event log could not be read for analytics'))
        .finally(() => {
          running = undefined;
          if (again) wake();
          again = false;
        });
    }, restMs);
    timer.unref();
  }

  return {
    calendar,
    record: (tx, events, source = 'IMPORT') =>
      inOrder(tx, (order) => append(ground, tx, order, events, source, 'CURRENT')),
    ingest: (tx, userId, batch) => ingest(ground, tx, userId, batch),
    async collect() {
      await running;
      return followLog(ground);
    },
    async ofPerson(db, userId, range) {
      const [row] = await store.peopleOf(db, [userId]);
      return row ? (await store.eventsOfPerson(db, row.person, range)).map(toEvent) : [];
    },
    peopleOf: peopleByUser,
    usersOf: peopleByKey,
    habits,
    async exportOf(db, userId) {
      const [row] = await store.peopleOf(db, [userId]);
      const to = new Date(clock.now().getTime() + 1);
      const events = row
        ? await store.eventsOfPerson(db, row.person, { from: new Date(0), to, limit: exportLimit })
        : [];
      return {
        note: 'Events needed to run the service, and how you used it where you agreed to that. Kept for 13 months.',
        behaviourRecorded: row?.consented ?? false,
        events: events.map(({ at, type, consent, entity_kind, entity_id, properties }) => ({
          at: at.toISOString(),
          type,
          needs: consent === 'BEHAVIOUR' ? 'your consent' : 'nothing: the service needs it',
          ...(entity_kind ? { about: { kind: entity_kind, id: entity_id } } : {}),
          properties,
        })),
      };
    },
    async markExcluded() {
      let changed = 0;
      for (let after: string | null = null; ;) {
        const rows = await store.everybodyAfter(database.db, after, excludedPage);
        if (!rows.length) return changed;
        const people = await deps.people.byIds(
          database.db,
          rows.map((row) => row.user_id),
        );
        const differing = rows.filter((row) => {
          const person = people.get(row.user_id);
          return person && isExcluded(ground, person.email) !== row.excluded;
        });
        await database.transact((tx) =>
          inOrder(tx, async (order) => {
            for (const row of differing)
              await store.changePerson(tx, row.person, { excluded: !row.excluded, seq: ++order.seq });
          }),
        );
        changed += differing.length;
        after = rows.at(-1)!.user_id;
      }
    },
    start() {
      started = true;
      poll = setInterval(wake, pollMs);
      poll.unref();
      wake();
    },
    async stop() {
      started = false;
      clearInterval(poll);
      clearTimeout(timer);
      timer = undefined;
      await running;
    },
  };
}

function toEvent(row: store.EventRow): StoredEvent {
  if (!isEventType(row.type)) throw new Error(`The catalogue has no event ${row.type}.`);
  return {
    seq: Number(row.seq),
    id: row.id,
    at: row.at,
    receivedAt: row.received_at,
    person: row.person,
    visit: row.visit,
    type: row.type,
    entityKind: row.entity_kind,
    entityId: row.entity_id,
    properties: row.properties as EventProperties,
    source: row.source as EventSource,
    consent: catalogue[row.type].consent,
    caused: row.caused,
  };
}
