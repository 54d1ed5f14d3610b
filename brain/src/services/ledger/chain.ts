import { hash } from 'node:crypto';

/** The hash chain over transactions: what is hashed, and what the key signs. Pure. */

/** What the first transaction builds on. */
export const genesisHash = sha256('smartstart ledger');

export interface Link {
  readonly seq: bigint;
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly causeType: string;
  readonly causeId: string | null;
  readonly key: string;
  readonly fingerprint: string;
  readonly owners: readonly string[];
  readonly memoHash: string | null;
  readonly reason: string | null;
  readonly reverses: string | null;
  readonly lines: readonly {
    readonly owner: string;
    readonly account: string;
    readonly kind: string;
    readonly amountMicro: bigint;
    readonly balanceMicro: bigint;
  }[];
}

/** SHA-256 over the previous hash and the canonical form of the transaction with all its postings. */
export function linkHash(previous: string, link: Link): string {
  const lines = link.lines.map(
    (line) => `${line.owner} ${line.account} ${line.kind} ${line.amountMicro} ${line.balanceMicro}`,
  );
  const record = JSON.stringify([
    String(link.seq),
    link.id,
    link.kind,
    link.at.toISOString(),
    link.actorId,
    link.causeType,
    link.causeId,
    link.key,
    link.fingerprint,
    link.owners,
    link.memoHash,
    link.reason,
    link.reverses,
    ...lines,
  ]);
  return sha256(`${previous}\n${record}`);
}

/** The id keeps equal words of different transactions apart. */
export function memoHash(transactionId: string, memo: string): string {
  return sha256(`${transactionId}\n${memo}`);
}

export function headText(seq: bigint, hash: string, at: Date): string {
  return `smartstart ledger head\n${seq}\n${hash}\n${at.toISOString()}`;
}

export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** UUIDv7 of a transaction: its time, and its position in the low bits (RFC 9562 lets a counter stand there). */
export function transactionId(seq: bigint, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const low = (0x8000_0000_0000_0000n + seq).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-${low.slice(0, 4)}-${low.slice(4)}`;
}

/** The position inside a transaction's id; what it names must still be compared with the id. */
export function seqOf(transactionId: string): bigint {
  return BigInt(`0x${transactionId.slice(19).replace('-', '')}`) & 0x3fff_ffff_ffff_ffffn;
}
