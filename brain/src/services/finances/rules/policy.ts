import type { Rung } from '@smartstart/contract';
import type { Role } from '../deps.ts';

/** Who may see and do what with the money of a venture (domain rules, sections 2.3 and 7.3). Pure. */

export type Right =
  /** Funding, actual figures, runway, revenue. */
  | 'see-money'
  /** The figures of the workspace. */
  | 'see-work'
  | 'see-own'
  /** Rounds, investors, actual figures, targets. */
  | 'keep-books'
  /** Reports, shares, distributions. */
  | 'share-revenue';

const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  OWNER: ['see-money', 'see-work', 'see-own', 'keep-books', 'share-revenue'],
  CO_OWNER: ['see-money', 'see-work', 'see-own'],
  LEAD: ['see-work', 'see-own'],
  CONTRIBUTOR: ['see-work', 'see-own'],
  ADVISER: ['see-work', 'see-own'],
  INVESTOR: ['see-money', 'see-own'],
  OBSERVER: ['see-own'],
};
const rungFor: Partial<Record<Right, Rung>> = { 'keep-books': 4, 'share-revenue': 2 };

export function rightsIn(role: Role | null, held: ReadonlySet<Rung>): ReadonlySet<Right> {
  return new Set(
    (role ? rightsOf[role] : []).filter((right) => {
      const rung = rungFor[right];
      return rung === undefined || held.has(rung);
    }),
  );
}

/** The states of a venture in which its books are written. */
export const openStatuses: ReadonlySet<string> = new Set(['ACTIVE', 'PAUSED']);

/** Billing administrators recognise revenue and pay out in any venture. */
export function isBilling(held: ReadonlySet<Rung>): boolean {
  return held.has(9) || held.has(12);
}
