import type { Rung } from '@smartstart/contract';
import type { Role } from './deps.ts';

/** Who may see and do what with a cap table (domain rules, section 7.3). Pure. */

/** Points of people are of the workspace, so an investor, who sees the whole table, does not see them. */
export type Right = 'see-totals' | 'see-own' | 'see-all' | 'see-points' | 'act';

const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  OWNER: ['see-totals', 'see-own', 'see-all', 'see-points', 'act'],
  CO_OWNER: ['see-totals', 'see-own', 'see-all', 'see-points'],
  LEAD: ['see-totals', 'see-own'],
  CONTRIBUTOR: ['see-totals', 'see-own'],
  ADVISER: ['see-totals', 'see-own'],
  INVESTOR: ['see-totals', 'see-own', 'see-all'],
  OBSERVER: ['see-totals', 'see-own'],
};
/** Equity is a matter of rung 4. */
const actingRung: Rung = 4;

export function rightsIn(role: Role | null, held: ReadonlySet<Rung>): ReadonlySet<Right> {
  const rights = role ? rightsOf[role] : [];
  return new Set(rights.filter((right) => right !== 'act' || held.has(actingRung)));
}

/** The states of a venture in which its table can be written. */
export const openStatuses: ReadonlySet<string> = new Set(['ACTIVE', 'PAUSED']);
