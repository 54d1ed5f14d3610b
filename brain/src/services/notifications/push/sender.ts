import { addMs, minuteMs, hourMs } from '@smartstart/units';
import webPush from 'web-push';
import type { Kernel } from '../../../kernel/kernel.ts';
import { outboundError, wasRefused } from '../../../kernel/outbound.ts';
import * as deliveries from '../delivery-store.ts';
import { work } from '../pool.ts';
import { pushLifeMs } from '../telling.ts';
import { pushVault, type Devices, type PushMessage } from './devices.ts';
import type { VapidKeys } from './keys.ts';
import * as store from './store.ts';

/** At most so many in one round; a round comes every five seconds (section 12). */
export const pushesARound = 100;
const together = 10;
/** Longer than one attempt may take. */
const leaseMs = 2 * minuteMs;
/** Waiting times before the five retries. */
const retryMs = [30_000, 2 * minuteMs, 10 * minuteMs, hourMs, 4 * hourMs];

/** Hands push messages to the push services: encrypted for the one browser (RFC 8291), signed by this installation. */
export function createPushSender(
  kernel: Pick<Kernel, 'database' | 'clock' | 'encryptionKey' | 'outbound' | 'log'>,
  keys: () => Promise<VapidKeys>,
  devices: Pick<Devices, 'drop'>,
) {
  const { database, clock, outbound, log } = kernel;
  const { db } = database;
  const vault = pushVault(kernel);

  /** Sends what is due, one batch. Answers with how many it took. */
  async function round(): Promise<number> {
    return work({ together, inAll: pushesARound }, take, ({ row, device }) => send(row, device));
  }

  async function take(most: number) {
    const now = clock.now();
    const rows = await deliveries.leasePushes(db, now, addMs(now, leaseMs), most);
    const targets = await store.devicesByIds(db, [...new Set(rows.map((row) => row.target))]);
    return rows.map((row) => ({ row, device: targets.get(row.target) }));
  }

  async function send(row: deliveries.PushRow, device: store.DeviceRow | undefined): Promise<void> {
    if (!device) return settle(row, 'FAILED', 'The device was removed.');
    if (!row.urgent && clock.now().getTime() - row.due_at.getTime() > pushLifeMs && row.attempts === 1)
      return settle(row, 'FAILED', 'It was too old when its turn came.');
    const outcome = await post(row, device);
    if (outcome.gone) {
      await database.transact((tx) => devices.drop(tx, device.id, 'The browser has unsubscribed.'));
      log.info({ deviceId: device.id }, 'a push subscription is gone and was removed');
    } else if (outcome.error === null) {
      await settle(row, 'SENT', null);
      await store.touchDevice(db, device.id, clock.now());
    } else await retry(row, outcome.error, outcome.final);
  }

  interface Posted {
    readonly error: string | null;
    /** The subscription is no more. */
    readonly gone?: boolean;
    /** Trying again would end the same way. */
    readonly final?: boolean;
  }

  async function post(row: deliveries.PushRow, device: store.DeviceRow): Promise<Posted> {
    try {
      const message = row.payload as unknown as PushMessage;
      const request = webPush.generateRequestDetails(
        {
          endpoint: device.endpoint,
          keys: { p256dh: device.p256dh, auth: vault.open(device.auth, device.id).toString() },
        },
        JSON.stringify(message),
        {
          vapidDetails: await keys(),
          TTL: pushLifeMs / 1000,
          urgency: row.urgent ? 'high' : 'normal',
          // A copy that was sent because the first answer got lost takes the place of the first.
          topic: row.notification_id.replaceAll('-', ''),
          contentEncoding: 'aes128gcm',
        },
      );
      const headers = Object.fromEntries(
        Object.entries(request.headers as Record<string, unknown>).flatMap(([name, value]) =>
          /^content-length$/i.test(name) ? [] : [[name, String(value)]],
        ),
      );
      const { status } = await outbound.post(device.endpoint, { headers, body: request.body as Buffer });
      if (status >= 200 && status < 300) return { error: null };
      const error = `The push service answered ${status}.`;
      if (status === 404 || status === 410) return { error, gone: true };
      return { error, final: status === 400 || status === 403 || status === 413 };
    } catch (error) {
      return { error: outboundError(error), final: wasRefused(error) };
    }
  }

  async function retry(row: deliveries.PushRow, error: string, final = false): Promise<void> {
    const delayMs = retryMs[row.attempts - 1];
    if (final || delayMs === undefined) return settle(row, 'FAILED', error);
    await deliveries.markPush(db, row, { state: 'PENDING', dueAt: addMs(clock.now(), delayMs), error });
  }

  async function settle(
    row: deliveries.PushRow,
    state: 'SENT' | 'FAILED',
    error: string | null,
  ): Promise<void> {
    await deliveries.markPush(db, row, { state, settledAt: clock.now(), error });
    if (error) log.warn({ deliveryId: row.id, attempts: row.attempts, error }, 'a push message was given up');
  }

  return { round };
}
