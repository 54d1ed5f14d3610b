import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBrain, type Brain } from '@smartstart/brain';
import { readConfig } from '@smartstart/brain/config';
import { isoDay } from '@smartstart/units';
import { sql } from 'kysely';
import { Ledger, type OcfObject } from '../brain/src/engines/cap-table/index.ts';
import { newId } from '../brain/src/kernel/ids.ts';
import { lockTable, workOut, write, type Ground } from '../brain/src/services/equity/books.ts';
import { capTable } from '../brain/src/services/equity/equity.ts';
import { exportFile } from '../brain/src/services/equity/exports.ts';
import * as store from '../brain/src/services/equity/store.ts';
import { createTables } from '../brain/src/services/equity/tables.ts';
import { firstDay, ids, lastDay, logOf } from './captable-log.ts';
import { median, report } from './report.ts';

const sizes = [1_000, 10_000, 100_000];
const tries = 9;
const actor = {
  userId: newId(),
  held: new Set([4] as const),
  call: { ip: '127.0.0.1', agent: 'bench', requestId: 'bench' },
};

interface Measured {
  readonly transactions: number;
  readonly coldMs: number;
  readonly asOfMs: number;
  readonly asOfP95Ms: number;
  readonly sqlMs: number;
  readonly replayMs: number;
  readonly exportMs: number;
  readonly issueMs: number;
  readonly ledgerMb: number;
}

/**
 * A cap table of 10,000 holders and 100,000 transactions: the table of any day, as a page asks for it, against the same
 * sums asked of PostgreSQL and against replaying the log each time; the whole export; one issuance, checked and
 * committed; memory; and how all of it grows.
 */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-data-'));
  const brain = await createBrain(
    readConfig({
      CALL_KEYS: `b1:${randomBytes(32).toString('base64url')}`,
      SMARTSTART_DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
    }),
  );
  try {
    const measured: Measured[] = [];
    for (const size of sizes) measured.push(await measure(brain, size));
    const [small, middle, large] = measured as [Measured, Measured, Measured];
    report(
      'captable',
      measured.map((one) =>
        Object.fromEntries(Object.entries(one).map(([key, value]) => [key, round(value as number)])),
      ),
      { asOfVsSql: large.sqlMs / large.asOfMs, asOfVsReplay: large.replayMs / large.asOfMs },
      {
        asOfMs1k: small.asOfMs,
        asOfMs10k: middle.asOfMs,
        asOfMs100k: large.asOfMs,
        coldMs100k: large.coldMs,
        exportMs1k: small.exportMs,
        exportMs10k: middle.exportMs,
        exportMs100k: large.exportMs,
        issueMs1k: small.issueMs,
        issueMs10k: middle.issueMs,
        issueMs100k: large.issueMs,
        ledgerMb100k: large.ledgerMb,
      },
    );
  } finally {
    await brain.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(brain: Brain, size: number): Promise<Measured> {
  const { objects } = logOf(size);
  const ventureId = newId();
  await settle(brain, ventureId, objects);
  const ground = groundOf(brain);
  const { db } = brain.kernel.database;
  const before = heapMb();
  const coldMs = await timed(() => capTable(ground, db, actor, ventureId, undefined));
  const ledgerMb = heapMb() - before;
  const days = Array.from({ length: tries }, (_, index) =>
    isoDay(firstDay + Math.floor(((lastDay - firstDay) * (tries - index)) / tries)),
  );
  const asOf: number[] = [];
  const plain: number[] = [];
  const replay: number[] = [];
  for (const day of days) {
    asOf.push(await timed(() => capTable(ground, db, actor, ventureId, day)));
    plain.push(await timed(() => askSql(brain, day)));
  }
  for (let round = 0; round < 3; round += 1)
    replay.push(await timed(() => capTable(groundOf(brain), db, actor, ventureId, days[round])));
  const exports: number[] = [];
  for (let round = 0; round < 3; round += 1)
    exports.push(await timed(() => exportFile(ground, db, actor, ventureId, { format: 'OCF' })));
  const issues: number[] = [];
  for (let round = 0; round < 5; round += 1) issues.push(await timed(() => issue(brain, ground, ventureId)));
  await sql`drop table bench_securities`.execute(db);
  return {
    transactions: size,
    coldMs,
    asOfMs: median(asOf),
    asOfP95Ms: asOf.toSorted((a, b) => a - b).at(-1)!,
    sqlMs: median(plain),
    replayMs: median(replay),
    exportMs: median(exports),
    issueMs: median(issues),
    ledgerMb,
  };
}

/** The log in its table, and beside it the securities as rows of their own, which the plain question is asked of. */
async function settle(brain: Brain, ventureId: string, objects: readonly OcfObject[]): Promise<void> {
  const at = new Date();
  await brain.kernel.database.transact(async (tx) => {
    await store.insertTable(tx, { venture_id: ventureId, model: 'FIXED', currency: 'CAD', created_at: at });
    await store.insertEntries(
      tx,
      objects.map((object, index) => ({
        venture_id: ventureId,
        seq: index + 1,
        batch: 1,
        object_id: object.id,
        object_type: object.object_type,
        date: 'date' in object ? object.date : null,
        body: JSON.stringify(object),
        set_aside: null,
        actor_id: null,
        document_id: null,
        recorded_at: at,
      })),
    );
    await store.setHead(tx, ventureId, objects.length);
    await store.insertHolders(
      tx,
      objects.flatMap((object) =>
        object.object_type === 'STAKEHOLDER'
          ? [
              {
                venture_id: ventureId,
                stakeholder_id: object.id,
                holder_class: object.current_relationships?.includes('FOUNDER') ? 'OWNER' : 'INVESTOR',
              },
            ]
          : [],
      ),
    );
  });
  const { db } = brain.kernel.database;
  await sql`create table bench_securities (id text primary key, holder text, class text, plan text, quantity numeric, issued date, closed date)`.execute(
    db,
  );
  const { securities } = Ledger.of(objects);
  const rows = [...securities.values()].map((security) => ({
    id: security.id,
    holder: security.stakeholderId,
    class: security.classId,
    plan: security.planId,
    quantity: String(security.quantity),
    issued: isoDay(security.issued),
    closed: security.ending ? isoDay(security.closed) : null,
  }));
  await sql`insert into bench_securities select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(id text, holder text, class text, plan text, quantity numeric, issued date, closed date)`.execute(
    db,
  );
  await sql`create index on bench_securities (issued)`.execute(db);
  await sql`analyze`.execute(db);
}

/** Sums by holder and class, without vesting: less than the table says, and all a query can say. */
async function askSql(brain: Brain, day: string): Promise<void> {
  await sql`select holder, class, plan, sum(quantity) from bench_securities where issued <= ${day}::date and (closed is null or closed > ${day}::date) group by holder, class, plan`.execute(
    brain.kernel.database.db,
  );
}

async function issue(brain: Brain, ground: Ground, ventureId: string): Promise<void> {
  await brain.kernel.database.transact(async (tx) => {
    const table = await lockTable(ground, tx, ventureId);
    const { objects, summary } = workOut(
      table,
      {
        act: 'ISSUE',
        classId: ids.common,
        stakeholderId: 'holder-1',
        shares: '100',
        pricePerShare: { amount: '0.10', currency: 'CAD' },
        note: '',
      },
      lastDay,
    );
    await write(
      ground,
      tx,
      table,
      objects.map((object) => ({ object })),
      {
        actorId: actor.userId,
        documentId: null,
        call: actor.call,
        summary,
      },
    );
  });
}

/** The service as it runs, with nothing in memory yet, and the caller as owner. */
function groundOf(brain: Brain): Ground {
  const standing = { name: 'Bench', status: 'ACTIVE', ownerId: actor.userId, role: 'OWNER' } as const;
  return {
    ...brain.services.equity.ground,
    tables: createTables(),
    ventures: {
      standingIn: () => Promise.resolve(standing),
      rolesIn: () => Promise.resolve(new Map([[actor.userId, 'OWNER' as const]])),
      teamOf: () => Promise.resolve({ name: 'Bench', ownerId: actor.userId, activeMembers: 0 }),
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
