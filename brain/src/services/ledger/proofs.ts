import { createSecretKey } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kernel } from '../../kernel/kernel.ts';
import { buildTree, nonceOf, rootText, type Leaf, type Step, type Tree } from './proof.ts';
import * as store from './proof-store.ts';

/** A root is good for this long, unless the balance of whoever asks has moved since. */
const freshMs = 60_000;
/** How long the tree may keep other work waiting. */
const turnMs = 4;

/** The signed root of the tree over all accounts at a position of the ledger. */
export interface Root {
  readonly seq: number;
  readonly at: Date;
  readonly accounts: number;
  readonly sumMicro: bigint;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
  readonly publicKeyPem: string;
}

export interface OwnProof {
  readonly root: Root;
  readonly leaves: readonly (Leaf & { readonly path: readonly Step[] })[];
}

export interface Proofs {
  root(): Promise<Root>;
  /** The accounts of one person in the tree; nobody gets those of others. */
  of(ownerId: string): Promise<OwnProof>;
}

/** A tree with what its leaves are made of. */
interface Grown {
  readonly root: Root;
  readonly tree: Tree;
  readonly accounts: store.Accounts;
  readonly seq: bigint;
  /** When it was last known to be the newest. */
  checkedAt: number;
}

type ProofKernel = Pick<Kernel, 'clock' | 'database' | 'signingKey' | 'encryptionKey'>;

export function createProofs({ clock, database, signingKey, encryptionKey }: ProofKernel): Proofs {
  const nonceKey = createSecretKey(encryptionKey);
  let grown: Grown | null = null;
  let growing: Promise<Grown> | null = null;

  /** One tree at a time is built; who comes meanwhile waits for it. */
  function grow(): Promise<Grown> {
    growing ??= build().finally(() => (growing = null));
    return growing;
  }

  async function build(): Promise<Grown> {
    const askedAt = clock.now();
    const { seq, accounts } = await store.readAccounts(database.db);
    const leafAt = (index: number): Leaf => accounts.leafAt(index, nonce);
    const nonce = (owner: string, account: string) => nonceOf(nonceKey, owner, account, seq);
    const tree = await buildTree(accounts.count, leafAt, turns());
    const root = await publish(seq, askedAt, tree);
    grown = { root, tree, accounts, seq, checkedAt: askedAt.getTime() };
    return grown;
  }

  /** A position has one root: the first that was signed for it stays. */
  async function publish(seq: bigint, at: Date, tree: Tree): Promise<Root> {
    const { root: top, leaves } = tree;
    const signature = signingKey.sign(rootText(Number(seq), at.toISOString(), leaves, top));
    const kept = await store.keepRoot(database.db, {
      seq,
      at,
      accounts: leaves,
      sum_micro: top.sumMicro,
      hash: top.hash,
      key_id: signingKey.id,
      signature,
    });
    return {
      seq: Number(seq),
      at: kept.at,
      accounts: leaves,
      sumMicro: top.sumMicro,
      hash: top.hash,
      keyId: kept.key_id,
      signature: kept.signature,
      publicKeyPem: signingKey.publicPem,
    };
  }

  async function newest(): Promise<Grown> {
    const now = clock.now().getTime();
    if (!grown) return grow();
    if (now - grown.checkedAt < freshMs) return grown;
    if ((await store.readSeq(database.db)) !== grown.seq) return grow();
    grown.checkedAt = now;
    return grown;
  }

  async function of(ownerId: string): Promise<OwnProof> {
    let found = await newest();
    const movedAt = await store.movedAt(database.db, ownerId);
    if (movedAt > found.seq) found = await grow();
    // What was being built already may have begun before the movement.
    if (movedAt > found.seq) found = await grow();
    const { root, tree, accounts, seq } = found;
    const nonce = (owner: string, account: string) => nonceOf(nonceKey, owner, account, seq);
    const leaves = accounts
      .indexesOf(ownerId)
      .map((index) => ({ ...accounts.leafAt(index, nonce), path: tree.pathOf(index) }));
    return { root, leaves };
  }

  return { root: async () => (await newest()).root, of };
}

/** Lets other work run whenever a turn has lasted too long. */
function turns(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < turnMs) return undefined;
    return nextTurn().then(() => void (begun = performance.now()));
  };
}
