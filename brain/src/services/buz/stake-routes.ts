import type { contract } from '@smartstart/contract';
import { writeBuz } from '@smartstart/units';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import { readAmount } from './amounts.ts';
import type { Ground } from './deps.ts';
import { accruedMicro, exitCostMicro, tiers, type StakeState, type TierName } from './stake-rules.ts';
import type { StakeRow } from './stake-store.ts';
import type { Stakes } from './stakes.ts';

type StakeOperations = Pick<typeof contract.buz, 'stakes' | 'openStake' | 'setStake' | 'exitStake'>;

export function stakeRoutes({ kernel }: Ground, stakes: Stakes): Handlers<StakeOperations> {
  const { clock, database } = kernel;
  const show = (row: StakeRow) => stakeView(row, clock.now());
  return {
    async stakes(_input, call) {
      const rows = await stakes.list(database.db, callerOf(call).userId);
      return { tiers: tiers.map(tierView), items: rows.map(show) };
    },
    openStake({ body }, call) {
      const { userId } = callerOf(call);
      const { tier, autoRenew } = body;
      const asked = { tier, autoRenew, amountMicro: readAmount(body.amount) };
      return call.transact(async (tx) => show(await stakes.open(tx, userId, asked, call)));
    },
    setStake({ params, body }, call) {
      const { userId } = callerOf(call);
      return call.transact(async (tx) =>
        show(await stakes.setAutoRenew(tx, userId, params.stakeId, body.autoRenew)),
      );
    },
    exitStake({ params }, call) {
      const { userId } = callerOf(call);
      return call.transact(async (tx) => show(await stakes.exit(tx, userId, params.stakeId, call)));
    },
  };
}

function tierView({ tier, rateBps, days, minimumMicro, maximumMicro }: (typeof tiers)[number]) {
  return { tier, rateBps, days, minimum: writeBuz(minimumMicro), maximum: writeBuz(maximumMicro) };
}

function stakeView(row: StakeRow, now: Date) {
  return {
    id: row.id,
    tier: row.tier as TierName,
    state: row.state as StakeState,
    amount: writeBuz(row.amount_micro),
    rateBps: row.rate_bps,
    days: row.days,
    openedAt: row.opened_at.toISOString(),
    maturesAt: row.matures_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    interest: writeBuz(row.interest_micro),
    accrued: writeBuz(accruedMicro(row, now)),
    penalty: writeBuz(exitCostMicro(row, now)),
    autoRenew: row.auto_renew,
    renewedAs: row.renewed_as,
  };
}
