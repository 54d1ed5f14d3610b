import { addMs, hourMs } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import * as store from '../books/payment-store.ts';
import { platform, tell, type Actor, type Ground } from '../deps.ts';
import type { MethodDescription, PaymentProvider, ProviderNews } from '../providers/provider.ts';
import { find, lock } from '../seat/seat-store.ts';
import { subscribe } from '../seat/subscribing.ts';
import { settlePayment, type Settled } from './settling.ts';

/** Stored methods, and visits to the page of the provider on which they are left. */

const describeJob = 'describe-payment-methods';
const forgetJob = 'forget-payment-method';
const forgetRetries = 12;
const undescribed = 'Card';
const visitMs = hourMs;
/** A message may come so long after the visit and still order the seat. */
const orderMs = 24 * hourMs;

export function defineMethods(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({
    name: describeJob,
    run: async ({ input }) => describeMethod(ground, String(input['methodId'])),
  });
  jobs.define({
    name: forgetJob,
    retryLimit: forgetRetries,
    run: async ({ input }) => forgetMethod(ground, String(input['methodId'])),
  });
}

export function requireCards({ providers }: Ground): PaymentProvider {
  if (!providers.card)
    throw new Fail('RULE_VIOLATED', 'Cards are not taken here. Choose to pay by transfer.');
  return providers.card;
}

/** Payment by transfer needs nothing stored anywhere else. */
export async function storeTransfer(ground: Ground, tx: Tx, actor: Actor): Promise<store.MethodRow> {
  const userId = actor.userId!;
  await lock(tx, userId, ground.kernel.clock.now());
  const known = (await store.methodsOf(tx, userId)).find(({ provider }) => provider === 'manual');
  if (known) return makeDefault(ground, tx, known);
  return addMethod(ground, tx, userId, 'manual', null, { label: 'Bank transfer', expires: null });
}

/** The visit of a request, before the provider is asked to open its page. */
export async function beginVisit(
  ground: Ground,
  tx: Tx,
  visit: {
    userId: string;
    provider: string;
    requestKey: string;
    subscribes: boolean;
    paymentId: string | null;
  },
): Promise<store.VisitRow> {
  const now = ground.kernel.clock.now();
  return store.openVisit(tx, {
    id: newId(),
    user_id: visit.userId,
    provider: visit.provider,
    purpose: visit.paymentId ? 'PAYMENT' : 'METHOD',
    request_key: visit.requestKey,
    subscribes: visit.subscribes,
    payment_id: visit.paymentId,
    state: 'OPEN',
    created_at: now,
    expires_at: addMs(now, visitMs),
  });
}

/** Asks the provider for the page, outside of transactions. Asked twice, it is the same page. */
export async function openPage(
  ground: Ground,
  provider: PaymentProvider,
  visit: store.VisitRow,
  payment: store.PaymentRow | null,
): Promise<{ ref: string; url: string; expiresAt: Date }> {
  const { publicOrigin } = ground.kernel.config;
  const customerRef = await customerFor(ground, provider, visit.user_id);
  const { locale } = found(
    (await ground.people.byIds(ground.kernel.database.db, [visit.user_id])).get(visit.user_id),
  );
  const back = `${publicOrigin}/subscription/return?visit=${visit.id}`;
  return provider.openVisit({
    key: `visit:${visit.id}`,
    visitId: visit.id,
    customerRef,
    returnUrl: back,
    cancelUrl: `${back}&left=1`,
    locale,
    openedAt: visit.created_at,
    payment: payment && {
      paymentId: payment.id,
      amountMinor: payment.amount_minor,
      currency: payment.currency,
      text: 'SmartStart Founder seat, one month',
    },
  });
}

/** The reference of the person at the provider, made at the first need. */
export async function customerFor(
  ground: Ground,
  provider: PaymentProvider,
  userId: string,
): Promise<string> {
  const { database, clock } = ground.kernel;
  const known = await store.customerOf(database.db, provider.name, userId);
  if (known) return known;
  const { name, email } = found((await ground.people.byIds(database.db, [userId])).get(userId));
  const customer_ref = await provider.customer({ key: `customer:${userId}`, userId, name, email });
  const row = { provider: provider.name, user_id: userId, customer_ref, created_at: clock.now() };
  await database.transact((tx) => store.keepCustomer(tx, row));
  return (await store.customerOf(database.db, provider.name, userId))!;
}

async function ownMethod(ground: Ground, tx: Tx, userId: string, methodId: string): Promise<store.MethodRow> {
  // One default a person, also when two requests choose at the same moment.
  await lock(tx, userId, ground.kernel.clock.now());
  const method = await store.findMethod(tx, methodId);
  if (method?.user_id !== userId || method.state !== 'ACTIVE') throw new Fail('NOT_FOUND');
  return method;
}

export async function chooseMethod(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  methodId: string,
): Promise<store.MethodRow> {
  return makeDefault(ground, tx, await ownMethod(ground, tx, actor.userId!, methodId));
}

async function makeDefault({ security }: Ground, tx: Tx, method: store.MethodRow): Promise<store.MethodRow> {
  if (method.is_default) return method;
  await store.clearDefault(tx, method.user_id);
  const row = await store.saveMethod(tx, method.id, { is_default: true });
  await security.audit(tx, {
    actorId: method.user_id,
    action: 'payment-method.chosen',
    entity: 'payment-method',
    entityId: method.id,
  });
  return row;
}

/** Forgotten here at once, and at the provider as soon as it answers. */
export async function removeMethod(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  methodId: string,
): Promise<store.MethodRow> {
  const method = await ownMethod(ground, tx, actor.userId!, methodId);
  const open = (await openCharges(tx, method)).length > 0;
  if (open)
    throw new Fail(
      'RULE_VIOLATED',
      'A payment with this method is under way. Remove it once that is answered.',
    );
  return drop(ground, tx, method, actor);
}

async function openCharges(db: Db, method: store.MethodRow): Promise<store.PaymentRow[]> {
  const seat = await find(db, method.user_id);
  const payments = seat?.invoice_id ? await store.paymentsOf(db, seat.invoice_id) : [];
  return payments.filter(
    ({ method_id, state }) => method_id === method.id && (state === 'PENDING' || state === 'PROCESSING'),
  );
}

/** Of somebody who is gone: nothing of theirs stays, here or at a provider. */
export async function dropAll(ground: Ground, tx: Tx, userId: string): Promise<void> {
  await lock(tx, userId, ground.kernel.clock.now());
  for (const method of await store.methodsOf(tx, userId)) await drop(ground, tx, method, platform);
}

/** The row of the seat is locked. */
async function drop(ground: Ground, tx: Tx, method: store.MethodRow, actor: Actor): Promise<store.MethodRow> {
  const now = ground.kernel.clock.now();
  const row = await store.saveMethod(tx, method.id, { state: 'REMOVED', is_default: false, removed_at: now });
  const next = method.is_default ? (await store.methodsOf(tx, method.user_id))[0] : undefined;
  if (next) await store.saveMethod(tx, next.id, { is_default: true });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'payment-method.removed',
    entity: 'payment-method',
    entityId: method.id,
  });
  await tell(ground, tx, 'payment-method.changed', method.user_id, { methodId: method.id });
  if (method.method_ref) await ground.kernel.jobs.enqueue(tx, forgetJob, { methodId: method.id }, null);
  return row;
}

async function forgetMethod({ kernel, providers }: Ground, methodId: string): Promise<void> {
  const { provider, method_ref: ref } = found(await store.findMethod(kernel.database.db, methodId));
  if (ref) await providers.byName(provider)?.forget(ref);
}

async function addMethod(
  ground: Ground,
  tx: Tx,
  userId: string,
  provider: string,
  methodRef: string | null,
  description: MethodDescription | null,
): Promise<store.MethodRow> {
  // One default a person, also when two are stored at the same moment.
  await lock(tx, userId, ground.kernel.clock.now());
  await store.clearDefault(tx, userId);
  const row = await store.insertMethod(tx, {
    id: newId(),
    user_id: userId,
    provider,
    method_ref: methodRef,
    label: description?.label ?? undescribed,
    expires: description?.expires ?? null,
    state: 'ACTIVE',
    is_default: true,
    created_at: ground.kernel.clock.now(),
  });
  const method = found(row);
  await ground.security.audit(tx, {
    actorId: userId,
    action: 'payment-method.stored',
    entity: 'payment-method',
    entityId: method.id,
    after: { provider, label: method.label },
  });
  await tell(ground, tx, 'payment-method.changed', userId, { methodId: method.id });
  if (!description) await ground.kernel.jobs.enqueue(tx, describeJob, { methodId: method.id }, null);
  return method;
}

export async function methodStored(
  ground: Ground,
  tx: Tx,
  provider: string,
  { visitId, methodRef, description }: Extract<ProviderNews, { kind: 'METHOD_STORED' }>,
): Promise<Settled> {
  const visit = await store.lockVisit(tx, visitId);
  if (!visit || visit.provider !== provider || visit.purpose !== 'METHOD')
    return { result: 'IGNORED', note: 'It names a visit that is not known here.' };
  if (await store.methodByRef(tx, provider, methodRef))
    return { result: 'IGNORED', note: 'The method is stored already.' };
  await addMethod(ground, tx, visit.user_id, provider, methodRef, description);
  const note = visit.subscribes ? await subscribeNow(ground, tx, visit) : null;
  await store.saveVisit(tx, visit.id, { state: 'DONE', note, ended_at: ground.kernel.clock.now() });
  return { result: 'DONE', note };
}

/** The person asked for the seat before they went to the provider. What stands in the way is told on their return. */
async function subscribeNow(
  ground: Ground,
  tx: Tx,
  { user_id: userId, expires_at: end }: store.VisitRow,
): Promise<string | null> {
  // Nobody is charged for what they wanted days ago.
  if (addMs(end, orderMs) < ground.kernel.clock.now())
    return 'The provider told of the card late. It is stored; take the seat again if you still want it.';
  try {
    await subscribe(ground, tx, userId, { userId });
    return null;
  } catch (error) {
    if (error instanceof Fail)
      return error.message === error.code ? 'Papers are missing for the seat.' : error.message;
    throw error;
  }
}

export async function methodDescribed(
  tx: Tx,
  provider: string,
  methodRef: string,
  description: MethodDescription,
): Promise<Settled> {
  const method = await store.methodByRef(tx, provider, methodRef);
  if (!method) return { result: 'IGNORED', note: 'The method is not stored here.' };
  await store.saveMethod(tx, method.id, { ...description });
  return { result: 'DONE', note: null };
}

export async function methodGone(
  ground: Ground,
  tx: Tx,
  provider: string,
  methodRef: string,
): Promise<Settled> {
  const named = await store.methodByRef(tx, provider, methodRef);
  if (named) await lock(tx, named.user_id, ground.kernel.clock.now());
  const method = await store.methodByRef(tx, provider, methodRef);
  if (method?.state !== 'ACTIVE') return { result: 'IGNORED', note: 'The method is not stored here.' };
  await drop(ground, tx, method, platform);
  return { result: 'DONE', note: null };
}

/** Somebody left the page of the provider, or let its time run out. */
export async function visitOver(ground: Ground, tx: Tx, provider: string, visitId: string): Promise<Settled> {
  const visit = await store.findVisit(tx, visitId);
  if (visit?.provider !== provider)
    return { result: 'IGNORED', note: 'It names a visit that is not known here.' };
  if (visit.state !== 'OPEN') return { result: 'IGNORED', note: `The visit was ${visit.state} before.` };
  if (visit.payment_id)
    return settlePayment(ground, tx, visit.payment_id, {
      state: 'FAILED',
      reason: 'The page of the provider was left before anything was paid.',
    });
  await store.saveVisit(tx, visit.id, { state: 'EXPIRED', ended_at: ground.kernel.clock.now() });
  return { result: 'DONE', note: null };
}

async function describeMethod({ kernel: { database }, providers }: Ground, methodId: string): Promise<void> {
  const method = await store.findMethod(database.db, methodId);
  const provider = method && providers.byName(method.provider);
  if (!provider || !method.method_ref) return;
  const description = await provider.describe(method.method_ref);
  await database.transact((tx) => store.saveMethod(tx, method.id, { ...description }));
}
