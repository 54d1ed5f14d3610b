import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import * as payments from '../books/payment-store.ts';
import { tell, type Actor, type Ground } from '../deps.ts';
import { HookRefused, type ProviderEvent, type ProviderNews, type RawHook } from '../providers/provider.ts';
import * as store from './hook-store.ts';
import { methodDescribed, methodGone, methodStored, visitOver } from './methods.ts';
import { refundSettled } from './refunds.ts';
import { settlePayment, type Settled } from './settling.ts';

/**
 * Messages of payment providers. The signature is checked over the bytes before anything else; then the message is kept,
 * once, and answered. What follows from it is done by the outbox, and may be done again without harm.
 */

export const hookEvent = 'payment-hook.received';
const ignored = (note: string): Settled => ({ result: 'IGNORED', note });
/** A stranger who sends forgeries all day leaves one entry an hour in the audit chain. */
const refusalSeconds = 3600;

export function defineHooks(ground: Ground): void {
  ground.kernel.outbox.subscribe('subscriptions.payment-hooks', [hookEvent], (tx, event) =>
    workThrough(ground, tx, String(event.data['hookId'])),
  );
}

/** @throws `Fail('MALFORMED')` for what the provider did not sign, or signed too long ago */
export async function receive(
  ground: Ground,
  providerName: string,
  message: Omit<RawHook, 'now'>,
  from: Actor['call'] | null,
): Promise<void> {
  const { database, clock } = ground.kernel;
  const provider = ground.providers.byName(providerName);
  if (!provider || provider.manual) throw new Fail('NOT_FOUND');
  const event = await provider
    .readHook({ ...message, now: clock.now() })
    .catch((error: unknown) => refuse(ground, providerName, error, from));
  await database.transact((tx) => keep(ground, tx, providerName, event, message.bytes.toString('utf8')));
}

async function keep(
  ground: Ground,
  tx: Tx,
  provider: string,
  event: ProviderEvent,
  body: string,
): Promise<void> {
  const id = newId();
  const fresh = await store.insertHook(tx, {
    id,
    provider,
    event_id: event.id,
    type: event.type,
    happened_at: event.at,
    received_at: ground.kernel.clock.now(),
    body,
    state: 'RECEIVED',
    charge_ref: event.news && 'chargeRef' in event.news ? event.news.chargeRef : null,
  });
  if (fresh) await publish(ground, tx, id);
}

function publish({ kernel }: Ground, tx: Tx, hookId: string): Promise<void> {
  const at = kernel.clock.now().toISOString();
  return kernel.outbox.publish(tx, { type: hookEvent, actorId: null, at, topics: [], data: { hookId } });
}

async function workThrough(ground: Ground, tx: Tx, hookId: string): Promise<void> {
  const hook = await store.lockHook(tx, hookId);
  if (hook?.state !== 'RECEIVED') return;
  const { result, note } = await resultOf(ground, tx, hook);
  const { clock, outbox } = ground.kernel;
  await store.saveHook(tx, hook.id, { state: result, note, handled_at: clock.now() });
  if (result === 'ATTENTION')
    await outbox.publish(tx, {
      type: 'payment-hook.attention',
      actorId: null,
      at: clock.now().toISOString(),
      topics: [],
      data: { hookId, note, recipientIds: await ground.security.appointed(tx, [9, 12]) },
    });
}

async function resultOf(
  ground: Ground,
  tx: Tx,
  hook: store.HookRow,
): Promise<{ result: Settled['result'] | 'WAITING'; note: string | null }> {
  const provider = ground.providers.byName(hook.provider);
  if (!provider)
    return { result: 'ATTENTION', note: `The provider ${hook.provider} is not set up any more.` };
  if (hook.body === null) return ignored('What it said was forgotten after a while.');
  const { news } = provider.understand(hook.body);
  if (!news) return ignored('Nothing follows from messages of this kind.');
  if (!('chargeRef' in news)) return ofMethods(ground, tx, hook.provider, news);
  const payment = await paymentOf(tx, hook.provider, news);
  if (!payment) return { result: 'WAITING', note: 'The charge it speaks of is not known here yet.' };
  return ofCharge(ground, tx, payment, news);
}

type ChargeNews = Extract<ProviderNews, { chargeRef: string }>;

async function ofCharge(
  ground: Ground,
  tx: Tx,
  payment: payments.PaymentRow,
  news: ChargeNews,
): Promise<Settled> {
  switch (news.kind) {
    case 'CHARGED':
      return settlePayment(ground, tx, payment.id, { state: 'COMPLETED', ...amountOf(news) });
    case 'CHARGE_FAILED':
      return settlePayment(ground, tx, payment.id, {
        state: 'FAILED',
        chargeRef: news.chargeRef,
        reason: news.reason,
      });
    case 'CHARGE_NEEDS_PERSON':
      if (payment.state !== 'PROCESSING') return ignored(`The payment was ${payment.state} before.`);
      await payments.savePayment(tx, payment.id, { action_url: news.actionUrl, charge_ref: news.chargeRef });
      await tell(ground, tx, 'payment.needs-person', payment.user_id, {
        paymentId: payment.id,
        invoiceId: payment.invoice_id,
      });
      return { result: 'DONE', note: null };
    case 'CHARGEBACK':
      return {
        result: 'ATTENTION',
        note: `The holder of the card disputes the charge at the bank (${news.reason}). Answer at the provider.`,
      };
    case 'REFUNDED':
      return refundSettled(ground, tx, payment.id, { state: 'COMPLETED', refundRef: news.refundRef });
    case 'REFUND_FAILED':
      return refundSettled(ground, tx, payment.id, {
        state: 'FAILED',
        refundRef: news.refundRef,
        reason: news.reason,
      });
  }
}

function amountOf({ chargeRef, amountMinor, currency }: Extract<ProviderNews, { kind: 'CHARGED' }>) {
  return { chargeRef, amountMinor, currency };
}

async function paymentOf(tx: Tx, provider: string, { chargeRef, paymentId }: ChargeNews) {
  const byCharge = await payments.findByCharge(tx, provider, chargeRef);
  if (byCharge || !paymentId || !uuid.test(paymentId)) return byCharge;
  const named = await payments.findPayment(tx, paymentId);
  return named?.provider === provider ? named : undefined;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function ofMethods(
  ground: Ground,
  tx: Tx,
  provider: string,
  news: Exclude<ProviderNews, ChargeNews>,
): Promise<Settled> {
  switch (news.kind) {
    case 'METHOD_STORED':
      return methodStored(ground, tx, provider, news);
    case 'METHOD_DESCRIBED':
      return methodDescribed(tx, provider, news.methodRef, news.description);
    case 'METHOD_GONE':
      return methodGone(ground, tx, provider, news.methodRef);
    case 'VISIT_OVER':
      return visitOver(ground, tx, provider, news.visitId);
  }
}

/** Messages that waited for this charge are worked through now. */
export async function matchWaiting(
  ground: Ground,
  tx: Tx,
  provider: string,
  chargeRef: string,
): Promise<void> {
  for (const id of await store.waitingHooks(tx, provider, chargeRef)) {
    await store.saveHook(tx, id, { state: 'RECEIVED' });
    await publish(ground, tx, id);
  }
}

/** An operator has a message worked through again. What it did before is seen as done. */
export async function replayHook(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  hookId: string,
  reason: string,
): Promise<store.HookRow> {
  const hook = found(await store.lockHook(tx, hookId));
  if (hook.body === null)
    throw new Fail('RULE_VIOLATED', 'What this message said was forgotten. Send it again from the provider.');
  const row = await store.saveHook(tx, hook.id, { state: 'RECEIVED', replays: hook.replays + 1 });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'payment-webhook.replayed',
    entity: 'payment-webhook',
    entityId: hook.id,
    before: { state: hook.state },
    after: { state: row.state, eventId: hook.event_id },
    reason,
    ...(actor.call ? { call: actor.call } : {}),
  });
  await publish(ground, tx, hook.id);
  return row;
}

async function refuse(
  { kernel, security }: Ground,
  provider: string,
  error: unknown,
  call: Actor['call'] | null,
): Promise<never> {
  if (!(error instanceof HookRefused)) throw error;
  const { cache, database, clock, outbox, log } = kernel;
  log.warn({ provider, refused: error.message, ip: call?.ip }, 'a payment webhook was refused');
  if (await cache.claim(`payment-hook-refused:${provider}:${call?.ip ?? ''}`, refusalSeconds))
    await database.transact(async (tx) => {
      await security.audit(tx, {
        actorId: null,
        action: 'payment-webhook.refused',
        entity: 'payment-webhook',
        entityId: null,
        after: { provider, refused: error.message },
        ...(call ? { call } : {}),
      });
      await outbox.publish(tx, {
        type: 'security.webhook-refused',
        actorId: null,
        at: clock.now().toISOString(),
        topics: [],
        data: { provider },
      });
    });
  throw new Fail('MALFORMED', 'The signature of this message is not right, or it is too old.');
}
