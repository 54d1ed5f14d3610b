import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { supplyMicro, writeBuz } from '@smartstart/units';
import { describe, expect, it } from 'vitest';
import {
  addUp,
  firstBreak,
  isCounted,
  isSigned,
  isWholeSupply,
  leafText,
  nodeText,
  rootText,
  type Leaf,
} from './proof';
import type { Entry, ProofRoot } from './types';

type Side = Leaf['path'][number];
interface Branch {
  hash: string;
  sum: bigint;
  leaves: Leaf[];
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const owner = '01900000-0000-7000-8000-000000000001';
const accounts = [
  ['AVAILABLE', 12_500_000n],
  ['HELD', 0n],
  ['STAKED', 7n],
] as const;

/** A tree over own accounts and one that holds the rest, built independently of the code under test. */
function build() {
  const leaf = (account: Leaf['account'], micro: bigint): Branch => {
    const own: Leaf = { account, balance: writeBuz(micro), nonce: `n${account}`, ownerId: owner, path: [] };
    return { hash: hashOf(leafText(own)), sum: micro, leaves: [own] };
  };
  let level = [
    ...accounts.map(([account, micro]) => leaf(account, micro)),
    leaf('RESERVE', supplyMicro - 12_500_007n),
    leaf('BURNED', 0n),
  ];
  while (level.length > 1) {
    const above: Branch[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at]!, level[at + 1]];
      if (!right) above.push(left);
      else {
        add(left, { side: 'right', hash: right.hash, sum: writeBuz(right.sum) });
        add(right, { side: 'left', hash: left.hash, sum: writeBuz(left.sum) });
        above.push({
          hash: hashOf(nodeText(left, right)),
          sum: left.sum + right.sum,
          leaves: [...left.leaves, ...right.leaves],
        });
      }
    }
    level = above;
  }
  const top = level[0]!;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bare = {
    seq: 9,
    at: '2026-05-01T00:00:00.000Z',
    accounts: 5,
    sum: writeBuz(top.sum),
    hash: top.hash,
  };
  const root: ProofRoot = {
    ...bare,
    keyId: 'k1',
    signature: sign(null, Buffer.from(rootText(bare)), privateKey).toString('base64url'),
    publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
  };
  return { root, leaves: top.leaves };
}

function add(branch: Branch, step: Side): void {
  for (const leaf of branch.leaves) leaf.path.push(step);
}

describe('the proof over all accounts', () => {
  const { root, leaves } = build();

  it('finds every leaf in the root, also one that moved up without a neighbour', async () => {
    for (const leaf of leaves) expect(await isCounted(leaf, root)).toBe(true);
    expect(isWholeSupply(root)).toBe(true);
  });

  it('refuses a changed balance, nonce, sibling sum, and a negative sum', async () => {
    const leaf = leaves[0]!;
    const [first, ...rest] = leaf.path;
    const faults: Leaf[] = [
      { ...leaf, balance: '12.500001' },
      { ...leaf, nonce: 'other' },
      { ...leaf, path: [{ ...first!, sum: '0.000001' }, ...rest] },
      { ...leaf, path: [{ ...first!, sum: '-0.000001' }, ...rest] },
    ];
    for (const fault of faults) expect(await isCounted(fault, root)).toBe(false);
  });

  it('checks the signature of the root', async () => {
    expect(await isSigned(root)).toBe(true);
    expect(await isSigned({ ...root, seq: 10 })).toBe(false);
    expect(await isSigned({ ...root, publicKeyPem: 'nonsense' })).toBe(false);
  });
});

describe('own postings', () => {
  const entry = (
    seq: number,
    no: number,
    account: Entry['account'],
    amount: string,
    balance: string,
  ): Entry => ({
    transactionId: owner,
    seq,
    no,
    at: '2026-05-01T00:00:00.000Z',
    kind: 'TRANSFER',
    account,
    amount,
    balance,
    counterparty: null,
    cause: { type: 'transfer', id: null, text: '' },
    memo: null,
    reverses: null,
  });
  const entries = [
    entry(3, 1, 'AVAILABLE', '-2.500000', '7.400000'),
    entry(3, 2, 'HELD', '2.500000', '2.500000'),
    entry(2, 1, 'AVAILABLE', '-0.100000', '9.900000'),
    entry(1, 1, 'AVAILABLE', '10.000000', '10.000000'),
  ];

  it('adds up per account, up to a position of the ledger', () => {
    expect(addUp(entries)).toEqual({ AVAILABLE: 7_400_000n, HELD: 2_500_000n });
    expect(addUp(entries, 2)).toEqual({ AVAILABLE: 9_900_000n });
  });

  it('names the posting whose balance does not follow', () => {
    expect(firstBreak(entries)).toBeNull();
    expect(firstBreak(entries.filter(({ seq }) => seq !== 2))?.seq).toBe(3);
  });
});
