import type { Selectable } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import type { DocumentBreachesTable } from '../../../tables.gen.ts';

/**
 * What a confirmed breach asks of the parties. The words of the report and its files are not among it: they were given
 * to the legal office alone.
 */
export type RemedyRow = Pick<
  Selectable<DocumentBreachesTable>,
  'state' | 'plan' | 'deadline' | 'reason' | 'decided_at'
>;

/** Of the newest case that was confirmed: only then is there a plan. */
export function lastRemedy(db: Db, documentId: string): Promise<RemedyRow | undefined> {
  return db
    .selectFrom('document_breaches')
    .select(['state', 'plan', 'deadline', 'reason', 'decided_at'])
    .where('document_id', '=', documentId)
    .where('plan', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
