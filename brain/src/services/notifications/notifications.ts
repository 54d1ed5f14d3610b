import type { contract, Input } from '@smartstart/contract';
import type { Db, Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { renderMail } from '../../kernel/mail-template.ts';
import { readCursor, toPage } from '../../kernel/paging.ts';
import { preferencesOf, type Preferences } from './preferences.ts';
import { endOfQuietHours } from './quiet-hours.ts';
import * as store from './store.ts';
import { types, type NotificationType, type Priority } from './types.ts';
import { view, type NotificationView } from './view.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly status?: string;
}

/** What this service asks of users. People who are not in the answer, or whose account is erased, are not told anything. */
export interface People {
  byIds(db: Db, ids: readonly string[]): Promise<Map<string, Person>>;
}

export interface Notice {
  readonly userId: string;
  readonly type: NotificationType;
  readonly title: string;
  readonly text: string;
  /** Path of the page to go to, beginning with `/`. */
  readonly link?: string | null;
  /** Instead of the priority of the type. */
  readonly priority?: Priority;
  /** The cause. A person is told once of one cause. */
  readonly key?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** The cause sends a mail of its own. */
  readonly ownMail?: true;
}

export type ListQuery = Input<typeof contract.notifications.list>['query'];

export function createInbox(kernel: Kernel, people: People) {
  const { clock, mailer, outbox, config } = kernel;

  /** Tells a person over the channels they chose, in the transaction of the cause. */
  async function notify(tx: Tx, notice: Notice): Promise<NotificationView | null> {
    if (notice.link && !/^\/(?!\/)/.test(notice.link))
      throw new Error('The link of a notification is a path.');
    const person = (await people.byIds(tx, [notice.userId])).get(notice.userId);
    if (!person || person.status === 'ERASED') return null;
    if (notice.key !== undefined && !(await store.claimCause(tx, notice.userId, notice.key, clock.now())))
      return null;
    const chosen = await preferencesOf(tx, notice.userId);
    const channels = chosen.types.find((one) => one.type === notice.type)!;
    if (channels.email && (chosen.emailEnabled || channels.mandatory) && !notice.ownMail)
      await mail(tx, notice, person, chosen);
    return channels.inApp ? post(tx, notice) : null;
  }

  async function post(tx: Tx, notice: Notice): Promise<NotificationView> {
    const { userId, type, title, text } = notice;
    const at = clock.now();
    const row = await store.insert(tx, {
      user_id: userId,
      seq: await store.nextSeq(tx, userId),
      id: newId(),
      type,
      title,
      text,
      priority: priorityOf(notice),
      link: notice.link ?? null,
      payload: JSON.stringify(notice.payload ?? {}),
      created_at: at,
    });
    const notification = view(row);
    await outbox.publish(tx, {
      type: 'notification.created',
      actorId: null,
      at: at.toISOString(),
      topics: [`user:${userId}`],
      data: { notification },
    });
    return notification;
  }

  async function mail(tx: Tx, notice: Notice, person: Person, chosen: Preferences): Promise<void> {
    const { mandatory } = types[notice.type];
    const content = renderMail({
      title: notice.title,
      greeting: `Hello ${person.name},`,
      paragraphs: notice.text.split('\n\n'),
      ...(notice.link
        ? { action: { label: 'Open SmartStart', url: `${config.publicOrigin}${notice.link}` } }
        : {}),
      footer: mandatory
        ? `Messages like this one are always sent, because they concern your account or your papers. ${config.hub.name}`
        : `You choose what you are told, and how, under Settings, Notifications. ${config.hub.name}`,
    });
    const dueAt = heldUntil(notice, person, chosen);
    await mailer.queue(tx, {
      to: person.email,
      subject: notice.title,
      ...content,
      ...(dueAt ? { dueAt } : {}),
    });
  }

  /** Quiet hours hold mails; what is urgent goes out at once. */
  function heldUntil(notice: Notice, person: Person, { quietFrom, quietTo }: Preferences): Date | null {
    if (priorityOf(notice) === 'URGENT' || quietFrom === null || quietTo === null) return null;
    return endOfQuietHours(clock.now(), { from: quietFrom, to: quietTo, timeZone: person.timeZone });
  }

  async function list(db: Db, userId: string, query: ListQuery) {
    // Read before the rows: what arrives in between is above it, so nobody believes to have seen what they have not.
    const { lastSeq } = await unread(db, userId);
    const { limit, type, after } = query;
    const [position] = readCursor(query.cursor, 1) ?? [null];
    const at = position === null ? null : Number(position);
    const filter = {
      limit: limit + 1,
      ...(type ? { type } : {}),
      ...(query.unread ? { unread: query.unread === 'true' } : {}),
    };
    const rows =
      after === undefined
        ? await store.newest(db, userId, { ...filter, before: at })
        : await store.following(db, userId, { ...filter, after: at ?? after });
    return { ...toPage(rows, limit, (row) => [row.seq], view), lastSeq };
  }

  async function unread(db: Db, userId: string): Promise<{ unread: number; lastSeq: number }> {
    const counter = await store.findCounter(db, userId);
    return { unread: counter?.unread ?? 0, lastSeq: counter?.last_seq ?? 0 };
  }

  async function read(tx: Tx, userId: string, id: string): Promise<NotificationView> {
    const row = await lock(tx, userId, id);
    if (row.read_at) return view(row);
    await store.lowerUnread(tx, userId, 1);
    return view(await store.markRead(tx, userId, row.seq, clock.now()));
  }

  async function readAll(tx: Tx, userId: string): Promise<{ unread: number }> {
    if (!(await store.lockCounter(tx, userId))) return { unread: 0 };
    const count = await store.markAllRead(tx, userId, clock.now());
    return { unread: await store.lowerUnread(tx, userId, count) };
  }

  async function remove(tx: Tx, userId: string, id: string): Promise<void> {
    const row = await lock(tx, userId, id);
    if (!row.read_at) await store.lowerUnread(tx, userId, 1);
    await store.markDeleted(tx, userId, row.seq, clock.now());
  }

  /** The counter is locked before the row is read, as everybody does who changes a person's notifications. */
  async function lock(tx: Tx, userId: string, id: string): Promise<store.NotificationRow> {
    await store.lockCounter(tx, userId);
    return found(await store.find(tx, userId, id));
  }

  /** The section of a person's own export. */
  async function exportOf(db: Db, userId: string) {
    return {
      notifications: (await store.allOf(db, userId)).map(view),
      preferences: await preferencesOf(db, userId),
    };
  }

  return { notify, list, unread, read, readAll, remove, exportOf };
}

function priorityOf(notice: Notice): Priority {
  return notice.priority ?? types[notice.type].priority;
}
