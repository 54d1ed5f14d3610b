import type { Output, contract } from '@smartstart/contract';
import { hubId, writeBuz } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './deps.ts';
import { nameParties, type Party } from './parties.ts';
import * as store from './payment-store.ts';

type Names = (userId: string | null) => Party;
export type TransferView = Output<typeof contract.buz.transfer>;
export type HoldView = Output<typeof contract.buz.openHold>;
export type HeldTransferView = Output<typeof contract.buzAdmin.approveHeld>;

/** What is known of a transfer, from wherever. */
export interface TransferFacts {
  readonly id: string;
  readonly state: TransferView['state'];
  readonly senderId: string;
  readonly recipientId: string;
  readonly amountMicro: bigint;
  readonly feeMicro: bigint;
  readonly memo: string | null;
  readonly at: string;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
}

const transferStates: Record<store.HoldState, TransferView['state']> = {
  OPEN: 'HELD',
  POSTED: 'COMPLETED',
  VOIDED: 'CANCELLED',
  EXPIRED: 'CANCELLED',
};

/** The states of the rows behind a state of a transfer. */
export function holdStatesOf(state: TransferView['state'] | undefined): store.HoldState[] | undefined {
  if (!state) return undefined;
  return (Object.keys(transferStates) as store.HoldState[]).filter((one) => transferStates[one] === state);
}

export function transferView(
  { senderId, recipientId, amountMicro, feeMicro, ...facts }: TransferFacts,
  names: Names,
  availableAfterMicro: bigint | null,
): TransferView {
  return {
    ...facts,
    sender: names(senderId),
    recipient: names(recipientId),
    amount: writeBuz(amountMicro),
    fee: writeBuz(feeMicro),
    total: writeBuz(amountMicro + feeMicro),
    availableAfter: availableAfterMicro === null ? null : writeBuz(availableAfterMicro),
  };
}

export function heldFacts(row: store.HoldRow): TransferFacts {
  return {
    id: row.id,
    state: transferStates[row.state as store.HoldState],
    senderId: row.owner_id,
    recipientId: row.recipient_id,
    amountMicro: row.amount_micro,
    feeMicro: row.fee_micro,
    memo: row.memo,
    at: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

/** From the lines of a transaction: who gave, who got, and what the hub took. */
export function postedFacts(id: string, lines: readonly store.PaymentLine[]): TransferFacts | null {
  const gave = lines.find((line) => line.kind === 'TRANSFER' && line.amount_micro < 0n);
  const got = lines.find((line) => line.kind === 'TRANSFER' && line.amount_micro > 0n);
  if (!gave || !got) return null;
  const fee = lines.find((line) => line.kind === 'FEE' && line.owner_id === hubId);
  return {
    id,
    state: 'COMPLETED',
    senderId: gave.owner_id,
    recipientId: got.owner_id,
    amountMicro: got.amount_micro,
    feeMicro: fee?.amount_micro ?? 0n,
    memo: gave.memo,
    at: gave.at.toISOString(),
    expiresAt: null,
    endedAt: null,
  };
}

/** Held transfers as their sender sees them, or as somebody else does. */
export async function showHeld(
  { ledger, people }: Ground,
  db: Db,
  rows: readonly store.HoldRow[],
  readerId: string,
): Promise<TransferView[]> {
  const names = await namesOf(people, db, rows);
  const own = rows.filter((row) => row.owner_id === readerId);
  const seqs = own
    .flatMap((row) => [row.opened_by, ...(row.ended_by ? [row.ended_by] : [])])
    .map(ledger.seqOf);
  const after = await store.availableAfter(db, readerId, seqs);
  return rows.map((row) => {
    const ended = row.ended_by ? after.get(ledger.seqOf(row.ended_by)) : undefined;
    const available =
      row.owner_id === readerId ? (ended ?? after.get(ledger.seqOf(row.opened_by))) : undefined;
    return transferView(heldFacts(row), names, available ?? null);
  });
}

/** With what made them suspicious, for those who decide. */
export async function showForReview(
  people: Ground['people'],
  db: Db,
  rows: readonly store.HoldRow[],
): Promise<HeldTransferView[]> {
  const names = await namesOf(people, db, rows);
  return rows.map((row) => ({
    ...transferView(heldFacts(row), names, null),
    score: row.score ?? 0,
    signals: row.signals as unknown as HeldTransferView['signals'],
    reviewedBy: row.reviewed_by,
    reviewReason: row.review_reason,
  }));
}

export async function showHolds(
  people: Ground['people'],
  db: Db,
  rows: readonly store.HoldRow[],
): Promise<HoldView[]> {
  const names = await namesOf(people, db, rows);
  return rows.map((row) => ({
    id: row.id,
    state: row.state as HoldView['state'],
    payer: names(row.owner_id),
    recipient: names(row.recipient_id),
    amount: writeBuz(row.amount_micro),
    fee: writeBuz(row.fee_micro),
    posted: row.posted_micro === null ? null : writeBuz(row.posted_micro),
    memo: row.memo,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}

function namesOf(people: Ground['people'], db: Db, rows: readonly store.HoldRow[]): Promise<Names> {
  return nameParties(
    db,
    people,
    rows.flatMap((row) => [row.owner_id, row.recipient_id]),
  );
}
