import { Fail } from '../../../kernel/errors.ts';
import type { LibraryClause, Taken, TemplateText } from './composition.ts';

/** Which clauses a document has. Pure. */

export type ClauseChoice =
  | { readonly source: 'TEMPLATE' | 'LIBRARY'; readonly id: string }
  | { readonly source: 'OWN'; readonly title: string; readonly text: string };

export function usualChoices(template: TemplateText): ClauseChoice[] {
  return template.clauses.flatMap(({ id, included }) => (included ? [{ source: 'TEMPLATE', id }] : []));
}

/** The clauses chosen, with those of the library whole. What a template fixes stays, of alternatives exactly one is taken. */
export function takeClauses(
  template: TemplateText,
  library: readonly LibraryClause[],
  choices: readonly ClauseChoice[],
): Taken[] {
  const taken = choices.map((choice): Taken => {
    if (choice.source === 'OWN') return { source: 'OWN', title: choice.title, text: choice.text };
    if (choice.source === 'TEMPLATE') {
      if (!template.clauses.some(({ id }) => id === choice.id)) throw unknown(choice.id);
      return { source: 'TEMPLATE', id: choice.id };
    }
    const clause = library.find(({ id }) => id === choice.id);
    if (!clause) throw unknown(choice.id);
    return { source: 'LIBRARY', ...clause };
  });
  requireOnce(choices);
  const has = new Set(choices.flatMap((choice) => (choice.source === 'TEMPLATE' ? [choice.id] : [])));
  for (const { id, title, kind } of template.clauses)
    if (kind === 'FIXED' && !has.has(id))
      throw refused(`The clause “${title || id}” belongs to this template and stays.`);
  for (const [group, clauses] of Map.groupBy(
    template.clauses.filter((clause) => clause.group !== null),
    (clause) => clause.group!,
  )) {
    const count = clauses.filter(({ id }) => has.has(id)).length;
    const titles = clauses.map(({ title }) => `“${title}”`).join(', ');
    if (count !== 1) throw refused(`Take exactly one of the alternatives of ${group}: ${titles}.`);
  }
  const [first] = choices;
  if (has.has('intro') && !(first?.source === 'TEMPLATE' && first.id === 'intro'))
    throw refused('The introduction comes first.');
  return taken;
}

function requireOnce(choices: readonly ClauseChoice[]): void {
  const ids = choices.flatMap((choice) => (choice.source === 'OWN' ? [] : [`${choice.source} ${choice.id}`]));
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double) throw refused(`The clause ${double.split(' ')[1]} is taken twice.`);
}

function unknown(id: string): Fail {
  return refused(`There is no clause ${id} in this template or the library.`);
}

function refused(detail: string): Fail {
  return new Fail('RULE_VIOLATED', detail, { fields: [{ path: 'body.clauses', message: detail }] });
}
