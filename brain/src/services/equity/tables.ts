import { Ledger, type OcfObject } from '../../engines/cap-table/index.ts';
import type { Db } from '../../kernel/db.ts';
import * as store from './store.ts';

/**
 * A venture's table. Look at the ledger before the next `await`, because others share it; a writer locks the row, opens
 * the table, tries its entries on it (`Ledger.trial`) and writes them: what it wrote is seen once it is committed.
 */
export interface OpenTable {
  readonly row: store.TableRow;
  readonly ledger: Ledger;
  readonly holders: ReadonlyMap<string, store.HolderRow>;
}

interface Kept {
  seq: number;
  /** Holders as of an entry: whoever becomes one does so with an entry. */
  holders: { readonly seq: number; readonly rows: ReadonlyMap<string, store.HolderRow> } | null;
  readonly ledger: Ledger;
  size: number;
}

/** Entries read in one query: what waits for them is not held up long. */
const chunk = 5_000;
/** Entries of all ledgers kept in memory: about 300 MB at most. Beyond, those not used for longest are read again. */
const keptEntries = 250_000;

/**
 * Ledgers replayed from their logs, kept in memory and brought up to date when they are asked for. Only entries of
 * the log get in, so an entry that was written in a transaction still open is seen by that transaction alone.
 */
export function createTables() {
  const kept = new Map<string, Kept>();
  const opening = new Map<string, Promise<Kept>>();

  async function open(db: Db, ventureId: string): Promise<OpenTable | null> {
    const row = await store.findTable(db, ventureId);
    return row ? openAt(db, row) : null;
  }

  async function openAt(db: Db, row: store.TableRow): Promise<OpenTable> {
    const table = await replay(db, row);
    return { row, ledger: table.ledger, holders: await holdersOf(db, row, table) };
  }

  async function holdersOf(db: Db, row: store.TableRow, table: Kept): Promise<OpenTable['holders']> {
    if (table.holders?.seq === row.head_seq) return table.holders.rows;
    const rows = new Map(
      (await store.holdersOf(db, row.venture_id)).map((holder) => [holder.stakeholder_id, holder]),
    );
    // A table that begins in this transaction has holders before its first entry, and may yet come to nothing.
    if (row.head_seq > 0) table.holders = { seq: row.head_seq, rows };
    return rows;
  }

  /** One reader of a table at a time reads its log; the others wait for that. */
  async function replay(db: Db, row: store.TableRow): Promise<Kept> {
    const before = opening.get(row.venture_id);
    if (before) await before.catch(() => undefined);
    const work = catchUp(db, row).finally(() => opening.delete(row.venture_id));
    opening.set(row.venture_id, work);
    return work;
  }

  async function catchUp(db: Db, row: store.TableRow): Promise<Kept> {
    const known = kept.get(row.venture_id);
    // A reader whose row is a little older gets what was committed since; a writer holds the row, so nothing was.
    if (known && known.seq >= row.head_seq) return touch(row.venture_id, known);
    const fresh: OcfObject[][] = [];
    let seq = known?.seq ?? 0;
    let batch = -1;
    while (seq < row.head_seq) {
      const rows = await store.entriesAfter(db, row.venture_id, seq, chunk);
      if (!rows.length)
        throw new Error(`The log of the cap table of ${row.venture_id} ends before its head.`);
      for (const entry of rows) {
        if (entry.batch !== batch) fresh.push([]);
        batch = entry.batch;
        if (entry.set_aside === null) fresh.at(-1)!.push(entry.body as unknown as OcfObject);
      }
      seq = rows.at(-1)!.seq;
    }
    if (known) {
      for (const objects of fresh) requireSound(row.venture_id, known.ledger.append(objects));
      known.size += seq - known.seq;
      known.seq = seq;
      return touch(row.venture_id, known);
    }
    return touch(row.venture_id, { seq, ledger: Ledger.of(fresh.flat()), size: seq, holders: null });
  }

  function touch(ventureId: string, table: Kept): Kept {
    const newer = kept.get(ventureId);
    if (newer && newer.seq > table.seq) return table;
    kept.delete(ventureId);
    kept.set(ventureId, table);
    let size = [...kept.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [id, one] of kept) {
      if (size <= keptEntries || id === ventureId) break;
      kept.delete(id);
      size -= one.size;
    }
    return table;
  }

  return { open, openAt };
}

export type Tables = ReturnType<typeof createTables>;

/** What is in the log was checked before it was written; anything else is a fault of ours. */
function requireSound(ventureId: string, problems: readonly { readonly message: string }[]): void {
  if (problems.length)
    throw new Error(`The cap table of ${ventureId} cannot be replayed: ${problems[0]!.message}`);
}
