import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { JourneysTable, JourneyStagesTable } from '../../tables.gen.ts';

export type JourneyRow = Selectable<JourneysTable>;
export type StageRow = Selectable<JourneyStagesTable>;

/** The person's journey, begun when there is none, locked. */
export async function lock(
  tx: Tx,
  userId: string,
  now: Date,
): Promise<{ journey: JourneyRow; begun: boolean }> {
  const made = await tx
    .insertInto('journeys')
    .values({ user_id: userId, started_at: now, progressed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .returning('user_id')
    .executeTakeFirst();
  const journey = await tx
    .selectFrom('journeys')
    .selectAll()
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { journey, begun: made !== undefined };
}

export function find(db: Db, userId: string): Promise<JourneyRow | undefined> {
  return db.selectFrom('journeys').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export function stagesOf(db: Db, userId: string): Promise<StageRow[]> {
  return db
    .selectFrom('journey_stages')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('number')
    .execute();
}

export async function saveStage(tx: Tx, row: StageRow): Promise<void> {
  await tx
    .insertInto('journey_stages')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'number']).doUpdateSet({
        state: row.state,
        cause: row.cause,
        opened_at: row.opened_at,
        closed_at: row.closed_at,
      }),
    )
    .execute();
}

export async function addHistory(
  tx: Tx,
  row: {
    user_id: string;
    id: string;
    number: number;
    from_state: string;
    to_state: string;
    event: string;
    actor_id: string | null;
    reason: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.insertInto('journey_history').values(row).execute();
}

export async function progressed(tx: Tx, userId: string, at: Date, finished: boolean): Promise<void> {
  await tx
    .updateTable('journeys')
    .set({ progressed_at: at, reminders: 0, ...(finished ? { finished_at: at } : {}) })
    .where('user_id', '=', userId)
    .execute();
}

export function draftsOf(db: Db, userId: string) {
  return db.selectFrom('journey_drafts').selectAll().where('user_id', '=', userId).execute();
}

export async function saveDraft(
  tx: Tx,
  row: { user_id: string; number: number; fields: string; saved_at: Date },
): Promise<void> {
  await tx
    .insertInto('journey_drafts')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'number']).doUpdateSet({ fields: row.fields, saved_at: row.saved_at }),
    )
    .execute();
}

export async function dropDraft(tx: Tx, userId: string, number: number): Promise<void> {
  await tx.deleteFrom('journey_drafts').where('user_id', '=', userId).where('number', '=', number).execute();
}

export async function addSeen(tx: Tx, userId: string, what: string, at: Date): Promise<void> {
  await tx
    .insertInto('journey_seen')
    .values({ user_id: userId, what, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function seenBy(db: Db, userId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('journey_seen').select('what').where('user_id', '=', userId).execute();
  return new Set(rows.map(({ what }) => what));
}

export async function questsDone(db: Db, userId: string): Promise<Map<string, Date>> {
  const rows = await db.selectFrom('journey_quests').selectAll().where('user_id', '=', userId).execute();
  return new Map(rows.map((row) => [row.quest, row.done_at]));
}

/** False when it was done before. */
export async function finishQuest(tx: Tx, userId: string, quest: string, at: Date): Promise<boolean> {
  const made = await tx
    .insertInto('journey_quests')
    .values({ user_id: userId, quest, done_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('quest')
    .executeTakeFirst();
  return made !== undefined;
}

/** Journeys that have waited so long since their last step and have had exactly so many reminders. */
export async function takeReminders(
  tx: Tx,
  { sent, before, limit }: { sent: number; before: Date; limit: number },
): Promise<string[]> {
  const due = await tx
    .selectFrom('journeys')
    .select('user_id')
    .where('finished_at', 'is', null)
    .where('reminders', '=', sent)
    .where('progressed_at', '<=', before)
    .orderBy('progressed_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  const userIds = due.map(({ user_id }) => user_id);
  if (userIds.length > 0)
    await tx
      .updateTable('journeys')
      .set({ reminders: sent + 1 })
      .where('user_id', 'in', userIds)
      .execute();
  return userIds;
}

export interface Passage {
  readonly started: number;
  readonly finished: number;
  readonly medianMinutes: number | null;
  readonly within30Days: number | null;
}

export async function passage(db: Db, since: Date, ripe: Date): Promise<Passage> {
  const row = await db
    .selectFrom('journeys')
    .where('started_at', '>=', since)
    .select((all) => [
      all.fn.countAll<number>().as('started'),
      all.fn.count<number>('finished_at').as('finished'),
      sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)) / 60`.as(
        'medianMinutes',
      ),
      sql<number | null>`avg(case when finished_at <= started_at + interval '30 days' then 1.0 else 0.0 end)
        filter (where started_at <= ${ripe})`.as('within30Days'),
    ])
    .executeTakeFirstOrThrow();
  const number = (value: number | string | null) => (value === null ? null : Number(value));
  return {
    started: Number(row.started),
    finished: Number(row.finished),
    medianMinutes: number(row.medianMinutes),
    within30Days: number(row.within30Days),
  };
}

export async function stageCounts(
  db: Db,
  since: Date,
): Promise<{ number: number; state: string; count: number }[]> {
  const rows = await db
    .selectFrom('journey_stages')
    .innerJoin('journeys', 'journeys.user_id', 'journey_stages.user_id')
    .where('journeys.started_at', '>=', since)
    .groupBy(['journey_stages.number', 'journey_stages.state'])
    .select((all) => ['journey_stages.number', 'journey_stages.state', all.fn.countAll<number>().as('count')])
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export interface StageSpan {
  readonly userId: string;
  readonly startedAt: Date;
  readonly progressedAt: Date;
  readonly finishedAt: Date | null;
  readonly number: number;
  readonly state: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** Every stage that was opened on the journeys begun since then, in the order of people. */
export async function spansSince(db: Db, since: Date): Promise<StageSpan[]> {
  const rows = await db
    .selectFrom('journey_stages as stage')
    .innerJoin('journeys as journey', 'journey.user_id', 'stage.user_id')
    .select([
      'stage.user_id as userId',
      'journey.started_at as startedAt',
      'journey.progressed_at as progressedAt',
      'journey.finished_at as finishedAt',
      'stage.number',
      'stage.state',
      'stage.opened_at as openedAt',
      'stage.closed_at as closedAt',
    ])
    .where('journey.started_at', '>=', since)
    .orderBy('stage.user_id')
    .orderBy('stage.number')
    .execute();
  return rows;
}

export function historyOf(db: Db, userId: string) {
  return db.selectFrom('journey_history').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function erase(tx: Tx, userId: string): Promise<void> {
  for (const table of ['journeys', 'journey_drafts', 'journey_seen', 'journey_quests'] as const)
    await tx.deleteFrom(table).where('user_id', '=', userId).execute();
}
