import { one, parseDecimal, type Day } from '@smartstart/units';
import {
  afterSplits,
  beginning,
  defaultPlan,
  standardTerms,
  type DynamicModel,
  type Ledger,
  type OcfObject,
} from '../../engines/cap-table/index.ts';
import { newId } from '../../kernel/ids.ts';
import { nextNumber, stakeholderOf, startOf } from './acts.ts';
import type { FixedGrants } from './consents.ts';
import { usualTerms, usualTermsText } from './framework.ts';
import { sharesOf } from './instruments.ts';
import { budgetMonths, monthAt } from './split-rules.ts';
import type { OpenTable } from './tables.ts';
import { ownStakeholderOf } from './views.ts';

/** The contributor pool of a table as a dynamic model sees it, and grants out of it. Pure. */

/** The pool the framework began with; later plans are for other purposes. Null in a table without one. */
function poolOf({ plans }: Ledger) {
  const [plan] = plans.values();
  const classId = plan?.stock_class_id ?? plan?.stock_class_ids?.[0];
  return plan && classId !== undefined ? { plan, classId } : null;
}

/**
 * @param waiting units that splits which wait for signatures would take
 * @returns null in a table without a pool
 */
export function modelOf({ row, ledger }: OpenTable, day: Day, waiting: bigint): DynamicModel | null {
  const pool = poolOf(ledger);
  if (!pool) return null;
  // Units of today: a split of the class multiplies the pool as it does the holdings.
  const reserved = parseDecimal(pool.plan.initial_shares_reserved);
  const initial = afterSplits(reserved, ledger.splitsOf(pool.classId), beginning, day);
  const free = ledger.availableAt(pool.plan.id, day) / one - waiting;
  const initialPool = initial / one;
  return {
    initialPool,
    remainingPool: free < 0n ? 0n : free > initialPool ? initialPool : free,
    budgetMonths,
    startMonth: monthAt(row.created_at),
  };
}

/** The name of the terms by which the grants vest. */
export const splitTerms = usualTerms;

/** Fixed grants as entries: restricted units from the pool, vesting by the terms every framework begins with. */
export function entriesOfSplit(
  table: OpenTable,
  { month, grants }: FixedGrants,
  given: { readonly day: Day; readonly nameOf: (userId: string) => string },
): { objects: OcfObject[]; holders: { userId: string; stakeholderId: string }[] } {
  const { ledger, row } = table;
  const pool = poolOf(ledger)!;
  const known = [...ledger.terms.values()].find(({ name }) => name === usualTerms);
  const terms =
    known ?? standardTerms({ id: newId(), name: usualTerms, description: usualTermsText }, defaultPlan);
  const startId = known ? startOf(ledger, known.id) : terms.vesting_conditions[0]!.id;
  const objects: OcfObject[] = known ? [] : [terms];
  const holders: { userId: string; stakeholderId: string }[] = [];
  const first = nextNumber(ledger, 'CS');
  for (const [index, { userId, units }] of grants.entries()) {
    let stakeholderId = ownStakeholderOf(table, userId);
    if (stakeholderId === null) {
      stakeholderId = newId();
      holders.push({ userId, stakeholderId });
      const person = { name: given.nameOf(userId), kind: 'INDIVIDUAL' as const, relationship: 'OTHER' };
      objects.push(stakeholderOf(person, stakeholderId));
    }
    const act = {
      act: 'ISSUE',
      classId: pool.classId,
      planId: pool.plan.id,
      stakeholderId,
      shares: units,
      pricePerShare: { amount: '0', currency: row.currency },
      termsId: terms.id,
      note: `Contributions of ${month}`,
    } as const;
    objects.push(...sharesOf(act, { day: given.day, newId, customId: `CS-${first + index}` }, startId));
  }
  return { objects, holders };
}
