import { blankTypes, longestValue, readValue, type Variable } from './blanks.ts';
import { textOf } from './canonical-text.ts';
import { givenNames, marksIn, type Clause, type LibraryClause, type TemplateText } from './composition.ts';

/** What a template must be before anybody can make a document from it. Pure; answers with sentences. */

export const templateLimits = { clauses: 80, variables: 100, roles: 6, clauseCharacters: 20_000 } as const;

const blankName = /^[a-z][A-Za-z0-9]{0,39}$/;
const slug = /^[a-z][a-z0-9-]{0,59}$/;

export function checkTemplate(template: TemplateText, library: readonly LibraryClause[]): string[] {
  const { roles, variables, clauses } = template;
  const ofLibrary = library.flatMap((clause) => clause.variables.map((variable) => variable.name));
  const problems = [
    ...checkVariables(variables, new Set(ofLibrary)),
    ...twice(
      'The role',
      roles.map((role) => role.name),
    ),
    ...twice(
      'The clause',
      clauses.map((clause) => clause.id),
    ),
    ...roles.flatMap((role) =>
      slug.test(role.name) && lengthOf(role.label, 1, 60)
        ? []
        : [`The role ${role.name} needs a short name and a label.`],
    ),
    ...clauses.flatMap((clause) => checkClause(clause, template)),
    ...checkGroups(clauses),
    ...checkLength('The name', template.name, 3, 120),
    ...checkLength('The purpose', template.purpose, 3, 300),
  ];
  if (roles.length < 1 || roles.length > templateLimits.roles)
    problems.push(`A template has 1 to ${templateLimits.roles} roles.`);
  if (roles.filter((role) => role.creator).length > 1)
    problems.push('Only one role can be that of the creator.');
  if (clauses.length > templateLimits.clauses || variables.length > templateLimits.variables)
    problems.push(
      `A template has at most ${templateLimits.clauses} clauses and ${templateLimits.variables} blanks.`,
    );
  if (!clauses.some((clause) => clause.kind === 'FIXED')) problems.push('At least one clause is fixed.');
  const used = clauses.flatMap((clause) => marksIn(clause.html));
  const uses = (kind: string, name: string) => used.some((mark) => mark.kind === kind && mark.name === name);
  for (const { name } of variables)
    if (!uses('VALUE', name)) problems.push(`The blank ${name} stands in no clause.`);
  for (const { name } of roles)
    if (!uses('NAME', name) && !uses('PARTY', name))
      problems.push(`No clause names the role ${name}: write {{party:${name}}}.`);
  return problems;
}

/** A clause of the library fits any template: it has blanks of its own and names nothing of a template. */
export function checkLibrary(library: readonly LibraryClause[]): string[] {
  const names = library.flatMap((clause) => clause.variables.map((variable) => variable.name));
  return [
    ...twice(
      'The clause',
      library.map((clause) => clause.id),
    ),
    ...twice('The blank', names),
    ...library.flatMap((clause) => [
      ...checkVariables(clause.variables, new Set()),
      ...checkMarkup(clause),
      ...marksIn(clause.html).flatMap((mark) =>
        mark.kind === 'VALUE' &&
        (isGiven(mark.name) || clause.variables.some(({ name }) => name === mark.name))
          ? []
          : [`The clause ${clause.id} has the unknown mark ${mark.name}.`],
      ),
    ]),
  ];
}

function checkVariables(variables: readonly Variable[], taken: ReadonlySet<string>): string[] {
  return [
    ...twice(
      'The blank',
      variables.map((variable) => variable.name),
    ),
    ...variables.flatMap((variable) => checkVariable(variable, taken)),
  ];
}

function checkVariable(variable: Variable, taken: ReadonlySet<string>): string[] {
  const { name, type, choices, min, max, initial } = variable;
  const problems = [
    ...checkLength(`The label of ${name}`, variable.label, 1, 120),
    ...checkLength(`The help of ${name}`, variable.help ?? '', 0, 400),
  ];
  if (!blankName.test(name) || !blankTypes.includes(type)) problems.push(`${name} is no name of a blank.`);
  if (isGiven(name)) problems.push(`The blank ${name} has a name that the platform fills.`);
  if (taken.has(name)) problems.push(`The blank ${name} has a name that a clause of the library uses.`);
  if ((type === 'CHOICE') !== choices.length > 1)
    problems.push(`${name}: a choice, and only a choice, has two or more choices.`);
  problems.push(...twice(`The choice of ${name}`, choices));
  if (choices.some((choice) => choice.length > 200)) problems.push(`A choice of ${name} is too long.`);
  if (min !== null && max !== null && min > max) problems.push(`${name}: the least is more than the most.`);
  if (max !== null && type.endsWith('TEXT') && max > longestValue)
    problems.push(`${name}: at most ${longestValue} characters.`);
  const reading = initial === null ? null : readValue(variable, initial);
  if (reading && 'problem' in reading)
    problems.push(`What ${name} begins with does not fit: ${reading.problem}`);
  return problems;
}

function checkClause(clause: Clause, template: TemplateText): string[] {
  const { id, title, kind, group, included } = clause;
  const problems = [
    ...checkMarkup(clause),
    ...checkLength(`The title of ${id}`, title, id === 'intro' ? 0 : 1, 120),
  ];
  if (!slug.test(id))
    problems.push(`${id} is no id of a clause: write it in small letters, digits and dashes.`);
  if ((kind === 'ALTERNATIVE') !== (group !== null))
    problems.push(`${id}: alternatives, and only they, have a group.`);
  if (kind === 'FIXED' && !included) problems.push(`${id}: a fixed clause is always included.`);
  for (const mark of marksIn(clause.html))
    if (!isKnown(mark, template)) problems.push(`The clause ${id} has the unknown mark ${mark.name}.`);
  return problems;
}

function isKnown(
  mark: ReturnType<typeof marksIn>[number],
  { roles, variables, clauses }: TemplateText,
): boolean {
  const { kind, name } = mark;
  if (kind === 'VALUE') return isGiven(name) || variables.some((variable) => variable.name === name);
  if (kind === 'CLAUSE') return clauses.some((clause) => clause.id === name || clause.group === name);
  return kind !== 'UNKNOWN' && roles.some((role) => role.name === name);
}

function checkGroups(clauses: readonly Clause[]): string[] {
  const groups = Map.groupBy(
    clauses.filter((clause) => clause.group !== null),
    (clause) => clause.group!,
  );
  return [...groups].flatMap(([group, members]) => [
    ...(members.length < 2 || members.filter((clause) => clause.included).length !== 1
      ? [`The group ${group} needs two or more alternatives, one of them included.`]
      : []),
    ...(!slug.test(group) || clauses.some((clause) => clause.id === group)
      ? [`The group ${group} needs a name of its own.`]
      : []),
  ]);
}

/** The small part of HTML that texts are written in: known elements without attributes, each closed where it was opened. */
function checkMarkup({ id, html }: { readonly id: string; readonly html: string }): string[] {
  if (html.length > templateLimits.clauseCharacters) return [`The clause ${id} is too long.`];
  try {
    if (!textOf(html)) return [`The clause ${id} is empty.`];
  } catch (error) {
    return [`The clause ${id}: ${error instanceof Error ? error.message : String(error)}`];
  }
  const open: string[] = [];
  for (const [, closes, name = ''] of html.matchAll(/<(\/?)([a-z0-9]+)>/g)) {
    if (name === 'h1' || name === 'h2')
      return [`The clause ${id} has its heading in its title: ${name} is not for clauses.`];
    if (name === 'br') continue;
    if (!closes) open.push(name);
    else if (open.pop() !== name) return [`The clause ${id} closes ${name} where it is not open.`];
  }
  if (open.length) return [`The clause ${id} does not close ${open.at(-1)}.`];
  const rest = html.replace(/\{\{[^{}]*\}\}/g, '');
  return /\{\{|\}\}/.test(rest) ? [`The clause ${id} has a brace too many.`] : [];
}

function isGiven(name: string): boolean {
  return givenNames.some((given) => given === name);
}

function twice(what: string, names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map(
    (name) => `${what} ${name} is there twice.`,
  );
}

function checkLength(what: string, text: string, min: number, max: number): string[] {
  return lengthOf(text, min, max) ? [] : [`${what} has ${min} to ${max} characters.`];
}

function lengthOf(text: string, min: number, max: number): boolean {
  return text.trim().length >= min && text.length <= max;
}
