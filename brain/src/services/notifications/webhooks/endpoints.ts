import type { contract, Input, webhooksWire } from '@smartstart/contract';
import { addMs, dayMs } from '@smartstart/units';
import type { z } from 'zod';
import type { Security } from '../../../engines/security/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { createVault, type Vault } from '../../../kernel/vault.ts';
import type { Channel, Told } from '../telling.ts';
import type { NotificationType } from '../types.ts';
import { newSecret } from './signature.ts';
import * as store from './store.ts';

export type EndpointView = z.infer<typeof webhooksWire.endpoint>;
export type DeliveryView = z.infer<typeof webhooksWire.delivery>;
export type AttemptView = z.infer<typeof webhooksWire.attempt>;
type NewEndpoint = Input<typeof contract.webhooks.add>['body'];
type Edit = Input<typeof contract.webhooks.edit>['body'];
type DeliveriesQuery = Input<typeof contract.webhooks.deliveries>['query'];

const mostEndpoints = 10;
/** How long the old secret signs along after a rotation. */
export const overlapMs = dayMs;
const attemptsShown = 50;
const replayedAtOnce = 1_000;
const testType = 'test';

export interface WebhookParts {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit' | 'require' | 'stand'>;
}

export function createEndpoints({ kernel, security }: WebhookParts) {
  const { clock, outbound } = kernel;
  const vault = webhookVault(kernel);

  /** Everything here is behind the gate of API use. */
  const admit = (db: Db, userId: string) => security.require(db, userId, 'API_KEY');

  async function list(db: Db, userId: string): Promise<EndpointView[]> {
    await admit(db, userId);
    return (await store.endpointsOf(db, userId)).map(endpointView);
  }

  async function see(db: Db, userId: string, id: string): Promise<store.EndpointRow> {
    await admit(db, userId);
    return found(await store.findEndpoint(db, userId, id));
  }

  async function lock(tx: Tx, userId: string, id: string): Promise<store.EndpointRow> {
    await see(tx, userId, id);
    return found(await store.lockEndpoint(tx, id));
  }

  async function add(tx: Tx, userId: string, wish: NewEndpoint) {
    await admit(tx, userId);
    checkUrl(wish.url);
    await store.lockPerson(tx, userId);
    if ((await store.endpointsOf(tx, userId)).length >= mostEndpoints)
      throw new Fail('RULE_VIOLATED', `${mostEndpoints} endpoints are the most. Delete one first.`);
    const [id, secret] = [newId(), newSecret()];
    const row = await store.insertEndpoint(tx, {
      id,
      user_id: userId,
      url: wish.url,
      description: wish.description,
      types: [...new Set(wish.types)],
      secret: vault.seal(Buffer.from(secret), id),
      enabled: true,
      created_at: clock.now(),
    });
    await record(tx, row, 'webhook.added', { after: { url: row.url } });
    return { endpoint: endpointView(row), secret };
  }

  async function edit(
    tx: Tx,
    userId: string,
    id: string,
    wish: Edit,
    requireVersion: (version: number) => void,
  ): Promise<store.EndpointRow> {
    const before = await lock(tx, userId, id);
    requireVersion(before.version);
    if (wish.url !== undefined) checkUrl(wish.url);
    const on = wish.enabled === true && !before.enabled;
    const row = await store.changeEndpoint(tx, id, {
      ...(wish.url === undefined ? {} : { url: wish.url }),
      ...(wish.description === undefined ? {} : { description: wish.description }),
      ...(wish.types === undefined ? {} : { types: [...new Set(wish.types)] }),
      ...(wish.enabled === undefined ? {} : { enabled: wish.enabled }),
      ...(on ? { disabled_reason: null, failing_since: null } : {}),
    });
    await record(tx, row, 'webhook.changed', {
      before: { url: before.url, enabled: before.enabled },
      after: { url: row.url, enabled: row.enabled },
    });
    return row;
  }

  async function remove(tx: Tx, userId: string, id: string): Promise<void> {
    const row = await lock(tx, userId, id);
    await store.removeEndpoint(tx, id);
    await record(tx, row, 'webhook.removed', { before: { url: row.url } });
  }

  async function rotate(tx: Tx, userId: string, id: string) {
    const before = await lock(tx, userId, id);
    const secret = newSecret();
    const row = await store.changeEndpoint(tx, id, {
      secret: vault.seal(Buffer.from(secret), id),
      old_secret: before.secret,
      old_secret_until: addMs(clock.now(), overlapMs),
    });
    await record(tx, row, 'webhook.secret-rotated', {});
    return { endpoint: endpointView(row), secret };
  }

  async function test(tx: Tx, userId: string, id: string): Promise<DeliveryView> {
    const row = await lock(tx, userId, id);
    requireOn(row);
    const now = clock.now();
    const delivery = deliveryRow(
      id,
      newId(),
      testType,
      bodyOf(testType, now, { message: 'Your endpoint works.' }),
      now,
    );
    await store.insertDeliveries(tx, [delivery]);
    return deliveryView(found(await store.findDelivery(tx, id, delivery.id)), undefined);
  }

  async function deliveries(db: Db, userId: string, id: string, query: DeliveriesQuery) {
    await see(db, userId, id);
    const { limit, state } = query;
    const rows = await store.deliveriesOf(db, id, {
      before: readIdCursor(query.cursor),
      limit: limit + 1,
      ...(state ? { state } : {}),
    });
    const last = await store.lastAttempts(
      db,
      rows.map((row) => row.id),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => deliveryView(row, last.get(row.id)),
    );
  }

  async function delivery(db: Db, userId: string, id: string, deliveryId: string) {
    await see(db, userId, id);
    const row = found(await store.findDelivery(db, id, deliveryId));
    const attempts = await store.attemptsOf(db, deliveryId, attemptsShown);
    return {
      delivery: deliveryView(row, attempts[0]),
      body: row.body,
      attempts: attempts.map(attemptView),
    };
  }

  /** Under the same id: a receiver that has it already can tell. */
  async function replay(tx: Tx, userId: string, id: string, deliveryId: string): Promise<DeliveryView> {
    requireOn(await lock(tx, userId, id));
    found(await store.findDelivery(tx, id, deliveryId));
    if (!(await store.queueAgain(tx, id, clock.now(), { id: deliveryId })))
      throw new Fail('RULE_VIOLATED', 'This delivery is under way at this moment. Look again shortly.');
    return deliveryView(found(await store.findDelivery(tx, id, deliveryId)), undefined);
  }

  async function replayFailed(tx: Tx, userId: string, id: string): Promise<{ queued: number }> {
    requireOn(await lock(tx, userId, id));
    const wanted = { state: 'FAILED', limit: replayedAtOnce } as const;
    return { queued: await store.queueAgain(tx, id, clock.now(), wanted) };
  }

  function checkUrl(url: string): void {
    const refused = outbound.whyRefused(url);
    if (refused) throw new Fail('RULE_VIOLATED', refused);
  }

  function record(
    tx: Tx,
    row: store.EndpointRow,
    action: string,
    change: { before?: Record<string, unknown>; after?: Record<string, unknown> },
  ) {
    return security.audit(tx, {
      actorId: row.user_id,
      action,
      entity: 'webhook-endpoint',
      entityId: row.id,
      ...change,
    });
  }

  /** Every notification of a person is posted to those of their endpoints that want its type. */
  const channel: Channel = {
    async queue(tx, told) {
      const owners = [...new Set(told.map((one) => one.notice.userId))];
      const endpoints = Map.groupBy(await store.enabledOf(tx, owners), (row) => row.user_id);
      if (!endpoints.size) return;
      const now = clock.now();
      await store.insertDeliveries(
        tx,
        told.flatMap((one) =>
          (endpoints.get(one.notice.userId) ?? [])
            .filter(({ types }) => !types.length || types.includes(one.notice.type))
            .map(({ id }) => deliveryRow(id, one.id, one.notice.type, noticeBody(one, now), now)),
        ),
      );
    },
  };

  return {
    list,
    add,
    get: async (db: Db, userId: string, id: string) => see(db, userId, id),
    edit,
    remove,
    rotate,
    test,
    deliveries,
    delivery,
    replay,
    replayFailed,
    channel,
  };
}

export type Endpoints = ReturnType<typeof createEndpoints>;

export function webhookVault(kernel: Pick<Kernel, 'encryptionKey'>): Vault {
  return createVault(kernel.encryptionKey, 'webhook secrets');
}

function requireOn({ enabled }: store.EndpointRow): void {
  if (!enabled) throw new Fail('RULE_VIOLATED', 'This endpoint is switched off. Switch it on first.');
}

function deliveryRow(endpointId: string, notificationId: string, type: string, body: string, now: Date) {
  return {
    id: newId(),
    endpoint_id: endpointId,
    notification_id: notificationId,
    type,
    body,
    state: 'PENDING',
    due_at: now,
    created_at: now,
  };
}

/** The payload the specification proposes: type, time, data. */
function bodyOf(type: string, at: Date, data: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

function noticeBody({ view }: Told, now: Date): string {
  const { id, title, text, priority, link, createdAt, expiresAt } = view;
  return bodyOf(view.type, now, { id, title, text, priority, link, createdAt, expiresAt });
}

export function endpointView(row: store.EndpointRow): EndpointView {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types as NotificationType[],
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    failingSince: row.failing_since?.toISOString() ?? null,
    oldSecretUntil: row.old_secret_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

/** What receivers see as `webhook-id`. */
export function webhookId(deliveryId: string): string {
  return `msg_${deliveryId.replaceAll('-', '')}`;
}

function deliveryView(row: store.DeliveryRow, last: store.AttemptRow | undefined): DeliveryView {
  return {
    id: row.id,
    webhookId: webhookId(row.id),
    type: row.type,
    state: row.state as DeliveryView['state'],
    attempts: row.attempts,
    dueAt: row.state === 'PENDING' ? row.due_at.toISOString() : null,
    createdAt: row.created_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    last: last ? attemptView(last) : null,
  };
}

function attemptView(row: store.AttemptRow): AttemptView {
  return {
    at: row.at.toISOString(),
    tookMs: row.took_ms,
    status: row.status,
    answer: row.answer,
    error: row.error,
  };
}
