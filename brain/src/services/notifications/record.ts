import type { notificationsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db.ts';
import { attemptsOfMails, deliveriesOf, type DeliveryRow } from './delivery-store.ts';
import type { Inbox } from './notifications.ts';
import { devicesByIds } from './push/store.ts';
import { deliveriesOfNotification } from './webhooks/store.ts';

type Delivery = z.infer<typeof notificationsWire.delivery>;

/** A notification with how it travelled on each channel. */
export async function recordOf(db: Db, inbox: Pick<Inbox, 'one'>, userId: string, id: string) {
  const notification = await inbox.one(db, userId, id);
  const rows = await deliveriesOf(db, id);
  const inbound: Delivery = {
    channel: 'IN_APP',
    state: 'SENT',
    target: null,
    attempts: 1,
    dueAt: null,
    settledAt: notification.createdAt,
    detail: null,
  };
  return {
    notification,
    deliveries: [
      inbound,
      ...(await mails(db, rows)),
      ...(await pushes(db, rows)),
      ...(await hooks(db, id, userId)),
    ],
  };
}

async function mails(db: Db, rows: readonly DeliveryRow[]): Promise<Delivery[]> {
  const own = rows.filter((row) => row.channel === 'EMAIL');
  const open = own.flatMap((row) => (row.state === 'PENDING' && row.mail_id ? [row.mail_id] : []));
  const under = new Map((await attemptsOfMails(db, open)).map((mail) => [mail.id, mail]));
  return own.map((row) => {
    const mail = row.mail_id ? under.get(row.mail_id) : undefined;
    return {
      ...base(row),
      channel: 'EMAIL',
      target: null,
      attempts: mail?.attempts ?? row.attempts,
      dueAt: row.state === 'PENDING' ? (mail?.due_at ?? row.due_at).toISOString() : null,
      detail:
        row.mail_id === null && row.state === 'PENDING'
          ? 'Waits for the next summary.'
          : mailDetail(mail?.last_error ?? row.last_error),
    };
  });
}

/** The mailer keeps codes: what was wrong, and what the server answered where it did. */
function mailDetail(code: string | null): string | null {
  if (code === null) return null;
  if (code === 'kept') return 'Kept in the mailbox of this installation, which has no mail server.';
  const [, answer] = /\b([245]\d\d)$/.exec(code) ?? [];
  return answer
    ? `The mail server refused it (${answer}).`
    : `The mail server could not be reached (${code}).`;
}

async function pushes(db: Db, rows: readonly DeliveryRow[]): Promise<Delivery[]> {
  const own = rows.filter((row) => row.channel === 'PUSH');
  const devices = await devicesByIds(
    db,
    own.map((row) => row.target),
  );
  return own.map((row) => ({
    ...base(row),
    channel: 'PUSH',
    target: devices.get(row.target)?.name ?? 'A removed device',
  }));
}

async function hooks(db: Db, id: string, userId: string): Promise<Delivery[]> {
  return (await deliveriesOfNotification(db, id, userId)).map((row) => ({
    channel: 'WEBHOOK',
    state: row.state as Delivery['state'],
    target: URL.parse(row.url)?.host ?? row.url,
    attempts: row.attempts,
    dueAt: row.state === 'PENDING' ? row.due_at.toISOString() : null,
    settledAt: row.settled_at?.toISOString() ?? null,
    detail: null,
  }));
}

function base(row: DeliveryRow) {
  return {
    state: row.state as Delivery['state'],
    attempts: row.attempts,
    dueAt: row.state === 'PENDING' ? row.due_at.toISOString() : null,
    settledAt: row.settled_at?.toISOString() ?? null,
    detail: row.last_error,
  };
}
