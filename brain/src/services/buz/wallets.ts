import type { Security } from '../../engines/security/index.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { People } from './deps.ts';
import * as store from './wallet-store.ts';

/** Wallets this Brain knows to exist; a wallet is never removed. */
const maxKnown = 50_000;

export interface Wallets {
  /** Opens the wallet of somebody whose gate BUZ_USE is open; does nothing when it is there. */
  open(db: Db, userId: string): Promise<void>;
  /** Throws GATE_BLOCKED unless this person may use BUZ; opens the wallet. */
  requireOwn(db: Db, userId: string): Promise<void>;
  /** Throws RECIPIENT_UNKNOWN or RECIPIENT_NOT_READY unless this person can receive BUZ; opens the wallet. */
  requireReady(db: Db, userId: string): Promise<void>;
  find(db: Db, userId: string): Promise<store.WalletRow | undefined>;
}

/** Wallets come into being when their person first may use BUZ: member, with BTS and BPP in force. */
export function createWallets(security: Security, people: People): Wallets {
  const known = new Set<string>();

  async function open(db: Db, userId: string): Promise<void> {
    if (known.has(userId)) return;
    const person = (await people.byIds(db, [userId])).get(userId);
    if (!person) throw new Fail('RECIPIENT_UNKNOWN');
    await store.openWallets(db, [{ user_id: userId, member_since: person.createdAt }]);
    // Inside a transaction that fails the row goes again: only what is seen outside is remembered.
    if (db.isTransaction) return;
    if (known.size >= maxKnown) known.clear();
    known.add(userId);
  }

  return {
    open,
    async requireOwn(db, userId) {
      if (db.isTransaction) await security.require(db, userId, 'BUZ_USE');
      else {
        const { open: ready, missingPapers, missingConditions } = await security.recall(userId, 'BUZ_USE');
        if (!ready)
          throw new Fail('GATE_BLOCKED', undefined, { gate: 'BUZ_USE', missingPapers, missingConditions });
      }
      await open(db, userId);
    },
    async requireReady(db, userId) {
      const standing = await (db.isTransaction
        ? security.stand(db, userId, 'BUZ_USE')
        : security.recall(userId, 'BUZ_USE'));
      if (!standing.open) {
        const exists = (await people.byIds(db, [userId])).has(userId);
        throw new Fail(exists ? 'RECIPIENT_NOT_READY' : 'RECIPIENT_UNKNOWN');
      }
      await open(db, userId);
    },
    find: store.findWallet,
  };
}
