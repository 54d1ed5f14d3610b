import { cellProblem, type CellProblem } from './cell-check';
import { isAddress } from './draft-form';
import type { RecipientInput, Template, Variable } from './types';

/** How the columns of a table become the rows of a bulk issue. Pure. */

/** What a column can be for: the name or address of who signs as a role, or a blank. */
export type Target = `name ${string}` | `email ${string}` | `blank ${string}`;
/** The column of each target; without one, a blank is the same for all. */
export type Mapping = Readonly<Partial<Record<Target, number>>>;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface BulkRow {
  readonly values: Record<string, string>;
  readonly recipients: RecipientInput[];
}

export type RowProblem =
  | { readonly row: number; readonly what: string; readonly key: 'noName' | 'noAddress' }
  | { readonly row: number; readonly what: string; readonly key: 'double'; readonly other: number }
  | { readonly row: number; readonly what: string; readonly key: 'cell'; readonly cell: CellProblem };

export const mostRows = 200;

/** The maker signs last of all; the rows name everybody else. */
export function rolesOf(template: Template): Template['roles'] {
  return template.roles.filter(({ creator }) => !creator);
}

export function tableOf(
  cells: readonly (readonly string[])[],
  headed: boolean,
  unnamed: (n: number) => string,
): Table {
  const width = Math.max(0, ...cells.map((row) => row.length));
  const heads = headed ? cells[0] : undefined;
  return {
    columns: Array.from({ length: width }, (_, at) => heads?.[at] || unnamed(at + 1)),
    rows: headed ? cells.slice(1) : cells,
  };
}

/** The first line names the columns when nothing in it is an address. */
export function looksHeaded(cells: readonly (readonly string[])[]): boolean {
  return cells.length > 1 && !cells[0]!.some(isAddress);
}

/** The columns that suit by their names, or by what stands in them. */
export function guessMapping(
  { columns, rows }: Table,
  template: Template,
  blanks: readonly Variable[],
): Mapping {
  const taken = new Set<number>();
  const mapping: Partial<Record<Target, number>> = {};
  const take = (target: Target, at: number) => {
    if (at === -1 || taken.has(at)) return;
    taken.add(at);
    mapping[target] = at;
  };
  const plain = columns.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const find = (...words: string[]) => plain.findIndex((name, at) => !taken.has(at) && words.includes(name));
  const roles = rolesOf(template);
  for (const { name, label } of roles) {
    const role = [name, label].map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
    const of = (...words: string[]) => role.flatMap((one) => words.map((word) => `${one}${word}`));
    const byContent = columns.findIndex(
      (_, at) =>
        !taken.has(at) && rows.length > 0 && rows.slice(0, 5).every((row) => isAddress(row[at] ?? '')),
    );
    const address = find(...of('email', 'mail', 'address'), 'email', 'mail', 'emailaddress', 'address');
    take(`email ${name}`, address === -1 ? byContent : address);
    take(`name ${name}`, find(...of('name', ''), 'name', 'fullname', 'person'));
  }
  for (const { name, label } of blanks)
    take(`blank ${name}`, find(name.toLowerCase(), label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
  return mapping;
}

export function rowsOf(
  { rows }: Table,
  mapping: Mapping,
  template: Template,
  blanks: readonly Variable[],
): BulkRow[] {
  const cell = (row: readonly string[], target: Target) => {
    const at = mapping[target];
    return at === undefined ? '' : (row[at] ?? '');
  };
  return rows.map((row) => ({
    values: Object.fromEntries(
      blanks
        .filter(({ name }) => mapping[`blank ${name}`] !== undefined)
        .map(({ name }) => [name, cell(row, `blank ${name}`)]),
    ),
    recipients: rolesOf(template).map(({ name, label }, index) => ({
      name: cell(row, `name ${name}`),
      email: cell(row, `email ${name}`),
      role: label,
      kind: 'SIGNER',
      step: index + 1,
    })),
  }));
}

/** What is wrong in which row, counted from one. */
export function rowProblems(rows: readonly BulkRow[], blanks: readonly Variable[]): RowProblem[] {
  const found: RowProblem[] = [];
  const seen = new Map<string, number>();
  for (const [index, { values, recipients }] of rows.entries()) {
    const row = index + 1;
    for (const { name, email, role } of recipients) {
      if (!name?.trim()) found.push({ row, what: role, key: 'noName' });
      if (!isAddress(email ?? '')) found.push({ row, what: role, key: 'noAddress' });
    }
    const who = recipients.map(({ email }) => (email ?? '').toLowerCase()).join(' ');
    const other = seen.get(who);
    if (other !== undefined && who.trim())
      found.push({ row, what: recipients[0]?.role ?? '', key: 'double', other });
    else seen.set(who, row);
    for (const variable of blanks) {
      const value = values[variable.name];
      const cell = value === undefined ? null : cellProblem(variable, value);
      if (cell) found.push({ row, what: variable.label, key: 'cell', cell });
    }
  }
  return found;
}
