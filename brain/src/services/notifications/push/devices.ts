import { createECDH, createHash } from 'node:crypto';
import type { contract, Input, notificationsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Security } from '../../../engines/security/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { createVault, type Vault } from '../../../kernel/vault.ts';
import { failForDevice, insertAll } from '../delivery-store.ts';
import { pushesAnHour } from '../flow.ts';
import { sendingOf, type Channel, type Told } from '../telling.ts';
import { heldUntil } from '../timing.ts';
import * as store from './store.ts';

export type DeviceView = z.infer<typeof notificationsWire.device>;
export type NewDevice = Input<typeof contract.notifications.addDevice>['body'];

/** What a service worker shows. The text is there only where the person allows it. */
export interface PushMessage {
  readonly id: string;
  readonly title: string;
  readonly link: string | null;
  readonly urgent: boolean;
  readonly text?: string;
}

const mostDevices = 20;
const titleChars = 120;
const textChars = 300;

export interface PushParts {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit'>;
}

export function createDevices({ kernel, security }: PushParts) {
  const { clock, outbound } = kernel;
  const vault = pushVault(kernel);

  async function list(db: Db, userId: string): Promise<DeviceView[]> {
    return (await store.devicesOf(db, userId)).map(deviceView);
  }

  /**
   * The same browser again renews its keys. A browser in which somebody else signed in belongs to them from then on: what
   * is for one person must not show on the screen of another.
   */
  async function add(
    tx: Tx,
    { userId, sessionId }: { userId: string; sessionId: string },
    device: NewDevice,
  ): Promise<DeviceView> {
    const { name, endpoint, keys } = device;
    const refused = outbound.whyRefused(endpoint);
    if (refused) throw new Fail('RULE_VIOLATED', `This push service cannot be used. ${refused}`);
    if (!isPointOnCurve(keys.p256dh))
      throw new Fail('RULE_VIOLATED', 'The key of the browser is not a valid one. Subscribe anew.');
    const known = await store.lockEndpoint(tx, endpoint);
    if (known?.user_id === userId) {
      const auth = vault.seal(Buffer.from(keys.auth), known.id);
      return deviceView(
        await store.changeDevice(tx, known.id, { session_id: sessionId, p256dh: keys.p256dh, auth }),
      );
    }
    if (known) await drop(tx, known.id, 'The device belongs to somebody else now.');
    if ((await store.devicesOf(tx, userId)).length >= mostDevices)
      throw new Fail('RULE_VIOLATED', `${mostDevices} devices are the most. Remove one you no longer use.`);
    const id = newId();
    const row = await store.insertDevice(tx, {
      id,
      user_id: userId,
      session_id: sessionId,
      name,
      endpoint,
      p256dh: keys.p256dh,
      auth: vault.seal(Buffer.from(keys.auth), id),
      created_at: clock.now(),
    });
    if (!row) throw new Fail('CONFLICT');
    await security.audit(tx, {
      actorId: userId,
      action: 'push-device.added',
      entity: 'push-device',
      entityId: id,
      after: { name, service: serviceOf(endpoint) },
    });
    return deviceView(row);
  }

  async function rename(tx: Tx, userId: string, id: string, name: string): Promise<DeviceView> {
    found(await store.findDevice(tx, userId, id));
    return deviceView(await store.changeDevice(tx, id, { name }));
  }

  async function remove(tx: Tx, userId: string, id: string): Promise<void> {
    const row = found(await store.findDevice(tx, userId, id));
    await drop(tx, id, 'The device was removed.');
    await security.audit(tx, {
      actorId: userId,
      action: 'push-device.removed',
      entity: 'push-device',
      entityId: id,
      before: { name: row.name },
    });
  }

  async function drop(tx: Tx, id: string, reason: string): Promise<void> {
    await failForDevice(tx, id, reason, clock.now());
    await store.removeDevice(tx, id);
  }

  /** Whoever signs out on a device is not shown anything there any more. */
  async function sessionEnded(tx: Tx, sessionId: string): Promise<void> {
    for (const id of await store.devicesOfSession(tx, sessionId)) await drop(tx, id, 'The session ended.');
  }

  async function tryOut(tx: Tx, userId: string, id: string): Promise<{ deviceId: string }> {
    found(await store.findDevice(tx, userId, id));
    const now = clock.now();
    const notificationId = newId();
    const message: PushMessage = {
      id: notificationId,
      title: 'Push messages arrive here',
      link: '/settings/notifications',
      urgent: false,
    };
    await insertAll(tx, [
      rowFor({ userId, notificationId, deviceId: id, message, urgent: false, now, dueAt: now }),
    ]);
    return { deviceId: id };
  }

  const channel: Channel = {
    async queue(tx, told) {
      // Of a flood the first that is too much announces the others, which come without a message of their own.
      const wanted = told.filter(
        ({ choice, channels, pushNo }) =>
          channels.push && choice.settings.pushEnabled && pushNo <= pushesAnHour + 1,
      );
      const devices = Map.groupBy(
        await store.devicesOfAll(tx, [...new Set(wanted.map((one) => one.notice.userId))]),
        (device) => device.user_id,
      );
      const now = clock.now();
      await insertAll(
        tx,
        wanted.flatMap((one) =>
          (devices.get(one.notice.userId) ?? []).map((device) =>
            rowFor({
              userId: one.notice.userId,
              notificationId: one.id,
              deviceId: device.id,
              message: messageOf(one),
              urgent: one.view.priority === 'URGENT',
              bulk: one.notice.bulk ?? false,
              now,
              dueAt: heldUntil(now, one.choice.settings, sendingOf(one)) ?? now,
            }),
          ),
        ),
      );
    },
  };

  return { list, add, rename, remove, drop, sessionEnded, tryOut, channel };
}

export type Devices = ReturnType<typeof createDevices>;

/** Opens what the devices' secrets are sealed with. */
export function pushVault(kernel: Pick<Kernel, 'encryptionKey'>): Vault {
  return createVault(kernel.encryptionKey, 'push devices');
}

function messageOf({ id, view, choice, pushNo }: Told): PushMessage {
  if (pushNo > pushesAnHour)
    return {
      id,
      title: 'Many more notifications are waiting for you',
      link: '/notifications',
      urgent: false,
    };
  return {
    id,
    title: cut(view.title, titleChars),
    link: view.link,
    urgent: view.priority === 'URGENT',
    ...(choice.settings.pushText ? { text: cut(view.text, textChars) } : {}),
  };
}

function rowFor(one: {
  userId: string;
  notificationId: string;
  deviceId: string;
  message: PushMessage;
  urgent: boolean;
  bulk?: boolean;
  now: Date;
  dueAt: Date;
}) {
  return {
    id: newId(),
    user_id: one.userId,
    notification_id: one.notificationId,
    channel: 'PUSH',
    target: one.deviceId,
    state: 'PENDING',
    payload: JSON.stringify(one.message),
    urgent: one.urgent,
    bulk: one.bulk ?? false,
    created_at: one.now,
    due_at: one.dueAt,
  };
}

/** Nothing can be encrypted for another key; refused now, it does not fail six times later. */
function isPointOnCurve(key: string): boolean {
  const probe = createECDH('prime256v1');
  probe.generateKeys();
  try {
    return probe.computeSecret(Buffer.from(key, 'base64url')).length > 0;
  } catch {
    return false;
  }
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1)}…`;
}

function deviceView(row: store.DeviceRow): DeviceView {
  return {
    id: row.id,
    name: row.name,
    service: serviceOf(row.endpoint),
    fingerprint: createHash('sha256').update(row.endpoint).digest('hex'),
    createdAt: row.created_at.toISOString(),
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
  };
}

function serviceOf(endpoint: string): string {
  return URL.parse(endpoint)?.host ?? '';
}
