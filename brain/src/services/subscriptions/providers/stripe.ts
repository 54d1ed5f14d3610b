import type Stripe from 'stripe';
import type { StripeConfig } from '../../../config.ts';
import {
  HookRefused,
  type ChargeAnswer,
  type ChargeOrder,
  type ChargeSearch,
  type CustomerOrder,
  type PaymentProvider,
  type RawHook,
  type RefundAnswer,
  type RefundOrder,
  type Visit,
  type VisitOrder,
  visitLeft,
} from './provider.ts';
import { describeMethod, failureOf, translate } from './stripe-events.ts';

/**
 * Stripe through its own library. Cards are entered on Stripe's page (Checkout); this platform keeps references. Every
 * write carries an idempotency key of ours, and every object the id it stands for here.
 */

const timeoutMs = 20_000;
/** The age up to which a signed message is believed. */
const toleranceSeconds = 300;
/** Stripe lets a page live for 30 minutes at least, counted from when it is made. */
const visitMs = 60 * 60_000;
const searchSlackSeconds = 300;
const searchPage = 100;

/** The library is loaded at its first use: an installation without Stripe does not wait for it. */
export function createStripeProvider(config: StripeConfig): PaymentProvider {
  let loading: Promise<{ stripe: Stripe; errors: typeof Stripe.errors }> | undefined;
  const load = () => (loading ??= open(config));
  const stripeOf = async () => (await load()).stripe;

  async function charge(order: ChargeOrder): Promise<ChargeAnswer> {
    const { stripe, errors } = await load();
    try {
      const intent = await stripe.paymentIntents.create(
        {
          amount: Number(order.amountMinor),
          currency: order.currency.toLowerCase(),
          customer: order.customerRef,
          payment_method: order.methodRef,
          description: order.text,
          metadata: { payment_id: order.paymentId, way: 'STORED' },
          confirm: true,
          ...(order.present ? { return_url: order.returnUrl } : { off_session: true }),
        },
        { idempotencyKey: order.key },
      );
      return answerOf(intent);
    } catch (error) {
      // Declined, or an order that Stripe does not take: no money moved. Whatever else went wrong is not known.
      if (error instanceof errors.StripeCardError || error instanceof errors.StripeInvalidRequestError)
        return {
          state: 'FAILED',
          chargeRef: error.payment_intent?.id ?? null,
          reason: error.payment_intent ? failureOf(error.payment_intent) : error.message,
        };
      throw error;
    }
  }

  return {
    name: 'stripe',
    manual: false,
    async customer({ key, userId, name, email }: CustomerOrder) {
      const stripe = await stripeOf();
      const customer = await stripe.customers.create(
        { name, email, metadata: { user_id: userId } },
        { idempotencyKey: key },
      );
      return customer.id;
    },
    async openVisit(order: VisitOrder): Promise<Visit> {
      const stripe = await stripeOf();
      const session = await stripe.checkout.sessions.create(sessionOf(order), {
        idempotencyKey: order.key,
      });
      if (!session.url) throw new Error('Stripe opened a page without an address.');
      return { ref: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1000) };
    },
    charge,
    async findCharge(search: ChargeSearch): Promise<ChargeAnswer | null> {
      const stripe = await stripeOf();
      const intent = await findIntent(stripe, search);
      const answer = intent && answerOf(intent);
      if (!search.visitRef || (answer && answer.state !== 'PENDING')) return answer;
      const session = await stripe.checkout.sessions.retrieve(search.visitRef);
      return session.status === 'expired'
        ? { state: 'FAILED', chargeRef: intent?.id ?? null, reason: visitLeft }
        : { state: 'PENDING', chargeRef: intent?.id ?? null };
    },
    async abandon(chargeRef: string) {
      await (await stripeOf()).paymentIntents.cancel(chargeRef);
    },
    async refund({ key, refundId, chargeRef, amountMinor }: RefundOrder): Promise<RefundAnswer> {
      const { stripe, errors } = await load();
      try {
        const refund = await stripe.refunds.create(
          { payment_intent: chargeRef, amount: Number(amountMinor), metadata: { refund_id: refundId } },
          { idempotencyKey: key },
        );
        if (refund.status === 'failed' || refund.status === 'canceled')
          return {
            state: 'FAILED',
            refundRef: refund.id,
            reason: refund.failure_reason ?? 'Stripe refused.',
          };
        return { state: refund.status === 'succeeded' ? 'COMPLETED' : 'PENDING', refundRef: refund.id };
      } catch (error) {
        if (error instanceof errors.StripeInvalidRequestError)
          return { state: 'FAILED', refundRef: null, reason: error.message };
        throw error;
      }
    },
    async describe(methodRef: string) {
      return describeMethod(await (await stripeOf()).paymentMethods.retrieve(methodRef));
    },
    async forget(methodRef: string) {
      const { stripe, errors } = await load();
      try {
        await stripe.paymentMethods.detach(methodRef);
      } catch (error) {
        // It is not there any more.
        if (!(error instanceof errors.StripeInvalidRequestError)) throw error;
      }
    },
    understand: (body) => translate(JSON.parse(body) as Stripe.Event),
    async readHook({ bytes, headers, now: at }: RawHook) {
      const { stripe, errors } = await load();
      try {
        const signature = headers['stripe-signature'] ?? '';
        return translate(
          await stripe.webhooks.constructEventAsync(
            bytes,
            signature,
            config.webhookSecret,
            toleranceSeconds,
            undefined,
            // In milliseconds: with seconds nothing would ever be too old.
            at.getTime(),
          ),
        );
      } catch (error) {
        if (error instanceof errors.StripeSignatureVerificationError || error instanceof SyntaxError)
          throw new HookRefused(error.message);
        throw error;
      }
    },
  };
}

async function open({ secretKey, api }: StripeConfig) {
  const { default: Library } = await import('stripe');
  const stripe = new Library(secretKey, {
    maxNetworkRetries: 2,
    timeout: timeoutMs,
    telemetry: false,
    appInfo: { name: 'SmartStart' },
    ...(api ? { protocol: api.protocol, host: api.host, port: api.port } : {}),
  });
  return { stripe, errors: Library.errors };
}

function sessionOf(order: VisitOrder): Stripe.Checkout.SessionCreateParams {
  const { visitId, customerRef, payment } = order;
  const common = {
    customer: customerRef,
    success_url: order.returnUrl,
    cancel_url: order.cancelUrl,
    expires_at: Math.floor((order.openedAt.getTime() + visitMs) / 1000),
    locale: order.locale.startsWith('fr') ? ('fr' as const) : ('auto' as const),
    metadata: { visit_id: visitId },
  };
  if (!payment)
    return {
      ...common,
      mode: 'setup',
      currency: 'cad',
      setup_intent_data: { metadata: { visit_id: visitId } },
    };
  return {
    ...common,
    mode: 'payment',
    client_reference_id: payment.paymentId,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: payment.currency.toLowerCase(),
          unit_amount: Number(payment.amountMinor),
          product_data: { name: payment.text },
        },
      },
    ],
    payment_intent_data: { metadata: { payment_id: payment.paymentId, way: 'HOSTED' } },
  };
}

/** The list of a customer is complete at once; the search of Stripe is so only after a while. */
async function findIntent(stripe: Stripe, search: ChargeSearch): Promise<Stripe.PaymentIntent | null> {
  if (search.chargeRef) return stripe.paymentIntents.retrieve(search.chargeRef);
  const since = Math.floor(search.since.getTime() / 1000) - searchSlackSeconds;
  const list = stripe.paymentIntents.list({
    customer: search.customerRef,
    created: { gte: since },
    limit: searchPage,
  });
  for await (const intent of list) if (intent.metadata['payment_id'] === search.paymentId) return intent;
  return null;
}

function answerOf(intent: Stripe.PaymentIntent): ChargeAnswer {
  const chargeRef = intent.id;
  const hosted = intent.metadata['way'] === 'HOSTED';
  switch (intent.status) {
    case 'succeeded':
      return { state: 'COMPLETED', chargeRef };
    case 'canceled':
      return { state: 'FAILED', chargeRef, reason: 'The charge was given up before it was confirmed.' };
    case 'requires_payment_method':
      // On Stripe's own page the next card may be tried.
      return hosted
        ? { state: 'PENDING', chargeRef }
        : { state: 'FAILED', chargeRef, reason: failureOf(intent) };
    case 'requires_action':
      return hosted
        ? { state: 'PENDING', chargeRef }
        : { state: 'PERSON', chargeRef, actionUrl: intent.next_action?.redirect_to_url?.url ?? null };
    default:
      return { state: 'PENDING', chargeRef };
  }
}
