import { verify } from 'node:crypto';
import { createWorld, enrol, signPaper, type Enrolled, type World } from '@smartstart/testkit';
import { parseBuz } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fund } from './test-funds.ts';

let world: World;
let ann: Enrolled;
let ben: Enrolled;
beforeAll(async () => {
  world = await createWorld();
  ann = await enrol(world, 'Ann Able', 'MEMBER');
  ben = await enrol(world, 'Ben Bold', 'MEMBER');
  for (const { api, name } of [ann, ben]) for (const code of ['BTS', 'BPP']) await signPaper(api, name, code);
  await fund(world, ann.userId, 70_000_000n);
  await fund(world, ben.userId, 30_000_000n);
});
afterAll(() => world.close());

test('anybody can read the signed root, which counts the whole supply', async () => {
  const root = await world.as(null).buz.proofRoot({});
  expect(root).toMatchObject({ sum: '1000000000.000000', accounts: 12 });
  const text = `smartstart ledger root\n${root.seq}\n${root.at}\n${root.accounts}\n${parseBuz(root.sum)}\n${root.hash}`;
  expect(verify(null, Buffer.from(text), root.publicKeyPem, Buffer.from(root.signature, 'base64url'))).toBe(
    true,
  );
});

test('a person gets the leaves of their own accounts, and a visitor none', async () => {
  const { root, leaves } = await ann.api.buz.proof({});
  expect(leaves).toMatchObject([{ ownerId: ann.userId, account: 'AVAILABLE', balance: '70.000000' }]);
  expect(leaves[0]!.path.length).toBeGreaterThan(2);
  expect(root.sum).toBe('1000000000.000000');
  const bens = await ben.api.buz.proof({});
  expect(bens.leaves.map((leaf) => leaf.ownerId)).toEqual([ben.userId]);
  await expect(world.as(null).buz.proof({})).rejects.toMatchObject({ problem: { code: 'UNAUTHENTICATED' } });
});
