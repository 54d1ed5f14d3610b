import { writeBuz } from '@smartstart/units';
import type { ClaimRow } from './claim-store.ts';
import { whyOf } from './claim-words.ts';
import type { Prices } from './prices.ts';

/** What is told of a claim: to its own person alone. */
export function claimEvent(
  row: ClaimRow,
  prices: Prices,
): { userIds: string[]; data: Record<string, unknown> } {
  const label = prices.labelOf(row.price_version, row.event);
  return {
    userIds: [row.user_id],
    data: {
      userId: row.user_id,
      claimId: row.id,
      event: row.event,
      state: row.state,
      amount: writeBuz(row.amount_micro),
      label,
      why: whyOf(row, label),
      waitsFor: row.waits_for,
      lapsesAt: row.lapses_at.toISOString(),
    },
  };
}
