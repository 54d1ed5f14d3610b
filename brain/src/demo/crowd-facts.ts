import { addDays } from '@smartstart/units';
import { sql } from 'kysely';
import type { Brain } from '../brain.ts';
import type { Facts } from '../engines/behavior-analyzer/index.ts';

export interface FactsAt {
  readonly userId: string;
  /** From the present, negative. */
  readonly day: number;
  readonly facts: Facts;
}

/** What the records of other modules would have said of fictional people, month by month. */
export async function insertFacts({ kernel }: Brain, present: Date, rows: readonly FactsAt[]): Promise<void> {
  const past = rows.filter(({ day }) => day < 0);
  await sql`
    insert into behavior_facts (user_id, at, facts, fictional)
    select user_id, at, facts::jsonb, true
    from unnest(${past.map(({ userId }) => userId)}::uuid[],
      ${past.map(({ day }) => addDays(present, Math.ceil(day)).toISOString())}::timestamptz[],
      ${past.map(({ facts }) => JSON.stringify(facts))}::text[]) as fact (user_id, at, facts)
    on conflict do nothing`.execute(kernel.database.db);
}
