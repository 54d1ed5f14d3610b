import type { Rung, ventureAnalysisWire } from '@smartstart/contract';
import type { Role } from './deps.ts';

/**
 * Who may see how a venture stands (domain rules, section 7.3). Money: those who read funding, runway, revenue and the
 * full cap table. Work: those who read the workspace. A chance or a score that rests on money is money. Pure.
 */

export type Right = (typeof ventureAnalysisWire.analysisRight)['options'][number];

const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  OWNER: ['MONEY', 'WORK', 'SAVE'],
  CO_OWNER: ['MONEY', 'WORK', 'SAVE'],
  LEAD: ['WORK'],
  CONTRIBUTOR: ['WORK'],
  ADVISER: ['WORK'],
  INVESTOR: ['MONEY'],
  OBSERVER: ['WORK'],
};
const rungFor: Partial<Record<Right, Rung>> = { SAVE: 2 };

/** @param role in which the person acts now; null: no member */
export function rightsIn(role: Role | null, held: ReadonlySet<Rung>): ReadonlySet<Right> {
  return new Set(
    (role ? rightsOf[role] : []).filter((right) => {
      const rung = rungFor[right];
      return rung === undefined || held.has(rung);
    }),
  );
}

/** The states of a venture in which something is saved about it. */
export const openStatuses: ReadonlySet<string> = new Set(['ACTIVE', 'PAUSED']);
