import type { agreementWire } from '@smartstart/contract';
import type { UseFormReturnType } from '@mantine/form';
import type { z } from 'zod';
import { newKey } from '../../lib/api';

type Variable = z.infer<typeof agreementWire.variable>;
type Clause = z.infer<typeof agreementWire.clause>;
type Role = z.infer<typeof agreementWire.templateRole>;
export type VariableType = Variable['type'];
export type ChangeKind = 'MATERIAL' | 'MINOR';

/** The three lists of a template, as the server keeps them. */
export interface TemplateParts {
  readonly roles: readonly Role[];
  readonly variables: readonly Variable[];
  readonly clauses: readonly Clause[];
}

interface Row {
  /** Stays while the row is moved or renamed. */
  readonly key: string;
}
export type RoleRow = Row & Role;
/** Choices as lines, bounds as fields hold them. */
export type VariableRow = Row &
  Omit<Variable, 'choices' | 'min' | 'max' | 'help' | 'initial'> & {
    choices: string;
    min: number | string;
    max: number | string;
    help: string;
    initial: string;
  };
export type ClauseRow = Row & Omit<Clause, 'group'> & { group: string };

export interface TemplateForm {
  code: string;
  name: string;
  purpose: string;
  kind: ChangeKind;
  version: string;
  roles: RoleRow[];
  variables: VariableRow[];
  clauses: ClauseRow[];
}
export type FormOf = UseFormReturnType<TemplateForm>;

export const limits = { roles: 6, variables: 100, clauses: 80, clauseCharacters: 20_000 } as const;

export const emptyRole = (): RoleRow => ({ key: newKey(), name: '', label: '', creator: false });
export const emptyVariable = (): VariableRow => ({
  key: newKey(),
  name: '',
  label: '',
  type: 'TEXT',
  required: true,
  choices: '',
  min: '',
  max: '',
  help: '',
  initial: '',
});
export const emptyClause = (): ClauseRow => ({
  key: newKey(),
  id: '',
  title: '',
  html: '<p></p>',
  kind: 'FIXED',
  group: '',
  included: true,
});

export function rowsOf(parts: TemplateParts): Pick<TemplateForm, 'roles' | 'variables' | 'clauses'> {
  return {
    roles: parts.roles.map((role) => ({ ...role, key: newKey() })),
    variables: parts.variables.map((variable) => ({
      ...variable,
      key: newKey(),
      choices: variable.choices.join('\n'),
      min: variable.min ?? '',
      max: variable.max ?? '',
      help: variable.help ?? '',
      initial: variable.initial ?? '',
    })),
    clauses: parts.clauses.map((clause) => ({ ...clause, key: newKey(), group: clause.group ?? '' })),
  };
}

/** What the server takes. Papers have one reader and no blanks, and all of their clauses stay. */
export function partsOf({ roles, variables, clauses }: TemplateForm, paper: boolean) {
  return {
    roles: paper
      ? [{ name: 'reader', label: 'Reader', creator: false }]
      : roles.map(({ name, label, creator }) => ({ name: name.trim(), label: label.trim(), creator })),
    variables: paper ? [] : variables.map(variableOf),
    clauses: clauses.map(({ id, title, html, kind, group, included }) => ({
      id: id.trim(),
      title: title.trim(),
      html: html.trim(),
      kind: paper ? ('FIXED' as const) : kind,
      group: !paper && kind === 'ALTERNATIVE' ? group.trim() : null,
      included: paper || kind === 'FIXED' || included,
    })),
  };
}

function variableOf({ name, label, type, required, ...rest }: VariableRow): Variable {
  const bounded = isBounded(type);
  const bound = (value: number | string) => (!bounded || value === '' ? null : Number(value));
  return {
    name: name.trim(),
    label: label.trim(),
    type,
    required,
    help: rest.help.trim() || null,
    choices: type === 'CHOICE' ? linesOf(rest.choices) : [],
    min: bound(rest.min),
    max: bound(rest.max),
    initial: rest.initial.trim() || null,
  };
}

export function isBounded(type: VariableType): boolean {
  return ['TEXT', 'LONG_TEXT', 'NUMBER', 'PERCENT', 'MONEY'].includes(type);
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The number that a change of this kind takes: a material one a new first number. */
export function nextVersion(latest: string | null, kind: ChangeKind): string {
  if (!latest) return '1.0.0';
  const [major = 0, minor = 0] = latest.split('.').map(Number);
  return kind === 'MATERIAL' ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}

/** What kind of change a number stands for. */
export function kindOf(version: string, latest: string | null): ChangeKind {
  return latest && latest.split('.')[0] === version.split('.')[0] ? 'MINOR' : 'MATERIAL';
}

export const versionPattern = /^\d{1,3}\.\d{1,3}\.\d{1,3}$/;
export const codePattern = /^[A-Z][A-Z0-9-]{1,19}$/;
export const slugPattern = /^[a-z][a-z0-9-]{0,59}$/;
export const blankPattern = /^[a-z][A-Za-z0-9]{0,39}$/;

export function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-\d]+|-+$/g, '')
    .slice(0, 60);
}

/** A row one place up or down. */
export function swapped<T>(rows: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...rows];
  const [row] = next.splice(index, 1);
  if (row !== undefined) next.splice(index + by, 0, row);
  return next;
}
