import type { Answer, contract } from '@smartstart/contract';
import { addDays, firstDay, monthOf, spoken } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { violatedUnique } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { readCursor, readIdCursor, requireId, toPage } from '../../kernel/paging.ts';
import { settingsAt } from './analytics.ts';
import { isBilling, namesOf, percent, type Actor, type Ground } from './ground.ts';
import * as journal from './journal-store.ts';
import * as payments from './payment-store.ts';
import { caseView } from './reading.ts';
import * as store from './relationship-store.ts';
import { monthToClose, planFor } from './settlement.ts';

/** What the hub sees of the umbrella as a whole. */

/** A preview works out so many relationships; the run itself has no such bound. */
const previewed = 500;
const noticeDays = 30;

export async function preview(
  ground: Ground,
  db: Db,
  wished: string | undefined,
): Promise<Answer<typeof contract.umbrellaAdmin.preview>> {
  const month = monthToClose(ground, wished);
  const lines = [];
  let waiting = 0;
  for (const id of await store.activatedIds(db, null, previewed)) {
    const row = found(await store.findRelationship(db, id));
    if (row.state === 'SUSPENDED') {
      waiting += 1;
      continue;
    }
    const plan = await planFor(ground, db, row, month);
    const names = await namesOf(ground, db, [row.sponsor_id, row.referred_id]);
    for (const [currency, total] of plan.collected) {
      const own = plan.lines.filter((line) => line.currency === currency);
      const sum = (kind: (one: (typeof own)[number]) => boolean) =>
        own.filter(kind).reduce((all, line) => all + line.amountMinor, 0n);
      const closes = plan.closes.some((close) => close.currency === currency);
      if (!own.length && !total) continue;
      lines.push({
        relationshipId: id,
        sponsorName: names(row.sponsor_id),
        referredName: names(row.referred_id),
        currency,
        ratePercent: percent(row.rate_tenths),
        accruedMinor: sum(({ kind }) => kind !== 'CAP').toString(),
        cappedMinor: sum(({ kind }) => kind === 'CAP').toString(),
        totalMinor: total.toString(),
        outcome: closes ? ('CALCULATED' as const) : ('CARRIED' as const),
      });
    }
  }
  return { month, waiting, lines };
}

export async function listRuns(
  ground: Ground,
  db: Db,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const rows = await payments.listRuns(db, readIdCursor(cursor), limit);
  const names = await namesOf(
    ground,
    db,
    rows.map(({ started_by }) => started_by),
  );
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row) => ({
      id: row.id,
      month: monthOf(row.month),
      startedByName: row.started_by === null ? null : names(row.started_by),
      at: row.at.toISOString(),
      relationships: row.relationships,
      payments: row.payments,
      failures: row.failures,
    }),
  );
}

export async function listCases(
  ground: Ground,
  db: Db,
  query: { open: 'true' | 'false'; cursor?: string | undefined; limit: number },
) {
  const open = query.open === 'true';
  const key = readCursor(query.cursor, 2);
  const after = key ? { at: momentOf(key[0]!), id: requireId(key[1]) } : null;
  const rows = await payments.listCases(db, { open, after, limit: query.limit });
  const owners = new Map<string, store.RelationshipRow>();
  for (const { relationship_id: id } of rows) owners.set(id, found(await store.findRelationship(db, id)));
  const names = await namesOf(ground, db, [
    ...rows.map(({ opened_by }) => opened_by),
    ...[...owners.values()].flatMap(({ sponsor_id, referred_id }) => [sponsor_id, referred_id]),
  ]);
  const now = ground.kernel.clock.now();
  return toPage(
    rows,
    query.limit,
    (row) => [row.due_at.toISOString(), row.id],
    (row) => {
      const owner = owners.get(row.relationship_id)!;
      return {
        ...caseView(row, names),
        sponsorName: names(owner.sponsor_id),
        referredName: names(owner.referred_id),
        overdue: open && row.due_at < now,
      };
    },
  );
}

function momentOf(part: string | number): Date {
  const at = new Date(part);
  if (!Number.isNaN(at.getTime())) return at;
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}

type EntryView = Answer<typeof contract.umbrellaAdmin.journal>['items'][number];

export async function readJournal(
  ground: Ground,
  db: Db,
  relationshipId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  found(await store.findRelationship(db, relationshipId));
  const rows = await journal.entriesOf(db, { relationshipId, before: readIdCursor(cursor), limit });
  const postings = await journal.postingsOf(
    db,
    rows.map(({ id }) => id),
  );
  const names = await namesOf(
    ground,
    db,
    rows.map(({ actor_id }) => actor_id),
  );
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (row): EntryView => ({
      id: row.id,
      kind: row.kind as EntryView['kind'],
      currency: row.currency,
      paymentId: row.payment_id,
      actorName: row.actor_id === null ? null : names(row.actor_id),
      at: row.at.toISOString(),
      postings: postings
        .filter((posting) => posting.entry_id === row.id)
        .map((posting) => ({
          account: posting.account as EntryView['postings'][number]['account'],
          amountMinor: posting.amount_minor.toString(),
        })),
    }),
  );
}

/** A change is announced thirty days before the month from which it counts, and counts for no earlier one. */
export async function changeSettings(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  wish: { fromMonth: string; minimumUnits: number; capUnits: number },
) {
  const now = ground.kernel.clock.now();
  if (new Date(firstDay(wish.fromMonth)) < addDays(now, noticeDays))
    throw new Fail('RULE_VIOLATED', 'A change is announced 30 days ahead. Choose a later month.');
  if (wish.minimumUnits >= wish.capUnits) throw new Fail('RULE_VIOLATED', 'The cap lies above the minimum.');
  const { now: before } = await settingsAt(ground, tx);
  try {
    await payments.insertSettings(tx, {
      from_month: firstDay(wish.fromMonth),
      minimum_units: wish.minimumUnits,
      cap_units: wish.capUnits,
      set_by: actor.userId,
      set_at: now,
    });
  } catch (error) {
    if (violatedUnique(error))
      throw new Fail('RULE_VIOLATED', `A change from ${wish.fromMonth} on was announced already.`);
    throw error;
  }
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'umbrella-settings.changed',
    entity: 'umbrella-settings',
    entityId: wish.fromMonth,
    before,
    after: wish,
    call: actor.call,
  });
  return settingsAt(ground, tx);
}

/** For who approves at the hub; nobody approves what they take part in. */
export async function toApprove(
  ground: Ground,
  db: Db,
  actor: Pick<Actor, 'userId' | 'held'>,
  limit: number,
) {
  if (!isBilling(actor)) return [];
  const rows = await payments.listPayments(db, { state: 'CALCULATED', before: null, limit: limit - 1 });
  const decided = [];
  for (const row of rows) {
    const about = found(await store.findRelationship(db, row.relationship_id));
    if (![about.sponsor_id, about.signer_id, about.referred_id].includes(actor.userId))
      decided.push({ row, about });
  }
  const name = await namesOf(
    ground,
    db,
    decided.map(({ about }) => about.sponsor_id),
  );
  return decided.map(({ row, about }) => ({
    id: row.id,
    sponsorName: name(about.sponsor_id),
    amount: spoken(row.amount_minor, row.currency),
    calculatedAt: row.calculated_at ?? row.created_at,
  }));
}
