import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { OpportunityDaysTable } from '../../../tables.gen.ts';

/** What happened to an opportunity by UTC day. */

export type DayRow = Selectable<OpportunityDaysTable>;
type Figure = 'views' | 'applications' | 'matches' | 'acceptances';

export async function add(
  tx: Tx,
  opportunityId: string,
  day: string,
  figure: Figure,
  count = 1,
): Promise<void> {
  await tx
    .insertInto('opportunity_days')
    .values({ opportunity_id: opportunityId, day, [figure]: count })
    .onConflict((conflict) =>
      conflict
        .columns(['opportunity_id', 'day'])
        .doUpdateSet({ [figure]: sql`opportunity_days.${sql.ref(figure)} + ${count}` }),
    )
    .execute();
}

/** Counts the person once a day, however often they look. */
export async function addView(tx: Tx, opportunityId: string, day: string, userId: string): Promise<void> {
  const result = await tx
    .insertInto('opportunity_views')
    .values({ opportunity_id: opportunityId, day, user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows === 1n) await add(tx, opportunityId, day, 'views');
}

export function daysOf(db: Db, opportunityId: string): Promise<DayRow[]> {
  return db
    .selectFrom('opportunity_days')
    .selectAll()
    .where('opportunity_id', '=', opportunityId)
    .orderBy('day')
    .execute();
}

/** Applications by what became of them. */
export async function outcomesOf(
  db: Db,
  opportunityId: string,
): Promise<{ accepted: number; rejected: number }> {
  const rows = await db
    .selectFrom('opportunity_applications')
    .select(['state', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('opportunity_id', '=', opportunityId)
    .where('state', 'in', ['ACCEPTED', 'REJECTED'])
    .groupBy('state')
    .execute();
  const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  return { accepted: counts.get('ACCEPTED') ?? 0, rejected: counts.get('REJECTED') ?? 0 };
}

/** Who looked is nobody's business once the day is counted. */
export async function forgetViews(db: Db, before: string): Promise<void> {
  await db.deleteFrom('opportunity_views').where('day', '<', before).execute();
}

export async function forgetViewer(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('opportunity_views').where('user_id', '=', userId).execute();
}
