import { addMs, dayMs, utcDay, writeBuz } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { readCursor, toPage } from '../../kernel/paging.ts';
import type { Ground } from './deps.ts';
import type { Entry, Explained, Explanations, TransactionView } from './explanations.ts';
import * as store from './history-store.ts';

/** Above every position there can be. */
const endOfLedger = 2n ** 62n;

export interface EntryQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Balances {
  readonly available: bigint;
  readonly held: bigint;
  readonly staked: bigint;
}

/** What a person's accounts held and what moved on them, read from the postings alone. */
export function createHistory({ kernel, ledger }: Ground, explanations: Explanations) {
  const { clock } = kernel;

  async function entries(db: Db, userId: string, query: EntryQuery) {
    const rows = await store.ownPostings(db, userId, {
      stretch: await stretchOf(db, query.from, query.to),
      kind: query.kind,
      before: readEntryCursor(query.cursor),
      limit: query.limit + 1,
    });
    const explained = await explanations.explain(db, rows, userId);
    return toPage(explained, query.limit, (row) => [Number(row.seq), row.no], entryOf);
  }

  /** To those it touches; to everybody else it does not exist. */
  async function transaction(db: Db, userId: string, id: string): Promise<TransactionView> {
    const row = found(await store.findTransaction(db, ledger.seqOf(id), id));
    if (!row.owners.includes(userId)) throw new Fail('NOT_FOUND');
    const [view] = await explanations.describe(db, [row], { userId });
    return view!;
  }

  async function balanceAt(db: Db, userId: string, at: Date) {
    if (at > clock.now()) throw invalid('query.at', 'This moment lies in the future.');
    const seq = await store.seqAt(db, at, 'at or before');
    const balances = toBalances(await store.balancesAt(db, userId, seq));
    return { at: at.toISOString(), seq: Number(seq), ...written(balances) };
  }

  /** The last `days` days to today, each with its closing balances; today closes with what is there now. */
  async function daily(db: Db, userId: string, days: number) {
    const tomorrow = new Date(`${utcDay(addMs(clock.now(), dayMs))}T00:00:00.000Z`);
    const edges = Array.from({ length: days + 1 }, (_, index) => addMs(tomorrow, (index - days) * dayMs));
    const bounds = await store.seqsBefore(db, edges);
    const opening = await store.balancesAt(db, userId, bounds[0]!);
    const moved = new Map((await store.movements(db, userId, bounds)).map((row) => [row.bucket, row]));
    const closed = Map.groupBy(await store.closings(db, userId, bounds), (row) => row.bucket);
    const balances = new Map(opening);
    return edges.slice(0, days).map((begin, index) => {
      const bucket = index + 1;
      for (const { account, balance_micro } of closed.get(bucket) ?? []) balances.set(account, balance_micro);
      const { incoming_micro = 0n, outgoing_micro = 0n } = moved.get(bucket) ?? {};
      return {
        day: utcDay(begin),
        ...written(toBalances(balances)),
        incoming: writeBuz(incoming_micro),
        outgoing: writeBuz(outgoing_micro),
      };
    });
  }

  return { entries, transaction, balanceAt, daily };
}

export type History = ReturnType<typeof createHistory>;

/** From a period to positions: all postings of its batches, those of its last moment among them. */
export async function stretchOf(
  db: Db,
  from: string | undefined,
  to: string | undefined,
): Promise<store.Stretch> {
  return {
    after: from ? await store.seqAt(db, new Date(from), 'before') : 0n,
    until: to ? await store.seqAt(db, new Date(to), 'at or before') : endOfLedger,
  };
}

export function toBalances(byAccount: ReadonlyMap<string, bigint>): Balances {
  const of = (account: string) => byAccount.get(account) ?? 0n;
  return { available: of('AVAILABLE'), held: of('HELD'), staked: of('STAKED') };
}

function written({ available, held, staked }: Balances) {
  return { available: writeBuz(available), held: writeBuz(held), staked: writeBuz(staked) };
}

export function invalid(path: string, message: string): Fail {
  return new Fail('INVALID_INPUT', message, { fields: [{ path, message }] });
}

function readEntryCursor(cursor: string | undefined): readonly [bigint, number] | null {
  const key = readCursor(cursor, 2);
  if (!key) return null;
  const [seq, no] = key;
  if (!isPosition(seq) || !isPosition(no))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return [BigInt(seq), no];
}

export function isPosition(part: unknown): part is number {
  return typeof part === 'number' && Number.isSafeInteger(part) && part >= 0;
}

function entryOf(row: Explained): Entry {
  return {
    transactionId: row.id,
    seq: Number(row.seq),
    no: row.no,
    at: row.at.toISOString(),
    kind: row.kind as Entry['kind'],
    account: row.account as Entry['account'],
    amount: writeBuz(row.amount_micro),
    balance: writeBuz(row.balance_micro),
    counterparty: row.counterparty,
    cause: { type: row.cause_type, id: row.cause_id, text: row.text },
    memo: row.memo,
    reverses: row.reverses,
  };
}
