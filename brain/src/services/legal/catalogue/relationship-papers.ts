import type { Variable } from '../texts/blanks.ts';
import type { Clause, Role, TemplateText } from '../texts/composition.ts';

/**
 * Papers of the catalogue whose copies name people: the two of an umbrella relationship, or partner and owner. Their
 * published texts serve as templates of agreements as they are: a heading begins a clause, a placeholder becomes a mark.
 */

interface Spec {
  readonly roles: readonly Role[];
  /** What each placeholder of the paper stands for: a role, by name; the others are blanks or given. */
  readonly people: Readonly<Record<string, string>>;
  readonly variables: readonly Variable[];
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
  UMA: { ...couple, variables: [rate('Rate', '1.0')] },
  UMX: { ...couple, variables: [rate('New rate', null)] },
  UMT: {
    roles: [role('party', 'Party that gives notice', true)],
    people: { signerName: 'party' },
    variables: [
      blank('sponsorName', 'Name of the sponsor'),
      blank('memberName', 'Name of the member'),
      rate('Agreed rate', null),
    ],
  },
  JDA: {
    roles: [role('owner', 'Owner of the venture', true), role('partner', 'Partner')],
    people: { signerName: 'partner', ownerName: 'owner' },
    variables: [],
  },
};

export const relationshipCodes: readonly string[] = Object.keys(specs);

export function isRelationshipPaper(code: string): boolean {
  return code in specs;
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
  const [opening = '', ...sections] = paper.html.split(/<h2>/u);
  const intro = opening.replace(/<h1>[^<]*<\/h1>/u, '').trim();
  const clauses = [
    fixed('intro', '', markNames(intro, spec, 'party')),
    ...sections.flatMap((section) => {
      const [heading = '', html = ''] = section.split('</h2>');
      const title = heading.replace(/^\d+\.\s*/u, '');
      // The text of every agreement ends with this section anyway.
      return title === 'About this text'
        ? []
        : [fixed(slugOf(title), title, markNames(html.trim(), spec, 'name'))];
    }),
  ];
  const { code, version, name, purpose } = paper;
  return { code, version, name, purpose, roles: spec.roles, variables: spec.variables, clauses };
}

function fixed(id: string, title: string, html: string): Clause {
  return { id, title, html, kind: 'FIXED', group: null, included: true };
}

function markNames(html: string, { people }: Spec, kind: 'party' | 'name'): string {
  return html
    .replaceAll(' ({{signerEmail}})', '')
    .replace(/\{\{(\w+)\}\}/gu, (whole, name: string) =>
      people[name] === undefined ? whole : `{{${kind}:${people[name]}}}`,
    );
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}
