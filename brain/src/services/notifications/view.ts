import type { notificationsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { NotificationRow } from './store.ts';
import type { NotificationType, Priority } from './types.ts';

export type NotificationView = z.infer<typeof notificationsWire.notification>;

/** How far a person has marked everything read: rows below it follow later. */
export interface ReadMark {
  readonly seq: number;
  readonly at: Date | null;
}

export const noMark: ReadMark = { seq: 0, at: null };

/** What leaves the server; the payload does not. */
export function view(row: NotificationRow, mark: ReadMark = noMark): NotificationView {
  const readAt = row.read_at ?? (row.seq <= mark.seq ? mark.at : null);
  return {
    id: row.id,
    seq: row.seq,
    type: row.type as NotificationType,
    title: row.title,
    text: row.text,
    priority: row.priority as Priority,
    link: row.link,
    createdAt: row.created_at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  };
}

/** As it stands in the inbox from its first moment. */
export function newView(one: {
  id: string;
  seq: number;
  type: NotificationType;
  title: string;
  text: string;
  priority: Priority;
  link?: string | null;
  expiresAt?: Date;
  at: Date;
}): NotificationView {
  return {
    id: one.id,
    seq: one.seq,
    type: one.type,
    title: one.title,
    text: one.text,
    priority: one.priority,
    link: one.link ?? null,
    createdAt: one.at.toISOString(),
    readAt: null,
    expiresAt: one.expiresAt?.toISOString() ?? null,
    snoozedUntil: null,
  };
}
