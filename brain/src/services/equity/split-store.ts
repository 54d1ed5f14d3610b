import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { CapSplitsTable } from '../../tables.gen.ts';
import type { ProposalRow } from './store.ts';

export interface SplitRow extends Omit<Selectable<CapSplitsTable>, 'parts'> {
  readonly parts: SplitParts;
}

/** A split as it was shown when it was proposed. */
export interface SplitParts {
  readonly lines: readonly SplitLine[];
  readonly leftOut: readonly LeftOut[];
}

/** Points and units are texts: they may be larger than a double holds. */
export interface SplitLine {
  readonly userId: string;
  readonly points: string;
  readonly latePoints: string;
  readonly units: string;
}

export interface LeftOut {
  readonly userId: string;
  readonly points: string;
  readonly why: 'OWNER' | 'NOT_ACTIVE';
}

/** Splits that wait or were granted. */
export async function liveSplits(db: Db, ventureId: string): Promise<SplitRow[]> {
  const rows = await db
    .selectFrom('cap_splits')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('live', '=', true)
    .execute();
  return rows.map((row) => ({ ...row, parts: row.parts as unknown as SplitParts }));
}

/** Contributions that live splits have counted. */
export async function countedIn(db: Db, ventureId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('cap_split_contributions as counted')
    .innerJoin('cap_splits as split', 'split.proposal_id', 'counted.proposal_id')
    .select('counted.contribution_id')
    .where('split.venture_id', '=', ventureId)
    .execute();
  return new Set(rows.map((row) => row.contribution_id));
}

/** The latest proposal of each month. */
export async function proposalsByMonth(db: Db, ventureId: string): Promise<Map<string, ProposalRow>> {
  const rows = await db
    .selectFrom('cap_splits as split')
    .innerJoin('cap_proposals as proposal', 'proposal.id', 'split.proposal_id')
    .selectAll('proposal')
    .select('split.month')
    .where('split.venture_id', '=', ventureId)
    .orderBy('proposal.id')
    .execute();
  return new Map(rows.map(({ month, ...row }) => [month, row]));
}

export async function insertSplit(
  tx: Tx,
  split: Omit<SplitRow, 'live'>,
  contributionIds: readonly string[],
): Promise<void> {
  await tx
    .insertInto('cap_splits')
    .values({ ...split, parts: JSON.stringify(split.parts), live: true })
    .execute();
  await tx
    .insertInto('cap_split_contributions')
    .values(contributionIds.map((contribution_id) => ({ contribution_id, proposal_id: split.proposal_id })))
    .execute();
}

/** The proposal came to nothing: its month can be split again, and what it counted counts elsewhere. */
export async function release(tx: Tx, proposalId: string): Promise<void> {
  await tx.updateTable('cap_splits').set({ live: false }).where('proposal_id', '=', proposalId).execute();
  await tx.deleteFrom('cap_split_contributions').where('proposal_id', '=', proposalId).execute();
}
