import type { Rung, workWire } from '@smartstart/contract';
import type { Role } from '../deps.ts';

/** Who may do what in a workspace (domain rules, section 7.3). Pure. */

export type Right = (typeof workWire.workRight)['options'][number];

const contributor = ['read', 'comment', 'work'] as const;
const lead = [...contributor, 'plan', 'review'] as const;
const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  OWNER: [...lead, 'change-phase', 'abandon', 'lead-launch', 'decide-launch'],
  CO_OWNER: [...lead, 'change-phase'],
  LEAD: lead,
  CONTRIBUTOR: contributor,
  ADVISER: ['read', 'comment', 'review-idea'],
  INVESTOR: [],
  OBSERVER: ['read'],
};
const rungFor: Partial<Record<Right, Rung>> = { 'decide-launch': 4, 'change-phase': 2 };

/** What the role allows, whatever state the venture is in. Somebody who is no member has none. */
export function rightsOfRole(role: Role | null, held: ReadonlySet<Rung>): ReadonlySet<Right> {
  return new Set(
    (role ? rightsOf[role] : []).filter((right) => {
      const rung = rungFor[right];
      return rung === undefined || held.has(rung);
    }),
  );
}

/** Work goes on while the venture is active; in every other state the workspace can be read. */
export function rightsIn(status: string, rights: ReadonlySet<Right>): ReadonlySet<Right> {
  return status === 'ACTIVE' ? rights : new Set([...rights].filter((right) => right === 'read'));
}

export function roleMay(role: Role, right: Right): boolean {
  return rightsOf[role].includes(right);
}
