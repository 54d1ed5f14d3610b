import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountOf, hub, transferFeeMicro, type HubAccount } from '@smartstart/units';
import { createFakeClock, createTestDatabase, type FakeClock, type TestDatabase } from '@smartstart/testkit';
import { openDatabase, type Database } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import { createLog } from '../../kernel/log.ts';
import { createMetrics } from '../../kernel/metrics.ts';
import { createOutbox } from '../../kernel/outbox.ts';
import { loadSecret, loadSigningKey } from '../../kernel/signing-key.ts';
import { createLedger, type Command, type Ledger, type LedgerKernel } from './index.ts';

/** A ledger on a database of its own, with the parts of the kernel it uses and nothing above it. */
export interface TestLedger {
  readonly ledger: Ledger;
  readonly kernel: LedgerKernel;
  readonly database: Database;
  readonly clock: FakeClock;
  readonly dataDir: string;
  readonly connection: TestDatabase['connection'];
  /** Another ledger on the same database with connections and memory of its own, like a second Brain's. */
  twin(): Promise<Ledger>;
  /** People with open wallets and generous limits, old enough for the fraud score. */
  people(count: number): Promise<string[]>;
  close(): Promise<void>;
}

/** Accounts this old do not count as young. */
const memberMs = 400 * 24 * 3_600_000;

export async function openTestLedger(clock: FakeClock = createFakeClock()): Promise<TestLedger> {
  const { connection, drop } = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-ledger-'));
  const log = createLog('silent', 'test');
  const opened: Database[] = [];

  function connect(): LedgerKernel {
    const metrics = createMetrics();
    const database = openDatabase({ ...connection, max: 6 }, log, metrics);
    opened.push(database);
    return {
      clock,
      database,
      outbox: createOutbox(database, log, metrics),
      signingKey: loadSigningKey(null, dataDir),
      encryptionKey: loadSecret(null, dataDir, 'encryption'),
      config: { dataDir },
    };
  }

  async function begin(kernel: LedgerKernel): Promise<Ledger> {
    const ledger = createLedger(kernel);
    await ledger.open();
    return ledger;
  }

  const kernel = connect();
  const ledger = await begin(kernel);
  const { database } = kernel;
  return {
    ledger,
    kernel,
    database,
    clock,
    dataDir,
    connection,
    twin: () => begin(connect()),
    async people(count) {
      const ids = Array.from({ length: count }, () => newId());
      const member_since = new Date(clock.now().getTime() - memberMs);
      const most = 1_000_000_000_000_000n;
      await database.db
        .insertInto('buz_wallets')
        .values(
          ids.map((user_id) => ({
            user_id,
            member_since,
            per_transfer_micro: most,
            per_day_micro: most,
            per_30_days_micro: most,
          })),
        )
        .execute();
      return ids;
    },
    async close() {
      for (const one of opened) await one.close();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const cause = { type: 'test', id: null };

export function award(
  userId: string,
  amountMicro: bigint,
  key: string = newId(),
  pool: HubAccount = 'COMMUNITY',
): Command {
  return {
    key,
    kind: 'AWARD',
    actorId: null,
    cause,
    postings: [
      { ...hub(pool), kind: 'AWARD', amountMicro: -amountMicro },
      { ...accountOf(userId, 'AVAILABLE'), kind: 'AWARD', amountMicro },
    ],
  };
}

export function transfer(
  senderId: string,
  recipientId: string,
  amountMicro: bigint,
  key: string = newId(),
  more: Pick<Command, 'memo'> & { reserveUntil?: Date } = {},
): Command {
  const feeMicro = transferFeeMicro(amountMicro);
  const { memo, reserveUntil } = more;
  return {
    key,
    kind: 'TRANSFER',
    actorId: senderId,
    cause,
    postings: [
      { ...accountOf(senderId, 'AVAILABLE'), kind: 'TRANSFER', amountMicro: -amountMicro },
      { ...accountOf(recipientId, 'AVAILABLE'), kind: 'TRANSFER', amountMicro },
      { ...accountOf(senderId, 'AVAILABLE'), kind: 'FEE', amountMicro: -feeMicro },
      { ...hub('TREASURY'), kind: 'FEE', amountMicro: feeMicro },
    ],
    ...(memo === undefined ? {} : { memo }),
    payment: { senderId, recipientId, amountMicro, feeMicro, ...(reserveUntil ? { reserveUntil } : {}) },
  };
}
