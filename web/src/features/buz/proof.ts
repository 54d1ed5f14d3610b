import { parseBuz, supplyMicro } from '@smartstart/units';
import type { Account, Entry, Proof, ProofRoot, Supply } from './types';

/**
 * What anybody can recompute about their own BUZ. Nothing here trusts the server: it hashes, adds and compares what the
 * server handed out. The texts that are hashed and signed are the same, character by character, in the Brain.
 */

export type Leaf = Proof['leaves'][number];
export type Totals = Partial<Record<Account, bigint>>;

interface Node {
  readonly hash: string;
  readonly sum: bigint;
}

export function leafText(leaf: Pick<Leaf, 'ownerId' | 'account' | 'balance' | 'nonce'>): string {
  return `smartstart ledger leaf\n${leaf.ownerId}\n${leaf.account}\n${parseBuz(leaf.balance)}\n${leaf.nonce}`;
}

export function nodeText(left: Node, right: Node): string {
  return `smartstart ledger node\n${left.hash}\n${left.sum}\n${right.hash}\n${right.sum}`;
}

export function rootText(root: Pick<ProofRoot, 'seq' | 'at' | 'accounts' | 'sum' | 'hash'>): string {
  return `smartstart ledger root\n${root.seq}\n${root.at}\n${root.accounts}\n${parseBuz(root.sum)}\n${root.hash}`;
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The root that a leaf leads to over its path; null when a sum on the way is negative, which could hide others. */
export async function climb(leaf: Leaf): Promise<Node | null> {
  let node: Node = { hash: await sha256(leafText(leaf)), sum: parseBuz(leaf.balance) };
  if (node.sum < 0n) return null;
  for (const step of leaf.path) {
    const sibling: Node = { hash: step.hash, sum: parseBuz(step.sum) };
    if (sibling.sum < 0n) return null;
    const [left, right] = step.side === 'left' ? [sibling, node] : [node, sibling];
    node = { hash: await sha256(nodeText(left, right)), sum: left.sum + right.sum };
  }
  return node;
}

/** Whether a leaf is counted in the root, with the very sum the root states. */
export async function isCounted(leaf: Leaf, root: ProofRoot): Promise<boolean> {
  const top = await climb(leaf);
  return top !== null && top.hash === root.hash && top.sum === parseBuz(root.sum);
}

/** Whether the root counts the whole supply, neither more nor less. */
export function isWholeSupply(root: ProofRoot): boolean {
  return parseBuz(root.sum) === supplyMicro;
}

/** Whether the signature of the root is right; null when this browser cannot check Ed25519. */
export async function isSigned(root: ProofRoot): Promise<boolean | null> {
  try {
    const key = await crypto.subtle.importKey(
      'spki',
      pemBytes(root.publicKeyPem),
      { name: 'Ed25519' },
      false,
      ['verify'],
    );
    return await crypto.subtle.verify(
      { name: 'Ed25519' },
      key,
      base64Bytes(root.signature),
      new TextEncoder().encode(rootText(root)),
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return null;
    return false;
  }
}

/** Adds up own postings account by account; `upTo` leaves out what was posted later. */
export function addUp(entries: readonly Entry[], upTo = Infinity): Totals {
  const totals: Totals = {};
  for (const { account, amount, seq } of entries)
    if (seq <= upTo) totals[account] = (totals[account] ?? 0n) + parseBuz(amount);
  return totals;
}

/**
 * The first posting whose balance does not follow from the one before it; null when every balance does. An account
 * begins at zero.
 */
export function firstBreak(entries: readonly Entry[]): Entry | null {
  const last: Totals = {};
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq || a.no - b.no)) {
    const expected = (last[entry.account] ?? 0n) + parseBuz(entry.amount);
    if (parseBuz(entry.balance) !== expected) return entry;
    last[entry.account] = expected;
  }
  return null;
}

/** The two totals of the public figures: everything there is, and what people hold. */
export function addSupply(supply: Supply): { everything: bigint; people: bigint; right: boolean } {
  const people = parseBuz(supply.available) + parseBuz(supply.held) + parseBuz(supply.staked);
  const pools = supply.pools.reduce((sum, pool) => sum + parseBuz(pool.balance), 0n);
  const hub = parseBuz(supply.treasury) + parseBuz(supply.interestReserved) + parseBuz(supply.burned);
  const everything = people + pools + hub;
  return {
    everything,
    people,
    right:
      everything === supplyMicro &&
      parseBuz(supply.sum) === supplyMicro &&
      parseBuz(supply.supply) === supplyMicro &&
      parseBuz(supply.circulating) === people,
  };
}

function pemBytes(pem: string): Uint8Array<ArrayBuffer> {
  return base64Bytes(pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, ''));
}

/** Base64 as well as its form for addresses, with or without padding. */
function base64Bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', ''));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
