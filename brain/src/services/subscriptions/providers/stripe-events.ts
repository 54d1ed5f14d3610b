import type Stripe from 'stripe';
import type { MethodDescription, ProviderEvent, ProviderNews } from './provider.ts';

/** What messages of Stripe mean here. One that is not listed is written down and nothing follows from it. */

export function translate(event: Stripe.Event): ProviderEvent {
  return {
    id: event.id,
    type: event.type,
    at: new Date(event.created * 1000),
    news: newsOf(event),
  };
}

function newsOf(event: Stripe.Event): ProviderNews | null {
  switch (event.type) {
    case 'setup_intent.succeeded':
      return storedMethod(event.data.object);
    case 'payment_method.attached':
    case 'payment_method.updated':
    case 'payment_method.automatically_updated':
      return {
        kind: 'METHOD_DESCRIBED',
        methodRef: event.data.object.id,
        description: describeMethod(event.data.object),
      };
    case 'payment_method.detached':
      return { kind: 'METHOD_GONE', methodRef: event.data.object.id };
    case 'checkout.session.expired':
      return visitOver(event.data.object);
    case 'payment_intent.succeeded':
      return {
        kind: 'CHARGED',
        ...ofIntent(event.data.object),
        amountMinor: BigInt(event.data.object.amount_received),
        currency: event.data.object.currency.toUpperCase(),
      };
    case 'payment_intent.canceled':
      return {
        kind: 'CHARGE_FAILED',
        ...ofIntent(event.data.object),
        reason: 'The charge was given up before it was confirmed.',
      };
    case 'payment_intent.payment_failed':
      // On Stripe's own page another card can be tried: that visit is over when Stripe says so.
      return event.data.object.metadata['way'] === 'HOSTED'
        ? null
        : { kind: 'CHARGE_FAILED', ...ofIntent(event.data.object), reason: failureOf(event.data.object) };
    case 'payment_intent.requires_action':
      return event.data.object.metadata['way'] === 'HOSTED'
        ? null
        : {
            kind: 'CHARGE_NEEDS_PERSON',
            ...ofIntent(event.data.object),
            actionUrl: event.data.object.next_action?.redirect_to_url?.url ?? null,
          };
    case 'charge.dispute.created':
      return chargeback(event.data.object);
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refundNews(event.data.object);
    default:
      return null;
  }
}

export function describeMethod(method: Stripe.PaymentMethod): MethodDescription {
  const { card } = method;
  if (!card) return { label: wordOf(method.type), expires: null };
  const month = String(card.exp_month).padStart(2, '0');
  return { label: `${wordOf(card.brand)} •••• ${card.last4}`, expires: `${card.exp_year}-${month}` };
}

export function failureOf(intent: Stripe.PaymentIntent): string {
  const error = intent.last_payment_error;
  if (error?.code === 'authentication_required')
    return 'Your bank asks you to confirm the payment. Pay the invoice on the page of the provider.';
  return error?.message ?? 'The card was declined.';
}

export function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function storedMethod(intent: Stripe.SetupIntent): ProviderNews | null {
  const methodRef = idOf(intent.payment_method);
  const visitId = intent.metadata?.['visit_id'];
  return methodRef && visitId ? { kind: 'METHOD_STORED', visitId, methodRef, description: null } : null;
}

function visitOver(session: Stripe.Checkout.Session): ProviderNews | null {
  const visitId = session.metadata?.['visit_id'];
  return visitId ? { kind: 'VISIT_OVER', visitId } : null;
}

function ofIntent(intent: Stripe.PaymentIntent) {
  return { chargeRef: intent.id, paymentId: intent.metadata['payment_id'] ?? null };
}

function chargeback(dispute: Stripe.Dispute): ProviderNews | null {
  const chargeRef = idOf(dispute.payment_intent);
  return chargeRef ? { kind: 'CHARGEBACK', chargeRef, paymentId: null, reason: dispute.reason } : null;
}

function refundNews(refund: Stripe.Refund): ProviderNews | null {
  const chargeRef = idOf(refund.payment_intent);
  if (!chargeRef) return null;
  const of = { chargeRef, refundRef: refund.id, paymentId: null };
  if (refund.status === 'succeeded') return { kind: 'REFUNDED', ...of };
  if (refund.status === 'failed' || refund.status === 'canceled')
    return {
      kind: 'REFUND_FAILED',
      ...of,
      reason: refund.failure_reason ?? 'The refund was not carried out.',
    };
  return null;
}

function wordOf(code: string): string {
  const text = code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
