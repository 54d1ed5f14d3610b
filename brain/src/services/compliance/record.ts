import type { Db } from '../../kernel/db.ts';
import type { ComplianceDeps } from './deps.ts';
import * as store from './store.ts';

/** For services above: how long somebody has been compliant, and what was found. */
export async function recordOf(
  { people }: Pick<ComplianceDeps, 'people'>,
  db: Db,
  userId: string,
): Promise<{ compliantSince: Date | null; violations: number }> {
  const row = await store.find(db, userId);
  const violations = await store.countViolations(db, userId);
  // Somebody without a case is compliant since the account was opened.
  const since = row ? row.since : ((await people.byIds(db, [userId])).get(userId)?.createdAt ?? null);
  return { compliantSince: !row || row.state === 'COMPLIANT' ? since : null, violations };
}
