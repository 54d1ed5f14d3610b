import { formatDecimal } from '@smartstart/units';
import { holdingsAt, Ledger, type OcfObject } from '../../engines/cap-table/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { inThread, ThreadLimit } from '../../kernel/thread.ts';
import { requireOpen, standingFor, today, write, type Ground } from './books.ts';
import type { Actor } from './deps.ts';
import * as store from './store.ts';
import type { TableTask } from './table-thread.ts';
import type { Takeover } from './takeover.ts';

const limits = { deadlineMs: 120_000, memoryMb: 2_048 };
const largestFile = 64 * 1024 * 1024;
/** Findings that are listed; there may be as many as objects. */
const listed = 200;

interface Wish {
  readonly fileId: string;
  readonly mode: 'STRICT' | 'KEEP';
  readonly dryRun: boolean;
}

/** Takes over a table that was uploaded: whole or, in STRICT with any problem, not at all. */
export async function importFile(ground: Ground, call: Call, actor: Actor, ventureId: string, wish: Wish) {
  const { db } = ground.kernel.database;
  const venture = await standingFor(ground, db, ventureId, actor, 'act');
  requireOpen(venture);
  if (await store.findTable(db, ventureId)) throw taken();
  const { bytes, name } = await uploaded(ground, actor.userId, wish.fileId);
  const takeover = await read({ kind: 'take-over', bytes, name });
  const report = reportOf(ground, takeover);
  if (wish.dryRun) return report;
  if (wish.mode === 'STRICT' && !takeover.sound)
    throw new Fail(
      'INVALID_INPUT',
      `The file has ${takeover.findings.length} problems, so nothing was taken over. Mend it, or import it with what cannot be counted set aside.`,
      { fields: report.problems.map(({ place, message }) => ({ path: place, message })) },
    );
  if (!takeover.counted.some(({ object_type: type }) => type === 'STAKEHOLDER'))
    throw new Fail(
      'INVALID_INPUT',
      'Nothing in this file can be counted: there is no stakeholder with a sound record.',
      {
        fields: report.problems.map(({ place, message }) => ({ path: place, message })),
      },
    );
  return call.transact(async (tx) => {
    await begin(ground, tx, actor, ventureId, takeover);
    return report;
  });
}

async function begin(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  takeover: Takeover,
): Promise<void> {
  const begun = await store.insertTable(tx, {
    venture_id: ventureId,
    model: 'FIXED',
    currency: currencyOf(takeover.counted),
    created_at: ground.kernel.clock.now(),
  });
  if (!begun) throw taken();
  const row = (await store.lockTable(tx, ventureId))!;
  await store.insertHolders(tx, await holdersOf(ground, tx, ventureId, takeover.counted));
  const objects = [
    ...takeover.counted.map((object) => ({ object })),
    ...takeover.aside.map(({ object, why }) => ({ object, setAside: why.slice(0, 1_000) })),
  ];
  await write(ground, tx, { row }, objects, {
    actorId: actor.userId,
    documentId: null,
    call: actor.call,
    summary: `Took over a cap table: ${takeover.counted.length} objects, ${takeover.aside.length} set aside.`,
  });
}

/** Holders by what the file calls them; members of the venture are recognised by their e-mail address. */
async function holdersOf(ground: Ground, tx: Tx, ventureId: string, objects: readonly OcfObject[]) {
  const members = [...(await ground.ventures.rolesIn(tx, ventureId)).keys()];
  const people = await ground.people.byIds(tx, members);
  const userOf = new Map([...people].map(([id, { email }]) => [email.toLowerCase(), id]));
  const rows = new Map<string, Parameters<typeof store.insertHolders>[1][number]>();
  const used = new Set<string>();
  for (const object of objects) {
    if (object.object_type !== 'STAKEHOLDER') continue;
    const email = (object.primary_contact ?? object.contact_info)?.emails?.[0]?.email_address ?? null;
    const userId = email === null ? undefined : userOf.get(email.toLowerCase());
    const known = userId !== undefined && !used.has(userId);
    if (known) used.add(userId);
    const relationships =
      object.current_relationships ?? (object.current_relationship ? [object.current_relationship] : []);
    rows.set(object.id, {
      venture_id: ventureId,
      stakeholder_id: object.id,
      holder_class: relationships.includes('FOUNDER')
        ? 'OWNER'
        : relationships.includes('INVESTOR')
          ? 'INVESTOR'
          : 'CONTRIBUTOR',
      user_id: known ? userId : null,
      email,
    });
  }
  return [...rows.values()];
}

function reportOf(ground: Ground, { counted, aside, findings }: Takeover) {
  const { ledger } = Ledger.lenient(counted);
  const holdings = holdingsAt(ledger, today(ground));
  return {
    imported: counted.length,
    setAside: aside.length,
    problems: findings.slice(0, listed),
    more: findings.length > listed,
    holders: holdings.holders.length,
    fullyDiluted: formatDecimal(holdings.fullyDiluted),
  };
}

async function uploaded(
  ground: Ground,
  userId: string,
  fileId: string,
): Promise<{ bytes: Uint8Array; name: string }> {
  const file = await ground.files.download(ground.kernel.database.db, userId, fileId);
  if (file.sizeBytes > largestFile) throw new Fail('INVALID_INPUT', 'The file is larger than 64 MB.');
  const parts: Uint8Array[] = [];
  for await (const part of file.stream) parts.push(part as Uint8Array);
  return { bytes: Buffer.concat(parts), name: file.fileName };
}

async function read(task: TableTask): Promise<Takeover> {
  try {
    return await inThread<Takeover>(new URL('./table-thread.ts', import.meta.url), task, limits);
  } catch (error) {
    if (error instanceof ThreadLimit)
      throw new Fail('INVALID_INPUT', 'Reading this file took too much time or memory.');
    throw error;
  }
}

function currencyOf(objects: readonly OcfObject[]): string {
  for (const object of objects)
    if (object.object_type === 'TX_STOCK_ISSUANCE') return object.share_price.currency;
  return 'CAD';
}

function taken(): Fail {
  return new Fail(
    'ALREADY_EXISTS',
    'This venture has a cap table already. A table is taken over before anything else is entered.',
  );
}
