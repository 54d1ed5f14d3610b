import { dayAt } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './books.ts';
import * as store from './store.ts';

/** What people receive, for services above. */

const issuances: ReadonlySet<string> = new Set([
  'TX_STOCK_ISSUANCE',
  'TX_EQUITY_COMPENSATION_ISSUANCE',
  'TX_PLAN_SECURITY_ISSUANCE',
]);
/** Written beside these, an issuance hands on what was held before: it is no grant. */
const handedOn = /_(TRANSFER|CONVERSION|EXERCISE|CANCELLATION|REPURCHASE|RETRACTION|SPLIT)$/;

export async function grantsIn(
  db: Db,
  ventureId: string,
  seq: number,
): Promise<{ userId: string; objectId: string }[]> {
  const entries = await store.batchEndingAt(db, ventureId, seq);
  if (entries.some(({ object_type }) => handedOn.test(object_type))) return [];
  const holders = new Map(
    (await store.holdersOf(db, ventureId)).map((holder) => [holder.stakeholder_id, holder.user_id]),
  );
  return entries.flatMap(({ object_id, object_type, body, set_aside }) => {
    if (set_aside !== null || !issuances.has(object_type)) return [];
    const { stakeholder_id } = body as { stakeholder_id?: string };
    const userId = holders.get(stakeholder_id ?? '');
    return userId ? [{ userId, objectId: object_id }] : [];
  });
}

export async function venturesHeldIn({ kernel, tables }: Ground, db: Db, userId: string): Promise<number> {
  const today = dayAt(kernel.clock.now());
  let count = 0;
  for (const { venture_id, stakeholder_id } of await store.holdersWith(db, userId)) {
    const table = await tables.open(db, venture_id);
    const held = [...(table?.ledger.securities.values() ?? [])].some(
      (one) => one.stakeholderId === stakeholder_id && one.issued <= today && one.closed > today,
    );
    if (held) count += 1;
  }
  return count;
}
