import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { ledgerTables, openHistory, type History } from './test-history.ts';
import { verifyLedger } from './verification.ts';

let world: History;
beforeAll(async () => {
  world = await openHistory();
});
beforeEach(() => world.restore());
afterAll(() => world.close());

test('a ledger nobody touched holds, and the figures are those of the tables', async () => {
  const progress: number[] = [];
  const check = await verifyLedger(
    world.database.db,
    [world.kernel.signingKey],
    (done) => void progress.push(done),
  );
  expect(check).toEqual({
    valid: true,
    transactions: await countOf('ledger_transactions'),
    postings: await countOf('ledger_postings'),
    heads: await countOf('ledger_heads'),
    accounts: await countOf('ledger_accounts'),
    fault: null,
  });
  expect(check.transactions).toBeGreaterThan(9);
  expect(await world.ledger.verify()).toMatchObject({ valid: true });
});

async function countOf(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(
    world.database.db,
  );
  return rows[0]!.n;
}

/** How a value of a type is changed as little as can be. */
const least: Record<string, (column: string) => string> = {
  bigint: (column) => `${column} + 1`,
  integer: (column) => `${column} + 1`,
  uuid: (column) =>
    `(left(${column}::text, -1) || case when right(${column}::text, 1) = '0' then '1' else '0' end)::uuid`,
  text: (column) => `left(${column}, -1) || case when right(${column}, 1) = 'a' then 'b' else 'a' end`,
  'timestamp with time zone': (column) => `${column} + interval '1 microsecond'`,
  ARRAY: (column) => `array[${column}[2], ${column}[1]] || ${column}[3:]`,
};

interface Place {
  /** Which row is altered. */
  readonly where: () => string;
  /** What the fault says of it. */
  readonly seq: () => number | null;
  readonly named: (column: string) => string;
  /** Columns with a list of allowed values, or a key that must stay unique. */
  readonly values?: Record<string, () => string>;
  readonly ignored?: readonly string[];
}

const places: Record<(typeof ledgerTables)[number], Place> = {
  ledger_transactions: {
    where: () => `seq = ${world.target}`,
    seq: () => Number(world.target),
    named: () => `ledger_transactions ${world.target}`,
    values: {
      seq: () => 'seq + 1000',
      kind: () => `'AWARD'`,
      reverses: () => `'${newId()}'`,
      cause_id: () => `'x'`,
    },
  },
  ledger_postings: {
    where: () => `seq = ${world.target} and no = 1`,
    seq: () => Number(world.target),
    // What a line is called stands in the hash of its transaction alone.
    named: (column) =>
      column === 'kind' ? `ledger_transactions ${world.target}` : `ledger_postings ${world.target}/`,
    values: { seq: () => 'seq + 1000', account: () => `'HELD'`, kind: () => `'AWARD'` },
  },
  ledger_accounts: {
    where: () => `owner_id = '${world.ann}' and account = 'AVAILABLE'`,
    seq: () => null,
    named: () => 'ledger_accounts ',
    values: { account: () => `'BURNED'` },
  },
  ledger_state: {
    where: () => 'true',
    seq: () => null,
    named: () => 'ledger_state',
    // Switches of the running installation; what holds for them is not written in the chain.
    ignored: ['only_row', 'paused_at', 'paused_reason', 'wallets_version'],
  },
  ledger_heads: {
    where: () => `seq = ${world.target}`,
    seq: () => Number(world.target),
    named: () => `ledger_heads ${world.target}`,
    values: { seq: () => 'seq + 1' },
  },
};

describe.each(ledgerTables)('an altered column of %s is found, and its row is named', (table) => {
  test('each of them', async () => {
    const { rows: columns } = await sql<{ name: string; type: string }>`
      select column_name as name, data_type as type from information_schema.columns
      where table_name = ${table} and table_schema = current_schema() order by ordinal_position`.execute(
      world.database.db,
    );
    const { where, seq, named, values = {}, ignored = [] } = places[table];
    const found: string[] = [];
    for (const { name, type } of columns) {
      if (ignored.includes(name)) continue;
      const value = values[name]?.() ?? least[type]!(name);
      await world.run(`update ${table} set ${name} = ${value} where ${where()}`);
      const { valid, fault } = await world.verify();
      expect({ name, valid }).toEqual({ name, valid: false });
      expect(`${name}: ${fault!.where}`).toContain(`${name}: ${named(name)}`);
      expect({ name, seq: fault!.seq }).toEqual({ name, seq: seq() });
      expect(fault!.text).toMatch(/^[A-Z].{20,}\.$/);
      found.push(name);
      await world.restore(table);
    }
    expect(found.length).toBe(columns.length - ignored.length);
    expect((await world.verify()).valid).toBe(true);
  });
});

/** What becomes null, or stops being null. */
test.each([
  ['actor_id = null', 'altered'],
  ['reason = null', 'altered'],
  ['memo_hash = null', 'memo was altered'],
])('a transaction with %s is found', async (change, words) => {
  await world.run(`update ledger_transactions set ${change} where seq = ${world.target}`);
  expect((await world.verify()).fault).toMatchObject({
    seq: Number(world.target),
    text: expect.stringContaining(words) as string,
  });
});

test('words that were erased leave the chain whole', async () => {
  await world.run(`update ledger_transactions set memo = null where memo is not null`);
  expect((await world.verify()).valid).toBe(true);
});
