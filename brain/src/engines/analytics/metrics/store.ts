import { sql, type Insertable } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import type { MetricValuesTable } from '../../../tables.gen.ts';
import type { Share } from './definition.ts';
import type { Span } from './range.ts';

/** SQL of kept metric values and of what a Brain measures of itself. */

export type Grain = 'HOUR' | 'DAY';

export interface KeptValue {
  readonly at: Date;
  readonly value: number | null;
  readonly split: readonly Share[];
  readonly computedAt: Date;
}

export async function valuesOf(
  db: Db,
  metric: string,
  grain: Grain,
  { from, to }: Span,
): Promise<KeptValue[]> {
  const rows = await db
    .selectFrom('metric_values')
    .select(['at', 'value', 'split', 'computed_at'])
    .where('metric', '=', metric)
    .where('grain', '=', grain)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    value: row.value,
    split: (row.split ?? []) as unknown as Share[],
    computedAt: row.computed_at,
  }));
}

/** The last value that was kept at or before the moment. */
export async function lastValue(
  db: Db,
  metric: string,
  { from, to }: Span,
): Promise<{ value: number | null; split: readonly Share[] } | null> {
  const row = await db
    .selectFrom('metric_values')
    .select(['value', 'split'])
    .where('metric', '=', metric)
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { value: row.value, split: (row.split ?? []) as unknown as Share[] } : null;
}

export async function keep(
  db: Db,
  row: { metric: string; grain: Grain; at: Date; value: number | null; split: readonly Share[]; now: Date },
): Promise<void> {
  const values: Insertable<MetricValuesTable> = {
    metric: row.metric,
    grain: row.grain,
    at: row.at,
    value: row.value,
    split: row.split.length ? JSON.stringify(row.split) : null,
    computed_at: row.now,
  };
  await db
    .insertInto('metric_values')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['metric', 'grain', 'at']).doUpdateSet({
        value: values.value ?? null,
        split: values.split ?? null,
        computed_at: row.now,
      }),
    )
    .execute();
}

/** Hours are kept for the watch and for short ranges; days for good. */
export async function forgetHours(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('metric_values').where('grain', '=', 'HOUR').where('at', '<', before).execute();
}

export interface Minute {
  readonly at: Date;
  readonly brain: string;
  readonly requests: number;
  readonly errors: number;
  readonly buckets: Readonly<Record<string, number>>;
  readonly jobsFailed: number;
  readonly queueDepth: number;
  readonly deadLetters: number;
  readonly auditBroken: boolean;
}

export async function addMinute(db: Db, minute: Minute): Promise<void> {
  await db
    .insertInto('system_minutes')
    .values({
      at: minute.at,
      brain: minute.brain,
      requests: minute.requests,
      errors: minute.errors,
      buckets: JSON.stringify(minute.buckets),
      jobs_failed: minute.jobsFailed,
      queue_depth: minute.queueDepth,
      dead_letters: minute.deadLetters,
      audit_broken: minute.auditBroken,
    })
    .onConflict((conflict) => conflict.columns(['at', 'brain']).doNothing())
    .execute();
}

export interface SystemTotals {
  readonly minutes: number;
  readonly requests: number;
  readonly errors: number;
  readonly jobsFailed: number;
  readonly queueDepth: number | null;
  readonly deadLetters: number | null;
  readonly auditBroken: boolean;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly buckets: Readonly<Record<string, number>>;
}

/** All Brains together: counts are added up, depths are the last ones. */
export async function systemTotals(db: Db, { from, to }: Span): Promise<SystemTotals> {
  const { rows } = await sql<SystemTotals>`
    with within as (select * from system_minutes where at >= ${from} and at < ${to}),
      last as (select * from within where at = (select max(at) from within))
    select (select count(distinct at)::int from within) as minutes,
      (select coalesce(sum(requests), 0)::float8 from within) as requests,
      (select coalesce(sum(errors), 0)::float8 from within) as errors,
      (select coalesce(sum(jobs_failed), 0)::int from within) as "jobsFailed",
      (select max(queue_depth) from last) as "queueDepth",
      (select max(dead_letters) from last) as "deadLetters",
      coalesce((select bool_or(audit_broken) from last), false) as "auditBroken",
      (select min(at) from within) as "firstAt", (select max(at) from within) as "lastAt",
      coalesce((select jsonb_object_agg(bound, total) from (
        select bound, sum(count::float8) as total from within, jsonb_each_text(buckets) as b(bound, count) group by bound
      ) s), '{}'::jsonb) as buckets`.execute(db);
  return rows[0]!;
}

export async function firstMinute(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('system_minutes')
    .select((eb) => eb.fn.min('at').as('at'))
    .executeTakeFirstOrThrow();
  return row.at as Date | null;
}

export async function lastMinute(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('system_minutes')
    .select((eb) => eb.fn.max('at').as('at'))
    .executeTakeFirstOrThrow();
  return row.at as Date | null;
}

export async function forgetMinutes(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('system_minutes').where('at', '<', before).execute();
}
