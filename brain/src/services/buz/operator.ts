import { accountOf, buz, hub, writeBuz, type AccountRef } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Command, Kind, Posting } from '../ledger/index.ts';
import { readAmount } from './amounts.ts';
import type { CallFacts, Ground } from './deps.ts';
import type { Explanations, TransactionView } from './explanations.ts';
import { findTransaction } from './history-store.ts';
import * as store from './operator-store.ts';
import type { Proposals } from './proposals.ts';
import { changeWallet } from './wallet-store.ts';
import type { Limits, WalletViews } from './wallet-view.ts';

/** Of one award, one release, one burn (section 5.1). */
const mostAwardMicro = buz(100_000);
const leastActMicro = buz(1);
const mostActMicro = buz(1_000_000);
/** No limit of a person goes beyond this in one transfer (section 5.5). */
const mostPerTransferMicro = buz(1_000_000);
const hubRungs = new Set(['9', '10', '11', '12']);

/** Who acts, why, and from where; all of it stands in the audit chain. */
export interface Act {
  readonly actorId: string;
  readonly reason: string;
  readonly call: CallFacts;
}

export interface Release {
  readonly pool: 'TEAM' | 'VENTURE_FUND' | 'RESERVE' | 'LIQUIDITY';
  readonly userId: string;
  readonly amount: string;
  readonly proposalId?: string | undefined;
  readonly ventureId?: string | undefined;
}

export type Operator = ReturnType<typeof createOperator>;

/** What operators do to the supply and to wallets. Nobody acts to their own benefit. */
export function createOperator(
  ground: Ground,
  {
    explanations,
    views,
    proposals,
  }: {
    explanations: Explanations;
    views: Pick<WalletViews, 'limitsOf'>;
    proposals: Pick<Proposals, 'isExecuted'>;
  },
) {
  const { kernel, security, ledger, wallets, ventures, tell } = ground;
  const { clock } = kernel;

  /**
   * Posts the act, writes it to the audit chain, and shows the transaction as operators see it. What has to follow at once
   * goes with it: all of it is posted, or nothing.
   */
  async function post(
    tx: Tx,
    { actorId, reason, call }: Act,
    acts: readonly Pick<Command, 'kind' | 'cause' | 'postings' | 'reverses'>[],
    entry: { action: string; entity: string; entityId: string | null; after: Record<string, unknown> },
  ): Promise<TransactionView> {
    const commands = acts.map((act) => ({ ...act, key: `${act.cause.type}:${newId()}`, actorId, reason }));
    const receipts = (await ledger.postAll(tx, commands)).map((verdict) => {
      if ('refused' in verdict) throw verdict.refused;
      return verdict.receipt;
    });
    const { transactionId } = receipts[0]!;
    await security.audit(tx, { ...entry, actorId, reason, call, after: { ...entry.after, transactionId } });
    const row = found(await findTransaction(tx, ledger.seqOf(transactionId), transactionId));
    return (await explanations.describe(tx, [row], 'operator'))[0]!;
  }

  async function award(tx: Tx, act: Act, userId: string, amount: string): Promise<TransactionView> {
    requireOther(act, userId, 'An award');
    const micro = readWithin(amount, 1n, mostAwardMicro, 'One award is at most 100,000 BUZ.');
    await wallets.requireReady(tx, userId);
    const command = {
      kind: 'AWARD',
      cause: { type: 'award', id: null },
      postings: move('AWARD', hub('COMMUNITY'), accountOf(userId, 'AVAILABLE'), micro),
    } as const;
    const after = { userId, pool: 'COMMUNITY', amount: writeBuz(micro) };
    return post(tx, act, [command], { action: 'buz.awarded', entity: 'wallet', entityId: userId, after });
  }

  async function releasePool(tx: Tx, act: Act, release: Release): Promise<TransactionView> {
    const { pool, userId, amount } = release;
    requireOther(act, userId, 'A release');
    const micro = readWithin(amount, leastActMicro, mostActMicro, 'One release is 1 to 1,000,000 BUZ.');
    const causeId = await permits[pool](tx, release);
    await wallets.requireReady(tx, userId);
    const command = {
      kind: 'POOL_RELEASE',
      cause: { type: 'pool-release', id: causeId },
      postings: move('POOL_RELEASE', hub(pool), accountOf(userId, 'AVAILABLE'), micro),
    } as const;
    const after = { userId, pool, amount: writeBuz(micro), causeId };
    return post(tx, act, [command], { action: 'buz.pool-released', entity: 'pool', entityId: pool, after });
  }

  /** What each pool pays for (section 5.1); each answers with what the release refers to. */
  const permits: Record<Release['pool'], (tx: Tx, release: Release) => Promise<string | null>> = {
    async TEAM(tx, { userId }) {
      const appointed = (await security.facts(tx, userId)).some(
        (fact) => fact.kind === 'APPOINTED' && hubRungs.has(fact.value),
      );
      if (!appointed)
        throw new Fail('RULE_VIOLATED', 'The team pool pays people who are appointed by the hub.');
      return null;
    },
    async VENTURE_FUND(tx, { userId, ventureId }) {
      if (!ventureId) throw new Fail('RULE_VIOLATED', 'Name the venture whose platform costs this pays.');
      const { ownerId } = found(await ventures.teamOf(tx, ventureId), 'There is no such venture.');
      if (ownerId !== userId)
        throw new Fail('RULE_VIOLATED', 'The venture fund pays the owner of the venture, and nobody else.');
      return ventureId;
    },
    RESERVE: forProposal,
    LIQUIDITY: forProposal,
  };

  async function forProposal(tx: Tx, { proposalId }: Release): Promise<string> {
    if (!proposalId || !(await proposals.isExecuted(tx, proposalId)))
      throw new Fail('RULE_VIOLATED', 'This pool pays only what an executed economic proposal decided.');
    return proposalId;
  }

  async function burn(tx: Tx, act: Act, amount: string): Promise<TransactionView> {
    const micro = readWithin(amount, leastActMicro, mostActMicro, 'One burn is 1 to 1,000,000 BUZ.');
    const command = {
      kind: 'BURN',
      cause: { type: 'burn', id: null },
      postings: move('BURN', hub('TREASURY'), hub('BURNED'), micro),
    } as const;
    return post(tx, act, [command], onTreasury('buz.burned', micro));
  }

  async function returnTreasury(tx: Tx, act: Act, amount: string): Promise<TransactionView> {
    const micro = readAmount(amount);
    const command = {
      kind: 'ALLOCATION',
      cause: { type: 'treasury-return', id: null },
      postings: move('ALLOCATION', hub('TREASURY'), hub('USER_REWARDS'), micro),
    } as const;
    return post(tx, act, [command], onTreasury('buz.treasury-returned', micro));
  }

  async function setPaused(tx: Tx, act: Act, paused: boolean): Promise<void> {
    const before = await store.lockLedger(tx);
    if ((before.paused_at !== null) === paused)
      throw new Fail('ILLEGAL_TRANSITION', paused ? 'BUZ are paused already.' : 'BUZ are not paused.');
    await store.setPause(
      tx,
      paused
        ? { paused_at: clock.now(), paused_reason: act.reason }
        : { paused_at: null, paused_reason: null },
    );
    await security.audit(tx, {
      ...act,
      action: paused ? 'buz.paused' : 'buz.resumed',
      entity: 'ledger',
      entityId: null,
      before: { paused: !paused, reason: before.paused_reason },
      after: { paused },
    });
    const type = paused ? 'buz.paused' : 'buz.resumed';
    await tell(tx, { type, actorId: act.actorId, userIds: [], data: {} });
  }

  async function setFrozen(tx: Tx, act: Act, userId: string, frozen: boolean): Promise<void> {
    if (!frozen) requireOther(act, userId, 'Thawing a wallet');
    await store.lockLedger(tx);
    const before = found(await wallets.find(tx, userId), 'This person has no wallet.');
    if ((before.frozen_at !== null) === frozen)
      throw new Fail(
        'ILLEGAL_TRANSITION',
        frozen ? 'This wallet is frozen already.' : 'This wallet is not frozen.',
      );
    await changeWallet(
      tx,
      userId,
      frozen
        ? { frozen_at: clock.now(), frozen_reason: act.reason }
        : { frozen_at: null, frozen_reason: null },
    );
    await security.audit(tx, {
      ...act,
      action: frozen ? 'buz.frozen' : 'buz.thawed',
      entity: 'wallet',
      entityId: userId,
      before: { frozen: !frozen, reason: before.frozen_reason },
      after: { frozen },
    });
    const type = frozen ? 'wallet.frozen' : 'wallet.thawed';
    await tell(tx, { type, actorId: null, userIds: [userId], data: { userId } });
  }

  async function setLimits(
    tx: Tx,
    act: Act,
    userId: string,
    wish: { readonly perTransfer: string; readonly perDay: string; readonly per30Days: string },
  ): Promise<Limits> {
    requireOther(act, userId, 'Setting limits');
    const change = {
      per_transfer_micro: readAmount(wish.perTransfer, 'body.perTransfer'),
      per_day_micro: readAmount(wish.perDay, 'body.perDay'),
      per_30_days_micro: readAmount(wish.per30Days, 'body.per30Days'),
    };
    requireOrdered(change);
    await store.lockLedger(tx);
    const before = found(await wallets.find(tx, userId), 'This person has no wallet.');
    await changeWallet(tx, userId, change);
    await security.audit(tx, {
      ...act,
      action: 'buz.limits-set',
      entity: 'wallet',
      entityId: userId,
      before: limitsText(before),
      after: limitsText(change),
    });
    return views.limitsOf(tx, userId);
  }

  return {
    post,
    award,
    releasePool,
    burn,
    returnTreasury,
    setPaused,
    setFrozen,
    setLimits,
  };
}

interface LimitColumns {
  readonly per_transfer_micro: bigint;
  readonly per_day_micro: bigint;
  readonly per_30_days_micro: bigint;
}

function requireOrdered({ per_transfer_micro, per_day_micro, per_30_days_micro }: LimitColumns): void {
  if (per_transfer_micro > mostPerTransferMicro)
    throw new Fail('RULE_VIOLATED', 'No limit goes beyond 1,000,000 BUZ in one transfer.');
  if (per_transfer_micro > per_day_micro || per_day_micro > per_30_days_micro)
    throw new Fail(
      'RULE_VIOLATED',
      'A transfer cannot be allowed more than a day, nor a day more than 30 days.',
    );
}

function limitsText({ per_transfer_micro, per_day_micro, per_30_days_micro }: LimitColumns) {
  return {
    perTransfer: writeBuz(per_transfer_micro),
    perDay: writeBuz(per_day_micro),
    per30Days: writeBuz(per_30_days_micro),
  };
}

export function requireOther({ actorId }: Pick<Act, 'actorId'>, userId: string, what: string): void {
  if (actorId === userId) throw new Fail('FORBIDDEN', `${what} of one’s own is for somebody else to decide.`);
}

function readWithin(amount: string, least: bigint, most: bigint, message: string): bigint {
  const micro = readAmount(amount);
  if (micro < least || micro > most)
    throw new Fail('RULE_VIOLATED', message, { fields: [{ path: 'body.amount', message }] });
  return micro;
}

function onTreasury(action: string, micro: bigint) {
  return { action, entity: 'pool', entityId: 'TREASURY', after: { amount: writeBuz(micro) } };
}

function move(kind: Kind, from: AccountRef, to: AccountRef, amountMicro: bigint): Posting[] {
  return [
    { ...from, kind, amountMicro: -amountMicro },
    { ...to, kind, amountMicro },
  ];
}
