import { wire } from '@smartstart/contract';
import type {
  Agreement,
  ClauseChoice,
  LibraryClause,
  RecipientInput,
  StepRule,
  Template,
  Variable,
} from './types';

/** What the composer holds of a draft, and how it becomes what the server takes. Pure. */

/** One clause as the form lists it. Of alternatives there is one row, and a clause left out keeps its place. */
export interface ClauseRow {
  readonly key: string;
  readonly choice: ClauseChoice;
  readonly included: boolean;
}

export interface PersonRow {
  readonly key: string;
  /** By name and e-mail address, instead of a member. */
  readonly guest: boolean;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly kind: RecipientInput['kind'];
  readonly step: number;
}

export interface DraftForm {
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
  readonly clauses: readonly ClauseRow[];
  readonly people: readonly PersonRow[];
  readonly steps: readonly StepRule[];
  readonly message: string;
  readonly validityDays: number | null;
  readonly noticeDays: number;
  readonly note: string;
}

/** What an edit sends; each part is sent only when it differs. */
export interface DraftEdit {
  readonly title: string;
  readonly values: Record<string, string>;
  readonly clauses: ClauseChoice[];
  readonly recipients: RecipientInput[];
  readonly steps: StepRule[];
  readonly message: string;
  readonly validityDays: number | null;
  readonly noticeDays: number;
  readonly note: string;
}

/** An amendment changes the text and who signs it; the terms around it stay. */
const termsThatStay: readonly (keyof DraftEdit)[] = ['title', 'message', 'validityDays', 'noticeDays'];

let rows = 0;
/** Keys of rows live as long as the page. */
export function rowKey(): string {
  rows += 1;
  return `row-${rows}`;
}

export function formOf(
  agreement: Agreement,
  template: Template,
  names: ReadonlyMap<string, string>,
): DraftForm {
  const draft = agreement.draft!;
  return {
    title: agreement.name,
    values: draft.values,
    clauses: rowsOf(draft.clauses, template),
    people: draft.recipients.map((one) => ({
      key: rowKey(),
      guest: !one.userId && Boolean(one.name || one.email),
      userId: one.userId ?? null,
      name: one.name ?? names.get(one.userId ?? '') ?? '',
      email: one.email ?? '',
      role: one.role,
      kind: one.kind,
      step: one.step,
    })),
    steps: draft.steps,
    message: agreement.message ?? '',
    validityDays: agreement.validityDays,
    noticeDays: agreement.noticeDays,
    note: draft.note ?? '',
  };
}

export function editOf(form: DraftForm): DraftEdit {
  return {
    title: form.title.trim(),
    values: { ...form.values },
    clauses: choicesOf(form.clauses),
    recipients: form.people.map(recipientOf),
    steps: rulesOf(form),
    message: form.message.trim(),
    validityDays: form.validityDays,
    noticeDays: form.noticeDays,
    note: form.note.trim(),
  };
}

/** The parts of an edit that differ from what is stored, and that the server would take. */
export function changesOf(now: DraftEdit, stored: DraftEdit, amending: boolean): Partial<DraftEdit> {
  const parts = Object.keys(now) as (keyof DraftEdit)[];
  return Object.fromEntries(
    parts
      .filter((part) => !same(now[part], stored[part]))
      .filter((part) => part !== 'title' || now.title !== '')
      .filter((part) => !amending || !termsThatStay.includes(part))
      .map((part) => [part, now[part]]),
  );
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The form after somebody else's edit: what was changed here stays unless `discard`, the rest is theirs. */
export function mergedForm(
  mine: DraftForm,
  theirs: DraftForm,
  stored: DraftEdit,
  discard: boolean,
): DraftForm {
  if (discard) return theirs;
  const edit = editOf(mine);
  const kept = (part: keyof DraftEdit) => !same(edit[part], stored[part]);
  return {
    title: (kept('title') ? mine : theirs).title,
    values: (kept('values') ? mine : theirs).values,
    clauses: (kept('clauses') ? mine : theirs).clauses,
    people: (kept('recipients') ? mine : theirs).people,
    steps: (kept('steps') ? mine : theirs).steps,
    message: (kept('message') ? mine : theirs).message,
    validityDays: (kept('validityDays') ? mine : theirs).validityDays,
    noticeDays: (kept('noticeDays') ? mine : theirs).noticeDays,
    note: (kept('note') ? mine : theirs).note,
  };
}

export function choicesOf(clauses: readonly ClauseRow[]): ClauseChoice[] {
  return clauses
    .filter((row) => row.included && !isUnfinished(row.choice))
    .map(({ choice }) =>
      choice.source === 'OWN' ? { ...choice, title: choice.title.trim(), text: choice.text.trim() } : choice,
    );
}

/** A clause of one's own that has no heading or no words yet is not part of the text. */
export function isUnfinished(choice: ClauseChoice): boolean {
  return choice.source === 'OWN' && (!choice.title.trim() || !choice.text.trim());
}

function rowsOf(choices: readonly ClauseChoice[], template: Template): ClauseRow[] {
  const groups = new Map(template.clauses.map(({ id, group }) => [id, group]));
  const keyOf = (choice: ClauseChoice) => {
    if (choice.source === 'OWN') return rowKey();
    const group = choice.source === 'TEMPLATE' ? groups.get(choice.id) : null;
    return group ? `group ${group}` : `${choice.source} ${choice.id}`;
  };
  const listed: ClauseRow[] = choices.map((choice) => ({ key: keyOf(choice), choice, included: true }));
  for (const [index, clause] of template.clauses.entries()) {
    if (clause.kind !== 'OPTIONAL') continue;
    const key = `TEMPLATE ${clause.id}`;
    if (listed.some((row) => row.key === key)) continue;
    const before = template.clauses
      .slice(0, index)
      .map((one) => (one.group ? `group ${one.group}` : `TEMPLATE ${one.id}`));
    const place = listed.findLastIndex((row) => before.includes(row.key));
    listed.splice(place + 1, 0, { key, choice: { source: 'TEMPLATE', id: clause.id }, included: false });
  }
  return listed;
}

/** The introduction says who the parties are and stays first. */
export function isPinned({ choice }: ClauseRow): boolean {
  return choice.source === 'TEMPLATE' && choice.id === 'intro';
}

/** The rows with one moved up or down; nothing goes before the introduction. */
export function moved(clauses: readonly ClauseRow[], index: number, by: -1 | 1): readonly ClauseRow[] {
  const other = clauses[index + by];
  const row = clauses[index];
  if (!row || !other || isPinned(other) || isPinned(row)) return clauses;
  const next = [...clauses];
  next[index] = other;
  next[index + by] = row;
  return next;
}

const mark = /\{\{([a-z][A-Za-z0-9]*)\}\}/g;

/** The blanks of the clauses that are in the text, in the order of the template. */
export function blanksOf(
  clauses: readonly ClauseRow[],
  template: Template,
  library: readonly LibraryClause[],
): Variable[] {
  const used = new Set<string>();
  const known = new Map(template.variables.map((variable) => [variable.name, variable]));
  for (const { choice, included } of clauses) {
    if (!included || choice.source === 'OWN') continue;
    const source = choice.source === 'TEMPLATE' ? template.clauses : library;
    const html = source.find(({ id }) => id === choice.id)?.html ?? '';
    for (const [, name = ''] of html.matchAll(mark)) used.add(name);
    if (choice.source === 'LIBRARY')
      for (const variable of library.find(({ id }) => id === choice.id)?.variables ?? [])
        if (!known.has(variable.name)) known.set(variable.name, variable);
  }
  return [...known.values()].filter(({ name }) => used.has(name));
}

export function isAddress(text: string): boolean {
  return wire.email.safeParse(text.trim()).success;
}

function recipientOf(row: PersonRow): RecipientInput {
  const place = { role: row.role.trim() || row.kind.toLowerCase(), kind: row.kind, step: row.step };
  const name = row.name.trim() ? { name: row.name.trim() } : {};
  if (!row.guest) return row.userId ? { userId: row.userId, ...name, ...place } : place;
  return { ...name, ...(isAddress(row.email) ? { email: row.email.trim() } : {}), ...place };
}

export function decides({ kind }: Pick<PersonRow, 'kind'>): boolean {
  return kind === 'SIGNER' || kind === 'APPROVER';
}

/** Rules that say less than everybody; all others say nothing. */
function rulesOf({ people, steps }: DraftForm): StepRule[] {
  return steps.filter(
    ({ step, needed }) => needed < people.filter((row) => row.step === step && decides(row)).length,
  );
}

/** Does somebody who signs stand in this part of the text? Parts are known by name and by label. */
export function standsIn(row: PersonRow, role: { readonly name: string; readonly label: string }): boolean {
  const wanted = row.role.trim().toLowerCase();
  return row.kind === 'SIGNER' && (wanted === role.name.toLowerCase() || wanted === role.label.toLowerCase());
}

export type PersonProblem = 'noMember' | 'noName' | 'noAddress' | 'twice';

/** What is still missing of each recipient, by row. */
export function personProblems(people: readonly PersonRow[]): ReadonlyMap<string, PersonProblem> {
  const found = new Map<string, PersonProblem>();
  const seen = new Set<string>();
  for (const row of people) {
    const who = row.guest ? row.email.trim().toLowerCase() : (row.userId ?? '');
    if (!row.guest && !row.userId) found.set(row.key, 'noMember');
    else if (row.guest && !row.name.trim()) found.set(row.key, 'noName');
    else if (row.guest && !isAddress(row.email)) found.set(row.key, 'noAddress');
    else if (seen.has(who)) found.set(row.key, 'twice');
    seen.add(who);
  }
  return found;
}
