import type { Variable } from '../texts/blanks.ts';
import type { Role, TemplateText } from '../texts/composition.ts';
import { sectionsOf } from './paper-sections.ts';

/**
 * Papers of the catalogue whose copies name people: the two of an umbrella relationship, or partner and owner. Their
 * published texts serve as templates of agreements as they are: a heading begins a clause, a placeholder becomes a mark.
 */

interface Spec {
  readonly roles: readonly Role[];
  /** What each placeholder of the paper stands for: a role, by name; the others are blanks or given. */
  readonly people: Readonly<Record<string, string>>;
  readonly variables: readonly Variable[];
  /** In force, it counts for the access of all its signers. */
  readonly countsForAccess: boolean;
  /** The agreement in force that it ends, or changes. */
  readonly concerns?: { readonly code: string; readonly act: 'END' | 'CHANGE' };
}

const role = (name: string, label: string, creator = false): Role => ({ name, label, creator });
const blank = (name: string, label: string, extra: Partial<Variable> = {}): Variable => ({
  name,
  label,
  type: 'TEXT',
  required: true,
  help: null,
  choices: [],
  min: null,
  max: 120,
  initial: null,
  ...extra,
});
/** 0.5 to 1.5 percent in steps of 0.1 (domain rules, section 6). */
const rates = Array.from({ length: 11 }, (_, step) => ((5 + step) / 10).toFixed(1));
const rate = (label: string, initial: string | null) =>
  blank('ratePercent', label, {
    type: 'CHOICE',
    choices: rates,
    max: null,
    initial,
    help: 'Percent of the recognised revenue share.',
  });
const couple = {
  roles: [role('sponsor', 'Sponsor', true), role('member', 'Member')],
  people: { sponsorName: 'sponsor', memberName: 'member' },
};

const specs: Readonly<Record<string, Spec>> = {
  UMA: { ...couple, variables: [rate('Rate', '1.0')], countsForAccess: true },
  UMX: {
    ...couple,
    variables: [rate('New rate', null)],
    countsForAccess: false,
    concerns: { code: 'UMA', act: 'CHANGE' },
  },
  UMT: {
    roles: [role('party', 'Party that gives notice', true)],
    people: { signerName: 'party' },
    variables: [
      blank('sponsorName', 'Name of the sponsor'),
      blank('memberName', 'Name of the member'),
      rate('Agreed rate', null),
    ],
    countsForAccess: false,
    concerns: { code: 'UMA', act: 'END' },
  },
  JDA: {
    roles: [role('owner', 'Owner of the venture', true), role('partner', 'Partner')],
    people: { signerName: 'partner', ownerName: 'owner' },
    variables: [],
    countsForAccess: true,
  },
};

export const relationshipCodes: readonly string[] = Object.keys(specs);

export function isRelationshipPaper(code: string): boolean {
  return specs[code] !== undefined;
}

export function relationshipRoles(code: string): readonly Role[] {
  return specs[code]?.roles ?? [];
}

/** Do its signers hold the paper, for access, once an agreement of this template is in force? */
export function countsForAccess(code: string): boolean {
  return specs[code]?.countsForAccess ?? false;
}

export function concernOf(code: string): Spec['concerns'] {
  return specs[code]?.concerns;
}

/** The published text of such a paper as a template. */
export function templateFromPaper(paper: {
  readonly code: string;
  readonly version: string;
  readonly name: string;
  readonly purpose: string;
  readonly html: string;
}): TemplateText {
  const spec = specs[paper.code]!;
  const clauses = sectionsOf(paper.html).map((clause) => ({
    ...clause,
    html: markNames(clause.html, spec, clause.id === 'intro' ? 'party' : 'name'),
  }));
  const { code, version, name, purpose } = paper;
  return { code, version, name, purpose, roles: spec.roles, variables: spec.variables, clauses };
}

function markNames(html: string, { people }: Spec, kind: 'party' | 'name'): string {
  return html
    .replaceAll(' ({{signerEmail}})', '')
    .replace(/\{\{(\w+)\}\}/gu, (whole, name: string) =>
      people[name] === undefined ? whole : `{{${kind}:${people[name]}}}`,
    );
}
