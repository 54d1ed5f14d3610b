import { hubId } from '@smartstart/units';

/** A line of a transaction, as far as it matters who stands on the other side. */
export interface Side {
  readonly owner_id: string;
  readonly account: string;
  readonly kind: string;
  readonly amount_micro: bigint;
}

/**
 * The line that answers a line: of the same kind and amount when there is one. Null when the BUZ only moved between
 * accounts of the same person.
 */
export function otherSide<S extends Side>(own: Side, lines: readonly S[]): S | null {
  let best: S | null = null;
  let bestRank = 0;
  for (const line of lines) {
    if (line.owner_id === own.owner_id || line.amount_micro > 0n === own.amount_micro > 0n) continue;
    const rank =
      1 +
      (line.kind === own.kind ? 4 : 0) +
      (line.amount_micro === -own.amount_micro ? 2 : 0) +
      // Between equals a person says more than an account of the hub.
      (line.owner_id === hubId ? 0 : 1);
    if (rank > bestRank) [best, bestRank] = [line, rank];
  }
  return movedWithin(own, lines) ? null : best;
}

/** Is the line answered by one of the same owner, as when something is reserved. */
function movedWithin(own: Side, lines: readonly Side[]): boolean {
  return lines.some(
    (line) =>
      line.owner_id === own.owner_id &&
      line.account !== own.account &&
      line.kind === own.kind &&
      line.amount_micro === -own.amount_micro,
  );
}
