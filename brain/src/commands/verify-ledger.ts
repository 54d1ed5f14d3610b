import { writeBuz, supplyMicro } from '@smartstart/units';
import { verifyLedger } from '../services/ledger/index.ts';
import { readKeys, withDatabase } from './installation.ts';

/**
 * `npm run verify-ledger`: recomputes the BUZ ledger from its first posting, from stored data alone, while the Brain runs
 * or not. Prints what it proved, and ends with 1 when the ledger does not hold, with 2 when it could not be looked at.
 */
async function main(): Promise<number> {
  const keys = readKeys();
  const begun = performance.now();
  const { valid, transactions, postings, heads, accounts, fault } = await withDatabase((db) =>
    verifyLedger(db, keys),
  );
  if (!valid) {
    const { where, text } = fault!;
    console.log(`The ledger is BROKEN at ${where}: ${text}`);
    console.log(
      `The ${count(transactions)} transactions before it hold by themselves. Nothing was changed: a fault is reported, never repaired.`,
    );
    return 1;
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `${count(transactions)} transactions form one chain: none is missing, altered or out of order.`,
  );
  console.log(
    `${count(postings)} postings: those of each transaction sum to nothing, no balance is negative.`,
  );
  console.log(
    `${count(heads)} heads of batches are signed with a key of this installation, the last one too.`,
  );
  console.log(
    `${count(accounts)} accounts hold what their postings leave: ${writeBuz(supplyMicro)} BUZ in all.`,
  );
  console.log(
    'Holds, stakes, reserved interest, rewards, charges and reversals agree with their transactions.',
  );
  console.log(`The ledger holds. (${seconds} s)`);
  return 0;
}

const count = (figure: number) => figure.toLocaleString('en');

process.exitCode = await main().catch((error: unknown) => {
  console.error(
    `The ledger could not be verified: ${error instanceof Error ? error.message : String(error)}`,
  );
  return 2;
});
