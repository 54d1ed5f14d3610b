import type { buzWire, Output, contract } from '@smartstart/contract';
import { hubId, writeBuz } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { causeText } from './causes.ts';
import { otherSide } from './counterparts.ts';
import type { Ground } from './deps.ts';
import * as store from './history-store.ts';
import { nameParties, type Party } from './parties.ts';
import type { Prices } from './prices.ts';

export type Entry = (typeof buzWire.entry)['_zod']['output'];
export type TransactionView = Output<typeof contract.buz.transaction>;

/** An own posting with what it happened for and who stands on the other side. */
export interface Explained extends store.OwnPosting {
  readonly text: string;
  readonly counterparty: Party | null;
}

/** Who reads: a person sees the balances of their own accounts only, an operator all. */
export type Reader = { readonly userId: string } | 'operator';

interface Caused {
  readonly cause_type: string;
  readonly cause_id: string | null;
}

/** Puts postings and transactions into words, a page at a time: names, labels and other sides in one batch each. */
export function createExplanations({ people }: Pick<Ground, 'people'>, prices: Pick<Prices, 'labelOf'>) {
  async function labelsOf(db: Db, caused: readonly Caused[]): Promise<Map<string, string>> {
    const idsOf = (type: string) => [
      ...new Set(caused.flatMap((one) => (one.cause_type === type && one.cause_id ? [one.cause_id] : []))),
    ];
    const [claims, charges] = [idsOf('claim'), idsOf('charge')];
    if (!claims.length && !charges.length) return new Map();
    const keys = await store.labelKeys(db, claims, charges);
    return new Map(keys.map(({ id, price_version, key }) => [id, prices.labelOf(price_version, key)]));
  }

  async function explain(db: Db, rows: readonly store.OwnPosting[], owner: string): Promise<Explained[]> {
    if (!rows.length) return [];
    const lines = await store.linesOf(db, [...new Map(rows.map((row) => [row.seq, row])).values()]);
    const labels = await labelsOf(db, rows);
    const sides = rows.map((row) => otherSide({ ...row, owner_id: owner }, lines.get(row.seq) ?? []));
    // What a person reserves stays theirs; the other side is whom it is meant for.
    const inside = rows.filter((_row, index) => sides[index] === null);
    const holdIds = inside.flatMap((row) => [row.id, ...(row.cause_id ? [row.cause_id] : [])]);
    const recipients = holdIds.length ? await store.holdRecipients(db, holdIds) : new Map<string, string>();
    const recipientOf = (row: store.OwnPosting) =>
      recipients.get(row.id) ?? (row.cause_id === null ? undefined : recipients.get(row.cause_id));
    const partyOf = await nameParties(db, people, [
      ...sides.map((side) => side?.owner_id ?? null),
      ...recipients.values(),
    ]);
    return rows.map((row, index) => {
      const side = sides[index];
      const recipient = side ? undefined : recipientOf(row);
      return {
        ...row,
        text: causeText(row.cause_type, row.kind, labels.get(row.cause_id ?? '')),
        counterparty: side ? partyOf(side.owner_id, side.account) : recipient ? partyOf(recipient) : null,
      };
    });
  }

  async function describe(
    db: Db,
    rows: readonly store.TransactionRow[],
    reader: Reader,
  ): Promise<TransactionView[]> {
    if (!rows.length) return [];
    const lines = await store.linesOf(db, rows);
    const reversedBy = await store.reversalsOf(
      db,
      rows.map((row) => row.id),
    );
    const labels = await labelsOf(db, rows);
    const actors = rows.map((row) => row.actor_id);
    const partyOf = await nameParties(db, people, [...rows.flatMap((row) => row.owners), ...actors]);
    return rows.map((row) => ({
      id: row.id,
      seq: Number(row.seq),
      at: row.at.toISOString(),
      kind: row.kind as TransactionView['kind'],
      cause: {
        type: row.cause_type,
        id: row.cause_id,
        text: causeText(row.cause_type, row.kind, labels.get(row.cause_id ?? '')),
      },
      memo: row.memo,
      actor: row.actor_id === null ? null : actorFor(reader, row, partyOf(row.actor_id)),
      reason: row.reason,
      reverses: row.reverses,
      reversedBy: reversedBy.get(row.id) ?? null,
      hash: row.hash,
      postings: (lines.get(row.seq) ?? []).map((line) => ({
        kind: line.kind as TransactionView['kind'],
        account: line.account as Entry['account'],
        party: partyOf(line.owner_id, line.account),
        amount: writeBuz(line.amount_micro),
        balance: showsBalance(reader, line.owner_id) ? writeBuz(line.balance_micro) : null,
      })),
    }));
  }

  return { explain, describe };
}

export type Explanations = ReturnType<typeof createExplanations>;

/** Who acted for the hub is the hub's affair; the audit chain knows. */
function actorFor(reader: Reader, row: store.TransactionRow, actor: Party): Party {
  const shown = reader === 'operator' || actor.userId === null || row.owners.includes(actor.userId);
  return shown ? actor : { userId: null, name: 'The hub' };
}

function showsBalance(reader: Reader, owner: string): boolean {
  return reader === 'operator' || (owner !== hubId && owner === reader.userId);
}
