import { buz, hubId, supplyMicro } from '@smartstart/units';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Ledger } from './index.ts';
import { award, openTestLedger, transfer, type TestLedger } from './test-ledger.ts';
import type { Command, Receipt } from './types.ts';

/** The writer decides ahead of what is committed; whatever comes in between, the tables end as one order of commands. */
let world: TestLedger;
beforeEach(async () => {
  world = await openTestLedger();
});
afterEach(() => world.close());

type Outcome = { readonly receipt: Receipt; readonly replayed: boolean } | { readonly error: unknown };
const outcomeOf = (work: Promise<{ receipt: Receipt; replayed: boolean }>): Promise<Outcome> =>
  work.catch((error: unknown) => ({ error }));
const submitAll = (ledger: Ledger, commands: readonly Command[]) =>
  Promise.all(commands.map((command) => outcomeOf(ledger.submit(command))));
const codesOf = (outcomes: readonly Outcome[]) =>
  outcomes.map((one) => ('error' in one ? (one.error instanceof Fail ? one.error.code : 'FAULT') : 'POSTED'));
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Balances of AVAILABLE, after proving the ledger from the first posting. */
async function proven(): Promise<Map<string, bigint>> {
  expect((await world.ledger.verify()).fault).toBeNull();
  const rows = await world.database.db.selectFrom('ledger_accounts').selectAll().execute();
  expect(rows.reduce((sum, row) => sum + row.balance_micro, 0n)).toBe(supplyMicro);
  return new Map(
    rows.filter((row) => row.account === 'AVAILABLE').map((row) => [row.owner_id, row.balance_micro]),
  );
}

/** Each accepted key stands in the ledger once, and no refused one does. */
async function expectOnce(commands: readonly Command[], outcomes: readonly Outcome[]): Promise<void> {
  const rows = await world.database.db
    .selectFrom('ledger_transactions')
    .select(['command_key', 'id'])
    .execute();
  const ids = new Map(rows.map((row) => [row.command_key, row.id]));
  commands.forEach(({ key }, index) => {
    const outcome = outcomes[index]!;
    expect(ids.get(key)).toBe('error' in outcome ? undefined : outcome.receipt.transactionId);
  });
}

async function changeWallet(userId: string, change: string): Promise<bigint> {
  return world.database.transact(async (tx) => {
    await sql`update ledger_state set wallets_version = wallets_version + 1`.execute(tx);
    await sql`update buz_wallets set ${sql.raw(change)} where user_id = ${userId}`.execute(tx);
    const { seq } = await tx.selectFrom('ledger_state').select('seq').executeTakeFirstOrThrow();
    return seq;
  });
}

test('two Brains write at once, in batches and in transactions of their own: nothing is lost', async () => {
  const { database } = world;
  const twin = await world.twin();
  const people = await world.people(8);
  await submitAll(
    world.ledger,
    people.map((userId) => award(userId, buz(1_000))),
  );
  const commandOf = (index: number) =>
    transfer(people[index % 8]!, people[(index * 3 + 1) % 8]!, BigInt(1_000_000 + index));
  const queued = many(400, commandOf).filter((one) => one.payment!.senderId !== one.payment!.recipientId);
  const posted = many(40, (index) => commandOf(index + 4)).filter(
    (one) => one.payment!.senderId !== one.payment!.recipientId,
  );
  const doors = [world.ledger, twin];
  const [fromQueues, fromPosts] = await Promise.all([
    Promise.all(
      queued.map(async (command, index) => {
        // Not all at once, so that there are many batches.
        await new Promise((resolve) => setTimeout(resolve, index / 2));
        return outcomeOf(doors[index % 2]!.submit(command));
      }),
    ),
    Promise.all(
      posted.map((command, index) =>
        outcomeOf(
          database.transact(async (tx) => ({
            receipt: await doors[index % 2]!.post(tx, command),
            replayed: false,
          })),
        ),
      ),
    ),
  ]);
  expect(new Set(codesOf([...fromQueues, ...fromPosts]))).toEqual(new Set(['POSTED']));
  await expectOnce([...queued, ...posted], [...fromQueues, ...fromPosts]);
  const expected = new Map(people.map((userId) => [userId, buz(1_000)]));
  for (const { payment } of [...queued, ...posted]) {
    const { senderId, recipientId, amountMicro, feeMicro } = payment!;
    expected.set(senderId, expected.get(senderId)! - amountMicro - feeMicro);
    expected.set(recipientId, expected.get(recipientId)! + amountMicro);
  }
  expect(await proven()).toEqual(expected);
});

test('64 who spend one account at once get what is there, and not more', async () => {
  const twin = await world.twin();
  const [payer, ...shops] = await world.people(65);
  await world.ledger.submit(award(payer!, buz(50)));
  const commands = shops.map((shop) => transfer(payer!, shop, buz(1)));
  const outcomes = await Promise.all(
    commands.map((command, index) => outcomeOf((index % 2 ? twin : world.ledger).submit(command))),
  );
  const codes = codesOf(outcomes);
  expect(codes.filter((code) => code === 'POSTED')).toHaveLength(49);
  expect(codes.filter((code) => code === 'INSUFFICIENT_FUNDS')).toHaveLength(15);
  await expectOnce(commands, outcomes);
  expect((await proven()).get(payer!)).toBe(buz(50) - 49n * (buz(1) + 1_000n));
});

describe('a command that cannot be written takes no other with it', () => {
  const sound = (people: readonly string[], count = 20) =>
    many(count, (index) => transfer(people[index % 2]!, people[(index + 1) % 2]!, buz(1)));

  test.each<[string, (userId: string) => Command]>([
    [
      'does not sum to nothing',
      (userId) => ({ ...award(userId, 5n), postings: award(userId, 5n).postings.slice(1) }),
    ],
    ['holds what no column can', (userId) => ({ ...award(userId, 5n), memo: 'nothing \u0000 at all' })],
  ])('one that %s', async (_, bad) => {
    const people = await world.people(2);
    await submitAll(
      world.ledger,
      people.map((userId) => award(userId, buz(100))),
    );
    const [first, ...rest] = sound(people);
    await world.ledger.submit(first!);
    const commands = [...rest.slice(0, 9), bad(people[0]!), ...rest.slice(9), first!];
    const outcomes = await submitAll(world.ledger, commands);
    const codes = codesOf(outcomes);
    expect(codes.indexOf('FAULT')).toBe(9);
    expect(codes.filter((code) => code !== 'POSTED')).toHaveLength(1);
    expect(outcomes.at(-1)).toMatchObject({ replayed: true });
    await expectOnce(commands, outcomes);
    await proven();
  });

  test('not one in each of many batches, with a key among them that memory has forgotten', async () => {
    const people = await world.people(2);
    await submitAll(
      world.ledger,
      people.map((userId) => award(userId, buz(1_000))),
    );
    const old = transfer(people[0]!, people[1]!, buz(2));
    const before = await world.ledger.submit(old);
    const twin = await world.twin();
    const commands = many(10, (round) => [
      ...sound(people, 12),
      { ...award(people[0]!, 5n), memo: `\u0000${round}` },
      old,
    ]).flat();
    const outcomes = await Promise.all(
      commands.map(async (command, index) => {
        await new Promise((resolve) => setTimeout(resolve, index));
        return outcomeOf(twin.submit(command));
      }),
    );
    expect(codesOf(outcomes).filter((code) => code === 'FAULT')).toHaveLength(10);
    commands.forEach((command, index) => {
      if (command === old) expect(outcomes[index]).toEqual({ receipt: before.receipt, replayed: true });
    });
    await expectOnce(commands, outcomes);
    await proven();
  });
});

test('a repetition after a restart gets the answer of the first time, even when it would be refused by now', async () => {
  const [ann, ben] = (await world.people(2)) as [string, string];
  await world.ledger.submit(award(ann, buz(10)));
  const all = transfer(ann, ben, buz(9), newId(), { memo: 'everything I have' });
  const { receipt } = await world.ledger.submit(all);
  const restarted = await world.twin();
  expect(await restarted.submit(all)).toEqual({ receipt, replayed: true });
  const again = await world.twin();
  const outcomes = await submitAll(again, [
    transfer(ann, ben, buz(5)),
    all,
    transfer(ann, ben, buz(1), all.key),
  ]);
  expect(codesOf(outcomes)).toEqual(['INSUFFICIENT_FUNDS', 'POSTED', 'IDEMPOTENCY_KEY_REUSED']);
  expect(outcomes[1]).toEqual({ receipt, replayed: true });
  await changeWallet(ann, 'frozen_at = now()');
  expect(await again.submit(all)).toEqual({ receipt, replayed: true });
  expect(await world.database.transact((tx) => again.post(tx, all))).toEqual(receipt);
  expect((await proven()).get(ben)).toBe(buz(9));
});

test('a freeze and a pause hold from their commit on, while transfers flow', async () => {
  const people = await world.people(4);
  const [ann, ben] = people as [string, string];
  await submitAll(
    world.ledger,
    people.map((userId) => award(userId, buz(1_000))),
  );
  let done = false;
  const outcomes: Outcome[] = [];
  const flow = async (index: number) => {
    while (!done) {
      const [from, to] = [people[index % 4]!, people[(index + 1) % 4]!];
      outcomes.push(await outcomeOf(world.ledger.submit(transfer(from, to, buz(1)))));
    }
  };
  const flows = many(12, flow);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const frozenAt = await changeWallet(ann, 'frozen_at = now()');
  await new Promise((resolve) => setTimeout(resolve, 150));
  const pausedAt = await world.database.transact(async (tx) => {
    await sql`update ledger_state set paused_at = now()`.execute(tx);
    return (await tx.selectFrom('ledger_state').select('seq').executeTakeFirstOrThrow()).seq;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  done = true;
  await Promise.all(flows);
  const codes = codesOf(outcomes);
  expect(codes).toContain('POSTED');
  expect(codes).toContain('WALLET_FROZEN');
  expect(codes).toContain('BUZ_PAUSED');
  const debits = await world.database.db
    .selectFrom('ledger_postings')
    .select(['owner_id', 'seq'])
    .where('amount_micro', '<', 0n)
    .where('owner_id', '<>', hubId)
    .execute();
  expect(debits.filter((one) => one.owner_id === ann && one.seq > frozenAt)).toEqual([]);
  expect(debits.filter((one) => one.owner_id === ben && one.seq > frozenAt).length).toBeGreaterThan(0);
  expect(debits.filter((one) => one.seq > pausedAt)).toEqual([]);
  await proven();
});

test('limits hold across midnight while transfers flow', async () => {
  const people = await world.people(2);
  const [ann, ben] = people as [string, string];
  await submitAll(
    world.ledger,
    people.map((userId) => award(userId, buz(1_000))),
  );
  for (const userId of people)
    await changeWallet(userId, `per_day_micro = ${buz(30)}, per_30_days_micro = ${buz(75)}`);
  const { clock } = world;
  clock.advance(86_400_000 - (clock.now().getTime() % 86_400_000) - 40 * 2_000);
  const flow = async (from: string, to: string) => {
    for (let index = 0; index < 160; index++) {
      clock.advance(1_000);
      const sent = [
        outcomeOf(world.ledger.submit(transfer(from, to, buz(1)))),
        outcomeOf(world.ledger.submit(transfer(from, to, buz(1)))),
      ];
      await (index % 3 ? Promise.all(sent) : Promise.resolve());
    }
  };
  await Promise.all([flow(ann, ben), flow(ben, ann), flow(ann, ben), flow(ben, ann)]);
  const drained = await outcomeOf(world.ledger.submit(transfer(ann, ben, buz(1))));
  expect(codesOf([drained])).toEqual(['LIMIT_EXCEEDED']);
  const { rows } = await sql<{ owner: string; micro: bigint; days: number }>`
    select owner_id as owner, max(micro)::bigint as micro, count(*)::int as days from (
      select p.owner_id, (t.at at time zone 'UTC')::date as day, -sum(p.amount_micro) as micro
      from ledger_postings p join ledger_transactions t using (seq)
      where p.kind = 'TRANSFER' and p.amount_micro < 0 group by 1, 2) sent group by owner_id`.execute(
    world.database.db,
  );
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toMatchObject({ micro: buz(30), days: 2 });
  await proven();
});

test('the 30 days are 30 × 24 hours, to the payment, while transfers flow', async () => {
  const [ann, ben] = (await world.people(2)) as [string, string];
  const { clock, ledger } = world;
  await ledger.submit(award(ann, buz(1_000)));
  await changeWallet(ann, `per_30_days_micro = ${buz(100)}`);
  const dayMs = 86_400_000;
  clock.advance(dayMs - (clock.now().getTime() % dayMs) + dayMs / 4);
  await ledger.submit(transfer(ann, ben, buz(40)));
  clock.advance(dayMs / 2);
  await ledger.submit(transfer(ann, ben, buz(7)));
  // The first of the two lies before the window now, on the day on which it begins; the second does not.
  clock.advance(30 * dayMs - dayMs / 4);
  const flow = () =>
    many(40, async (index) => {
      await new Promise((resolve) => setTimeout(resolve, index));
      return outcomeOf(ledger.submit(transfer(ann, ben, buz(1))));
    });
  const outcomes = await Promise.all([...flow(), ...flow(), ...flow(), ...flow()]);
  expect(codesOf(outcomes).filter((code) => code === 'POSTED')).toHaveLength(93);
  expect(codesOf(outcomes).filter((code) => code === 'LIMIT_EXCEEDED')).toHaveLength(67);
  clock.advance(dayMs / 4 + 1);
  expect(
    codesOf(
      await submitAll(
        ledger,
        many(9, () => transfer(ann, ben, buz(1))),
      ),
    ),
  ).toHaveLength(9);
  expect((await proven()).get(ben)).toBe(buz(40 + 7 + 93 + 7));
});

test('connections that are cut in the middle leave nobody without an answer, and no transfer twice', async () => {
  const people = await world.people(4);
  await submitAll(
    world.ledger,
    people.map((userId) => award(userId, buz(1_000))),
  );
  const commands = many(400, (index) =>
    transfer(people[index % 4]!, people[(index + 1) % 4]!, BigInt(index + 1)),
  );
  const cut = async () => {
    for (let round = 0; round < 6; round++) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`
        .execute(world.database.db)
        .catch(() => null);
    }
  };
  const [outcomes] = await Promise.all([
    Promise.all(
      commands.map(async (command, index) => {
        await new Promise((resolve) => setTimeout(resolve, index));
        return outcomeOf(world.ledger.submit(command));
      }),
    ),
    cut(),
  ]);
  const answers = await submitAll(world.ledger, commands);
  expect(new Set(codesOf(answers))).toEqual(new Set(['POSTED']));
  outcomes.forEach((outcome, index) => {
    if (!('error' in outcome)) expect(answers[index]).toEqual({ receipt: outcome.receipt, replayed: true });
  });
  await expectOnce(commands, answers);
  await proven();
});
