import type { equityWire } from '@smartstart/contract';
import { dayAt, dayOf, type Day } from '@smartstart/units';
import {
  groupTotals,
  holdingsAt,
  Refusal,
  type Act,
  type Holdings,
  type OcfObject,
} from '../../engines/cap-table/index.ts';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { entriesOf } from './acts.ts';
import type { Actor, EquityDeps, Origin } from './deps.ts';
import { guard, type HolderClass } from './framework.ts';
import { openStatuses, rightsIn, type Right } from './policy.ts';
import { sentenceOf } from './sentences.ts';
import * as store from './store.ts';
import type { OpenTable, Tables } from './tables.ts';

/** What every operation of this service stands on. */
export interface Ground extends EquityDeps {
  readonly tables: Tables;
}

export interface Standing {
  readonly name: string;
  readonly status: string;
  readonly ownerId: string;
  readonly rights: ReadonlySet<Right>;
}

/** An act worked out on a table, and what holds of it. */
export interface Worked {
  readonly objects: readonly OcfObject[];
  readonly summary: string;
  readonly before: Holdings;
  readonly after: Holdings;
}

/** Who calls, as the operations of this service know them. */
export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held, call: { ip: call.ip, agent: call.agent, requestId: call.requestId } };
}

/** The person's standing; NOT_FOUND for strangers, FORBIDDEN for members whose role does not include the right. */
export async function standingFor(
  ground: Ground,
  db: Db,
  ventureId: string,
  actor: Actor,
  right: Right,
): Promise<Standing> {
  const { role, ...venture } = await ground.ventures.standingIn(db, ventureId, actor);
  const rights = rightsIn(role, actor.held);
  if (!rights.size) throw new Fail('NOT_FOUND');
  if (!rights.has(right)) throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  return { ...venture, rights };
}

/** The table, for a member; ventures without one answer NOT_FOUND with what to do. */
export async function tableOf(ground: Ground, db: Db, ventureId: string): Promise<OpenTable> {
  const table = await ground.tables.open(db, ventureId);
  if (!table)
    throw new Fail(
      'NOT_FOUND',
      'This venture has no cap table yet. The owner sets up the equity framework first.',
    );
  return table;
}

/** The table for writing: nobody else writes until the transaction ends. */
export async function lockTable(ground: Ground, tx: Tx, ventureId: string): Promise<OpenTable> {
  const row = await store.lockTable(tx, ventureId);
  if (!row)
    throw new Fail(
      'NOT_FOUND',
      'This venture has no cap table yet. The owner sets up the equity framework first.',
    );
  return ground.tables.openAt(tx, row);
}

export function requireOpen({ status }: Standing): void {
  if (!openStatuses.has(status))
    throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${status} does not allow this.`);
}

export function today({ kernel }: Ground): Day {
  return dayAt(kernel.clock.now());
}

/** The day asked for; nothing is dated ahead. */
export function dayFor(ground: Ground, date: string | undefined): Day {
  const now = today(ground);
  if (date === undefined) return now;
  const day = dayOf(date);
  if (day > now) throw new Fail('RULE_VIOLATED', 'The day lies ahead. Entries are dated today or earlier.');
  return day;
}

/** What the act would write, tried on the table; refused with the reason when it cannot be. */
export function workOut(table: OpenTable, act: equityWire.EquityAct, day: Day): Worked {
  const on: Act = { ledger: table.ledger, day, newId };
  try {
    const summary = sentenceOf(act, table.ledger);
    const objects = entriesOf(act, on);
    if (!objects.length) throw new Fail('RULE_VIOLATED', 'There is nothing to change.');
    return { summary, objects, ...tryOut(table, objects, day) };
  } catch (error) {
    if (error instanceof Refusal) throw new Fail('RULE_VIOLATED', error.message);
    throw error;
  }
}

/** Holdings before and after entries that belong together; a Fail says what stands against them. */
export function tryOut(
  table: OpenTable,
  objects: readonly OcfObject[],
  day: Day,
): { before: Holdings; after: Holdings } {
  const { ledger } = table;
  const classOf = holderClassesOf(table);
  const before = holdingsAt(ledger, day);
  const was = groupTotals(ledger, classOf);
  const { problems, seen } = ledger.trial(objects, () => ({
    broken: guard(was, groupTotals(ledger, classOf), day),
    after: holdingsAt(ledger, day),
  }));
  if (problems.length) throw new Fail('RULE_VIOLATED', problems[0]!.message);
  if (seen!.broken !== null) throw new Fail('RULE_VIOLATED', seen!.broken);
  return { before, after: seen!.after };
}

/** The class of a holder; whoever is not known as another is a contributor. */
export function holderClassesOf({ holders }: OpenTable): (stakeholderId: string) => HolderClass {
  return (id) => (holders.get(id)?.holder_class as HolderClass | undefined) ?? 'CONTRIBUTOR';
}

export interface Writing {
  readonly actorId: string | null;
  readonly documentId: string | null;
  readonly call?: Origin;
  readonly summary: string;
}

/** Adds entries that were tried out to the log, with audit and event; answers with the number of the last. */
export async function write(
  ground: Ground,
  tx: Tx,
  { row }: Pick<OpenTable, 'row'>,
  objects: readonly { readonly object: OcfObject; readonly setAside?: string }[],
  { actorId, documentId, call, summary }: Writing,
): Promise<number> {
  const at = ground.kernel.clock.now();
  const first = row.head_seq + 1;
  await store.insertEntries(
    tx,
    objects.map(({ object, setAside }, index) => ({
      venture_id: row.venture_id,
      seq: first + index,
      batch: first,
      object_id: object.id,
      object_type: object.object_type,
      date: 'date' in object ? object.date : null,
      body: JSON.stringify(object),
      set_aside: setAside ?? null,
      actor_id: actorId,
      document_id: documentId,
      recorded_at: at,
    })),
  );
  const seq = row.head_seq + objects.length;
  await store.setHead(tx, row.venture_id, seq);
  await ground.security.audit(tx, {
    actorId,
    action: 'equity.written',
    entity: 'venture',
    entityId: row.venture_id,
    ...(call ? { call } : {}),
    after: {
      first,
      seq,
      documentId,
      types: [...new Set(objects.map(({ object }) => object.object_type))],
      summary,
    },
  });
  await ground.kernel.outbox.publish(tx, {
    type: 'equity.changed',
    actorId,
    at: at.toISOString(),
    topics: [`venture:${row.venture_id}`],
    data: { ventureId: row.venture_id, seq },
  });
  return seq;
}
