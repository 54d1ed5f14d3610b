import fc from 'fast-check';
import { buz, supplyMicro, userAccounts } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { buildTree, proves, rootText, type Leaf } from './proof.ts';
import { award, openTestLedger, transfer, type TestLedger } from './test-ledger.ts';

const leaf: fc.Arbitrary<Leaf> = fc.record({
  ownerId: fc.uuid(),
  account: fc.constantFrom(...userAccounts),
  balanceMicro: fc.bigInt(0n, 1_000_000_000_000n),
  nonce: fc.stringMatching(/^[0-9a-f]{32}$/),
});
const settings = { seed: 20261122, numRuns: 60 };

describe('the tree', () => {
  test('each leaf leads to the root with the sum of all, for any number of leaves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(leaf, { minLength: 1, maxLength: 70 }), async (leaves) => {
        const tree = await buildTree(leaves.length, (index) => leaves[index]!);
        expect(tree.root.sumMicro).toBe(leaves.reduce((sum, one) => sum + one.balanceMicro, 0n));
        for (const [index, one] of leaves.entries()) {
          const path = tree.pathOf(index);
          expect(proves(one, path, tree.root)).toBe(true);
          expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(leaves.length)));
        }
      }),
      settings,
    );
  });

  test('nothing else does: another balance, owner, account or nonce, another path, a moved sum', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(leaf, { minLength: 2, maxLength: 40 }), fc.nat(), async (leaves, pick) => {
        const tree = await buildTree(leaves.length, (index) => leaves[index]!);
        const index = pick % leaves.length;
        const [own, path] = [leaves[index]!, tree.pathOf(index)];
        const others: Leaf[] = [
          { ...own, balanceMicro: own.balanceMicro + 1n },
          { ...own, ownerId: newId() },
          { ...own, account: own.account === 'HELD' ? 'STAKED' : 'HELD' },
          { ...own, nonce: own.nonce.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
        ];
        for (const other of others) expect(proves(other, path, tree.root)).toBe(false);
        const [first, ...rest] = path;
        expect(proves(own, rest, tree.root)).toBe(false);
        const moved = { ...first!, sumMicro: first!.sumMicro + 1n };
        expect(proves(own, [moved, ...rest], tree.root)).toBe(false);
        expect(proves(own, [{ ...first!, sumMicro: -1n }, ...rest], tree.root)).toBe(false);
      }),
      settings,
    );
  });

  test('the rule of hashing is fixed, because browsers follow it too', async () => {
    const ownerId = '00000000-0000-0000-0000-000000000000';
    const leaves: Leaf[] = [
      { ownerId, account: 'STAKING', balanceMicro: 5n, nonce: '0'.repeat(32) },
      { ownerId, account: 'TEAM', balanceMicro: 7n, nonce: '1'.repeat(32) },
      { ownerId, account: 'TREASURY', balanceMicro: 0n, nonce: '2'.repeat(32) },
    ];
    const { root, pathOf } = await buildTree(3, (index) => leaves[index]!);
    expect(root).toEqual({
      sumMicro: 12n,
      hash: '103ca2aebe17002ad5bb88d3ac4698be3f0c3f982996a1f9a37505b6b886b63f',
    });
    expect(pathOf(2)).toHaveLength(1);
    expect(rootText(9, '2026-01-01T00:00:00.000Z', 3, root)).toBe(
      `smartstart ledger root\n9\n2026-01-01T00:00:00.000Z\n3\n12\n${root.hash}`,
    );
  });
});

describe('proofs of a ledger', () => {
  let world: TestLedger;
  let ann: string;
  let ben: string;
  beforeAll(async () => {
    world = await openTestLedger();
    [ann, ben] = (await world.people(2)) as [string, string];
    await world.ledger.submit(award(ann, buz(100)));
  });
  afterAll(() => world.close());

  test('the root is signed, counts the supply, and is kept once a position', async () => {
    const { ledger, kernel, database } = world;
    const root = await ledger.proofs.root();
    expect(root).toMatchObject({ seq: 2, accounts: 11, sumMicro: supplyMicro, keyId: kernel.signingKey.id });
    const text = rootText(root.seq, root.at.toISOString(), root.accounts, root);
    expect(kernel.signingKey.verify(text, root.signature)).toBe(true);
    const twin = await world.twin();
    world.clock.advance(1_000);
    expect(await twin.proofs.root()).toEqual(root);
    const rows = await database.db.selectFrom('ledger_roots').select(['seq', 'hash']).execute();
    expect(rows).toEqual([{ seq: 2n, hash: root.hash }]);
  });

  test('everybody gets their own leaves, proven, as of their last movement; a minute later the root follows by itself', async () => {
    const { ledger, clock } = world;
    const before = await ledger.proofs.root();
    await ledger.submit(transfer(ann, ben, buz(10)));
    expect(await ledger.proofs.root()).toEqual(before);
    const own = await ledger.proofs.of(ann);
    expect(own.root.seq).toBe(3);
    expect(own.leaves).toMatchObject([
      { ownerId: ann, account: 'AVAILABLE', balanceMicro: buz(90) - 10_000n },
    ]);
    for (const { path, ...one } of own.leaves) expect(proves(one, path, own.root)).toBe(true);
    expect((await ledger.proofs.of(ben)).leaves.map((one) => one.ownerId)).toEqual([ben]);
    expect((await ledger.proofs.of(newId())).leaves).toEqual([]);

    await ledger.submit(award(ben, buz(1)));
    expect((await ledger.proofs.of(ann)).root.seq).toBe(3);
    clock.advance(60_000);
    expect((await ledger.proofs.of(ann)).root.seq).toBe(4);
    // Another position has other nonces: two roots do not tell whose account stood still.
    expect((await ledger.proofs.of(ann)).leaves[0]!.nonce).not.toBe(own.leaves[0]!.nonce);
  });

  test('whoever asks at once gets the same tree, and nobody waits long for its turn', async () => {
    const { ledger, clock } = world;
    await ledger.submit(award(ann, buz(1)));
    clock.advance(60_000);
    const roots = await Promise.all(Array.from({ length: 20 }, () => ledger.proofs.of(ann)));
    expect(new Set(roots.map(({ root }) => root.hash)).size).toBe(1);
    expect(roots[0]!.root.seq).toBe(5);
  });
});
