import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** When each of these people had signed the last of the papers of a rung; who never had is left out. */
export async function completedOn(
  db: Db,
  userIds: readonly string[],
  codes: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (!userIds.length) return new Map();
  const { rows } = await sql<{ userId: string; at: Date }>`
    select user_id as "userId", max(first) as at from (
      select s.user_id, d.code, min(d.effective_at) as first
      from document_signers s join documents d on d.id = s.document_id
      where s.user_id = any(${[...userIds]}::uuid[]) and d.code = any(${[...codes]}::text[])
        and s.bears_fact and s.state = 'SIGNED' and d.effective_at is not null
      group by s.user_id, d.code
    ) one group by user_id having count(*) = ${codes.length}`.execute(db);
  return new Map(rows.map((row) => [row.userId, row.at]));
}
