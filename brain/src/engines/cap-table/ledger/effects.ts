import { parseDecimal, type Decimal } from '@smartstart/units';
import type { OcfTransaction } from '../ocf/objects.ts';

/** What a transaction does to securities that exist. Issuances make them; everything else ends them, in whole or in part. */
export interface Effect {
  readonly securityIds: readonly string[];
  /** What leaves the security (shares; for convertibles the amount of money); null for all of it. */
  readonly quantity: Decimal | null;
  /** The securities that come out of it, issued on the same day. */
  readonly results: readonly string[];
  /** The security that goes on with what is left; without one the security itself goes on. */
  readonly balance: string | null;
  /** Whether the results hold exactly what left, at most that (tax withheld), or something of another kind. */
  readonly conserves: 'EQUAL' | 'AT_MOST' | 'FREE';
  /** Whether only vested shares may leave. */
  readonly vestedOnly: boolean;
}

const nothing = { results: [], balance: null, conserves: 'FREE', vestedOnly: false } as const;

/** Null for transactions that leave quantities alone. */
export function effectOf(tx: OcfTransaction): Effect | null {
  switch (tx.object_type) {
    case 'TX_STOCK_TRANSFER':
    case 'TX_EQUITY_COMPENSATION_TRANSFER':
    case 'TX_PLAN_SECURITY_TRANSFER':
    case 'TX_WARRANT_TRANSFER':
      return {
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.quantity),
        results: tx.resulting_security_ids,
        balance: tx.balance_security_id ?? null,
        conserves: 'EQUAL',
        vestedOnly: true,
      };
    case 'TX_CONVERTIBLE_TRANSFER':
      return {
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.amount.amount),
        results: tx.resulting_security_ids,
        balance: tx.balance_security_id ?? null,
        conserves: 'EQUAL',
        vestedOnly: false,
      };
    case 'TX_STOCK_CANCELLATION':
    case 'TX_EQUITY_COMPENSATION_CANCELLATION':
    case 'TX_PLAN_SECURITY_CANCELLATION':
    case 'TX_WARRANT_CANCELLATION':
    case 'TX_STOCK_REPURCHASE':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.quantity),
        balance: tx.balance_security_id ?? null,
      };
    case 'TX_CONVERTIBLE_CANCELLATION':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.amount.amount),
        balance: tx.balance_security_id ?? null,
      };
    case 'TX_STOCK_RETRACTION':
    case 'TX_EQUITY_COMPENSATION_RETRACTION':
    case 'TX_PLAN_SECURITY_RETRACTION':
    case 'TX_WARRANT_RETRACTION':
    case 'TX_CONVERTIBLE_RETRACTION':
      return { ...nothing, securityIds: [tx.security_id], quantity: null };
    case 'TX_STOCK_CONVERSION':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.quantity_converted),
        results: tx.resulting_security_ids,
        balance: tx.balance_security_id ?? null,
      };
    case 'TX_CONVERTIBLE_CONVERSION':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        // What was converted of a convertible is stated in words; its balance tells what is left.
        quantity: null,
        results: tx.resulting_security_ids,
        balance: tx.balance_security_id ?? null,
      };
    case 'TX_EQUITY_COMPENSATION_EXERCISE':
    case 'TX_PLAN_SECURITY_EXERCISE':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.quantity),
        results: tx.resulting_security_ids,
        conserves: 'EQUAL',
        vestedOnly: true,
      };
    case 'TX_EQUITY_COMPENSATION_RELEASE':
    case 'TX_PLAN_SECURITY_RELEASE':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: parseDecimal(tx.quantity),
        results: tx.resulting_security_ids,
        conserves: 'AT_MOST',
        vestedOnly: true,
      };
    case 'TX_WARRANT_EXERCISE':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: null,
        results: tx.resulting_security_ids,
      };
    case 'TX_STOCK_REISSUANCE':
      return {
        ...nothing,
        securityIds: [tx.security_id],
        quantity: null,
        results: tx.resulting_security_ids,
        conserves: tx.split_transaction_id === undefined ? 'EQUAL' : 'FREE',
      };
    case 'TX_STOCK_CONSOLIDATION':
      return {
        ...nothing,
        securityIds: tx.security_ids,
        quantity: null,
        results: [tx.resulting_security_id],
        conserves: 'EQUAL',
      };
    default:
      return null;
  }
}
