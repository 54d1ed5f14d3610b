import type { analyticsWire } from '@smartstart/contract';
import type { Security } from '../../security/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { rangeOf } from '../metrics/range.ts';
import { checkCustom } from './custom.ts';
import { requireEvents } from './question-answers.ts';
import { eventsOf } from './question-tables.ts';
import { requireRight, type Definition, type Reader } from './rights.ts';
import { runReport, type Result, type RunDeps } from './running.ts';
import { nextDue } from './schedule-rule.ts';
import * as store from './store.ts';

type View = (typeof analyticsWire.report)['_zod']['input'];
type Wish = (typeof analyticsWire.reportWish)['_zod']['output'];
type ScheduleWish = (typeof analyticsWire.scheduleWish)['_zod']['output'];

export interface ReportDeps extends RunDeps {
  readonly security: Pick<Security, 'held' | 'audit' | 'require'>;
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<Map<string, { name: string; timeZone: string; status: string }>>;
  };
}

export type Reports = ReturnType<typeof createReports>;

/** Enough for anybody, few enough that nobody fills the table. */
const mostReports = 100;

export function createReports(deps: ReportDeps) {
  const { kernel } = deps;
  const { clock } = kernel;

  async function views(db: Db, rows: readonly store.ReportRow[], readerId: string): Promise<View[]> {
    const ids = rows.map(({ id }) => id);
    const schedules = await store.schedulesOf(db, ids);
    const recipients = await store.recipientsOf(db, ids);
    const names = await deps.people.byIds(db, [
      ...new Set([...rows.map((row) => row.owner_id), ...[...recipients.values()].flat()]),
    ]);
    const nameOf = (userId: string) => names.get(userId)?.name ?? 'Somebody';
    return rows.map((row) => {
      const schedule = schedules.get(row.id);
      const isOwn = row.owner_id === readerId;
      // Who else receives a report is its owner's business.
      const shown = (recipients.get(row.id) ?? []).filter((userId) => isOwn || userId === readerId);
      return {
        id: row.id,
        name: row.name,
        description: row.description,
        definition: row.definition as Definition,
        owner: { userId: row.owner_id, name: nameOf(row.owner_id) },
        isOwn,
        schedule: schedule
          ? {
              frequency: schedule.frequency as 'DAILY',
              weekday: schedule.weekday,
              monthDay: schedule.month_day,
              hour: schedule.hour,
              timeZone: schedule.time_zone,
              recipients: shown.map((userId) => ({ userId, name: nameOf(userId) })),
              nextAt: schedule.next_at?.toISOString() ?? null,
              lastSentAt: schedule.last_sent_at?.toISOString() ?? null,
              stopped: schedule.stopped,
            }
          : null,
        version: row.version,
        createdAt: row.created_at.toISOString(),
        updatedAt: row.updated_at.toISOString(),
      };
    });
  }

  const view = async (db: Db, row: store.ReportRow, readerId: string) =>
    (await views(db, [row], readerId))[0]!;

  /** What is saved could be run: the same checks, so that a schedule does not find out on Monday. */
  function check(definition: Definition, reader: Reader): void {
    requireRight(definition, reader);
    const query = 'range' in definition ? definition.range : definition.query;
    rangeOf(query, clock.now());
    if (definition.kind === 'CUSTOM') {
      checkCustom(definition.query);
      if (definition.scope === 'OWN' && definition.query.dataset === 'METRICS')
        throw new Fail(
          'INVALID_INPUT',
          'Metrics are figures of the hub; choose events for a report about yourself.',
        );
    }
    requireEvents(eventsOf(definition));
  }

  return {
    async list(db: Db, reader: Reader, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
      const rows = await store.listFor(db, reader.userId, { before: readIdCursor(cursor), limit });
      const shown = new Map((await views(db, rows, reader.userId)).map((one) => [one.id, one]));
      return toPage(
        rows,
        limit,
        (row) => [row.id],
        (row) => shown.get(row.id)!,
      );
    },
    async get(db: Db, reader: Reader, id: string) {
      return view(db, found(await store.findFor(db, reader.userId, id)), reader.userId);
    },
    async create(tx: Tx, reader: Reader, wish: Wish) {
      check(wish.definition, reader);
      await store.lockOwner(tx, reader.userId);
      if ((await store.countOf(tx, reader.userId)) >= mostReports)
        throw new Fail('LIMIT_EXCEEDED', `You have ${mostReports} reports. Delete one that you do not need.`);
      const id = newId();
      const now = clock.now();
      await store.insertReport(tx, {
        id,
        owner_id: reader.userId,
        name: wish.name,
        description: wish.description,
        definition: JSON.stringify(wish.definition),
        created_at: now,
        updated_at: now,
      });
      return view(tx, (await store.find(tx, id))!, reader.userId);
    },
    async update(
      tx: Tx,
      reader: Reader,
      id: string,
      change: { [K in keyof Wish]?: Wish[K] | undefined },
      requireVersion: (version: number) => void,
    ) {
      const row = found(await store.lockOwn(tx, reader.userId, id));
      requireVersion(row.version);
      if (change.definition) check(change.definition, reader);
      if (change.definition && change.definition.scope === 'OWN') await requireNoRecipients(tx, id);
      const after = await store.update(tx, id, {
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.description === undefined ? {} : { description: change.description }),
        ...(change.definition ? { definition: JSON.stringify(change.definition) } : {}),
        updated_at: clock.now(),
      });
      return view(tx, after, reader.userId);
    },
    async remove(tx: Tx, reader: Reader, id: string): Promise<void> {
      found(await store.lockOwn(tx, reader.userId, id));
      await store.remove(tx, id);
    },
    async run(db: Db, reader: Reader, id: string): Promise<Result> {
      const row = found(await store.findFor(db, reader.userId, id));
      return runReport(deps, row.definition as Definition, reader);
    },
    preview: (reader: Reader, definition: Definition): Promise<Result> => {
      check(definition, reader);
      return runReport(deps, definition, reader);
    },
    async schedule(tx: Tx, reader: Reader, id: string, wish: ScheduleWish) {
      const row = found(await store.lockOwn(tx, reader.userId, id));
      const definition = row.definition as Definition;
      requireRight(definition, reader);
      const recipients = [...new Set(wish.recipients)].filter((userId) => userId !== reader.userId);
      if (recipients.length && definition.scope === 'OWN')
        throw new Fail('INVALID_INPUT', 'A report about yourself goes to nobody else.');
      const people = await deps.people.byIds(tx, [reader.userId, ...recipients]);
      for (const userId of recipients) {
        const person = people.get(userId);
        if (!person || person.status !== 'ACTIVE')
          throw new Fail('INVALID_INPUT', 'One of the recipients is no member here.');
        const held = await deps.security.held(tx, userId);
        requireRightOf(definition, { userId, held }, person.name);
      }
      const timeZone = people.get(reader.userId)?.timeZone ?? kernel.config.analytics.timeZone;
      const { frequency, weekday, monthDay, hour } = wish;
      const now = clock.now();
      await store.putSchedule(
        tx,
        {
          report_id: id,
          frequency,
          weekday,
          month_day: monthDay,
          hour,
          time_zone: timeZone,
          next_at: nextDue({ frequency, weekday, monthDay, hour, timeZone }, now),
          stopped: null,
          changed_at: now,
        },
        recipients,
      );
      return view(tx, row, reader.userId);
    },
    /** The owner ends the schedule; a recipient ends receiving. */
    async unschedule(tx: Tx, reader: Reader, id: string): Promise<void> {
      const row = found(await store.findFor(tx, reader.userId, id));
      const ended =
        row.owner_id === reader.userId
          ? await store.removeSchedule(tx, id)
          : await store.removeRecipient(tx, id, reader.userId);
      if (!ended) throw new Fail('NOT_FOUND', 'This report is not sent.');
    },
    find: store.findFor,
  };
}

async function requireNoRecipients(tx: Tx, id: string): Promise<void> {
  if ((await store.recipientsOf(tx, [id])).size)
    throw new Fail(
      'INVALID_INPUT',
      'Others receive this report; a report about yourself goes to nobody else.',
    );
}

function requireRightOf(definition: Definition, reader: Reader, name: string): void {
  try {
    requireRight(definition, reader);
  } catch (error) {
    if (error instanceof Fail)
      throw new Fail('INVALID_INPUT', `${name} may not read these figures: ${error.message}`);
    throw error;
  }
}
