import { addDays, writeBuz } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { windowStart } from './caps.ts';
import { claimEvent } from './claim-event.ts';
import * as store from './claim-store.ts';
import type { Ground } from './deps.ts';
import type { Payer } from './payer.ts';
import type { Limit, RewardLine } from './price-list.ts';
import type { Prices } from './prices.ts';

/** A claim whose person cannot use BUZ yet ends after this (section 5.4). */
const lapseDays = 90;
const lapseBatch = 500;

/** Something that is rewarded. */
export interface Earned {
  readonly userId: string;
  /** A code of the price list. */
  readonly event: string;
  /** What it is for: one award per person, event and cause, for ever. */
  readonly causeId: string;
  /** Needed by events whose caps count by venture. */
  readonly ventureId?: string;
  /** For what is paid for several at once, such as the months of an invoice. */
  readonly times?: number;
  /** Figures and names for the sentence “why did I get this”. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export interface Claims {
  /**
   * Writes the claim, unless this cause was rewarded before or a cap is reached; answers with its id, or null. Pure SQL
   * without the ledger, so reactions and actions may call it anywhere; the payer follows after the commit.
   */
  earn(tx: Tx, earned: Earned): Promise<string | null>;
  /**
   * Takes a reward back exactly, because its cause was undone: what waits is never paid, what was paid is reversed
   * after the commit. Where the person has spent it, nothing moves and operators read it in the audit log.
   */
  undo(tx: Tx, undone: { event: string; causeId: string; userId?: string }): Promise<void>;
  /** Pays a waiting claim of one's own now; throws what stands in the way. The ledger is locked from here on. */
  collect(tx: Tx, userId: string, claimId: string): Promise<store.ClaimRow>;
}

export function createClaims(ground: Ground, prices: Prices, payer: Payer): Claims {
  const { kernel, wallets, tell } = ground;
  const { clock, database, jobs } = kernel;

  async function earn(tx: Tx, earned: Earned): Promise<string | null> {
    const { userId, event, causeId, ventureId, times = 1, detail = {} } = earned;
    const line = prices.rewardOf(event);
    const amountMicro = BigInt(line.amountMicro) * BigInt(times);
    const now = clock.now();
    if (!(await withinCaps(tx, line, earned, amountMicro, now))) return null;
    const id = newId();
    const { pool, kind } = line;
    const fresh = await store.insertClaim(tx, {
      id,
      user_id: userId,
      event,
      cause_id: causeId,
      venture_id: ventureId ?? null,
      kind,
      amount_micro: amountMicro,
      pool,
      price_version: prices.current().version,
      state: 'WAITING',
      detail: JSON.stringify(detail),
      created_at: now,
      lapses_at: addDays(now, lapseDays),
    });
    if (!fresh) return null;
    const data = { claimId: id, event, state: 'WAITING', amount: writeBuz(amountMicro) };
    await tell(tx, { type: 'claim.changed', actorId: null, userIds: [userId], data });
    payer.after(tx);
    return id;
  }

  async function withinCaps(
    tx: Tx,
    line: RewardLine,
    earned: Earned,
    amountMicro: bigint,
    now: Date,
  ): Promise<boolean> {
    const { limits, sharedDailyCap } = line;
    const { userId, ventureId } = earned;
    if (!limits.length && !sharedDailyCap) return true;
    if (!ventureId && limits.some(({ per }) => per !== 'PERSON'))
      throw new Error(`The caps of ${line.event} are counted by venture, and none was named.`);
    await store.lockCaps(tx, userId);
    if (ventureId && limits.some(({ per }) => per === 'VENTURE')) await store.lockCaps(tx, ventureId);
    for (const limit of limits) if (await reached(tx, line.event, limit, earned, now)) return false;
    return !sharedDailyCap || (await roomToday(tx, userId, now)) >= amountMicro;
  }

  async function reached(tx: Tx, event: string, limit: Limit, earned: Earned, now: Date): Promise<boolean> {
    const { userId, ventureId } = earned;
    const count = await store.countClaims(tx, {
      event,
      since: windowStart(limit.within, now),
      ...(limit.per === 'VENTURE' ? {} : { userId }),
      ...(limit.per === 'PERSON' ? {} : { ventureId }),
    });
    return count >= limit.times;
  }

  /** What repeatable events may still give this person today. */
  async function roomToday(tx: Tx, userId: string, now: Date): Promise<bigint> {
    const { rewards, sharedDailyCapMicro } = prices.current();
    const events = rewards.filter((one) => one.sharedDailyCap).map(({ event }) => event);
    const given = await store.sumOfEvents(tx, userId, events, windowStart('DAY', now)!);
    return BigInt(sharedDailyCapMicro) - given;
  }

  async function undo(
    tx: Tx,
    { event, causeId, userId }: { event: string; causeId: string; userId?: string },
  ): Promise<void> {
    const rows = await store.lockByCause(tx, event, causeId, userId);
    const now = clock.now();
    const idsIn = (state: string) => rows.filter((row) => row.state === state).map(({ id }) => id);
    await store.markReversed(tx, idsIn('WAITING'), now);
    await store.markUndo(tx, idsIn('PAID'), now);
    for (const row of rows) if (row.state === 'WAITING') await announce(tx, { ...row, state: 'REVERSED' });
    if (rows.some((row) => row.state === 'PAID')) payer.after(tx);
  }

  async function collect(tx: Tx, userId: string, claimId: string): Promise<store.ClaimRow> {
    const row = found(await store.lockClaim(tx, userId, claimId));
    if (row.state !== 'WAITING')
      throw new Fail('ILLEGAL_TRANSITION', `A reward in the state ${row.state} cannot be collected.`);
    await wallets.requireOwn(tx, userId);
    return payer.payNow(tx, row);
  }

  async function announce(tx: Tx, row: store.ClaimRow): Promise<void> {
    await tell(tx, { type: 'claim.changed', actorId: null, ...claimEvent(row, prices) });
  }

  async function lapseOverdue(): Promise<void> {
    for (;;) {
      const lapsed = await database.transact(async (tx) => {
        const rows = await store.lapse(tx, clock.now(), lapseBatch);
        for (const row of rows) await announce(tx, row);
        return rows.length;
      });
      if (lapsed < lapseBatch) return;
    }
  }

  jobs.define({ name: 'lapse-claims', cron: '35 * * * *', run: lapseOverdue });

  return { earn, undo, collect };
}
