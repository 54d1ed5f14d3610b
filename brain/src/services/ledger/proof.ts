import { createHmac, type KeyObject } from 'node:crypto';
import type { Account } from '@smartstart/units';
import { sha256 } from './chain.ts';

/**
 * The Merkle sum tree over all accounts (a proof of liabilities): each node carries the hash and the sum of what lies
 * below, so that a leaf with its path shows that a balance is counted in the total. Pure. The web computes the same.
 */
export interface SumNode {
  readonly hash: string;
  readonly sumMicro: bigint;
}

export interface Leaf {
  readonly ownerId: string;
  readonly account: Account;
  readonly balanceMicro: bigint;
  /** Keeps others from guessing the leaf. */
  readonly nonce: string;
}

export interface Step extends SumNode {
  /** Where the sibling stands. */
  readonly side: 'left' | 'right';
}

const nonceDigits = 32;

export function leafHash({ ownerId, account, balanceMicro, nonce }: Leaf): string {
  return sha256(`smartstart ledger leaf\n${ownerId}\n${account}\n${balanceMicro}\n${nonce}`);
}

export function join(left: SumNode, right: SumNode): SumNode {
  return {
    hash: sha256(`smartstart ledger node\n${left.hash}\n${left.sumMicro}\n${right.hash}\n${right.sumMicro}`),
    sumMicro: left.sumMicro + right.sumMicro,
  };
}

export function rootText(seq: number, at: string, accounts: number, root: SumNode): string {
  return `smartstart ledger root\n${seq}\n${at}\n${accounts}\n${root.sumMicro}\n${root.hash}`;
}

/**
 * Another one at each position, so that two roots do not tell whether an account stood still. The key is a key object,
 * because one made anew from its bytes for each leaf took two thirds of the time of a tree.
 */
export function nonceOf(key: KeyObject, ownerId: string, account: string, seq: bigint): string {
  return createHmac('sha256', key)
    .update(`ledger leaf\n${ownerId}\n${account}\n${seq}`)
    .digest('hex')
    .slice(0, nonceDigits);
}

/** What a leaf and its path lead to; to be compared with the root. No sum on the way may be negative. */
export function climb(leaf: Leaf, path: readonly Step[]): SumNode | null {
  let node: SumNode = { hash: leafHash(leaf), sumMicro: leaf.balanceMicro };
  if (node.sumMicro < 0n) return null;
  for (const step of path) {
    if (step.sumMicro < 0n) return null;
    node = step.side === 'left' ? join(step, node) : join(node, step);
  }
  return node;
}

export function proves(leaf: Leaf, path: readonly Step[], root: SumNode): boolean {
  const top = climb(leaf, path);
  return top !== null && top.hash === root.hash && top.sumMicro === root.sumMicro;
}

/** Levels from the leaves to the root, in flat arrays: 40 bytes a node, so that millions fit in memory. */
export interface Tree {
  readonly root: SumNode;
  readonly leaves: number;
  pathOf(index: number): Step[];
}

interface Level {
  readonly hashes: Buffer;
  readonly sums: BigInt64Array;
}

const hashBytes = 32;

/** `breathe` is awaited after each few nodes, so that whoever builds can let others run in between. */
export async function buildTree(
  count: number,
  leafAt: (index: number) => Leaf,
  breathe: () => Promise<void> | undefined = () => undefined,
): Promise<Tree> {
  if (count === 0) throw new Error('A tree has at least one leaf.');
  const levels: Level[] = [await fill(count, (index) => ofLeaf(leafAt(index)), breathe)];
  for (let size = count; size > 1;) {
    const below = levels.at(-1)!;
    const width = size;
    size = Math.ceil(size / 2);
    levels.push(
      await fill(
        size,
        (index) => {
          const left = nodeAt(below, index * 2);
          // An odd node moves up unchanged.
          return index * 2 + 1 < width ? join(left, nodeAt(below, index * 2 + 1)) : left;
        },
        breathe,
      ),
    );
  }
  return {
    root: nodeAt(levels.at(-1)!, 0),
    leaves: count,
    pathOf: (index) => pathIn(levels, index),
  };
}

const ofLeaf = (leaf: Leaf): SumNode => ({ hash: leafHash(leaf), sumMicro: leaf.balanceMicro });
const nodesPerBreath = 500;

async function fill(
  size: number,
  make: (index: number) => SumNode,
  breathe: () => Promise<void> | undefined,
): Promise<Level> {
  const level: Level = { hashes: Buffer.allocUnsafe(size * hashBytes), sums: new BigInt64Array(size) };
  for (let index = 0; index < size; index++) {
    const { hash, sumMicro } = make(index);
    level.hashes.write(hash, index * hashBytes, 'hex');
    level.sums[index] = sumMicro;
    if (index % nodesPerBreath === 0) await breathe();
  }
  return level;
}

function nodeAt({ hashes, sums }: Level, index: number): SumNode {
  return {
    hash: hashes.toString('hex', index * hashBytes, (index + 1) * hashBytes),
    sumMicro: sums[index]!,
  };
}

function pathIn(levels: readonly Level[], leaf: number): Step[] {
  const path: Step[] = [];
  let index = leaf;
  for (const level of levels.slice(0, -1)) {
    const sibling = index % 2 === 0 ? index + 1 : index - 1;
    if (sibling < level.sums.length)
      path.push({ side: sibling < index ? 'left' : 'right', ...nodeAt(level, sibling) });
    index >>= 1;
  }
  return path;
}
