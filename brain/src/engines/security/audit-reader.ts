import type { Db } from '../../kernel/db.ts';

export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly entityId?: string | undefined;
}

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: string | null;
  /** The canonical JSON of the whole entry. */
  readonly record: string;
  /** Place and hash in the chain; null for the moment until the entry is sealed. */
  readonly seq: bigint | null;
  readonly hash: string | null;
}

/** Entries of the audit log, newest first; `before` is the id of the last one read. */
export function auditOf(
  db: Db,
  filter: AuditFilter,
  page: { readonly limit: number; readonly before: string | null },
): Promise<AuditRow[]> {
  let query = db
    .selectFrom('audit_entries as entry')
    .leftJoin('audit_chain as link', 'link.entry_id', 'entry.id')
    .select([
      'entry.id',
      'entry.at',
      'entry.actor_id',
      'entry.action',
      'entry.entity',
      'entry.entity_id',
      'entry.record',
      'link.seq',
      'link.hash',
    ]);
  if (filter.actorId) query = query.where('entry.actor_id', '=', filter.actorId);
  if (filter.action) query = query.where('entry.action', '=', filter.action);
  if (filter.entityId) query = query.where('entry.entity_id', '=', filter.entityId);
  if (page.before) query = query.where('entry.id', '<', page.before);
  return query.orderBy('entry.id', 'desc').limit(page.limit).execute();
}
