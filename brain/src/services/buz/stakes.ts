import { accountOf, addDays, hub, interestMicro, writeBuz, type AccountRef } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Command, Kind, Posting } from '../ledger/index.ts';
import type { CallFacts, Ground } from './deps.ts';
import {
  accruedMicro,
  boundsFault,
  isDue,
  nextStakeState,
  penaltyMicro,
  tierOf,
  type Tier,
  type TierName,
} from './stake-rules.ts';
import * as store from './stake-store.ts';

const pageSize = 100;
/** A person can run 400 stakes at once; the rest of the list is history. */
const listed = 500;
const exported = 10_000;

type StakeRow = store.StakeRow;
type NewStake = Omit<StakeRow, 'opened_by'>;

export type Stakes = ReturnType<typeof createStakes>;

/** Stakes of a term: the interest is set aside in full on opening, so that maturity can always be paid. */
export function createStakes({ kernel, security, ledger, wallets, tell }: Ground) {
  const { clock, database, jobs, log } = kernel;

  async function open(
    tx: Tx,
    userId: string,
    asked: { tier: TierName; amountMicro: bigint; autoRenew: boolean },
    call?: CallFacts,
  ): Promise<StakeRow> {
    await wallets.requireOwn(tx, userId);
    const tier = tierOf(asked.tier);
    await store.lockStakesOf(tx, userId);
    const message = boundsFault(tier, asked.amountMicro, await store.runningMicro(tx, userId, tier.tier));
    if (message)
      throw new Fail('STAKE_OUT_OF_BOUNDS', message, { fields: [{ path: 'body.amount', message }] });
    const stake = draw(userId, tier, asked.amountMicro, asked.autoRenew, clock.now());
    await record(tx, stake, 'opened', userId, call);
    const { transactionId } = await ledger.post(tx, opening(stake, userId));
    return store.insertStake(tx, { ...stake, opened_by: transactionId });
  }

  async function setAutoRenew(
    tx: Tx,
    userId: string,
    stakeId: string,
    autoRenew: boolean,
  ): Promise<StakeRow> {
    const row = await lockOwn(tx, userId, stakeId);
    if (row.state !== 'ACTIVE')
      throw new Fail('ILLEGAL_TRANSITION', 'This stake has ended; there is nothing to renew.');
    const saved = await store.updateStake(tx, stakeId, { auto_renew: autoRenew });
    await announce(tx, saved, userId);
    return saved;
  }

  /** Before its term, for a tenth of it. No gate is asked: what is a person's own stays within their reach. */
  async function exit(tx: Tx, userId: string, stakeId: string, call?: CallFacts): Promise<StakeRow> {
    const row = await lockOwn(tx, userId, stakeId);
    const state = nextStakeState(row.state, 'exit');
    if (!state) throw new Fail('ILLEGAL_TRANSITION', 'This stake has ended.');
    const now = clock.now();
    if (isDue(row, now))
      throw new Fail('ILLEGAL_TRANSITION', 'The term of this stake is over. It is paid in full in a moment.');
    const ended = { ...row, state, ended_at: now };
    await record(tx, ended, 'exited', userId, call);
    await tellEnd(tx, ended, userId);
    const { transactionId } = await ledger.post(tx, leaving(row, userId));
    return store.updateStake(tx, stakeId, { state, ended_at: now, ended_by: transactionId });
  }

  /** Somebody else's stake answers as one that is not there. */
  async function lockOwn(tx: Tx, userId: string, stakeId: string): Promise<StakeRow> {
    const row = await store.lockStake(tx, stakeId);
    return found(row?.user_id === userId ? row : null);
  }

  /** Pays one stake whose term is over. False when all of BUZ is paused: then the next run pays it. */
  function mature({ id, user_id }: store.DueStake): Promise<boolean> {
    return database.transact(async (tx) => {
      // The person before the row, as everybody does who takes both.
      await store.lockStakesOf(tx, user_id);
      const row = await store.lockStake(tx, id);
      const now = clock.now();
      const state = row && nextStakeState(row.state, 'mature');
      if (!row || !state || !isDue(row, now)) return true;
      const heir = row.auto_renew ? await renewal(tx, row, now) : null;
      const commands = [maturity(row), ...(heir ? [opening(heir, null)] : [])];
      const [paid, restaked] = await ledger.postAll(tx, commands);
      if ('refused' in paid!) {
        if (paid.refused.code === 'BUZ_PAUSED') return false;
        throw paid.refused;
      }
      // Refused by the pool, or by a frozen wallet: the stake is paid all the same.
      const renewed = heir && restaked && 'receipt' in restaked ? heir : null;
      if (renewed && restaked && 'receipt' in restaked)
        await store.insertStake(tx, { ...renewed, opened_by: restaked.receipt.transactionId });
      const ended = await store.updateStake(tx, row.id, {
        state,
        ended_at: now,
        ended_by: paid!.receipt.transactionId,
        renewed_as: renewed?.id ?? null,
      });
      await record(tx, ended, 'matured', null);
      if (renewed) await record(tx, renewed, 'renewed', null);
      await tellEnd(tx, ended, null);
      return true;
    });
  }

  /** The stake that follows, under the tier as it is now; null when rung, papers or bounds do not allow it. */
  async function renewal(tx: Tx, row: StakeRow, now: Date): Promise<NewStake | null> {
    const { user_id: userId, amount_micro: amountMicro } = row;
    if (!(await mayStake(tx, userId))) return null;
    const tier = tierOf(row.tier);
    if (boundsFault(tier, amountMicro, await store.runningMicro(tx, userId, row.tier, row.id))) return null;
    return draw(userId, tier, amountMicro, true, now);
  }

  async function mayStake(tx: Tx, userId: string): Promise<boolean> {
    const held = await security.held(tx, userId);
    return held.has(2) && (await security.stand(tx, userId, 'BUZ_USE')).open;
  }

  async function record(
    tx: Tx,
    stake: NewStake,
    verb: 'opened' | 'renewed' | 'exited' | 'matured',
    actorId: string | null,
    call?: CallFacts,
  ): Promise<void> {
    await security.audit(tx, {
      actorId,
      action: `buz.stake-${verb}`,
      entity: 'stake',
      entityId: stake.id,
      after: { state: stake.state, tier: stake.tier, amount: writeBuz(stake.amount_micro) },
      ...(call ? { call } : {}),
    });
    await announce(tx, stake, actorId);
  }

  function announce(tx: Tx, { id, user_id, state }: NewStake, actorId: string | null): Promise<void> {
    return tell(tx, {
      type: 'stake.changed',
      actorId,
      userIds: [user_id],
      data: { stakeId: id, state },
    });
  }

  /** For the notification; pages hear of it by `stake.changed`. */
  function tellEnd(tx: Tx, stake: NewStake, actorId: string | null): Promise<void> {
    return tell(tx, {
      type: 'stake.ended',
      actorId,
      userIds: [],
      data: {
        userId: stake.user_id,
        stakeId: stake.id,
        state: stake.state,
        tier: stake.tier,
        amount: writeBuz(stake.amount_micro),
        interest: writeBuz(stake.state === 'MATURED' ? stake.interest_micro : 0n),
        renewedAs: stake.renewed_as,
        autoRenew: stake.auto_renew,
      },
    });
  }

  /** One stake that cannot be paid must not keep the others from it. */
  async function matureDue(): Promise<void> {
    for (let last: store.DueStake | null = null; ;) {
      const due = await store.dueStakes(database.db, clock.now(), last, pageSize);
      for (const stake of due) {
        const paused = await mature(stake).then(
          (paid) => !paid,
          (err: unknown) => {
            log.error({ err, stakeId: stake.id }, 'a stake could not be paid; it is tried again in a minute');
            return false;
          },
        );
        if (paused) return;
      }
      if (due.length < pageSize) return;
      last = due.at(-1)!;
    }
  }

  jobs.define({ name: 'mature-stakes', cron: '* * * * *', run: matureDue });

  return {
    open,
    setAutoRenew,
    exit,
    list: (db: Db, userId: string): Promise<StakeRow[]> => store.stakesOf(db, userId, listed),
    /** The part of stakes in a person's own export. */
    async exportOf(db: Db, userId: string) {
      const rows = await store.stakesOf(db, userId, exported);
      return rows.map(({ amount_micro, interest_micro, ...row }) => ({
        ...row,
        amount: writeBuz(amount_micro),
        interest: writeBuz(interest_micro),
      }));
    },
    /** Interest that running stakes have accrued, for the wallet. */
    async accruedOf(db: Db, userId: string): Promise<bigint> {
      const now = clock.now();
      const rows = await store.runningStakes(db, userId);
      return rows.reduce((sum, row) => sum + accruedMicro(row, now), 0n);
    },
    /** Why an account cannot be erased yet. */
    async blockersOf(db: Db, userId: string): Promise<string[]> {
      const count = (await store.runningStakes(db, userId)).length;
      return count
        ? [`Wait for the end of your ${count === 1 ? 'stake' : `${count} stakes`}, or leave early, first.`]
        : [];
    },
  };
}

/** A stake as it is opened; its id is the cause of every posting it leads to. */
function draw(userId: string, tier: Tier, amountMicro: bigint, autoRenew: boolean, now: Date): NewStake {
  return {
    id: newId(),
    user_id: userId,
    tier: tier.tier,
    state: 'ACTIVE',
    amount_micro: amountMicro,
    interest_micro: interestMicro(amountMicro, tier.rateBps, tier.days),
    rate_bps: tier.rateBps,
    days: tier.days,
    auto_renew: autoRenew,
    opened_at: now,
    matures_at: addDays(now, tier.days),
    ended_at: null,
    ended_by: null,
    renewed_as: null,
  };
}

/** The stake is set aside, and with it the interest it will earn. */
function opening(stake: NewStake, actorId: string | null): Command {
  const own = ownAccounts(stake);
  return command(stake, 'open', 'STAKE', actorId, [
    ...move('STAKE', stake.amount_micro, own.available, own.staked),
    ...move('INTEREST', stake.interest_micro, hub('STAKING'), hub('INTEREST_RESERVED')),
  ]);
}

function maturity(stake: NewStake): Command {
  const own = ownAccounts(stake);
  return command(stake, 'end', 'UNSTAKE', null, [
    ...move('UNSTAKE', stake.amount_micro, own.staked, own.available),
    ...move('INTEREST', stake.interest_micro, hub('INTEREST_RESERVED'), own.available),
  ]);
}

/** The penalty leaves STAKED directly, so a frozen wallet does not keep its owner's stake locked up. */
function leaving(stake: NewStake, actorId: string): Command {
  const own = ownAccounts(stake);
  const penalty = penaltyMicro(stake.amount_micro);
  return command(stake, 'end', 'UNSTAKE', actorId, [
    ...move('UNSTAKE', stake.amount_micro - penalty, own.staked, own.available),
    ...move('PENALTY', penalty, own.staked, hub('STAKING')),
    ...move('INTEREST', stake.interest_micro, hub('INTEREST_RESERVED'), hub('STAKING')),
  ]);
}

function ownAccounts({ user_id }: NewStake) {
  return { available: accountOf(user_id, 'AVAILABLE'), staked: accountOf(user_id, 'STAKED') };
}

/** A stake ends once, however it ends: both ends have one key in the ledger. */
function command(
  stake: NewStake,
  step: 'open' | 'end',
  kind: Kind,
  actorId: string | null,
  postings: readonly Posting[],
): Command {
  return {
    key: `stake:${stake.id}:${step}`,
    kind,
    actorId,
    cause: { type: 'stake', id: stake.id },
    postings,
  };
}

function move(kind: Kind, amountMicro: bigint, from: AccountRef, to: AccountRef): Posting[] {
  if (amountMicro === 0n) return [];
  return [
    { ...from, kind, amountMicro: -amountMicro },
    { ...to, kind, amountMicro },
  ];
}
