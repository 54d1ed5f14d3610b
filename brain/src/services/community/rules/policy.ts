import type { Rung } from '@smartstart/contract';
import type { Right } from '../deps.ts';

/** Who may do what in the community (domain rules, sections 2.3, 7.3 and 19). Pure. */

const member = ['read', 'comment', 'post'] as const;
const leads = [...member, 'announce', 'manage'] as const;

/** On the platform everybody with rung 1 takes part; a SUPER_ADMIN announces and moderates. */
export function platformRights(held: ReadonlySet<Rung>): ReadonlySet<Right> {
  if (!held.has(1)) return new Set();
  return new Set<Right>(held.has(12) ? [...leads, 'moderate'] : member);
}

/** The role table of section 7.3: investors do not read the workspace, advisers comment, observers read. */
const rightsOfRole: Readonly<Record<string, readonly Right[]>> = {
  OWNER: [...leads, 'moderate'],
  CO_OWNER: leads,
  LEAD: leads,
  CONTRIBUTOR: member,
  ADVISER: ['read', 'comment'],
  OBSERVER: ['read'],
};
/** A venture that is closed, suspended or not yet open can be read. */
const lively = new Set(['ACTIVE', 'PAUSED']);

export function ventureRights(role: string | null, status: string): ReadonlySet<Right> {
  const rights = (role && rightsOfRole[role]) || [];
  return new Set(lively.has(status) ? rights : rights.filter((right) => right === 'read'));
}

export function roleReads(role: string): boolean {
  return rightsOfRole[role]?.includes('read') ?? false;
}

/** Of ideas and polls the hub sees those of ventures, too (section 7.3), and takes away what breaks the rules. */
export function contentRights(rights: ReadonlySet<Right>, held: ReadonlySet<Rung>): ReadonlySet<Right> {
  return held.has(12) ? new Set<Right>([...rights, 'read', 'moderate']) : rights;
}
