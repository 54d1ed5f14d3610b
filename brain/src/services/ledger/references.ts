import { hubId, writeBuz } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { seqOf } from './chain.ts';
import { Broken } from './fault.ts';
import { postingsOf } from './store.ts';
import * as store from './verification-store.ts';

/** What other tables say of the ledger: holds, stakes, rewards, charges; and reversals, of other transactions. */
export async function checkReferences(snapshot: Db): Promise<void> {
  await checkReversals(snapshot);
  await checkSums(snapshot);
  await checkNamed(snapshot);
}

const buz = (micro: bigint) => `${writeBuz(micro)} BUZ`;

/** A reversal moves exactly what its original moved, the other way. */
async function checkReversals(snapshot: Db): Promise<void> {
  const reversals = await store.openReversals(snapshot);
  for (;;) {
    const reversal = await reversals.next();
    if (!reversal) return;
    const { seq, reverses } = reversal;
    const fault = (text: string) => new Broken(`ledger_transactions ${seq}`, seq, text);
    const original = await store.transactionAt(snapshot, seqOf(reverses));
    if (original?.id !== reverses || original.seq >= seq)
      throw fault(`It undoes ${reverses}, and no earlier transaction has that id.`);
    const [moved, back] = await Promise.all([movesOf(snapshot, original), movesOf(snapshot, reversal)]);
    for (const key of new Set([...moved.keys(), ...back.keys()])) {
      const expected = -(moved.get(key) ?? 0n);
      const found = back.get(key) ?? 0n;
      if (found !== expected)
        throw fault(
          `It undoes transaction ${original.seq}, so ${key} gets ${buz(expected)} back; ${buz(found)} is written.`,
        );
    }
  }
}

/** What a transaction moves, account by account. */
async function movesOf(
  snapshot: Db,
  transaction: { readonly seq: bigint; readonly owners: readonly string[] },
): Promise<Map<string, bigint>> {
  const moves = new Map<string, bigint>();
  for (const { owner_id, account, amount_micro } of await postingsOf(snapshot, [transaction])) {
    const key = `${owner_id}/${account}`;
    moves.set(key, (moves.get(key) ?? 0n) + amount_micro);
  }
  return moves;
}

async function checkSums(snapshot: Db): Promise<void> {
  const held = await store.heldDifference(snapshot);
  if (held)
    throw new Broken(
      `ledger_accounts ${held.owner}/HELD`,
      null,
      `The open holds of this person reserve ${buz(held.expected)}; ${buz(held.found)} is held.`,
    );
  const staked = await store.stakedDifference(snapshot);
  if (staked)
    throw new Broken(
      `ledger_accounts ${staked.owner}/STAKED`,
      null,
      `The running stakes of this person are ${buz(staked.expected)}; ${buz(staked.found)} is staked.`,
    );
  const interest = await store.interestDifference(snapshot);
  if (interest)
    throw new Broken(
      `ledger_accounts ${hubId}/INTEREST_RESERVED`,
      null,
      `Running stakes are promised ${buz(interest.expected)}; ${buz(interest.found)} is reserved.`,
    );
}

async function checkNamed(snapshot: Db): Promise<void> {
  const unproven = (table: string, row: store.Unproven | undefined, what: string) => {
    if (!row) return;
    const { id, transaction_id, micro, owner } = row;
    const text = `${what}: transaction ${transaction_id ?? '(none)'} should move ${buz(micro)} for ${owner}, and there is none that does.`;
    throw new Broken(`${table} ${id}`, transaction_id === null ? null : seqOf(transaction_id), text);
  };
  unproven('ledger_holds', await store.unprovenHold(snapshot), 'The hold was opened');
  unproven('buz_claims', await store.unprovenClaim(snapshot), 'The reward is paid');
  unproven('buz_charges', await store.unprovenCharge(snapshot), 'The action was charged');
  unproven('buz_charges', await store.unprovenRefund(snapshot), 'The charge was given back');
}
