import { auditOf } from '../../../engines/security/index.ts';
import type { Db } from '../../../kernel/db.ts';

/** Where the platform's audit chain carries the entries of a document's history. */

/** A link of the audit chain. */
export interface AuditLink {
  readonly seq: number;
  readonly hash: string;
}

const pageSize = 500;

/** By the hash of the entry. Entries of the last moments have no link yet. */
export async function auditLinksOf(db: Db, documentId: string): Promise<Map<string, AuditLink>> {
  const links = new Map<string, AuditLink>();
  for (let before: string | null = null; ;) {
    const rows = await auditOf(db, { entityId: documentId }, { limit: pageSize, before });
    for (const { record, seq, hash } of rows) {
      const { after } = JSON.parse(record) as { after?: { eventHash?: unknown } };
      if (typeof after?.eventHash === 'string' && seq !== null && hash !== null)
        links.set(after.eventHash, { seq: Number(seq), hash });
    }
    if (rows.length < pageSize) return links;
    before = rows.at(-1)!.id;
  }
}
