import { writeBuz } from '@smartstart/units';
import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { Claims } from './claims.ts';
import * as store from './claim-store.ts';
import { waitsForOf, whyOf } from './claim-words.ts';
import type { Ground } from './deps.ts';
import type { Prices } from './prices.ts';

type Operations = Pick<typeof contract.buz, 'prices' | 'claims' | 'collect'>;
type State = 'WAITING' | 'PAID' | 'LAPSED' | 'REVERSED';

/** Costs, and what one has earned. */
export function rewardRoutes(ground: Ground, prices: Prices, claims: Claims): Handlers<Operations> {
  const { db } = ground.kernel.database;

  function view(row: store.ClaimRow) {
    const label = prices.labelOf(row.price_version, row.event);
    return {
      id: row.id,
      event: row.event,
      label,
      amount: writeBuz(row.amount_micro),
      state: row.state as State,
      why: whyOf(row, label),
      waitsFor: waitsForOf(row),
      causeId: row.cause_id,
      priceVersion: row.price_version,
      createdAt: row.created_at.toISOString(),
      lapsesAt: row.lapses_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      transactionId: row.transaction_id,
    };
  }

  return {
    prices: ({ query }) => Promise.resolve(prices.show(query.version)),
    async claims({ query }, call) {
      const { userId } = callerOf(call);
      const { state, limit, cursor } = query;
      const rows = await store.claimsOf(db, userId, { state, before: readIdCursor(cursor), limit });
      return toPage(rows, limit, (row) => [row.id], view);
    },
    collect: ({ params }, call) =>
      call.transact(async (tx) => view(await claims.collect(tx, callerOf(call).userId, params.claimId))),
  };
}
