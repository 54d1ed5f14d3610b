import { accountOf, buz, hub } from '@smartstart/units';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { award, openTestLedger, transfer, type TestLedger } from './test-ledger.ts';
import { verifyLedger, type LedgerCheck } from './verification.ts';

export const ledgerTables = [
  'ledger_transactions',
  'ledger_postings',
  'ledger_accounts',
  'ledger_state',
  'ledger_heads',
] as const;
const tables = [...ledgerTables, 'ledger_holds', 'buz_stakes', 'buz_claims', 'buz_charges'];

/** A ledger with a short history that a test may alter, as somebody with the rights of the database's owner could. */
export interface History extends TestLedger {
  readonly ann: string;
  readonly ben: string;
  /** A transaction in the middle, with a memo, a reason and four postings. */
  readonly target: bigint;
  run(statement: string): Promise<unknown>;
  verify(): Promise<LedgerCheck>;
  /** Everything as it was written. */
  restore(table?: string): Promise<void>;
}

export async function openHistory(): Promise<History> {
  const world = await openTestLedger();
  const [ann, ben] = (await world.people(2)) as [string, string];
  const target = await fill(world, ann, ben);
  const run = (statement: string) => sql.raw(statement).execute(world.database.db);
  for (const table of tables) {
    await run(`create table kept_${table} as table ${table}`);
    await run(`alter table ${table} disable trigger user`);
  }
  return {
    ...world,
    ann,
    ben,
    target,
    run,
    verify: () => verifyLedger(world.database.db, [world.kernel.signingKey]),
    async restore(only) {
      for (const table of only ? [only] : tables) {
        await run(`truncate ${table}`);
        await run(`insert into ${table} select * from kept_${table}`);
      }
    },
  };
}

/** A short history with each kind of thing in it; every step a batch with a time of its own. */
async function fill(world: TestLedger, ann: string, ben: string): Promise<bigint> {
  const { ledger, clock, database } = world;
  const post = async (command: Parameters<typeof ledger.submit>[0]) => {
    clock.advance(1_000);
    return (await ledger.submit(command)).receipt;
  };
  const first = await post(award(ann, buz(1_000)));
  await post({ ...award(ben, buz(500)), reason: 'for good work', actorId: ann });
  const noted = await post({ ...transfer(ann, ben, buz(12), newId(), { memo: 'lunch' }), reason: 'thanks' });
  clock.advance(1_000);
  await Promise.all([ledger.submit(transfer(ben, ann, buz(3))), ledger.submit(transfer(ann, ben, buz(4)))]);
  const held = transfer(ann, ben, buz(20), newId(), { reserveUntil: new Date(clock.now().getTime() + 9e6) });
  await post(held);
  await stakeOf(world, ann, buz(100));
  const charged = await chargeOf(world, ben, buz(5));
  const extra = await post(award(ben, buz(7)));
  await post({
    key: newId(),
    kind: 'REVERSAL',
    actorId: ann,
    cause: { type: 'test', id: null },
    reverses: extra.transactionId,
    postings: [
      { ...accountOf(ben, 'AVAILABLE'), kind: 'REVERSAL', amountMicro: -buz(7) },
      { ...hub('COMMUNITY'), kind: 'REVERSAL', amountMicro: buz(7) },
    ],
  });
  await claimOf(world, ann, buz(1_000), first.transactionId);
  await database.db
    .insertInto('buz_charges')
    .values({
      id: newId(),
      user_id: ben,
      action: 'test',
      cause_id: 'x',
      amount_micro: buz(5),
      price_version: 1,
      transaction_id: charged,
      charged_at: clock.now(),
    })
    .execute();
  return BigInt(noted.seq);
}

async function stakeOf(world: TestLedger, userId: string, amountMicro: bigint): Promise<void> {
  const { ledger, clock, database } = world;
  clock.advance(1_000);
  const interest = 410_958n;
  const { receipt } = await ledger.submit({
    key: newId(),
    kind: 'STAKE',
    actorId: userId,
    cause: { type: 'stake', id: null },
    postings: [
      { ...accountOf(userId, 'AVAILABLE'), kind: 'STAKE', amountMicro: -amountMicro },
      { ...accountOf(userId, 'STAKED'), kind: 'STAKE', amountMicro },
      { ...hub('STAKING'), kind: 'INTEREST', amountMicro: -interest },
      { ...hub('INTEREST_RESERVED'), kind: 'INTEREST', amountMicro: interest },
    ],
  });
  await database.db
    .insertInto('buz_stakes')
    .values({
      id: newId(),
      user_id: userId,
      tier: 'BRONZE',
      state: 'ACTIVE',
      amount_micro: amountMicro,
      interest_micro: interest,
      rate_bps: 500,
      days: 30,
      auto_renew: false,
      opened_at: clock.now(),
      matures_at: clock.now(),
      opened_by: receipt.transactionId,
    })
    .execute();
}

async function chargeOf(world: TestLedger, userId: string, amountMicro: bigint): Promise<string> {
  const { receipt } = await world.ledger.submit({
    key: newId(),
    kind: 'CHARGE',
    actorId: userId,
    cause: { type: 'charge', id: 'one' },
    postings: [
      { ...accountOf(userId, 'AVAILABLE'), kind: 'CHARGE', amountMicro: -amountMicro },
      { ...hub('TREASURY'), kind: 'CHARGE', amountMicro },
    ],
  });
  return receipt.transactionId;
}

async function claimOf(
  world: TestLedger,
  userId: string,
  amountMicro: bigint,
  transactionId: string,
): Promise<void> {
  const at = world.clock.now();
  await world.database.db
    .insertInto('buz_claims')
    .values({
      id: newId(),
      user_id: userId,
      event: 'test',
      cause_id: 'x',
      kind: 'REWARD',
      amount_micro: amountMicro,
      pool: 'COMMUNITY',
      price_version: 1,
      state: 'PAID',
      created_at: at,
      lapses_at: at,
      transaction_id: transactionId,
    })
    .execute();
}
