import { accountOf, hourMs, transferFeeMicro } from '@smartstart/units';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { toPage } from '../../kernel/paging.ts';
import type { Ground } from './deps.ts';
import { requireLeast, type Order, type PaymentRules } from './payment-rules.ts';
import * as store from './payment-store.ts';
import { showForReview, showHolds, type HeldTransferView, type HoldView } from './payment-views.ts';
import { announceHold, paymentPostings, settle, type Settled } from './settlement.ts';

const dueAtOnce = 100;

export type Holds = ReturnType<typeof createHolds>;
type AuditCall = Pick<Call, 'ip' | 'agent' | 'requestId'>;

/** Two-phase transfers: reserved first, then paid, released, or out of time. A transfer held for review is one of them. */
export function createHolds(ground: Ground, rules: PaymentRules) {
  const { kernel, security, ledger, people, wallets } = ground;
  const { clock, database, jobs, log } = kernel;

  async function open(
    tx: Tx,
    order: Order & { readonly memo?: string | undefined; readonly expiresInHours: number },
  ): Promise<HoldView> {
    await rules.requirePayment(tx, order);
    const { senderId, recipientId, amountMicro, memo, expiresInHours } = order;
    const feeMicro = transferFeeMicro(amountMicro);
    const reserveUntil = new Date(clock.now().getTime() + expiresInHours * hourMs);
    const receipt = await ledger.post(tx, {
      key: `hold:${newId()}:open`,
      kind: 'HOLD',
      actorId: senderId,
      cause: { type: 'hold', id: null },
      // The ledger replaces these by the move to HELD; they say what is to be paid in the end.
      postings: paymentPostings(accountOf(senderId, 'AVAILABLE'), recipientId, amountMicro, feeMicro),
      payment: { senderId, recipientId, amountMicro, feeMicro, reserveUntil },
      ...(memo ? { memo } : {}),
    });
    const row = found(await store.findHold(tx, receipt.transactionId));
    await announceHold(ground, tx, row, senderId);
    return view(tx, row);
  }

  async function list(
    db: Db,
    userId: string,
    page: { limit: number; before: string | null; state?: store.HoldState | undefined },
  ) {
    const rows = await store.holdsOf(db, userId, { ...page, states: page.state && [page.state] });
    const { items, nextCursor } = toPage(
      rows,
      page.limit,
      (row) => [row.id],
      (row) => row,
    );
    return { items: await showHolds(people, db, items), nextCursor };
  }

  /** The payer pays what was reserved, or a part of it. */
  async function post(tx: Tx, payerId: string, id: string, amountMicro: bigint | null): Promise<HoldView> {
    const row = await lockReserved(tx, payerId, id);
    if (row.owner_id !== payerId) throw new Fail('FORBIDDEN', 'Only who reserved this can pay it.');
    requireOpen(row);
    await rules.requireSender(tx, payerId);
    await wallets.requireReady(tx, row.recipient_id);
    if (amountMicro !== null) requirePart(row, amountMicro);
    const ending = { state: 'POSTED', amountMicro: amountMicro ?? row.amount_micro } as const;
    return view(tx, (await settle(ground, tx, row, ending, { actorId: payerId })).row);
  }

  /** Either side lets go of what was reserved. */
  async function release(tx: Tx, userId: string, id: string): Promise<HoldView> {
    const row = await lockReserved(tx, userId, id);
    if (row.state !== 'OPEN') throw new Fail('ILLEGAL_TRANSITION', 'This reservation has ended.');
    return view(tx, (await settle(ground, tx, row, { state: 'VOIDED' }, { actorId: userId })).row);
  }

  /** Somebody else's reservation answers as one that is not there; so does a transfer that waits for review. */
  async function lockReserved(tx: Tx, userId: string, id: string): Promise<store.HoldRow> {
    const row = await store.lockHold(tx, id);
    const isParty = row && [row.owner_id, row.recipient_id].includes(userId);
    return found(row?.purpose === 'RESERVED' && isParty ? row : null);
  }

  function requireOpen(row: store.HoldRow): void {
    if (row.state === 'EXPIRED' || (row.state === 'OPEN' && row.expires_at <= clock.now()))
      throw new Fail('HOLD_EXPIRED');
    if (row.state !== 'OPEN') throw new Fail('ILLEGAL_TRANSITION', 'This was decided already.');
  }

  async function view(db: Db, row: store.HoldRow): Promise<HoldView> {
    return (await showHolds(people, db, [row]))[0]!;
  }

  /** Gives back a hold that is out of time; nothing happens when somebody else was faster. */
  function expire(id: string): Promise<void> {
    return database.transact(async (tx) => {
      const row = await store.lockHold(tx, id);
      if (row?.state !== 'OPEN' || row.expires_at > clock.now()) return;
      await settle(ground, tx, row, { state: 'EXPIRED' }, { actorId: null });
    });
  }

  /** One hold that cannot be given back must not keep the others from it. */
  async function expireDue(): Promise<void> {
    for (let last: store.DueHold | null = null; ;) {
      const due: store.DueHold[] = await store.dueHolds(database.db, clock.now(), last, dueAtOnce);
      for (const { id } of due)
        await expire(id).catch((err: unknown) =>
          log.error({ err, holdId: id }, 'a hold could not be given back; it is tried again in a minute'),
        );
      if (due.length < dueAtOnce) return;
      last = due.at(-1)!;
    }
  }

  jobs.define({ name: 'expire-holds', cron: '* * * * *', run: expireDue });

  /** Locks a held transfer for a reviewer, who never decides about their own. */
  async function lockReview(tx: Tx, id: string, reviewerId: string): Promise<store.HoldRow> {
    const locked = await store.lockHold(tx, id);
    const row = found(locked?.purpose === 'REVIEW' ? locked : null);
    if ([row.owner_id, row.recipient_id].includes(reviewerId))
      throw new Fail('FORBIDDEN', 'This is a transfer of your own. Somebody else reviews it.');
    return row;
  }

  async function decide(
    tx: Tx,
    row: store.HoldRow,
    approved: boolean,
    by: { reviewerId: string; reason: string; call?: AuditCall | undefined },
  ): Promise<HeldTransferView> {
    const { reviewerId: actorId, reason, call } = by;
    await security.audit(tx, {
      actorId,
      action: approved ? 'buz.transfer-approved' : 'buz.transfer-refused',
      entity: 'transfer',
      entityId: row.id,
      reason,
      before: { state: 'HELD', score: row.score },
      after: { state: approved ? 'COMPLETED' : 'CANCELLED' },
      ...(call ? { call } : {}),
    });
    const ending = approved
      ? ({ state: 'POSTED', amountMicro: row.amount_micro } as const)
      : ({ state: 'VOIDED' } as const);
    const settled: Settled = await settle(ground, tx, row, ending, { actorId, review: { approved, reason } });
    return (await showForReview(people, tx, [settled.row]))[0]!;
  }

  return {
    open,
    list,
    post,
    release,
    expire,
    /** Ends all that a payer has open, with rows taken before the ledger is. */
    async releaseAll(tx: Tx, holds: readonly store.HoldRow[]): Promise<void> {
      for (const row of holds) await settle(ground, tx, row, { state: 'VOIDED' }, { actorId: null });
    },
    /** For those who may review; who that is, the routes say. */
    review: {
      async list(db: Db, page: { limit: number; after: string | null }) {
        const rows = await store.openReviews(db, page.limit, page.after);
        const { items, nextCursor } = toPage(
          rows,
          page.limit,
          (row) => [row.id],
          (row) => row,
        );
        return { items: await showForReview(people, db, items), nextCursor };
      },
      async approve(tx: Tx, id: string, reviewerId: string, reason: string, call?: AuditCall) {
        const row = await lockReview(tx, id, reviewerId);
        requireOpen(row);
        await wallets.requireReady(tx, row.recipient_id);
        return decide(tx, row, true, { reviewerId, reason, call });
      },
      async refuse(tx: Tx, id: string, reviewerId: string, reason: string, call?: AuditCall) {
        const row = await lockReview(tx, id, reviewerId);
        if (row.state !== 'OPEN') throw new Fail('ILLEGAL_TRANSITION', 'This was decided already.');
        return decide(tx, row, false, { reviewerId, reason, call });
      },
    },
  };
}

function requirePart(row: store.HoldRow, amountMicro: bigint): void {
  requireLeast(amountMicro);
  if (amountMicro <= row.amount_micro) return;
  const message = 'That is more than was reserved.';
  throw new Fail('AMOUNT_INVALID', message, { fields: [{ path: 'body.amount', message }] });
}
