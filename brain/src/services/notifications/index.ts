import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createAudiences, type AudienceSources } from './broadcasts/audiences.ts';
import { createBroadcasts } from './broadcasts/broadcasts.ts';
import { createTemplates } from './broadcasts/templates.ts';
import { createCourier } from './courier.ts';
import { bringForwardDigest, dropWaitingPushesOf, settleMails } from './delivery-store.ts';
import { createDigests } from './digests.ts';
import { createInbox } from './notifications.ts';
import { changePreferences, preferencesOf, type PreferencesChange } from './preferences.ts';
import { createDevices } from './push/devices.ts';
import { createPushKeys } from './push/keys.ts';
import { createPushSender } from './push/sender.ts';
import { subscribe } from './reactions.ts';
import { recordOf } from './record.ts';
import { createTelling } from './telling.ts';
import { createUpkeep } from './upkeep.ts';
import type { NotificationView } from './view.ts';
import { createEndpoints } from './webhooks/endpoints.ts';
import { createWebhookSender } from './webhooks/sender.ts';

export { notificationsRoutes, broadcastRoutes, webhookRoutes } from './routes.ts';
export type { Notice, People, Person } from './telling.ts';
export type { Preferences, PreferencesChange } from './preferences.ts';
export type { NotificationType, Priority } from './types.ts';
export type { NotificationView } from './view.ts';

export type Notifications = ReturnType<typeof createNotifications>;

export interface NotificationDeps {
  readonly people: AudienceSources['people'];
  readonly security: Pick<Security, 'audit' | 'require' | 'stand' | 'factsOfMany' | 'appointed'>;
  /** The active members of a venture; null where there is none. */
  readonly membersOf?: AudienceSources['membersOf'];
  /** Full name of a paper, for events that carry its code only. */
  readonly paperName?: (code: string) => string;
}

/**
 * Tells people what happened, as they chose: in-app and live, by e-mail, as push messages and to their webhooks. Stands
 * above the other services and listens to them.
 */
export function createNotifications(kernel: Kernel, deps: NotificationDeps) {
  const { people, security } = deps;
  const { clock, database } = kernel;
  const devices = createDevices({ kernel, security });
  const webhooks = createEndpoints({ kernel, security });
  const telling = createTelling(kernel, people, [devices.channel, webhooks.channel]);
  const inbox = createInbox(kernel);
  const keys = createPushKeys(kernel);
  const membersOf = deps.membersOf ?? (() => Promise.resolve(null));
  const audiences = createAudiences({ people, membersOf, security, clock });
  const broadcasts = createBroadcasts({ kernel, security, audiences, telling });
  const templates = createTemplates(kernel, security);
  subscribe(
    kernel.outbox,
    { ...telling, ...devices, appointed: security.appointed },
    deps.paperName ?? ((code) => code),
  );

  const upkeep = createUpkeep(kernel, inbox);
  const courier = createCourier(
    kernel,
    {
      upkeep,
      digests: createDigests(kernel, people),
      push: createPushSender(kernel, keys, devices),
      webhooks: createWebhookSender({ kernel, security }, telling.notify),
    },
    () => settleMails(database.db),
  );

  async function preferences(db: Db, userId: string) {
    const person = (await people.byIds(db, [userId])).get(userId);
    return preferencesOf(db, userId, person?.timeZone ?? 'UTC');
  }

  async function setPreferences(tx: Tx, userId: string, change: PreferencesChange) {
    await changePreferences(tx, userId, change, clock.now());
    // What waits for a channel that is now closed has nowhere to go.
    if (change.pushEnabled === false) await dropWaitingPushesOf(tx, userId);
    if (change.digestHour === null) await bringForwardDigest(tx, userId, clock.now());
    return preferences(tx, userId);
  }

  /** A message to oneself over every channel. */
  async function test(tx: Tx, userId: string, text: string): Promise<NotificationView> {
    const sent = found(
      await telling.notify(tx, {
        userId,
        type: 'maintenance',
        title: 'Test message',
        text,
        link: '/notifications',
      }),
    );
    await security.audit(tx, {
      actorId: userId,
      action: 'notifications.tested',
      entity: 'notification',
      entityId: sent.id,
    });
    return sent;
  }

  /** The section of a person's own export. */
  async function exportOf(db: Db, userId: string) {
    return {
      notifications: await inbox.exportOf(db, userId),
      preferences: await preferences(db, userId),
      devices: await devices.list(db, userId),
    };
  }

  return {
    ...inbox,
    ...telling,
    db: database.db,
    record: (db: Db, userId: string, id: string) => recordOf(db, inbox, userId, id),
    preferences,
    setPreferences,
    devices,
    pushKey: async () => (await keys()).publicKey,
    webhooks,
    broadcasts,
    templates,
    courier,
    upkeep,
    test,
    exportOf,
  };
}
