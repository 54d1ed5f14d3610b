import { addMs, dayMs, hourMs, minuteMs, secondMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { outboundError, wasRefused } from '../../../kernel/outbound.ts';
import { work } from '../pool.ts';
import type { Notice } from '../telling.ts';
import { webhookId, webhookVault, type WebhookParts } from './endpoints.ts';
import { signatureHeaders } from './signature.ts';
import * as store from './store.ts';

const deliveriesARound = 100;
const together = 20;
/** So many places one endpoint may hold at once; one that fails, a single one. */
export const placesOfOne = 4;
const leaseMs = 2 * minuteMs;
/** Waiting times before the retries, as the specification proposes: about three days in all. */
export const webhookRetryMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;
/** An endpoint at which nothing has arrived for so long is switched off when the next delivery is given up. */
export const longestFailureMs = 3 * dayMs;

interface Attempt {
  readonly status: number | null;
  readonly answer: string;
  readonly error: string | null;
  /** The receiver says that it is gone, or the address is one that is closed: trying again is no use. */
  readonly final: boolean;
}

/** Posts what is due to the endpoints of people, signed, and keeps a log of every attempt. */
export function createWebhookSender(
  { kernel, security }: WebhookParts,
  notify: (tx: Tx, notice: Notice) => Promise<unknown>,
) {
  const { database, clock, outbound, log } = kernel;
  const { db } = database;
  const vault = webhookVault(kernel);

  async function round(): Promise<number> {
    return work({ together, inAll: deliveriesARound }, take, ({ row, endpoint }) =>
      // An endpoint that was deleted in between has taken its deliveries along.
      endpoint ? send(row, endpoint) : Promise.resolve(),
    );
  }

  async function take(most: number) {
    const now = clock.now();
    const rows = await store.lease(db, { now, until: addMs(now, leaseMs) }, { most, placesOfOne });
    const endpoints = await store.endpointsByIds(db, [...new Set(rows.map((row) => row.endpoint_id))]);
    return rows.map((row) => ({ row, endpoint: endpoints.get(row.endpoint_id) }));
  }

  async function send(row: store.DeliveryRow, endpoint: store.EndpointRow): Promise<void> {
    const begin = performance.now();
    const { open } = await security.stand(db, endpoint.user_id, 'API_KEY');
    const attempt = open
      ? await post(row, endpoint)
      : {
          status: null,
          answer: '',
          error: 'API access is closed: papers or the seat are missing.',
          final: true,
        };
    await store.insertAttempt(db, {
      id: newId(),
      delivery_id: row.id,
      at: clock.now(),
      took_ms: Math.round(performance.now() - begin),
      status: attempt.status,
      answer: attempt.answer,
      error: attempt.error,
    });
    if (attempt.error === null) {
      await store.mark(db, row, { state: 'SENT', settledAt: clock.now() });
      await store.setFailing(db, endpoint.id, null);
    } else await fail(row, endpoint, attempt, open);
  }

  async function post(row: store.DeliveryRow, endpoint: store.EndpointRow): Promise<Attempt> {
    const timestamp = Math.floor(clock.now().getTime() / secondMs);
    const signed = { id: webhookId(row.id), timestamp, body: row.body };
    try {
      const { status, text } = await outbound.post(endpoint.url, {
        headers: {
          'content-type': 'application/json',
          'user-agent': 'SmartStart-Webhooks/1',
          ...signatureHeaders(signed, secretsOf(endpoint)),
        },
        body: row.body,
      });
      if (status >= 200 && status < 300) return { status, answer: text, error: null, final: false };
      const error =
        status >= 300 && status < 400
          ? `The endpoint answered ${status}: redirects are not followed.`
          : `The endpoint answered ${status}.`;
      return { status, answer: text, error, final: status === 410 };
    } catch (error) {
      return {
        status: null,
        answer: '',
        error: outboundError(error),
        final: wasRefused(error),
      };
    }
  }

  function secretsOf(endpoint: store.EndpointRow): string[] {
    const { id, secret, old_secret, old_secret_until } = endpoint;
    const sealed = [secret, ...(old_secret && old_secret_until! > clock.now() ? [old_secret] : [])];
    return sealed.map((one) => vault.open(one, id).toString());
  }

  async function fail(
    row: store.DeliveryRow,
    endpoint: store.EndpointRow,
    attempt: Attempt,
    open: boolean,
  ): Promise<void> {
    const now = clock.now();
    const delayMs = attempt.final ? undefined : webhookRetryMs[row.attempts - 1];
    if (open) await store.setFailing(db, endpoint.id, now);
    if (delayMs !== undefined) return store.mark(db, row, { state: 'PENDING', dueAt: addMs(now, delayMs) });
    await store.mark(db, row, { state: 'FAILED', settledAt: now });
    log.info({ deliveryId: row.id, endpointId: endpoint.id }, 'a webhook was given up');
    const since = endpoint.failing_since ?? now;
    const gone = attempt.status === 410;
    if (open && (gone || now.getTime() - since.getTime() >= longestFailureMs))
      await database.transact((tx) => switchOff(tx, endpoint.id, attempt));
  }

  /** With a notice to the owner, once. */
  async function switchOff(tx: Tx, endpointId: string, { status, error }: Attempt): Promise<void> {
    const endpoint = await store.lockEndpoint(tx, endpointId);
    if (!endpoint?.enabled) return;
    const reason =
      status === 410
        ? 'The endpoint answered 410: it wants nothing more.'
        : `Nothing has arrived for ${longestFailureMs / dayMs} days. Last: ${error}`;
    await store.changeEndpoint(tx, endpointId, { enabled: false, disabled_reason: reason });
    await security.audit(tx, {
      actorId: null,
      action: 'webhook.disabled',
      entity: 'webhook-endpoint',
      entityId: endpointId,
      after: { reason },
    });
    await notify(tx, {
      userId: endpoint.user_id,
      type: 'webhook.disabled',
      title: 'A webhook was switched off',
      text: `${reason}\n\nThe endpoint is ${endpoint.url}. Put it right, switch it on again and replay what failed.`,
      link: `/settings/webhooks/${endpointId}`,
    });
  }

  return { round };
}
