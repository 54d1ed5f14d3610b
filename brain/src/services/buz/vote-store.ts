import { hubId } from '@smartstart/units';
import { sql, type RawBuilder } from 'kysely';
import { plainArray } from '../../kernel/arrays.ts';
import type { Db, Tx } from '../../kernel/db.ts';

/** Votes and their weights. A weight is never stored: it is what the ledger says of the position of the snapshot. */

/**
 * Available and staked of a person right after position `seq`, both given as columns. An account that has not moved since is read as it stands;
 * of the others the last posting up to there holds the balance.
 */
function weightAt(owner: string, seq: string): RawBuilder<bigint> {
  return sql`(
    select coalesce(sum(case when acc.last_seq <= ${sql.ref(seq)} then acc.balance_micro else coalesce((
        select line.balance_micro from ledger_postings line
        where line.owner_id = acc.owner_id and line.account = acc.account and line.seq <= ${sql.ref(seq)}
        order by line.seq desc, line.no desc limit 1), 0) end), 0)::bigint
    from ledger_accounts acc
    where acc.owner_id = ${sql.ref(owner)} and acc.account in ('AVAILABLE', 'STAKED'))`;
}

/** Delegations `d` that stood when voting on `p` opened. What changes in that very moment changes nothing in this vote. */
const stood = sql`d.since < p.voting_opened_at and (d.until is null or d.until >= p.voting_opened_at)`;

/** Every person whose weight counts, once: with their own vote, else with that of the delegate they had. */
function countedVotes(proposalIds: readonly string[]): RawBuilder<unknown> {
  const ids = plainArray(proposalIds);
  return sql`
    select p.id as proposal_id, p.snapshot_seq, v.voter_id, v.choice, null::uuid as via_id, v.at
    from buz_proposals p join buz_votes v on v.proposal_id = p.id
    where p.id = any(${ids}::uuid[])
    union all
    select p.id, p.snapshot_seq, d.delegator_id, v.choice, d.delegate_id, v.at
    from buz_proposals p
    join buz_votes v on v.proposal_id = p.id
    join buz_delegations d on d.delegate_id = v.voter_id and ${stood}
    where p.id = any(${ids}::uuid[])
      and not exists (select from buz_votes own where own.proposal_id = p.id and own.voter_id = d.delegator_id)`;
}

export interface Snapshot {
  readonly seq: bigint;
  readonly circulating_micro: bigint;
}

/** Position of the ledger and what circulates there. One statement sees one moment, so no lock is needed. */
export async function takeSnapshot(db: Db): Promise<Snapshot> {
  const { rows } = await sql<Snapshot>`
    select seq, (select coalesce(sum(balance_micro), 0)::bigint from ledger_accounts where owner_id <> ${hubId}) as circulating_micro
    from ledger_state`.execute(db);
  return rows[0]!;
}

export interface TallyRow {
  readonly proposal_id: string;
  readonly for_micro: bigint;
  readonly against_micro: bigint;
  readonly abstain_micro: bigint;
}

export async function tallies(db: Db, proposalIds: readonly string[]): Promise<TallyRow[]> {
  if (!proposalIds.length) return [];
  const sumOf = (choice: string) =>
    sql`coalesce(sum(weight_micro) filter (where choice = ${choice}), 0)::bigint`;
  const { rows } = await sql<TallyRow>`
    select proposal_id, ${sumOf('FOR')} as for_micro, ${sumOf('AGAINST')} as against_micro, ${sumOf('ABSTAIN')} as abstain_micro
    from (select c.proposal_id, c.choice, ${weightAt('c.voter_id', 'c.snapshot_seq')} as weight_micro
      from (${countedVotes(proposalIds)}) c) weighed
    group by proposal_id`.execute(db);
  return rows;
}

export interface StandingRow {
  readonly proposal_id: string;
  readonly weight_micro: bigint;
  /** Of those who delegated to this person and have not voted themselves. */
  readonly delegated_micro: bigint;
  readonly choice: string | null;
  readonly delegate_id: string | null;
  readonly delegate_choice: string | null;
}

/** Where a person stands in votes that are open or were. */
export async function standingsOf(
  db: Db,
  proposalIds: readonly string[],
  userId: string,
): Promise<StandingRow[]> {
  if (!proposalIds.length) return [];
  const { rows } = await sql<StandingRow>`
    select p.id as proposal_id, ${weightAt('me.id', 'p.snapshot_seq')} as weight_micro, own.choice, mine.delegate_id, theirs.choice as delegate_choice,
      (select coalesce(sum(${weightAt('d.delegator_id', 'p.snapshot_seq')}), 0)::bigint from buz_delegations d
        where d.delegate_id = me.id and ${stood}
          and not exists (select from buz_votes v where v.proposal_id = p.id and v.voter_id = d.delegator_id)) as delegated_micro
    from buz_proposals p
    cross join (select ${userId}::uuid as id) me
    left join buz_votes own on own.proposal_id = p.id and own.voter_id = me.id
    left join lateral (select d.delegate_id from buz_delegations d where d.delegator_id = me.id and ${stood} limit 1) mine on true
    left join buz_votes theirs on theirs.proposal_id = p.id and theirs.voter_id = mine.delegate_id
    where p.id = any(${plainArray(proposalIds)}::uuid[]) and p.snapshot_seq is not null`.execute(db);
  return rows;
}

export interface VoteRow {
  readonly voter_id: string;
  readonly choice: string;
  readonly via_id: string | null;
  readonly at: Date;
  readonly weight_micro: bigint;
}

/** Newest first, the votes of delegates followed by those they carry. One more than `limit`, when there are more. */
export async function votesOf(
  db: Db,
  proposalId: string,
  before: { at: string; voterId: string } | null,
  limit: number,
): Promise<VoteRow[]> {
  const from = before
    ? sql`where (c.at, c.voter_id) < (${before.at}::timestamptz, ${before.voterId}::uuid)`
    : sql``;
  const { rows } = await sql<VoteRow>`
    select c.voter_id, c.choice, c.via_id, c.at, ${weightAt('c.voter_id', 'c.snapshot_seq')} as weight_micro
    from (select * from (${countedVotes([proposalId])}) c ${from} order by c.at desc, c.voter_id desc limit ${limit + 1}) c
    order by c.at desc, c.voter_id desc`.execute(db);
  return rows;
}

/** False when this person has voted before. */
export async function insertVote(
  tx: Tx,
  row: { proposal_id: string; voter_id: string; choice: string; at: Date },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('buz_votes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function votersOf(db: Db, proposalId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('buz_votes')
    .select('voter_id')
    .where('proposal_id', '=', proposalId)
    .orderBy('voter_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.voter_id);
}

/** Who has weight now, the heaviest first. */
export async function holders(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ owner_id: string }>`
    select owner_id from ledger_accounts where owner_id <> ${hubId} and account in ('AVAILABLE', 'STAKED')
    group by owner_id having sum(balance_micro) > 0 order by sum(balance_micro) desc, owner_id limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => row.owner_id);
}

export async function votesBy(db: Db, userId: string) {
  return db
    .selectFrom('buz_votes')
    .select(['proposal_id', 'choice', 'at'])
    .where('voter_id', '=', userId)
    .orderBy('at')
    .execute();
}
