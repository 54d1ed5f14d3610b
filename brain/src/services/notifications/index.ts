import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createInbox, type People } from './notifications.ts';
import { changePreferences, preferencesOf } from './preferences.ts';
import { subscribe } from './reactions.ts';
import type { NotificationView } from './view.ts';

export { notificationsRoutes } from './routes.ts';
export type { Notice, People, Person } from './notifications.ts';
export type { Preferences, PreferencesChange } from './preferences.ts';
export type { NotificationType, Priority } from './types.ts';
export type { NotificationView } from './view.ts';

export type Notifications = ReturnType<typeof createNotifications>;

export interface NotificationDeps {
  readonly people: People;
  readonly security: Pick<Security, 'audit'>;
  /** Full name of a paper, for events that carry its code only. */
  readonly paperName?: (code: string) => string;
}

/** Tells people what happened: in-app, live and by e-mail, as they chose. Stands above the other services and listens to them. */
export function createNotifications(kernel: Kernel, deps: NotificationDeps) {
  const inbox = createInbox(kernel, deps.people);
  subscribe(kernel.outbox, inbox.notify, deps.paperName ?? ((code) => code));

  /** A message to oneself over every channel. */
  async function test(tx: Tx, userId: string, text: string): Promise<NotificationView> {
    const sent = found(
      await inbox.notify(tx, {
        userId,
        type: 'maintenance',
        title: 'Test message',
        text,
        link: '/notifications',
      }),
    );
    await deps.security.audit(tx, {
      actorId: userId,
      action: 'notifications.tested',
      entity: 'notification',
      entityId: sent.id,
    });
    return sent;
  }

  const db: Db = kernel.database.db;
  return { ...inbox, db, preferences: preferencesOf, changePreferences, test };
}
