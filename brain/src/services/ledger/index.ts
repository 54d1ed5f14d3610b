import type { Config } from '../../config.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { loadRetiredKeys } from '../../kernel/signing-key.ts';
import { seqOf } from './chain.ts';
import { repeat } from './book.ts';
import { createJournal } from './journal.ts';
import { sentBy } from './outflows.ts';
import { createProofs, type Proofs } from './proofs.ts';
import { readKnown } from './shelf.ts';
import type { Command, Receipt } from './types.ts';
import { verifyLedger, type LedgerCheck } from './verification.ts';
import { createWriter, type Accepted } from './writer.ts';

export type { Accepted } from './writer.ts';
export type { Fault } from './fault.ts';
export type { OwnProof, Proofs, Root } from './proofs.ts';
export type { Command, Kind, Payment, Posting, Receipt, Signal, Verdict } from './types.ts';
export { verifyLedger, type LedgerCheck } from './verification.ts';
export * as ledgerFigures from './figures-store.ts';
export type Ledger = ReturnType<typeof createLedger>;

export type LedgerKernel = Pick<Kernel, 'clock' | 'outbox' | 'database' | 'signingKey' | 'encryptionKey'> & {
  readonly config: Pick<Config, 'dataDir'>;
};

/** The double-entry ledger: who moves BUZ goes through here, alone or together with a change of their own. */
export function createLedger(kernel: LedgerKernel) {
  const journal = createJournal(kernel);
  const writer = createWriter(kernel, journal);
  const proofs: Proofs = createProofs(kernel);

  /**
   * Posts one command in the transaction of the action it belongs to: both commit, or neither. The ledger's lock is held
   * from here to the commit, so this comes last in its transaction. Throws the refusal.
   */
  async function post(tx: Tx, command: Command): Promise<Receipt> {
    const [verdict] = await journal.post(tx, [command]);
    if ('refused' in verdict!) throw verdict.refused;
    return verdict!.receipt;
  }

  return {
    open: () => journal.open(),
    post,
    /** Several at once, each with its own verdict. */
    postAll: (tx: Tx, commands: readonly Command[]) => journal.post(tx, commands),
    /** Through the group-commit queue, for commands that stand alone. */
    submit: (command: Command): Promise<Accepted> => writer.submit(command),
    /** What became of this command, if it went through before; throws when its key stands for another. */
    async recall(command: Command): Promise<Accepted | null> {
      const known = (await readKnown(kernel.database.db, [command])).get(command.key);
      if (!known) return null;
      const verdict = repeat(command, known);
      if ('refused' in verdict) throw verdict.refused;
      return verdict;
    },
    depth: () => writer.depth(),
    /** The position inside a transaction's id; what stands there must still be compared with the id. */
    seqOf,
    /** What somebody has sent today and in the last 30 × 24 hours, as the limits count it. */
    sentBy: (db: Db, userId: string) => sentBy(db, userId, kernel.clock.now()),
    /** Recomputes the whole ledger from the first posting; changes nothing. */
    verify: (onProgress?: (done: number, total: number) => Promise<void> | void): Promise<LedgerCheck> =>
      verifyLedger(
        kernel.database.db,
        [kernel.signingKey, ...loadRetiredKeys(kernel.config.dataDir)],
        onProgress,
      ),
    proofs,
  };
}
