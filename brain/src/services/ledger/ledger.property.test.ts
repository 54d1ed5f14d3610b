import fc from 'fast-check';
import { supplyMicro, utcDay } from '@smartstart/units';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createFakeClock } from '@smartstart/testkit';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Ledger } from './index.ts';
import { createPlanner, step, takeTurn, type Plan, type Row, type Step } from './test-actions.ts';
import { openTestLedger, type TestLedger } from './test-ledger.ts';
import { createModel, type Model, type Person } from './test-model.ts';
import type { Receipt, Verdict } from './types.ts';

/** The same histories on PostgreSQL, through every door of two ledgers, which remember and forget by themselves. */
const runs = 10;
const dayMs = 86_400_000;
let commands = 0;
let accepted = 0;

test('two ledgers on one database follow the model, and what they wrote is proven from the first posting', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 140, size: 'max' }), (steps) => live(steps)),
    { seed: 20261122, numRuns: runs, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: true },
  );
  expect(commands).toBeGreaterThan(800);
  expect(accepted).toBeGreaterThan(400);
}, 180_000);

async function live(steps: readonly Step[]): Promise<void> {
  const world = await openTestLedger(createFakeClock(new Date('2026-01-15T10:00:00.000Z')));
  try {
    const model = createModel(world.clock.now(), await openWallets(world));
    const history = {
      world,
      model,
      planner: createPlanner(model, newId),
      receipts: new Map<string, Receipt>(),
    };
    const twin = await world.twin();
    for (const one of steps) await take(history, one, one.twin ? twin : world.ledger);
    expect((await world.ledger.verify()).fault).toBeNull();
  } finally {
    await world.close();
  }
}

interface History {
  readonly world: TestLedger;
  readonly model: Model;
  readonly planner: ReturnType<typeof createPlanner>;
  readonly receipts: Map<string, Receipt>;
}

async function take({ world, model, planner, receipts }: History, one: Step, ledger: Ledger): Promise<void> {
  if (one.turn?.do === 'wait') world.clock.advance(one.turn.ms);
  takeTurn(one.turn, model);
  if (one.turn) await writeWallets(world, model);
  const now = world.clock.now();
  const plans = one.actions.flatMap((action) => planner.plan(action, now) ?? []);
  commands += plans.length;
  const verdicts = await ask(world, ledger, plans.some((plan) => plan.row) ? 'post' : one.door, plans);
  plans.forEach((plan, index) => compare(plan, verdicts[index]!, model, now, receipts));
  await checkTables(world, model, receipts.size);
}

function ask(
  world: TestLedger,
  ledger: Ledger,
  door: Step['door'],
  plans: readonly Plan[],
): Promise<Verdict[]> {
  const refusal = (error: unknown): Verdict => {
    if (error instanceof Fail) return { refused: error };
    throw error;
  };
  if (door === 'postAll')
    return world.database.transact((tx) =>
      ledger.postAll(
        tx,
        plans.map((plan) => plan.command),
      ),
    );
  if (door === 'submit') return Promise.all(plans.map((plan) => ledger.submit(plan.command).catch(refusal)));
  return plans.reduce<Promise<Verdict[]>>(async (before, plan) => {
    const verdicts = await before;
    const verdict = await world.database
      .transact(async (tx): Promise<Verdict> => {
        const { seq } = await tx
          .selectFrom('ledger_state')
          .select('seq')
          .forUpdate()
          .executeTakeFirstOrThrow();
        const receipt = await ledger.post(tx, plan.command);
        const replayed = BigInt(receipt.seq) <= seq;
        if (plan.row && !replayed) await writeRow(tx, plan.row, receipt);
        return { receipt, replayed };
      })
      .catch(refusal);
    return [...verdicts, verdict];
  }, Promise.resolve([]));
}

function compare(
  plan: Plan,
  verdict: Verdict,
  model: Model,
  now: Date,
  receipts: Map<string, Receipt>,
): void {
  const expected = model.expect(plan.ask, now);
  if (expected.is === 'REFUSED') {
    if (!('refused' in verdict))
      throw new Error(`accepted, and not refused as ${[...expected.codes].join()}`);
    expect(expected.codes).toContain(verdict.refused.code);
    return;
  }
  if ('refused' in verdict) throw new Error(`${verdict.refused.code}, and not ${expected.is}`);
  const { receipt, replayed } = verdict;
  expect(replayed).toBe(expected.is === 'REPEATED');
  if (expected.is === 'REPEATED') {
    expect(receipt).toEqual(receipts.get(plan.ask.key));
    return;
  }
  expect(receipt.state).toBe(expected.is === 'HELD' ? 'HELD' : 'POSTED');
  accepted += 1;
  receipts.set(plan.ask.key, receipt);
  model.apply(plan.ask, expected.is, receipt.transactionId, now);
  if (plan.row?.table === 'hold')
    model.giveBack(plan.row.end.ownerId, plan.row.end.id, plan.row.end.backMicro);
  plan.leaves(receipt);
}

/** Balances as the model has them, none negative, the supply in all, and no transaction of what was refused. */
async function checkTables({ database }: TestLedger, model: Model, transactions: number): Promise<void> {
  const rows = await database.db.selectFrom('ledger_accounts').selectAll().execute();
  const found = new Map(rows.map((row) => [`${row.owner_id}/${row.account}`, row.balance_micro]));
  for (const [account, micro] of model.balances)
    if ((found.get(account) ?? 0n) !== micro)
      throw new Error(`${account}: ${found.get(account)}, not ${micro}`);
  expect([...found.values()].reduce((sum, micro) => sum + micro, 0n)).toBe(supplyMicro);
  const { seq } = await database.db.selectFrom('ledger_state').select('seq').executeTakeFirstOrThrow();
  expect(Number(seq)).toBe(transactions + 1);
}

async function writeRow(tx: Tx, row: Row, { transactionId, at }: Receipt): Promise<void> {
  if (row.table === 'stake' && row.open) {
    const { id, person, micro, interest } = row.stake;
    await tx
      .insertInto('buz_stakes')
      .values({
        id,
        user_id: person.id,
        tier: 'SILVER',
        state: 'ACTIVE',
        amount_micro: micro,
        interest_micro: interest,
        rate_bps: 800,
        days: 90,
        auto_renew: false,
        opened_at: at,
        matures_at: at,
        opened_by: transactionId,
      })
      .execute();
    return;
  }
  if (row.table === 'stake') {
    const ended = { state: 'MATURED', ended_at: at, ended_by: transactionId };
    await tx.updateTable('buz_stakes').set(ended).where('id', '=', row.stake.id).execute();
    return;
  }
  const { id, ownerId, state, paidMicro, backMicro } = row.end;
  const hold = await tx
    .updateTable('ledger_holds')
    .set({ state, ended_at: at, ended_by: transactionId, posted_micro: paidMicro || null })
    .where('id', '=', id)
    .returning('created_at')
    .executeTakeFirstOrThrow();
  await sql`update ledger_state set wallets_version = wallets_version + 1`.execute(tx);
  await sql`update buz_outflows set amount_micro = amount_micro - ${backMicro}, transfer_count = transfer_count - ${paidMicro ? 0 : 1}
    where user_id = ${ownerId} and day = ${utcDay(hold.created_at)}::date`.execute(tx);
}

async function openWallets({ database, clock }: TestLedger): Promise<Person[]> {
  const now = clock.now();
  const people = Array.from({ length: 6 }, (_, index): Person => ({
    id: newId(),
    memberSince: new Date(now.getTime() - (index < 2 ? 0 : 100 * dayMs)),
    frozen: false,
    perTransferMicro: supplyMicro,
    perDayMicro: supplyMicro,
    per30DaysMicro: supplyMicro,
  }));
  await database.db
    .insertInto('buz_wallets')
    .values(
      people.map((person) => ({ user_id: person.id, member_since: person.memberSince, ...limitsOf(person) })),
    )
    .execute();
  return people;
}

const limitsOf = ({ perTransferMicro, perDayMicro, per30DaysMicro }: Person) => ({
  per_transfer_micro: perTransferMicro,
  per_day_micro: perDayMicro,
  per_30_days_micro: per30DaysMicro,
});

async function writeWallets({ database, clock }: TestLedger, model: Model): Promise<void> {
  const now = clock.now();
  await database.transact(async (tx) => {
    await tx
      .updateTable('ledger_state')
      .set({ wallets_version: sql`wallets_version + 1`, paused_at: model.isPaused() ? now : null })
      .execute();
    for (const person of model.people)
      await tx
        .updateTable('buz_wallets')
        .set({ frozen_at: person.frozen ? now : null, ...limitsOf(person) })
        .where('user_id', '=', person.id)
        .execute();
  });
}
