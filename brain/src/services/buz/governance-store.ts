import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

/** Proposals and delegations; votes and weights stand in `vote-store.ts`. */

export type ProposalRow = Selectable<DB['buz_proposals']>;
export type DelegationRow = Selectable<DB['buz_delegations']>;

/** One at a time for each of these people, until the end of the transaction; always in the same order. */
export async function lockPeople(tx: Tx, userIds: readonly string[]): Promise<void> {
  for (const userId of userIds.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`governance of ${userId}`}, 0))`.execute(tx);
}

export async function insertProposal(tx: Tx, row: Insertable<DB['buz_proposals']>): Promise<ProposalRow> {
  return tx.insertInto('buz_proposals').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function findProposal(db: Db, id: string): Promise<ProposalRow | undefined> {
  return db.selectFrom('buz_proposals').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return tx.selectFrom('buz_proposals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Votes are cast side by side; what ends the voting waits for them. */
export async function holdProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return tx.selectFrom('buz_proposals').selectAll().where('id', '=', id).forShare().executeTakeFirst();
}

export async function updateProposal(
  tx: Tx,
  id: string,
  change: Updateable<DB['buz_proposals']>,
): Promise<ProposalRow> {
  return tx
    .updateTable('buz_proposals')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function countDrafts(db: Db, proposerId: string): Promise<number> {
  const { count } = await db
    .selectFrom('buz_proposals')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('proposer_id', '=', proposerId)
    .where('state', '=', 'DRAFT')
    .executeTakeFirstOrThrow();
  return count;
}

/** What was never submitted is seen by its proposer alone. One more than `limit`, when there are more. */
export async function listProposals(
  db: Db,
  viewerId: string,
  filter: { state?: string | undefined; mine: boolean; before: string | null; limit: number },
): Promise<ProposalRow[]> {
  let query = db.selectFrom('buz_proposals').selectAll();
  query = filter.mine
    ? query.where('proposer_id', '=', viewerId)
    : query.where((row) => row.or([row('submitted_at', 'is not', null), row('proposer_id', '=', viewerId)]));
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}

export async function proposalsBy(db: Db, proposerId: string): Promise<ProposalRow[]> {
  return db
    .selectFrom('buz_proposals')
    .selectAll()
    .where('proposer_id', '=', proposerId)
    .orderBy('id')
    .execute();
}

/** Proposals whose discussion or voting is over, in the order of their ids, after the one given. */
export async function dueProposals(
  db: Db,
  now: Date,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let query = db
    .selectFrom('buz_proposals')
    .select('id')
    .where((row) =>
      row.or([
        row.and([row('state', '=', 'DISCUSSION'), row('discussion_ends_at', '<=', now)]),
        row.and([row('state', '=', 'VOTING'), row('voting_ends_at', '<=', now)]),
      ]),
    );
  if (after) query = query.where('id', '>', after);
  const rows = await query.orderBy('id').limit(limit).execute();
  return rows.map((row) => row.id);
}

/** Drafts were never anybody else's to read. */
export async function removeDrafts(tx: Tx, proposerId: string): Promise<void> {
  await tx
    .deleteFrom('buz_proposals')
    .where('proposer_id', '=', proposerId)
    .where('submitted_at', 'is', null)
    .execute();
}

export async function delegationOf(db: Db, delegatorId: string): Promise<DelegationRow | undefined> {
  return db
    .selectFrom('buz_delegations')
    .selectAll()
    .where('delegator_id', '=', delegatorId)
    .where('until', 'is', null)
    .executeTakeFirst();
}

export async function delegatorsOf(db: Db, delegateId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('buz_delegations')
    .select('delegator_id')
    .where('delegate_id', '=', delegateId)
    .where('until', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.delegator_id);
}

export async function insertDelegation(tx: Tx, row: Insertable<DB['buz_delegations']>): Promise<void> {
  await tx.insertInto('buz_delegations').values(row).execute();
}

export async function endDelegation(tx: Tx, delegatorId: string, at: Date): Promise<void> {
  await tx
    .updateTable('buz_delegations')
    .set({ until: at })
    .where('delegator_id', '=', delegatorId)
    .where('until', 'is', null)
    .execute();
}

/** Those a person gave, and those they received. */
export async function endAllDelegations(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx
    .updateTable('buz_delegations')
    .set({ until: at })
    .where((row) => row.or([row('delegator_id', '=', userId), row('delegate_id', '=', userId)]))
    .where('until', 'is', null)
    .execute();
}

export async function delegationsBy(db: Db, delegatorId: string): Promise<DelegationRow[]> {
  return db
    .selectFrom('buz_delegations')
    .selectAll()
    .where('delegator_id', '=', delegatorId)
    .orderBy('id')
    .execute();
}
