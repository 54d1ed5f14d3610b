import type { notificationsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { NotificationRow } from './store.ts';
import type { NotificationType, Priority } from './types.ts';

export type NotificationView = z.infer<typeof notificationsWire.notification>;

/** What leaves the server; the payload does not. */
export function view(row: NotificationRow): NotificationView {
  return {
    id: row.id,
    seq: row.seq,
    type: row.type as NotificationType,
    title: row.title,
    text: row.text,
    priority: row.priority as Priority,
    link: row.link,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}
