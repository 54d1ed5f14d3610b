import type { equityWire } from '@smartstart/contract';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { toPage, readCursor } from '../../kernel/paging.ts';
import {
  dayFor,
  lockTable,
  requireOpen,
  standingFor,
  tableOf,
  workOut,
  write,
  type Ground,
} from './books.ts';
import type { Actor } from './deps.ts';
import { concernedBy } from './proposals.ts';
import * as store from './store.ts';
import { entryView, ownStakeholderOf, previewView, securityView, tableView } from './views.ts';

/** Reading the table, and what the owner writes without further consent. */

export async function capTable(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  date: string | undefined,
) {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-totals');
  const day = dayFor(ground, date);
  const setAside = await store.countAside(db, ventureId);
  return tableView(await tableOf(ground, db, ventureId), day, { userId: actor.userId, rights }, setAside);
}

/** Securities held on the day; those without the right to see all see their own. */
export async function securities(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    date?: string | undefined;
    stakeholderId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-own');
  const day = dayFor(ground, query.date);
  const table = await tableOf(ground, db, ventureId);
  const own = ownStakeholderOf(table, actor.userId);
  const wanted = rights.has('see-all') ? (query.stakeholderId ?? null) : (own ?? '');
  const after = readCursor(query.cursor, 1)?.[0];
  const held = [...table.ledger.securities.values()]
    .filter(
      (security) =>
        (wanted === null || security.stakeholderId === wanted) &&
        security.issued <= day &&
        security.closed > day &&
        (after === undefined || security.id > String(after)),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, query.limit + 1);
  const documents = await store.documentsOf(
    db,
    ventureId,
    held.map(({ issuance }) => issuance.id),
  );
  return toPage(
    held,
    query.limit,
    ({ id }) => [id],
    (security) => securityView(table, security, day, documents.get(security.issuance.id) ?? null),
  );
}

export async function entries(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    stakeholderId?: string | undefined;
    setAside?: 'true' | 'false' | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  await standingFor(ground, db, ventureId, actor, 'see-all');
  const table = await tableOf(ground, db, ventureId);
  const rows = await store.listEntries(db, {
    ventureId,
    before: cursorOf(query.cursor),
    setAside: query.setAside === undefined ? null : query.setAside === 'true',
    objectIds: query.stakeholderId === undefined ? null : issuancesOf(table.ledger, query.stakeholderId),
    limit: query.limit,
  });
  const people = await ground.people.byIds(db, [...new Set(rows.flatMap((row) => row.actor_id ?? []))]);
  return toPage(
    rows,
    query.limit,
    (row) => [row.seq],
    (row) =>
      entryView(table.ledger, row, row.actor_id === null ? null : (people.get(row.actor_id)?.name ?? null)),
  );
}

export async function preview(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  { act, date }: { act: equityWire.EquityAct; date?: string | undefined },
) {
  await standingFor(ground, db, ventureId, actor, 'see-all');
  const day = dayFor(ground, date);
  const table = await tableOf(ground, db, ventureId);
  const worked = workOut(table, act, day);
  return previewView(table, worked, isConsent(act) ? concernedBy(act, table) : []);
}

/** Writes an act of the owner at once. */
export async function act(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  wish: { act: equityWire.OwnerAct; date?: string | undefined; documentId?: string | undefined },
) {
  const venture = await standingFor(ground, tx, ventureId, actor, 'act');
  requireOpen(venture);
  const day = dayFor(ground, wish.date);
  const table = await lockTable(ground, tx, ventureId);
  if (wish.act.act === 'ADD_STAKEHOLDER')
    await requireNew(ground, tx, table.holders, ventureId, wish.act.stakeholder);
  const { objects, summary } = workOut(table, wish.act, day);
  const seq = await write(
    ground,
    tx,
    table,
    objects.map((object) => ({ object })),
    { actorId: actor.userId, documentId: wish.documentId ?? null, call: actor.call, summary },
  );
  if (wish.act.act === 'ADD_STAKEHOLDER')
    await addHolder(tx, ventureId, objects[0]!.id, wish.act.stakeholder);
  return { seq, objectIds: objects.map(({ id }) => id), summary };
}

async function requireNew(
  ground: Ground,
  tx: Tx,
  holders: ReadonlyMap<string, store.HolderRow>,
  ventureId: string,
  { userId }: equityWire.StakeholderInput,
): Promise<void> {
  if (userId === undefined) return;
  if ([...holders.values()].some((holder) => holder.user_id === userId))
    throw new Fail('RULE_VIOLATED', 'This member is a stakeholder already.');
  if (!(await ground.ventures.rolesIn(tx, ventureId)).has(userId))
    throw new Fail(
      'RULE_VIOLATED',
      'Only members of the venture are added with their account. Invite the person first.',
    );
}

async function addHolder(
  tx: Tx,
  ventureId: string,
  stakeholderId: string,
  { userId, email, relationship }: equityWire.StakeholderInput,
): Promise<void> {
  await store.insertHolders(tx, [
    {
      venture_id: ventureId,
      stakeholder_id: stakeholderId,
      holder_class: relationship === 'INVESTOR' ? 'INVESTOR' : 'CONTRIBUTOR',
      user_id: userId ?? null,
      email: email ?? null,
    },
  ]);
}

function issuancesOf(
  ledger: { securities: ReadonlyMap<string, { stakeholderId: string; issuance: { id: string } }> },
  stakeholderId: string,
): string[] {
  const own = [...ledger.securities.values()].filter((security) => security.stakeholderId === stakeholderId);
  return [stakeholderId, ...own.map(({ issuance }) => issuance.id)];
}

function isConsent(act: equityWire.EquityAct): act is equityWire.ConsentAct {
  return consentActs.has(act.act);
}

const consentActs: ReadonlySet<string> = new Set<equityWire.ConsentAct['act']>([
  'ISSUE',
  'GRANT_OPTIONS',
  'ISSUE_WARRANT',
  'ISSUE_SAFE',
  'ISSUE_NOTE',
  'TRANSFER',
  'EXERCISE',
  'CONVERT',
  'REPURCHASE',
  'CANCEL',
  'RESCHEDULE',
]);

function cursorOf(cursor: string | undefined): number | null {
  const key = readCursor(cursor, 1)?.[0];
  if (key === undefined) return null;
  if (typeof key === 'number' && Number.isInteger(key)) return key;
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}
