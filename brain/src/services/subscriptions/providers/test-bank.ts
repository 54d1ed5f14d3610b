import { createHmac, randomBytes } from 'node:crypto';
import { addMs, hourMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import {
  HookRefused,
  visitLeft,
  type ChargeAnswer,
  type ChargeOrder,
  type PaymentProvider,
  type ProviderEvent,
  type ProviderNews,
  type RawHook,
  type VisitOrder,
} from './provider.ts';
import { checkSignature, signBytes } from './signatures.ts';
import * as store from './test-bank-store.ts';
import { cardExpires, declined, needsPerson, testCard, type TestCard } from './test-cards.ts';

/**
 * A provider for trying out that behaves like a real one: a page of its own, objects under idempotency keys, and signed
 * messages that come a while later. Closed in production unless a setting opens it.
 */

export interface BankSession {
  readonly purpose: 'METHOD' | 'PAYMENT' | 'CONFIRMATION';
  state: 'OPEN' | 'DONE' | 'EXPIRED';
  readonly visitId: string | null;
  readonly customerRef: string;
  readonly returnUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: string;
  readonly paymentId: string | null;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly chargeRef: string | null;
}
interface BankCharge {
  readonly paymentId: string;
  readonly methodRef: string | null;
  readonly amountMinor: string;
  readonly currency: string;
  state: 'PERSON' | 'COMPLETED' | 'FAILED';
  reason: string | null;
  readonly sessionRef: string | null;
}
interface BankMethod {
  readonly customerRef: string;
  readonly card: string;
  gone: boolean;
}

export interface TestBank extends PaymentProvider {
  session(id: string): Promise<BankSession | null>;
  answer(
    sessionRef: string,
    act: { act: 'CARD'; card: string } | { act: 'CONFIRM' | 'REFUSE' | 'LEAVE' },
  ): Promise<{ outcome: 'DONE' | 'DECLINED' | 'LEFT'; message: string; url: string }>;
  /** Sends the messages that are due. */
  deliver(): Promise<void>;
  /** Where messages go; the platform hands it in. */
  onMessage(receive: (message: Omit<RawHook, 'now'>) => Promise<void>): void;
}

/** Real providers take their time, and nobody may rely on a message being there at once. */
export const messageDelayMs = 1_500;
const visitMs = hourMs;
const messagesAtOnce = 50;

export function createTestBank({ database, clock, config, encryptionKey, log }: Kernel): TestBank {
  const secret = createHmac('sha256', encryptionKey).update('test bank').digest('hex');
  let receive: (message: Omit<RawHook, 'now'>) => Promise<void> = () => Promise.resolve();
  const newRef = (kind: string) => `tb_${kind}_${randomBytes(18).toString('base64url')}`;

  async function announce(tx: Tx, type: string, news: Record<string, unknown>): Promise<void> {
    const now = clock.now();
    const id = newRef('event');
    const body = JSON.stringify({ id, type, created: now.toISOString(), news });
    await store.addHook(tx, { id, body, due_at: addMs(now, messageDelayMs) });
    setTimeout(() => {
      deliver().catch((err: unknown) => log.debug({ err }, 'the test bank sends its message later'));
    }, messageDelayMs + 50).unref();
  }

  async function deliver(): Promise<void> {
    await database.transact(async (tx) => {
      const now = clock.now();
      const due = await store.dueHooks(tx, now, messagesAtOnce);
      for (const { body } of due) {
        const bytes = Buffer.from(body);
        await receive({ bytes, headers: { 'x-payment-signature': signBytes(secret, bytes, now) } });
      }
      if (due.length)
        await store.markSent(
          tx,
          due.map(({ id }) => id),
          now,
        );
    });
  }

  async function settle(tx: Tx, chargeRef: string, charge: BankCharge): Promise<void> {
    const { paymentId, amountMinor, currency, state, reason } = charge;
    const of = { chargeRef, paymentId };
    if (state === 'COMPLETED')
      await announce(tx, 'charge.succeeded', { kind: 'CHARGED', ...of, amountMinor, currency });
    else if (state === 'FAILED')
      await announce(tx, 'charge.failed', { kind: 'CHARGE_FAILED', ...of, reason });
  }

  async function charge(order: ChargeOrder): Promise<ChargeAnswer> {
    return database.transact(async (tx) => {
      const method = await store.findObject<BankMethod>(tx, 'method', order.methodRef);
      const card = method && !method.gone ? testCard(method.card) : undefined;
      const outcome = card ? card.charge(await store.chargesOf(tx, order.methodRef)) : 'FAILED';
      const chargeRef = newRef('charge');
      const waits = outcome === 'PERSON' && order.present;
      const sessionRef = waits ? newRef('session') : null;
      const data: BankCharge = {
        paymentId: order.paymentId,
        methodRef: order.methodRef,
        amountMinor: String(order.amountMinor),
        currency: order.currency,
        state: waits ? 'PERSON' : outcome === 'COMPLETED' ? 'COMPLETED' : 'FAILED',
        reason: outcome === 'PERSON' ? needsPerson : outcome === 'FAILED' ? declined : null,
        sessionRef,
      };
      const made = await store.makeObject(tx, {
        id: chargeRef,
        kind: 'charge',
        key: order.key,
        data,
        at: clock.now(),
      });
      if (made.fresh && sessionRef) await openConfirmation(tx, sessionRef, chargeRef, order);
      if (made.fresh) await settle(tx, chargeRef, data);
      return answerOf(made.id, made.data);
    });
  }

  async function openConfirmation(tx: Tx, id: string, chargeRef: string, order: ChargeOrder): Promise<void> {
    const data: BankSession = {
      purpose: 'CONFIRMATION',
      state: 'OPEN',
      visitId: null,
      customerRef: order.customerRef,
      returnUrl: order.returnUrl,
      cancelUrl: order.returnUrl,
      expiresAt: addMs(clock.now(), visitMs).toISOString(),
      paymentId: order.paymentId,
      amountMinor: String(order.amountMinor),
      currency: order.currency,
      chargeRef,
    };
    await store.makeObject(tx, { id, kind: 'session', key: null, data, at: clock.now() });
  }

  const pageOf = (sessionRef: string) => `${config.publicOrigin}/test-bank/${sessionRef}`;
  function answerOf(chargeRef: string, { state, reason, sessionRef }: BankCharge): ChargeAnswer {
    if (state === 'FAILED') return { state, chargeRef, reason: reason ?? declined };
    if (state === 'PERSON') return { state, chargeRef, actionUrl: sessionRef ? pageOf(sessionRef) : null };
    // As with a real provider, that it went through is told by a message.
    return { state: 'COMPLETED', chargeRef };
  }

  async function takeCard(tx: Tx, sessionRef: string, session: BankSession, card: TestCard) {
    if (session.purpose === 'METHOD') {
      const methodRef = newRef('method');
      const data: BankMethod = { customerRef: session.customerRef, card: card.id, gone: false };
      await store.makeObject(tx, { id: methodRef, kind: 'method', key: null, data, at: clock.now() });
      await announce(tx, 'method.stored', {
        kind: 'METHOD_STORED',
        visitId: session.visitId,
        methodRef,
        description: { label: card.label, expires: cardExpires },
      });
      return;
    }
    const chargeRef = newRef('charge');
    const data: BankCharge = {
      paymentId: session.paymentId!,
      methodRef: null,
      amountMinor: session.amountMinor!,
      currency: session.currency!,
      state: 'COMPLETED',
      reason: null,
      sessionRef,
    };
    await store.makeObject(tx, { id: chargeRef, kind: 'charge', key: null, data, at: clock.now() });
    await settle(tx, chargeRef, data);
  }

  async function endSession(tx: Tx, id: string, session: BankSession, state: 'DONE' | 'EXPIRED') {
    session.state = state;
    await store.saveObject(tx, id, session);
    if (state === 'EXPIRED' && session.visitId)
      await announce(tx, 'visit.over', { kind: 'VISIT_OVER', visitId: session.visitId });
  }

  async function confirm(tx: Tx, session: BankSession, state: 'COMPLETED' | 'FAILED'): Promise<void> {
    const chargeRef = session.chargeRef!;
    const data = found(await store.lockObject<BankCharge>(tx, 'charge', chargeRef));
    if (data.state !== 'PERSON') return;
    data.state = state;
    data.reason = state === 'FAILED' ? 'The payment was not confirmed.' : null;
    await store.saveObject(tx, chargeRef, data);
    await settle(tx, chargeRef, data);
  }

  return {
    name: 'test',
    manual: false,
    deliver,
    onMessage: (handler) => void (receive = handler),
    customer: ({ key, userId }) =>
      database.transact(async (tx) => {
        const object = {
          id: newRef('customer'),
          kind: 'customer' as const,
          key,
          data: { userId },
          at: clock.now(),
        };
        return (await store.makeObject(tx, object)).id;
      }),
    openVisit: (order: VisitOrder) =>
      database.transact(async (tx) => {
        const expiresAt = addMs(clock.now(), visitMs);
        const data: BankSession = {
          purpose: order.payment ? 'PAYMENT' : 'METHOD',
          state: 'OPEN',
          visitId: order.visitId,
          customerRef: order.customerRef,
          returnUrl: order.returnUrl,
          cancelUrl: order.cancelUrl,
          expiresAt: expiresAt.toISOString(),
          paymentId: order.payment?.paymentId ?? null,
          amountMinor: order.payment ? String(order.payment.amountMinor) : null,
          currency: order.payment?.currency ?? null,
          chargeRef: null,
        };
        const object = {
          id: newRef('session'),
          kind: 'session' as const,
          key: order.key,
          data,
          at: clock.now(),
        };
        const { id } = await store.makeObject(tx, object);
        return { ref: id, url: pageOf(id), expiresAt };
      }),
    charge,
    async findCharge({ paymentId, visitRef }) {
      const charge = await store.chargeOfPayment<BankCharge>(database.db, paymentId);
      if (charge) return answerOf(charge.id, charge.data);
      const session = visitRef ? await store.findObject<BankSession>(database.db, 'session', visitRef) : null;
      if (!session) return null;
      return session.state === 'EXPIRED' || new Date(session.expiresAt) <= clock.now()
        ? { state: 'FAILED', chargeRef: null, reason: visitLeft }
        : { state: 'PENDING', chargeRef: null };
    },
    abandon: (chargeRef) =>
      database.transact(async (tx) => {
        const charge = await store.findObject<BankCharge>(tx, 'charge', chargeRef);
        const session = charge?.sessionRef
          ? await store.lockObject<BankSession>(tx, 'session', charge.sessionRef)
          : null;
        if (!session || session.state !== 'OPEN') return;
        await confirm(tx, session, 'FAILED');
        await endSession(tx, charge!.sessionRef!, session, 'EXPIRED');
      }),
    refund: ({ key, chargeRef, amountMinor }) =>
      database.transact(async (tx) => {
        const data = { chargeRef, amountMinor: String(amountMinor) };
        const object = { id: newRef('refund'), kind: 'refund' as const, key, data, at: clock.now() };
        const made = await store.makeObject(tx, object);
        if (made.fresh)
          await announce(tx, 'refund.succeeded', {
            kind: 'REFUNDED',
            chargeRef,
            paymentId: null,
            refundRef: made.id,
          });
        return { state: 'PENDING', refundRef: made.id };
      }),
    async describe(methodRef) {
      const method = found(await store.findObject<BankMethod>(database.db, 'method', methodRef));
      return { label: testCard(method.card)?.label ?? 'Test card', expires: cardExpires };
    },
    forget: (methodRef) =>
      database.transact(async (tx) => {
        const method = await store.lockObject<BankMethod>(tx, 'method', methodRef);
        if (method) await store.saveObject(tx, methodRef, { ...method, gone: true });
      }),
    understand: readMessage,
    readHook({ bytes, headers, now }): Promise<ProviderEvent> {
      try {
        checkSignature(secret, bytes, headers['x-payment-signature'] ?? '', now);
        return Promise.resolve(readMessage(bytes.toString()));
      } catch (error) {
        return Promise.reject(
          error instanceof SyntaxError ? new HookRefused('The body is not JSON.') : error,
        );
      }
    },
    async session(id) {
      const session = await store.findObject<BankSession>(database.db, 'session', id);
      const over = session?.state === 'OPEN' && new Date(session.expiresAt) <= clock.now();
      return session && over ? { ...session, state: 'EXPIRED' } : session;
    },
    answer: (sessionRef, act) =>
      database.transact(async (tx) => {
        const session = found(await store.lockObject<BankSession>(tx, 'session', sessionRef));
        if (session.state !== 'OPEN' || new Date(session.expiresAt) <= clock.now())
          throw new Fail(
            'ILLEGAL_TRANSITION',
            'This page of the test bank is over. Go back and begin again.',
          );
        if (act.act === 'LEAVE') {
          if (session.purpose === 'CONFIRMATION') await confirm(tx, session, 'FAILED');
          await endSession(tx, sessionRef, session, 'EXPIRED');
          return { outcome: 'LEFT', message: 'Nothing was paid or stored.', url: session.cancelUrl };
        }
        if (session.purpose === 'CONFIRMATION') {
          if (act.act === 'CARD')
            throw new Fail('RULE_VIOLATED', 'This page asks whether you confirm a payment.');
          await confirm(tx, session, act.act === 'CONFIRM' ? 'COMPLETED' : 'FAILED');
          await endSession(tx, sessionRef, session, 'DONE');
          return { outcome: 'DONE', message: 'Your answer is on its way.', url: session.returnUrl };
        }
        const card = act.act === 'CARD' ? testCard(act.card) : undefined;
        if (!card) throw new Fail('RULE_VIOLATED', 'Choose one of the test cards.');
        const refused = session.purpose === 'METHOD' ? !card.stores : card.charge(0) === 'FAILED';
        // The page stays open for another card.
        if (refused) return { outcome: 'DECLINED', message: declined, url: session.returnUrl };
        await takeCard(tx, sessionRef, session, card);
        await endSession(tx, sessionRef, session, 'DONE');
        return { outcome: 'DONE', message: 'Your answer is on its way.', url: session.returnUrl };
      }),
  };
}

function readMessage(body: string): ProviderEvent {
  const { id, type, created, news } = JSON.parse(body) as {
    id: string;
    type: string;
    created: string;
    news: Record<string, unknown>;
  };
  const amount = typeof news['amountMinor'] === 'string' ? { amountMinor: BigInt(news['amountMinor']) } : {};
  // The signature vouches for the shape: it is this file that wrote it.
  return { id, type, at: new Date(created), news: { ...news, ...amount } as unknown as ProviderNews };
}
