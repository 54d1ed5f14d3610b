import { linesOf, readValue, type Variable } from './blanks.ts';
import { sha256, textOf } from './canonical-text.ts';
import { escapeHtml } from './template.ts';

/**
 * Puts the text of an agreement together: a published template, what was written into its blanks, the clauses taken, and
 * what the installation and the parties give. Pure, and the same for the same input for ever: a check of a document does
 * it again from stored data. A change of how texts are put together is a new `format`, beside the old one.
 */
export const format = 1;

export interface Clause {
  readonly id: string;
  /** Without a title the clause has neither heading nor number. */
  readonly title: string;
  readonly html: string;
  readonly kind: 'FIXED' | 'OPTIONAL' | 'ALTERNATIVE';
  readonly group: string | null;
  /** Whether it stands in the text until somebody chooses otherwise. */
  readonly included: boolean;
}

export interface Role {
  readonly name: string;
  readonly label: string;
  readonly creator: boolean;
}

export interface TemplateText {
  readonly code: string;
  readonly version: string;
  readonly name: string;
  readonly purpose: string;
  readonly roles: readonly Role[];
  readonly variables: readonly Variable[];
  readonly clauses: readonly Clause[];
}

export interface LibraryClause {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly html: string;
  readonly variables: readonly Variable[];
}

/** A clause of a document. One of the library is kept whole, so that the text outlives changes of the library. */
export type Taken =
  | { readonly source: 'TEMPLATE'; readonly id: string }
  | ({ readonly source: 'LIBRARY' } & LibraryClause)
  | { readonly source: 'OWN'; readonly title: string; readonly text: string };

/** What nobody writes into a blank. */
export interface Given {
  readonly hubName: string;
  readonly governingLaw: string;
  readonly venue: string;
  readonly effectiveDate: string;
  readonly validity: string;
  readonly notice: string;
  readonly ventureName: string | null;
  /** Who stands in each role, as the text names them. */
  readonly parties: Readonly<Record<string, readonly { readonly name: string; readonly contact: string }[]>>;
}

export interface Filling {
  readonly format: typeof format;
  readonly values: Readonly<Record<string, string>>;
  readonly given: Given;
}

export interface Problem {
  /** The blank, or `clauses`, `recipients`, `ventureId` for what is missing elsewhere. */
  readonly name: string;
  readonly message: string;
}

export interface Composed {
  readonly html: string;
  readonly canonicalText: string;
  readonly textHash: string;
  readonly problems: readonly Problem[];
  /** The words are all the template's and the library's. */
  readonly standard: boolean;
  /** The blanks that the text has. */
  readonly blanks: readonly string[];
}

export const givenNames = [
  'hubName',
  'governingLaw',
  'venue',
  'effectiveDate',
  'validity',
  'notice',
  'ventureName',
] as const;

/** Clauses that stand before or beside the numbered ones. */
const unnumbered: ReadonlySet<string> = new Set(['intro', 'in-short']);
/** A mark, or a paragraph that is nothing but one blank: what is written there may have several paragraphs. */
const marks = /<p>\{\{(\w+)\}\}<\/p>|\{\{([^{}]*)\}\}/gu;

export type Mark =
  | { readonly kind: 'VALUE' | 'CLAUSE' | 'NAME' | 'PARTY'; readonly name: string }
  | { readonly kind: 'UNKNOWN'; readonly name: string };

/** `{{blank}}`, `{{ref:clause}}`, `{{name:role}}`, `{{party:role}}`. */
export function readMark(inner: string): Mark {
  const [, prefix, name = ''] = /^(?:(ref|name|party):)?([A-Za-z][A-Za-z0-9-]*)$/.exec(inner) ?? [];
  if (!name) return { kind: 'UNKNOWN', name: inner };
  if (prefix === 'ref') return { kind: 'CLAUSE', name };
  if (prefix === 'name') return { kind: 'NAME', name };
  return { kind: prefix === 'party' ? 'PARTY' : 'VALUE', name };
}

/** A part may be named by its name or by its label. */
export function standsIn(recipient: { readonly role: string }, role: Pick<Role, 'name' | 'label'>): boolean {
  const wanted = recipient.role.trim().toLowerCase();
  return wanted === role.name.toLowerCase() || wanted === role.label.toLowerCase();
}

/** The last section of every text, which tells of the text itself. */
export const aboutTitle = 'About this text';

export function marksIn(html: string): Mark[] {
  return [...html.matchAll(marks)].map((match) => readMark(match[1] ?? match[2]!));
}

export function compose(template: TemplateText, taken: readonly Taken[], filling: Filling): Composed {
  const sheet = createSheet(template, taken, filling);
  const parts = [`<h1>${escapeHtml(template.name)}</h1>`];
  let number = 0;
  for (const one of taken) {
    const { title, html } = contentOf(template, one);
    const numbered = title !== '' && !(one.source === 'TEMPLATE' && unnumbered.has(one.id));
    if (title)
      parts.push(`<h2>${numbered ? `${(number += 1)}. ` : ''}${escapeHtml(linesOf(title).join(' '))}</h2>`);
    parts.push(one.source === 'OWN' ? html : sheet.fill(html));
  }
  const standard = taken.every((one) => one.source !== 'OWN');
  parts.push(aboutText(template, filling.given.hubName, standard));
  const html = parts.join('\n');
  const canonicalText = textOf(html);
  return {
    html,
    canonicalText,
    textHash: sha256(canonicalText),
    problems: sheet.problems(),
    standard,
    blanks: sheet.blanks(),
  };
}

/** Plain text as paragraphs; lines that begin with a dash become a list. */
export function paragraphs(lines: readonly string[]): string {
  const parts: string[] = [];
  let items: string[] = [];
  const endList = () => {
    if (items.length) parts.push(`<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`);
    items = [];
  };
  for (const line of lines) {
    const item = /^[-–•*] +(\S.*)$/u.exec(line)?.[1];
    if (item !== undefined) items.push(escapeHtml(item));
    else {
      endList();
      parts.push(`<p>${escapeHtml(line)}</p>`);
    }
  }
  endList();
  return parts.join('\n');
}

function contentOf(template: TemplateText, one: Taken): { title: string; html: string } {
  if (one.source === 'OWN') return { title: one.title, html: paragraphs(linesOf(one.text)) };
  if (one.source === 'LIBRARY') return one;
  const clause = template.clauses.find((clause) => clause.id === one.id);
  if (!clause) throw new Error(`${template.code} ${template.version} has no clause ${one.id}.`);
  return clause;
}

/** What fills the marks. One pass over each clause, every value escaped, so that a value never becomes markup or a mark. */
function createSheet(template: TemplateText, taken: readonly Taken[], { values, given }: Filling) {
  const variables = new Map<string, Variable>();
  for (const one of taken)
    if (one.source === 'LIBRARY')
      for (const variable of one.variables) variables.set(variable.name, variable);
  for (const variable of template.variables) variables.set(variable.name, variable);
  const numbers = numbersOf(template, taken);
  const problems = new Map<string, string>();
  const blanks = new Set<string>();

  function linesFor(name: string): readonly string[] {
    const variable = variables.get(name);
    if (!variable) return [fixed(name)];
    blanks.add(name);
    const reading = readValue(variable, values[name]);
    if ('lines' in reading) return reading.lines;
    problems.set(name, reading.problem);
    const raw = linesOf(values[name] ?? '');
    return raw.length ? raw : [`[${variable.label}]`];
  }

  function fixed(name: string): string {
    const value = (given as unknown as Record<string, string | null | undefined>)[name];
    if (!givenNames.some((known) => known === name) || value === undefined)
      throw new Error(`The text has a mark {{${name}}} that nothing fills.`);
    if (value === null) problems.set('ventureId', 'This text is about a venture. Choose which.');
    return value ?? '[Venture]';
  }

  function party(role: string, withContact: boolean): string {
    const people = given.parties[role] ?? [];
    const label = template.roles.find((one) => one.name === role)?.label ?? role;
    if (!people.length) {
      problems.set('recipients', `Nobody signs as ${label} yet.`);
      return `[${label}]`;
    }
    return enumerate(people.map(({ name, contact }) => (withContact ? `${name} (${contact})` : name)));
  }

  function reference(id: string): string {
    const number = numbers.get(id);
    if (number !== undefined) return `section ${number}`;
    const title = template.clauses.find((clause) => clause.id === id)?.title ?? id;
    problems.set('clauses', `Another clause speaks of “${title}”, which was left out.`);
    return `[${title}]`;
  }

  function inline(inner: string): string {
    const mark = readMark(inner);
    if (mark.kind === 'VALUE') return linesFor(mark.name).join(' ');
    if (mark.kind === 'CLAUSE') return reference(mark.name);
    if (mark.kind === 'UNKNOWN') throw new Error(`The text has a mark {{${inner}}} that nothing fills.`);
    return party(mark.name, mark.kind === 'PARTY');
  }

  return {
    fill: (html: string) =>
      html.replace(marks, (_, alone: string | undefined, inner: string) =>
        alone === undefined ? escapeHtml(inline(inner)) : paragraphs(linesFor(alone)),
      ),
    problems: (): Problem[] => [...problems].map(([name, message]) => ({ name, message })),
    blanks: () => [...blanks],
  };
}

/** The number of every clause that has one; of a group of alternatives the chosen one answers for the group. */
function numbersOf(template: TemplateText, taken: readonly Taken[]): Map<string, number> {
  const numbers = new Map<string, number>();
  let number = 0;
  for (const one of taken) {
    const clause = one.source === 'TEMPLATE' ? template.clauses.find(({ id }) => id === one.id) : undefined;
    if (clause && (clause.title === '' || unnumbered.has(clause.id))) continue;
    number += 1;
    if (!clause) continue;
    numbers.set(clause.id, number);
    if (clause.group) numbers.set(clause.group, number);
  }
  return numbers;
}

function aboutText({ code, version, name }: TemplateText, hubName: string, standard: boolean): string {
  const hub = escapeHtml(hubName);
  const own = standard
    ? 'Its clauses are those of the template and of the clause library.'
    : `It also has wording of the parties’ own. ${hub} looked at it before signing; that look is no advice to anybody.`;
  return `<h2>${aboutTitle}</h2>
<p>This text was made from version ${escapeHtml(version)} of the template ${escapeHtml(code)} (${escapeHtml(name)}). ${own} It is not legal advice, and neither SmartStart nor ${hub} gives you legal advice by showing it to you. It should be reviewed by a lawyer before anyone relies on it; if you are unsure what it means for you, ask a lawyer of your own.</p>`;
}

function enumerate(names: readonly string[]): string {
  const last = names.at(-1)!;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
