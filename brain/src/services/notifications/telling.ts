import { addMs, dayMs } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Mail } from '../../kernel/mail.ts';
import * as deliveries from './delivery-store.ts';
import { beginOfHour, endOfHour, handOut, mailsAnHour, placesOf } from './flow.ts';
import { noticeMail } from './mails.ts';
import { choicesOf, type Channels, type Choice } from './preferences.ts';
import * as store from './telling-store.ts';
import type { Places } from './telling-store.ts';
import { heldUntil, nextHour } from './timing.ts';
import { types, type NotificationType, type Priority } from './types.ts';
import { newView, type NotificationView } from './view.ts';

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
  /** Those of them who agreed to get marketing (CASL). */
  withConsent(db: Db, userIds: readonly string[], kind: 'MARKETING'): Promise<ReadonlySet<string>>;
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
  /** When it is of no use any more. */
  readonly expiresAt?: Date;
  /** One of many of the same: its mail and push messages wait behind those of single causes. */
  readonly bulk?: true;
}

/** A notice on its way to one person, with what they chose. */
export interface Told {
  readonly id: string;
  readonly notice: Notice;
  readonly person: Person;
  readonly choice: Choice;
  readonly channels: Channels;
  readonly view: NotificationView;
  /** Which one of this person's in this hour it is, by channel; zero where it is not counted. */
  readonly mailNo: number;
  readonly pushNo: number;
}

type Reached = Omit<Told, 'view' | 'mailNo' | 'pushNo'>;

/** A channel beside the inbox and mails: writes what it will send in the transaction of the cause. */
export interface Channel {
  queue(tx: Tx, told: readonly Told[]): Promise<void>;
}

/** What a push message about a thing of yesterday is worth: nothing. */
export const pushLifeMs = dayMs;

export function createTelling(kernel: Kernel, people: People, channels: readonly Channel[]) {
  const { clock, mailer, outbox, config } = kernel;

  /**
   * Tells people over the channels they chose, in the transaction of the cause. The answers stand in the order of the
   * notices; null where nothing was put into the inbox.
   */
  async function notifyAll(tx: Tx, notices: readonly Notice[]): Promise<(NotificationView | null)[]> {
    for (const { link } of notices)
      if (link && !/^\/(?!\/)/.test(link)) throw new Error('The link of a notification is a path.');
    const told = await whoIsTold(tx, notices);
    const posted = await post(tx, [...told.values()]);
    const all = posted.map(({ one }) => one);
    await mail(tx, all);
    for (const channel of channels) await channel.queue(tx, all);
    const shown = new Map(posted.map(({ one, inbox }) => [one.notice, inbox]));
    return notices.map((notice) => shown.get(notice) ?? null);
  }

  /** Leaves out who is not there, has been told of the cause, or did not agree to marketing. */
  async function whoIsTold(tx: Tx, notices: readonly Notice[]): Promise<Map<Notice, Reached>> {
    const ids = [...new Set(notices.map((notice) => notice.userId))];
    const known = await people.byIds(tx, ids);
    const forMarketing = notices.flatMap(({ type, userId }) => (type === 'marketing' ? [userId] : []));
    const consenting = forMarketing.length
      ? await people.withConsent(tx, [...new Set(forMarketing)], 'MARKETING')
      : new Set<string>();
    const reached = notices.filter(({ userId, type }) => {
      const person = known.get(userId);
      return person && person.status !== 'ERASED' && (type !== 'marketing' || consenting.has(userId));
    });
    const causes = reached.flatMap(({ userId, key }) => (key === undefined ? [] : [{ userId, key }]));
    const fresh = await store.claimCauses(tx, causes, clock.now());
    const choices = await choicesOf(tx, ids);
    const told = new Map<Notice, Reached>();
    for (const notice of reached) {
      // The same cause twice in one batch is told once, too.
      if (notice.key !== undefined && !fresh.delete(`${notice.userId} ${notice.key}`)) continue;
      const choice = choices(notice.userId);
      const channels = choice.channelsOf(notice.type);
      const person = known.get(notice.userId)!;
      if (Object.values(channels).includes(true))
        told.set(notice, { id: newId(), notice, person, choice, channels });
    }
    return told;
  }

  /** Into the inboxes, and on the live topic of each person. */
  async function post(tx: Tx, told: readonly Reached[]) {
    const at = clock.now();
    const wanted = placesOf(told, ({ notice }) => notice.userId, placesFor);
    const taken = await store.takePlaces(tx, wanted, beginOfHour(at));
    const next = handOut(taken, wanted);
    const posted = told.map((one) => {
      const { notice } = one;
      const need = placesFor(one);
      const place = next(notice.userId, need);
      const seq = need.seqs && place.seqs;
      const shown = newView({ ...notice, priority: priorityOf(notice), id: one.id, seq, at });
      const all = {
        ...one,
        view: shown,
        mailNo: need.mails && place.mails,
        pushNo: need.pushes && place.pushes,
      };
      return { one: all, inbox: need.seqs ? shown : null };
    });
    const inApp = posted.flatMap(({ one, inbox }) => (inbox ? [one] : []));
    await store.insertAll(tx, inApp.map(rowOf), at);
    await outbox.publishAll(
      tx,
      inApp.map((one) => ({
        type: 'notification.created',
        actorId: null,
        at: at.toISOString(),
        topics: [`user:${one.notice.userId}`],
        // In quiet hours and pauses it is in the list without a sound.
        data: { notification: one.view, silent: heldUntil(at, one.choice.settings, sendingOf(one)) !== null },
      })),
    );
    return posted;
  }

  async function mail(tx: Tx, all: readonly Told[]): Promise<void> {
    const mailed = all.filter(isMailed);
    const now = clock.now();
    const digested = mailed.filter((one) => inDigest(one) || one.mailNo > mailsAnHour);
    await deliveries.addToDigests(
      tx,
      digested.map((one) => ({ ...one.view, userId: one.notice.userId, dueAt: digestTime(now, one) })),
      now,
    );
    const alone = mailed.filter((one) => !digested.includes(one));
    const mails: Mail[] = alone.map((one) => {
      const dueAt = heldUntil(now, one.choice.settings, sendingOf(one));
      return {
        to: one.person.email,
        subject: one.notice.title,
        ...noticeMail(one.notice, one.person, config),
        ...(dueAt ? { dueAt } : {}),
        ...(one.notice.bulk ? { bulk: true } : {}),
      };
    });
    const mailIds = await mailer.queueAll(tx, mails);
    await deliveries.insertAll(tx, [
      ...alone.map((one, at) => rowFor(one, now, { mail_id: mailIds[at]!, due_at: mails[at]!.dueAt ?? now })),
      ...digested.map((one) => rowFor(one, now, { mail_id: null, due_at: digestTime(now, one) })),
    ]);
  }

  return {
    notifyAll,
    notify: async (tx: Tx, notice: Notice) => (await notifyAll(tx, [notice]))[0]!,
  };
}

export type Telling = ReturnType<typeof createTelling>;

/** What it needs of the person's places. What is urgent is counted nowhere: it goes out whatever came before. */
function placesFor(one: Reached): Places {
  const { notice, choice, channels } = one;
  const counted = priorityOf(notice) !== 'URGENT';
  return {
    seqs: channels.inApp ? 1 : 0,
    mails: counted && isMailed(one) && !inDigest(one) ? 1 : 0,
    pushes: counted && channels.push && choice.settings.pushEnabled ? 1 : 0,
  };
}

function isMailed({ notice, choice, channels }: Reached): boolean {
  return channels.email && (choice.settings.emailEnabled || types[notice.type].mandatory) && !notice.ownMail;
}

function inDigest({ notice, choice }: Reached): boolean {
  return choice.settings.digestHour !== null && priorityOf(notice) !== 'URGENT';
}

/** The hour of the day somebody chose; for those who did not, when too many came, the end of this hour. */
function digestTime(now: Date, one: Told): Date {
  const { digestHour, pausedUntil } = one.choice.settings;
  if (digestHour === null) {
    const end = endOfHour(now);
    return heldUntil(end, one.choice.settings, sendingOf(one)) ?? end;
  }
  const from = pausedUntil && pausedUntil > now ? addMs(pausedUntil, -1) : now;
  return nextHour(from, digestHour, one.person.timeZone);
}

export function sendingOf({ notice, person }: Pick<Told, 'notice' | 'person'>) {
  return {
    urgent: priorityOf(notice) === 'URGENT',
    mandatory: types[notice.type].mandatory,
    timeZone: person.timeZone,
  };
}

function rowFor(one: Told, now: Date, how: { mail_id: string | null; due_at: Date }) {
  return {
    id: newId(),
    user_id: one.notice.userId,
    notification_id: one.id,
    channel: 'EMAIL',
    target: one.notice.userId,
    state: 'PENDING',
    urgent: priorityOf(one.notice) === 'URGENT',
    bulk: one.notice.bulk ?? false,
    created_at: now,
    ...how,
  };
}

function rowOf({ notice, view }: Told): store.NewNotification {
  const { id, seq, type, title, text, priority, link } = view;
  const payload = JSON.stringify(notice.payload ?? {});
  const expiresAt = notice.expiresAt ?? null;
  return { userId: notice.userId, id, seq, type, title, text, priority, link, payload, expiresAt };
}

export function priorityOf(notice: Pick<Notice, 'type' | 'priority'>): Priority {
  return notice.priority ?? types[notice.type].priority;
}
