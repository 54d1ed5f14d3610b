import type { contract, Input } from '@smartstart/contract';
import { dayMs, minuteMs } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { readCursor, toPage } from '../../kernel/paging.ts';
import { dropWaitingPushes } from './delivery-store.ts';
import { beginOfHour } from './flow.ts';
import * as store from './store.ts';
import { noPlaces, takePlaces } from './telling-store.ts';
import { noMark, view, type NotificationView, type ReadMark } from './view.ts';

/** Where the files of messages look for it. */
export type { Notice } from './telling.ts';

export type ListQuery = Input<typeof contract.notifications.list>['query'];

const longestSnoozeMs = 365 * dayMs;
/** So many rows get their read time at once; a longer list is brought after by the upkeep. */
export const settledAtOnce = 1_000;
/** An export is a file for a person; beyond this many it begins with the newest. */
const exported = 20_000;

export function createInbox({ clock, outbox }: Pick<Kernel, 'clock' | 'outbox'>) {
  async function list(db: Db, userId: string, query: ListQuery) {
    // Read before the rows: what arrives in between is above it, so nobody believes to have seen what they have not.
    const counter = await store.findCounter(db, userId);
    const mark = markOf(counter);
    const { limit, type, after } = query;
    const [position] = readCursor(query.cursor, 1) ?? [null];
    const at = position === null ? null : Number(position);
    const filter = {
      limit: limit + 1,
      readThrough: mark.seq,
      now: clock.now(),
      ...(type ? { type } : {}),
      ...(query.unread ? { unread: query.unread === 'true' } : {}),
      ...(query.snoozed ? { snoozed: true } : {}),
    };
    const rows =
      after === undefined
        ? await store.newest(db, userId, { ...filter, before: at })
        : await store.following(db, userId, { ...filter, after: at ?? after });
    return {
      ...toPage(
        rows,
        limit,
        (row) => [row.seq],
        (row) => view(row, mark),
      ),
      lastSeq: counter?.last_seq ?? 0,
    };
  }

  async function unread(db: Db, userId: string): Promise<{ unread: number; lastSeq: number }> {
    const counter = await store.findCounter(db, userId);
    if (!counter?.unread) return { unread: 0, lastSeq: counter?.last_seq ?? 0 };
    const over = await store.countOver(db, userId, counter.read_through, clock.now());
    return { unread: counter.unread - over, lastSeq: counter.last_seq };
  }

  async function read(tx: Tx, userId: string, id: string): Promise<NotificationView> {
    const { row, mark } = await lock(tx, userId, id);
    const shown = view(row, mark);
    if (shown.readAt) return shown;
    if (!row.snoozed_until) await store.lowerUnread(tx, userId, 1);
    await dropWaitingPushes(tx, id);
    return view(await store.markRead(tx, userId, row.seq, clock.now()), mark);
  }

  async function readAll(tx: Tx, userId: string): Promise<{ unread: number }> {
    if (!(await store.lockCounter(tx, userId))) return { unread: 0 };
    await store.moveReadMark(tx, userId, clock.now());
    const counter = await store.lockCounter(tx, userId);
    await store.settleRead(tx, counter!, settledAtOnce);
    return { unread: 0 };
  }

  async function remove(tx: Tx, userId: string, id: string): Promise<void> {
    const { row, mark } = await lock(tx, userId, id);
    if (countsAsUnread(row, mark)) await store.lowerUnread(tx, userId, 1);
    await dropWaitingPushes(tx, id);
    await store.markDeleted(tx, userId, row.seq, clock.now());
  }

  /** Out of the list until then. */
  async function snooze(tx: Tx, userId: string, id: string, until: string): Promise<NotificationView> {
    const { row, mark } = await lock(tx, userId, id);
    const [at, now] = [new Date(until), clock.now()];
    if (at.getTime() < now.getTime() + minuteMs)
      throw new Fail('RULE_VIOLATED', 'Choose a time that is at least a minute away.');
    if (at.getTime() > now.getTime() + longestSnoozeMs)
      throw new Fail('RULE_VIOLATED', 'Choose a time within a year.');
    if (row.expires_at && row.expires_at <= at)
      throw new Fail('RULE_VIOLATED', 'By then this notification is over. Choose an earlier time.');
    if (countsAsUnread(row, mark)) await store.lowerUnread(tx, userId, 1);
    await dropWaitingPushes(tx, id);
    return view(await store.putAway(tx, userId, row.seq, at), mark);
  }

  /** Brings one back before its time. */
  async function wake(tx: Tx, userId: string, id: string): Promise<NotificationView> {
    const { row } = await lock(tx, userId, id);
    if (!row.snoozed_until) throw new Fail('RULE_VIOLATED', 'This notification is not snoozed.');
    return comeBack(tx, row);
  }

  /** Unread, at the end of the sequence, and live: whoever follows by `seq` gets it as if it were new. */
  async function comeBack(tx: Tx, row: store.NotificationRow): Promise<NotificationView> {
    const userId = row.user_id;
    const at = clock.now();
    const taken = await takePlaces(tx, new Map([[userId, { ...noPlaces, seqs: 1 }]]), beginOfHour(at));
    const shown = view(await store.moveTo(tx, row, taken.get(userId)!.seqs, { id: newId(), at }), noMark);
    await outbox.publish(tx, {
      type: 'notification.created',
      actorId: null,
      at: at.toISOString(),
      topics: [`user:${userId}`],
      data: { notification: shown, silent: false },
    });
    return shown;
  }

  /** A snooze that is over; nothing happens when it was woken or removed meanwhile. */
  async function endSnooze(tx: Tx, userId: string, id: string): Promise<void> {
    await store.lockCounter(tx, userId);
    const row = await store.find(tx, userId, id);
    if (row?.snoozed_until && row.snoozed_until <= clock.now()) await comeBack(tx, row);
  }

  /** The counter is locked before the row is read, as everybody does who changes a person's notifications. */
  async function lock(tx: Tx, userId: string, id: string) {
    const mark = markOf(await store.lockCounter(tx, userId));
    const row = found(await store.find(tx, userId, id));
    // What is over is out of the list and the count already.
    if (row.expires_at && row.expires_at <= clock.now()) throw new Fail('NOT_FOUND');
    return { row, mark };
  }

  async function one(db: Db, userId: string, id: string): Promise<NotificationView> {
    const mark = markOf(await store.findCounter(db, userId));
    const row = found(await store.find(db, userId, id));
    if (row.expires_at && row.expires_at <= clock.now()) throw new Fail('NOT_FOUND');
    return view(row, mark);
  }

  async function exportOf(db: Db, userId: string): Promise<NotificationView[]> {
    const mark = markOf(await store.findCounter(db, userId));
    return (await store.allOf(db, userId, exported)).map((row) => view(row, mark));
  }

  return { list, unread, read, readAll, remove, snooze, wake, endSnooze, one, exportOf };
}

export type Inbox = ReturnType<typeof createInbox>;

function markOf(counter: store.CounterRow | undefined): ReadMark {
  return { seq: counter?.read_through ?? 0, at: counter?.read_through_at ?? null };
}

function countsAsUnread(row: store.NotificationRow, mark: ReadMark): boolean {
  return row.read_at === null && row.snoozed_until === null && row.seq > mark.seq;
}
