import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBrain, type Brain } from '@smartstart/brain';
import { readConfig } from '@smartstart/brain/config';
import { accountOf, buz, hub } from '@smartstart/units';
import { createChance } from '../brain/src/demo/chance.ts';
import { newId } from '../brain/src/kernel/ids.ts';
import { startServer, type Server } from './postgres-server.ts';
import { median, percentile, report } from './report.ts';

const people = 2_000;
const callers = [1, 8, 64, 512];
const seconds = 4;
const rounds = 3;
const pgbenchClients = 32;
const chance = createChance(7);
const papers = ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA', 'PTSA', 'SOBA', 'BTS', 'BPP'];

interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Full transfers through the ledger service — gates, fee, limits, fraud score, chain, signed head, events, durable
 * commit — against pgbench's built-in TPC-B-like script on the same server, in alternating rounds.
 */
export async function run(): Promise<void> {
  const server = await startServer();
  if (!server)
    throw new Error(
      'Install PostgreSQL 15 or newer with pgbench (Debian: postgresql-15, postgresql-contrib).',
    );
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-data-'));
  server.tool('createdb', ['ledger']);
  server.tool('createdb', ['pgbench']);
  // One branch a client: the script locks a branch row in every transaction.
  server.tool('pgbench', ['-i', '-q', '-s', String(pgbenchClients), 'pgbench']);
  const brain = await openBrain(server, dataDir);
  try {
    const ids = await settle(brain);
    await measureAll(server, brain, ids);
    await prove(brain);
  } finally {
    await brain.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function openBrain(server: Server, dataDir: string): Promise<Brain> {
  return createBrain(
    readConfig({
      CALL_KEYS: `b1:${randomBytes(32).toString('base64url')}`,
      SMARTSTART_DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      DATABASE_URL: server.url('ledger'),
    }),
  );
}

/** Members with every paper, a wallet with generous limits, and 5,000 BUZ each. */
async function settle({ kernel, security, services }: Brain): Promise<string[]> {
  const ids = Array.from({ length: people }, () => newId());
  for (let from = 0; from < people; from += 100)
    await kernel.database.transact(async (tx) => {
      for (const userId of ids.slice(from, from + 100)) {
        const who = { userId, email: `${userId}@example.com`, name: 'Bench', timeZone: 'UTC', locale: 'en' };
        await services.users.createAccount(tx, who);
        await services.users.verifyEmail(tx, userId);
        for (const value of papers) await security.record(tx, userId, { kind: 'PAPER', value, ref: 'hub' });
        await security.replace(tx, userId, 'SEAT', 'ACTIVE');
      }
    });
  for (const userId of ids) await services.buz.ground.wallets.open(kernel.database.db, userId);
  await kernel.database.db
    .updateTable('buz_wallets')
    .set({
      per_transfer_micro: buz(1_000_000),
      per_day_micro: buz(100_000_000),
      per_30_days_micro: buz(900_000_000),
    })
    .execute();
  await Promise.all(ids.map((userId) => fund(userId, buz(5_000))));
  await fund(ids[0]!, buz(90_000));
  return ids;

  function fund(userId: string, amountMicro: bigint) {
    return services.ledger.submit({
      key: `fund:${userId}:${amountMicro}`,
      kind: 'AWARD',
      actorId: null,
      cause: { type: 'award', id: null },
      postings: [
        { ...hub('COMMUNITY'), kind: 'AWARD', amountMicro: -amountMicro },
        { ...accountOf(userId, 'AVAILABLE'), kind: 'AWARD', amountMicro },
      ],
    });
  }
}

async function measureAll(server: Server, brain: Brain, ids: readonly string[]): Promise<void> {
  const results = new Map<string, Measured[]>();
  const keep = (name: string, measured: Measured) =>
    results.set(name, [...(results.get(name) ?? []), measured]);
  // Warm up both.
  await load(brain, ids, 64, false, 4);
  pgbench(server);
  for (let round = 0; round < rounds; round++) {
    keep('pgbench 32', pgbench(server));
    for (const count of callers) {
      keep(`uniform ${count}`, await load(brain, ids, count, false, seconds));
      keep(`hot ${count}`, await load(brain, ids, count, true, seconds));
    }
  }
  const of = (name: string, pick: (one: Measured) => number) => median(results.get(name)!.map(pick));
  const perSecond = (name: string) => of(name, (one) => one.perSecond);
  const rows = [...results.keys()].map((variant) => ({
    variant,
    'transactions/s': Math.round(perSecond(variant)),
    'p50 ms': of(variant, (one) => one.p50Ms).toFixed(1),
    'p99 ms': of(variant, (one) => one.p99Ms).toFixed(1),
  }));
  const figures: Record<string, number> = {};
  for (const name of results.keys()) {
    const key = name.replace(' ', '');
    figures[`${key}PerSecond`] = perSecond(name);
    figures[`${key}P50Ms`] = of(name, (one) => one.p50Ms);
    figures[`${key}P99Ms`] = of(name, (one) => one.p99Ms);
  }
  const reference = perSecond('pgbench 32');
  report(
    'ledger',
    rows,
    {
      uniform64VsPgbench: perSecond('uniform 64') / reference,
      hot64VsPgbench: perSecond('hot 64') / reference,
      uniform512VsPgbench: perSecond('uniform 512') / reference,
    },
    figures,
  );
}

/** So many callers, each with one transfer under way. `hot`: one sender pays in all of them. */
async function load(
  { services }: Brain,
  ids: readonly string[],
  count: number,
  hot: boolean,
  forSeconds: number,
): Promise<Measured> {
  const pick = () => ids[chance.between(1, ids.length - 1)]!;
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + forSeconds * 1000;
  const caller = async () => {
    while (performance.now() < end) {
      const sentAt = performance.now();
      const senderId = hot ? ids[0]! : pick();
      let recipientId = pick();
      while (recipientId === senderId) recipientId = pick();
      const amountMicro = 10_000n + BigInt(chance.between(0, 999));
      await services.buz.transfers.send({
        senderId,
        recipientId,
        amountMicro,
        key: randomUUID(),
      });
      times.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: count }, caller));
  const tookSeconds = (performance.now() - begin) / 1000;
  return {
    perSecond: times.length / tookSeconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  };
}

function pgbench(server: Server): Measured {
  const args = [
    '-c',
    String(pgbenchClients),
    '-j',
    '2',
    '-M',
    'prepared',
    '-T',
    String(seconds * 2),
    'pgbench',
  ];
  const text = server.tool('pgbench', args);
  const figure = (pattern: RegExp) => Number(pattern.exec(text)?.[1]);
  const latency = figure(/latency average = ([\d.]+) ms/);
  return { perSecond: figure(/tps = ([\d.]+)/), p50Ms: latency, p99Ms: latency };
}

/** Speed that breaks the books is worth nothing: every figure above comes from a ledger that verifies. */
async function prove({ kernel, services }: Brain): Promise<void> {
  const { rows } = await kernel.database.pool.query<{ sum: string }>(
    'select sum(balance_micro)::text as sum from ledger_accounts',
  );
  if (rows[0]!.sum !== '1000000000000000') throw new Error(`The sum of all accounts is ${rows[0]!.sum}.`);
  const check = await services.ledger.verify();
  if (!check.valid) throw new Error(`The ledger does not verify: ${check.fault?.text}`);
}
