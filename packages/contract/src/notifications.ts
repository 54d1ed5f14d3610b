import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, page, text } from './wire.ts';

export const notificationType = z.enum([
  'welcome',
  'venture.created',
  'venture.updated',
  'venture.activated',
  'member.joined',
  'member.joining',
  'subscription.started',
  'subscription.cancelled',
  'trial.ends',
  'invitation.received',
  'invitation.answered',
  'document.to-sign',
  'document.signed',
  'paper.expiring',
  'paper.expired',
  'access.changed',
  'security.new-device',
  'security.credentials-changed',
  'security.account-locked',
  'security.break-glass',
  'maintenance',
  'export.ready',
]);
export const priority = z.enum(['LOW', 'NORMAL', 'HIGH', 'URGENT']);
/** `seq` counts up by one for each person without gaps, so that a client knows what it has missed. */
export const notification = z.object({
  id,
  seq: z.int(),
  type: notificationType,
  title: z.string(),
  text: z.string(),
  priority,
  link: z.nullable(z.string()),
  createdAt: instant,
  readAt: z.nullable(instant),
});
const preference = z.object({
  type: notificationType,
  label: z.string(),
  inApp: z.boolean(),
  email: z.boolean(),
  mandatory: z.boolean(),
});
export const preferences = z.object({
  emailEnabled: z.boolean(),
  quietFrom: z.nullable(z.string()),
  quietTo: z.nullable(z.string()),
  types: z.array(preference),
});
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const notifications = {
  list: op({
    method: 'GET',
    path: '/notifications',
    summary: 'Own notifications, newest first; `after` gives those missed, oldest first',
    level: 0,
    relation: 'self',
    limit: 'user-read',
    query: z.strictObject({
      ...page,
      unread: z.enum(['true', 'false']).optional(),
      type: notificationType.optional(),
      after: z.coerce.number().int().min(0).optional(),
    }),
    output: z.object({ items: z.array(notification), nextCursor: z.nullable(z.string()), lastSeq: z.int() }),
    errors: [],
  }),
  unreadCount: op({
    method: 'GET',
    path: '/notifications/unread-count',
    summary: 'How many are unread',
    level: 0,
    relation: 'self',
    limit: 'user-read',
    output: z.object({ unread: z.int(), lastSeq: z.int() }),
    errors: [],
  }),
  readAll: op({
    method: 'POST',
    path: '/notifications/read-all',
    summary: 'Mark all read',
    level: 0,
    relation: 'self',
    body: empty,
    output: z.object({ unread: z.int() }),
    errors: [],
  }),
  read: op({
    method: 'POST',
    path: '/notifications/{notificationId}/read',
    summary: 'Mark one read',
    level: 0,
    relation: 'self',
    params: z.strictObject({ notificationId: id }),
    body: empty,
    output: notification,
    errors: ['NOT_FOUND'],
  }),
  remove: op({
    method: 'DELETE',
    path: '/notifications/{notificationId}',
    summary: 'Delete one',
    level: 0,
    relation: 'self',
    params: z.strictObject({ notificationId: id }),
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
  preferences: op({
    method: 'GET',
    path: '/notification-preferences',
    summary: 'Own preferences per type and channel',
    level: 0,
    relation: 'self',
    output: preferences,
    errors: [],
  }),
  setPreferences: op({
    method: 'PUT',
    path: '/notification-preferences',
    summary: 'Set preferences; mandatory types stay on',
    level: 0,
    relation: 'self',
    body: z.strictObject({
      emailEnabled: z.boolean(),
      quietFrom: z.nullable(clock),
      quietTo: z.nullable(clock),
      types: z
        .array(z.strictObject({ type: notificationType, inApp: z.boolean(), email: z.boolean() }))
        .max(60),
    }),
    output: preferences,
    errors: ['RULE_VIOLATED'],
  }),
  test: op({
    method: 'POST',
    path: '/admin/notifications/test',
    summary: 'Send a test message to oneself over every channel',
    level: 12,
    relation: 'administrator',
    body: z.strictObject({ text: text(1, 200) }),
    output: notification,
    errors: [],
  }),
};
