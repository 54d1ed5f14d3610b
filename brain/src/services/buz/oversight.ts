import type { contract, Output } from '@smartstart/contract';
import { addMs, dayMs, utcDay, writeBuz } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { readCursor, writeCursor } from '../../kernel/paging.ts';
import { countWaiting } from './claim-store.ts';
import type { Ground } from './deps.ts';
import type { Explanations } from './explanations.ts';
import { isPosition } from './history.ts';
import { findTransactions, seqsBefore } from './history-store.ts';
import * as store from './operator-store.ts';
import { nameParties } from './parties.ts';
import type { Supply } from './supply.ts';
import { balancesOf } from './wallet-store.ts';
import type { WalletViews } from './wallet-view.ts';

type Overview = Output<typeof contract.buzAdmin.overview>;
type Flow = Output<typeof contract.buzAdmin.flows>['items'][number];
type WalletOfPerson = Output<typeof contract.buzAdmin.wallet>;

/** What operators see. */
export function createOversight(
  { kernel, people, wallets }: Ground,
  {
    supply,
    explanations,
    views,
  }: { supply: Supply; explanations: Explanations; views: Pick<WalletViews, 'limitsOf'> },
) {
  const { clock } = kernel;

  async function overview(db: Db): Promise<Overview> {
    const { paused_at, paused_reason } = await store.readPause(db);
    const { held, frozen } = await store.countCases(db);
    const check = await store.lastCheck(db);
    return {
      supply: await supply.readNow(),
      paused: paused_at && { since: paused_at.toISOString(), reason: paused_reason ?? '' },
      heldTransfers: held,
      frozenWallets: frozen,
      waitingClaims: await countWaiting(db),
      check: check
        ? {
            checkedAt: check.checked_at.toISOString(),
            valid: check.valid,
            transactions: Number(check.transactions),
            fault: check.fault as NonNullable<Overview['check']>['fault'],
          }
        : null,
    };
  }

  /** The last `days` UTC days to today; a day on which nothing moved is not in it. */
  async function flows(db: Db, days: number): Promise<Flow[]> {
    const today = new Date(`${utcDay(clock.now())}T00:00:00.000Z`);
    const [after] = await seqsBefore(db, [addMs(today, (1 - days) * dayMs)]);
    const rows = await store.flowsAfter(db, after!);
    return rows.map(({ day, kind, count, volume_micro }) => ({
      day,
      kind: kind as Flow['kind'],
      count,
      volume: writeBuz(volume_micro),
    }));
  }

  async function transactions(
    db: Db,
    query: {
      limit: number;
      cursor?: string | undefined;
      userId?: string | undefined;
      kind?: string | undefined;
    },
  ) {
    const { limit, userId, kind } = query;
    const rows = await findTransactions(db, {
      userId,
      kind,
      before: readSeqCursor(query.cursor),
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    return {
      items: await explanations.describe(db, shown, 'operator'),
      nextCursor: rows.length > limit ? writeCursor(Number(shown.at(-1)!.seq)) : null,
    };
  }

  async function wallet(db: Db, userId: string): Promise<WalletOfPerson> {
    const row = found(await wallets.find(db, userId), 'This person has no wallet.');
    const balances = await balancesOf(db, userId);
    const balance = (account: string) => writeBuz(balances.get(account) ?? 0n);
    const nameOf = await nameParties(db, people, [userId]);
    return {
      userId,
      name: nameOf(userId).name,
      available: balance('AVAILABLE'),
      held: balance('HELD'),
      staked: balance('STAKED'),
      frozen: row.frozen_at && { since: row.frozen_at.toISOString(), reason: row.frozen_reason ?? '' },
      limits: await views.limitsOf(db, userId),
    };
  }

  return { overview, flows, transactions, wallet };
}

export type Oversight = ReturnType<typeof createOversight>;

function readSeqCursor(cursor: string | undefined): bigint | null {
  const [seq] = readCursor(cursor, 1) ?? [null];
  if (seq === null) return null;
  if (!isPosition(seq))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return BigInt(seq);
}
