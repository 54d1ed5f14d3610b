import { formatDecimal, isoDay } from '@smartstart/units';
import { holdingsAt, shareOf } from '../../engines/cap-table/index.ts';
import type { Db } from '../../kernel/db.ts';
import { dayFor, holderClassesOf, type Ground } from './books.ts';
import { holderClassView } from './views.ts';

/**
 * Equity as the hub sees it (domain rules, section 7.3): totals of the holder classes on a day. Exact figures are those of
 * the hub itself and of people who allow it; everybody else is counted only.
 */
export async function hubView(ground: Ground, db: Db, ventureId: string, date: string | undefined) {
  const day = dayFor(ground, date);
  const table = await ground.tables.open(db, ventureId);
  if (!table) return null;
  const users = [...table.holders.values()].flatMap(({ user_id }) => user_id ?? []);
  const open = await ground.people.sharingEquity(db, users);
  const holdings = holdingsAt(table.ledger, day);
  // A pool is reserved without a date: before the first holding there was no table.
  if (!holdings.holders.length) return null;
  const classOf = holderClassesOf(table);
  const shown = holdings.holders.filter(({ stakeholderId }) => {
    const userId = table.holders.get(stakeholderId)?.user_id;
    return classOf(stakeholderId) === 'HUB' || (userId ? open.has(userId) : false);
  });
  return {
    date: isoDay(day),
    model: table.row.model,
    fullyDiluted: formatDecimal(holdings.fullyDiluted),
    byHolderClass: holderClassView(table, holdings),
    holders: shown.map(({ stakeholderId, quantity }) => ({
      name: table.ledger.stakeholders.get(stakeholderId)?.name.legal_name ?? '',
      holderClass: classOf(stakeholderId),
      shares: formatDecimal(quantity),
      part: formatDecimal(shareOf(quantity, holdings.fullyDiluted)),
    })),
    withheld: holdings.holders.length - shown.length,
  };
}

export type HubView = NonNullable<Awaited<ReturnType<typeof hubView>>>;
