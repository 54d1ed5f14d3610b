import type { Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createJournal } from './journal.ts';
import type { Command, Receipt } from './types.ts';
import { createWriter, type Accepted } from './writer.ts';

export type { Accepted } from './writer.ts';
export type { Command, Kind, Payment, Posting, Receipt, Signal, Verdict } from './types.ts';
export type Ledger = ReturnType<typeof createLedger>;

/** The double-entry ledger: who moves BUZ goes through here, alone or together with a change of their own. */
export function createLedger(kernel: Kernel) {
  const journal = createJournal(kernel);
  const writer = createWriter(kernel, journal);

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
    depth: () => writer.depth(),
  };
}
