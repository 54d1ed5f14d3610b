import type { subscriptionsWire } from '@smartstart/contract';

/** What this platform asks of whoever moves money for it. Card data stay with the provider: here are references only. */

export type ProviderName = (typeof subscriptionsWire.providerName)['options'][number];

export interface PaymentProvider {
  readonly name: ProviderName;
  /** Somebody at the hub says what became of a payment. */
  readonly manual: boolean;
  /** The reference of a person; the same for the same key. */
  customer(order: CustomerOrder): Promise<string>;
  /** A page of the provider on which the person leaves a method or pays. */
  openVisit(order: VisitOrder): Promise<Visit>;
  /** Charges once, however often it is asked under the same key. An outcome that is not final comes by webhook. */
  charge(order: ChargeOrder): Promise<ChargeAnswer>;
  /** The charge or visit made under this payment, whatever was heard of it; null when the provider has none. */
  findCharge(search: ChargeSearch): Promise<ChargeAnswer | null>;
  /** Gives up a charge that waits for the person. */
  abandon(chargeRef: string): Promise<void>;
  /** Gives back, once for the same key. */
  refund(order: RefundOrder): Promise<RefundAnswer>;
  describe(methodRef: string): Promise<MethodDescription>;
  forget(methodRef: string): Promise<void>;
  /** @throws `HookRefused` unless the signature over the bytes is right and young enough */
  readHook(message: RawHook): Promise<ProviderEvent>;
  /** What a message says that was read before and kept. */
  understand(body: string): ProviderEvent;
}

export interface CustomerOrder {
  readonly key: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export interface VisitOrder {
  readonly key: string;
  readonly visitId: string;
  readonly customerRef: string;
  readonly returnUrl: string;
  readonly cancelUrl: string;
  readonly locale: string;
  readonly openedAt: Date;
  /** What is paid there; null when a method is only stored. */
  readonly payment: {
    readonly paymentId: string;
    readonly amountMinor: bigint;
    readonly currency: string;
    readonly text: string;
  } | null;
}
export interface Visit {
  readonly ref: string;
  readonly url: string;
  readonly expiresAt: Date;
}

export interface ChargeOrder {
  readonly key: string;
  readonly paymentId: string;
  readonly customerRef: string;
  readonly methodRef: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly text: string;
  /** The person is there and can confirm; else a charge that needs them fails. */
  readonly present: boolean;
  readonly returnUrl: string;
}
export interface ChargeSearch {
  readonly paymentId: string;
  readonly customerRef: string;
  readonly chargeRef: string | null;
  readonly visitRef: string | null;
  /** Nothing of it is older. */
  readonly since: Date;
}
/** `PERSON`: it waits until the person confirms it. */
export type ChargeAnswer =
  | { readonly state: 'PENDING' | 'COMPLETED'; readonly chargeRef: string | null }
  | { readonly state: 'PERSON'; readonly chargeRef: string | null; readonly actionUrl: string | null }
  | { readonly state: 'FAILED'; readonly chargeRef: string | null; readonly reason: string };

export interface RefundOrder {
  readonly key: string;
  readonly refundId: string;
  readonly chargeRef: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}
export type RefundAnswer =
  | { readonly state: 'PENDING' | 'COMPLETED'; readonly refundRef: string }
  | { readonly state: 'FAILED'; readonly refundRef: string | null; readonly reason: string };

export interface MethodDescription {
  readonly label: string;
  /** Month in which a card expires, such as 2028-04. */
  readonly expires: string | null;
}

export interface RawHook {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** A message of a provider in words that all providers share. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  /** Null: nothing follows from it here. */
  readonly news: ProviderNews | null;
}
export type ProviderNews =
  | ({ readonly kind: 'METHOD_STORED'; readonly visitId: string; readonly methodRef: string } & {
      readonly description: MethodDescription | null;
    })
  | { readonly kind: 'METHOD_DESCRIBED'; readonly methodRef: string; readonly description: MethodDescription }
  | { readonly kind: 'METHOD_GONE'; readonly methodRef: string }
  | { readonly kind: 'VISIT_OVER'; readonly visitId: string }
  | ({ readonly kind: 'CHARGED'; readonly amountMinor: bigint; readonly currency: string } & OfCharge)
  | ({ readonly kind: 'CHARGE_FAILED'; readonly reason: string } & OfCharge)
  | ({ readonly kind: 'CHARGE_NEEDS_PERSON'; readonly actionUrl: string | null } & OfCharge)
  | ({ readonly kind: 'CHARGEBACK'; readonly reason: string } & OfCharge)
  | ({ readonly kind: 'REFUNDED'; readonly refundRef: string } & OfCharge)
  | ({ readonly kind: 'REFUND_FAILED'; readonly refundRef: string; readonly reason: string } & OfCharge);
interface OfCharge {
  readonly chargeRef: string;
  /** The payment the provider was told of; null when the message does not carry it. */
  readonly paymentId: string | null;
}

/** A message that is not from the provider, or is too old to be believed. */
export class HookRefused extends Error {}

export const visitLeft = 'The page of the provider was left before anything was paid.';

/** The providers of this installation. */
export interface Providers {
  /** Who takes cards; null when nobody does. */
  readonly card: PaymentProvider | null;
  readonly manual: PaymentProvider;
  /** Also one that takes no new cards any more but has charges. */
  byName(name: string): PaymentProvider | null;
}
