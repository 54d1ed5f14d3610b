import { Readable } from 'node:stream';
import { formatDecimal, isoDay, type Day } from '@smartstart/units';
import { holdingsOf, outstandingAt, writeCsv, type OcfObject } from '../../engines/cap-table/index.ts';
import { Download } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { inThread } from '../../kernel/thread.ts';
import { dayFor, standingFor, tableOf, type Ground } from './books.ts';
import type { Actor } from './deps.ts';
import * as store from './store.ts';
import type { TableTask } from './table-thread.ts';

const limits = { deadlineMs: 120_000, memoryMb: 2_048 };
/** Entries read in one query. */
const chunk = 10_000;

/** The whole table for somebody else to keep: Open Cap Format with everything that was taken in, or CSV of a day. */
export async function exportFile(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  { format, date }: { format: 'OCF' | 'CSV'; date?: string | undefined },
): Promise<Download> {
  const { name } = await standingFor(ground, db, ventureId, actor, 'see-all');
  const day = dayFor(ground, date);
  const bytes =
    format === 'OCF' ? await ocfOf(ground, db, ventureId, day) : await csvOf(ground, db, ventureId, day);
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'venture';
  return new Download({
    stream: Readable.from([bytes]),
    mediaType: format === 'OCF' ? 'application/zip' : 'text/csv; charset=utf-8',
    fileName: `${base}-cap-table-${isoDay(day)}.${format === 'OCF' ? 'ocf.zip' : 'csv'}`,
    sizeBytes: bytes.byteLength,
    inline: false,
  });
}

async function ocfOf(ground: Ground, db: Db, ventureId: string, day: Day): Promise<Uint8Array> {
  const { row } = await tableOf(ground, db, ventureId);
  const until = isoDay(day);
  let issuer: OcfObject | null = null;
  const objects: { json: never }[] = [];
  for (let seq = 0; seq < row.head_seq;) {
    const rows = await store.entriesAfter(db, ventureId, seq, chunk);
    for (const { body } of rows) {
      const object = body as unknown as OcfObject;
      if ('date' in object && typeof object.date === 'string' && object.date > until) continue;
      if (object.object_type === 'ISSUER') issuer = object;
      else objects.push({ json: body as never });
    }
    seq = rows.at(-1)!.seq;
  }
  const task: TableTask = {
    kind: 'write',
    issuer: issuer as never,
    objects,
    asOf: until,
    generatedAt: ground.kernel.clock.now().toISOString(),
  };
  return inThread<Uint8Array>(new URL('./table-thread.ts', import.meta.url), task, limits);
}

async function csvOf(ground: Ground, db: Db, ventureId: string, day: Day): Promise<Uint8Array> {
  const { ledger } = await tableOf(ground, db, ventureId);
  const objects = [
    ...ledger.stakeholders.values(),
    ...ledger.classes.values(),
    ...ledger.plans.values(),
    ...ledger.terms.values(),
  ];
  const securities = [...ledger.securities.values()];
  const starts = securities.flatMap((security): OcfObject[] =>
    (security.vesting?.starts ?? []).map(({ conditionId, day: began }) => ({
      object_type: 'TX_VESTING_START',
      id: security.id,
      security_id: security.id,
      date: isoDay(began),
      vesting_condition_id: conditionId,
    })),
  );
  const held = new Map(
    securities.map((security) => [
      security.issuance.id,
      outstandingAt(security, day, ledger.splitsOf(security.classId)),
    ]),
  );
  const lines = holdingsOf(
    [...objects, ...starts, ...securities.map(({ issuance }) => issuance)],
    ({ id }) => {
      const left = held.get(id) ?? 0n;
      return left === 0n ? null : formatDecimal(left);
    },
  );
  return Buffer.from(writeCsv(lines));
}
