import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { EndorsementsTable } from '../../../tables.gen.ts';

export type EndorsementRow = Selectable<EndorsementsTable>;

/** Two people endorse each other one after the other, so that the second finds what the first gave. */
export async function lockBetween(tx: Tx, one: string, other: string): Promise<void> {
  const pair = [one, other].toSorted().join(' ');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`endorsements ${pair}`}, 0))`.execute(tx);
}

export function insertEndorsement(tx: Tx, row: Insertable<EndorsementsTable>): Promise<EndorsementRow> {
  return tx.insertInto('endorsements').values(row).returningAll().executeTakeFirstOrThrow();
}

/** What one gave the other since then and has not taken back. */
export function givenSince(tx: Tx, fromId: string, toId: string, since: Date): Promise<EndorsementRow[]> {
  return tx
    .selectFrom('endorsements')
    .selectAll()
    .where('from_id', '=', fromId)
    .where('to_id', '=', toId)
    .where('given_at', '>=', since)
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function lighten(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  await tx
    .updateTable('endorsements')
    .set({ weight: 1 })
    .where('id', 'in', [...ids])
    .execute();
}

export function lockEndorsement(tx: Tx, id: string): Promise<EndorsementRow | undefined> {
  return tx.selectFrom('endorsements').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function withdraw(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('endorsements').set({ withdrawn_at: at }).where('id', '=', id).execute();
}

/** Newest first; one row more than the limit. */
export function listEndorsements(
  db: Db,
  filter: { toId: string; skill?: string | undefined; before: string | null; limit: number },
): Promise<EndorsementRow[]> {
  let query = db
    .selectFrom('endorsements')
    .selectAll()
    .where('to_id', '=', filter.toId)
    .where('withdrawn_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.skill) query = query.where(sql<boolean>`lower(skill) = ${filter.skill.toLowerCase()}`);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export interface SkillSum {
  /** In small letters. */
  readonly skill: string;
  readonly count: number;
  readonly weight: number;
  readonly mine: string | null;
}

export async function sumsBySkill(db: Db, toId: string, readerId: string): Promise<SkillSum[]> {
  const { rows } = await sql<SkillSum>`
    select lower(skill) as skill, count(*)::int as count, sum(weight)::int as weight,
      (array_agg(id) filter (where from_id = ${readerId}))[1] as mine
    from endorsements where to_id = ${toId} and withdrawn_at is null group by lower(skill)`.execute(db);
  return rows;
}
