import { parseBuz } from '@smartstart/units';
import { api } from '../../lib/api';
import { hasCode, problemOf } from '../../lib/problem';
import { addSupply, addUp, firstBreak, isCounted, isSigned, isWholeSupply, type Totals } from './proof';
import type { Account, Entry, Proof, ProofRoot, Supply, Wallet } from './types';

export const stepNames = ['postings', 'tree', 'root', 'supply'] as const;
export type StepName = (typeof stepNames)[number];

export interface Findings {
  readonly postings: {
    readonly count: number;
    readonly rows: readonly { account: Account; sum: bigint; balance: bigint }[];
    /** The first posting whose balance does not follow from the one before. */
    readonly broken: Entry | null;
  };
  readonly tree: {
    readonly root: ProofRoot;
    readonly leaves: readonly {
      account: Account;
      balance: string;
      height: number;
      counted: boolean;
      /** Whether it is what the own postings add up to; null when those could not be loaded. */
      own: boolean | null;
    }[];
    /** Own accounts that hold something and are not in the tree. */
    readonly missing: readonly Account[];
    /** Whether everybody is shown the same root; null when a newer one was published meanwhile. */
    readonly published: boolean | null;
  };
  readonly root: { readonly root: ProofRoot; readonly whole: boolean; readonly signed: boolean | null };
  readonly supply: { readonly supply: Supply; readonly everything: bigint; readonly people: bigint };
}

export type Step<N extends StepName = StepName> =
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly loaded?: number }
  | { readonly state: 'failed' | 'passed' | 'partly'; readonly found: Findings[N] }
  | { readonly state: 'error'; readonly error: unknown };
export type Steps = { readonly [N in StepName]: Step<N> };

export const allWaiting: Steps = {
  postings: { state: 'waiting' },
  tree: { state: 'waiting' },
  root: { state: 'waiting' },
  supply: { state: 'waiting' },
};

const userAccounts = ['AVAILABLE', 'HELD', 'STAKED'] as const;
const pageSize = 100;

/** The browser hashes only on pages that came over HTTPS, or from this very machine. */
export class HashingUnavailable extends Error {
  override readonly name = 'HashingUnavailable';
}

/** Runs all checks one after the other and reports each change; a step that fails does not stop the others. */
export async function runProof(
  userId: string,
  report: <N extends StepName>(name: N, step: Step<N>) => void,
  signal: AbortSignal,
): Promise<void> {
  // The proof is asked for first: all that it counts is then among the postings that are loaded after it.
  const proof = settle(patiently(() => api.buz.proof({}, { signal }), signal));
  await proof;
  const entries: Entry[] = [];
  let complete = false;

  const step = async <N extends StepName>(name: N, check: () => Promise<Step<N>>) => {
    report(name, { state: 'running' });
    try {
      report(name, await check());
    } catch (error) {
      signal.throwIfAborted();
      report(name, { state: 'error', error });
    }
  };

  await step('postings', async () => {
    const wallet = await patiently(() => api.buz.wallet({}, { signal }), signal);
    for await (const page of allPages(signal)) {
      entries.push(...page);
      report('postings', { state: 'running', loaded: entries.length });
    }
    complete = true;
    return checkPostings(entries, wallet);
  });
  await step('tree', async () => {
    if (!globalThis.crypto.subtle) throw new HashingUnavailable();
    const mine = await opened(proof);
    const published = await patiently(() => api.buz.proofRoot({}, { signal }), signal);
    return checkTree(mine, published, userId, complete ? addUp(entries, mine.root.seq) : null);
  });
  await step('root', async () => {
    if (!globalThis.crypto.subtle) throw new HashingUnavailable();
    const { root } = await opened(proof);
    const whole = isWholeSupply(root);
    const signed = await isSigned(root);
    const state = !whole || signed === false ? 'failed' : signed === null ? 'partly' : 'passed';
    return { state, found: { root, whole, signed } };
  });
  await step('supply', async () => {
    const supply = await patiently(() => api.buz.supply({}, { signal }), signal);
    const { everything, people, right } = addSupply(supply);
    return { state: right ? 'passed' : 'failed', found: { supply, everything, people } };
  });
}

function checkPostings(entries: readonly Entry[], wallet: Wallet): Step<'postings'> {
  const upToWallet = entries.filter(({ seq }) => seq <= wallet.seq);
  const sums = addUp(upToWallet);
  const balances = { AVAILABLE: wallet.available, HELD: wallet.held, STAKED: wallet.staked };
  const rows = userAccounts.map((account) => ({
    account,
    sum: sums[account] ?? 0n,
    balance: parseBuz(balances[account]),
  }));
  const broken = firstBreak(upToWallet);
  const right = broken === null && rows.every(({ sum, balance }) => sum === balance);
  return { state: right ? 'passed' : 'failed', found: { count: upToWallet.length, rows, broken } };
}

async function checkTree(
  { root, leaves }: Proof,
  published: ProofRoot,
  userId: string,
  sums: Totals | null,
): Promise<Step<'tree'>> {
  const checked = [];
  for (const leaf of leaves)
    checked.push({
      account: leaf.account,
      balance: leaf.balance,
      height: leaf.path.length,
      counted: await isCounted(leaf, root),
      own: leaf.ownerId !== userId ? false : sums && parseBuz(leaf.balance) === (sums[leaf.account] ?? 0n),
    });
  const listed = new Set(leaves.map(({ account }) => account));
  const missing = userAccounts.filter((account) => (sums?.[account] ?? 0n) !== 0n && !listed.has(account));
  const same = published.seq === root.seq ? published.hash === root.hash && published.sum === root.sum : null;
  const wrong =
    same === false || missing.length > 0 || checked.some(({ counted, own }) => !counted || own === false);
  return {
    state: wrong ? 'failed' : sums ? 'passed' : 'partly',
    found: { root, leaves: checked, missing, published: same },
  };
}

async function* allPages(signal: AbortSignal): AsyncGenerator<Entry[]> {
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: pageSize, ...(cursor ? { cursor } : {}) };
    const page = await patiently(() => api.buz.transactions({ query }, { signal }), signal);
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

/** A long history takes more requests than one may send in a minute; the check waits as long as it is told to. */
async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!hasCode(error, 'RATE_LIMITED')) throw error;
      await pause((problemOf(error)?.retryAfterSeconds ?? 10) * 1000, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** Holds a failure back until the step that needs the answer asks for it. */
async function settle<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

async function opened<T>(settled: Promise<{ value: T } | { error: unknown }>): Promise<T> {
  const answer = await settled;
  if ('error' in answer) throw answer.error;
  return answer.value;
}
