import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { XpEndorsementsTable } from '../../tables.gen.ts';

export type EndorsementRow = Selectable<XpEndorsementsTable>;

export async function insert(tx: Tx, row: Insertable<XpEndorsementsTable>): Promise<boolean> {
  const result = await tx
    .insertInto('xp_endorsements')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function withdraw(tx: Tx, id: string, at: Date): Promise<EndorsementRow | undefined> {
  return tx
    .updateTable('xp_endorsements')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** What two people have given each other and not taken back. */
export function between(db: Db, one: string, other: string): Promise<EndorsementRow[]> {
  return db
    .selectFrom('xp_endorsements')
    .selectAll()
    .where('from_user_id', 'in', [one, other])
    .where('to_user_id', 'in', [one, other])
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function setWeight(tx: Tx, id: string, weight: number): Promise<void> {
  await tx.updateTable('xp_endorsements').set({ weight }).where('id', '=', id).execute();
}

export async function receivedBy(db: Db, userId: string): Promise<{ count: number; weights: number }> {
  return db
    .selectFrom('xp_endorsements')
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<number>`coalesce(sum(weight), 0)::int`.as('weights'),
    ])
    .where('to_user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
}

/** The weights of what somebody received, by skill. */
export async function weightsBySkill(db: Db, userId: string): Promise<Map<string, number[]>> {
  const rows = await db
    .selectFrom('xp_endorsements')
    .select(['skill', 'weight'])
    .where('to_user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .execute();
  const bySkill = new Map<string, number[]>();
  for (const { skill, weight } of rows) bySkill.set(skill, [...(bySkill.get(skill) ?? []), weight]);
  return bySkill;
}

/** The endorsements go with either of the two; answers with the others they concerned. */
export async function eraseOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('xp_endorsements')
    .where((eb) => eb.or([eb('from_user_id', '=', userId), eb('to_user_id', '=', userId)]))
    .returning(['from_user_id', 'to_user_id'])
    .execute();
  return [...new Set(rows.map((row) => (row.from_user_id === userId ? row.to_user_id : row.from_user_id)))];
}
