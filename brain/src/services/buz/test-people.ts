import { randomUUID } from 'node:crypto';
import { enrol, type Enrolled, type World } from '@smartstart/testkit';
import { accountOf, hub, userAccounts, type AccountRef } from '@smartstart/units';
import { ladder } from '../../engines/security/index.ts';
import { newId } from '../../kernel/ids.ts';
import { balancesOf } from './wallet-store.ts';

/**
 * Somebody with the papers of a rung and those of the gate BUZ_USE, which do not run out while a test moves the clock by
 * years. The ways that lead there are tested where they belong.
 */
export async function enter(
  world: World,
  name: string,
  rung: 1 | 2 | 9 | 10 | 11 | 12 = 2,
): Promise<Enrolled> {
  const person = await enrol(world, name);
  const rungs = new Set<number>();
  const collect = (current: number) => {
    rungs.add(current);
    ladder[current]!.buildsOn.forEach(collect);
  };
  collect(rung);
  const papers = [...rungs].flatMap((one) => ladder[one]!.papers);
  const { security, kernel } = world.brain;
  await kernel.database.transact(async (tx) => {
    for (const { code, tier, ref } of [...papers, { code: 'BTS' }, { code: 'BPP' }].map(
      (paper: { code: string; tier?: number; ref?: string }) => paper,
    ))
      await security.record(tx, person.userId, {
        kind: 'PAPER',
        value: code,
        ref: ref ?? 'hub',
        tier: tier ?? 0,
      });
    if (rung >= 2) await security.replace(tx, person.userId, 'SEAT', 'ACTIVE');
    if (rung >= 9) {
      await security.record(tx, person.userId, { kind: 'SECOND_FACTOR' });
      await security.record(tx, person.userId, { kind: 'APPOINTED', value: String(rung) });
    }
  });
  return person;
}

/** Moves BUZ without the rules of payments, for tests that are about something else. */
export async function shift(world: World, from: Side, to: Side, amountMicro: bigint): Promise<void> {
  await move(world, sideOf(from), sideOf(to), amountMicro);
}

/** Takes all somebody has out of circulation. */
export async function empty(world: World, { userId }: Enrolled): Promise<void> {
  const balances = await balancesOf(world.brain.kernel.database.db, userId);
  for (const account of userAccounts) {
    const amountMicro = balances.get(account) ?? 0n;
    if (amountMicro) await move(world, accountOf(userId, account), hub('TREASURY'), amountMicro);
  }
}

async function move(world: World, from: AccountRef, to: AccountRef, amountMicro: bigint): Promise<void> {
  const kind = 'TRANSFER' as const;
  const id = newId();
  await world.brain.services.ledger.submit({
    key: `test:${id}`,
    kind,
    actorId: null,
    cause: { type: 'test', id },
    postings: [
      { ...from, kind, amountMicro: -amountMicro },
      { ...to, kind, amountMicro },
    ],
  });
}

/** A person's available BUZ, or an account of the hub. */
export type Side = Enrolled | Parameters<typeof hub>[0];

function sideOf(side: Side): AccountRef {
  return typeof side === 'string' ? hub(side) : accountOf(side.userId, 'AVAILABLE');
}

export async function lose(world: World, who: Enrolled, paper: string): Promise<void> {
  const { security, kernel } = world.brain;
  await kernel.database.transact((tx) => security.clear(tx, who.userId, 'PAPER', { value: paper }));
}

/** What an operation is expected to be refused with. */
export const code = (expected: string, more: object = {}) => ({ problem: { code: expected, ...more } });
export const key = () => ({ idempotencyKey: randomUUID() });
