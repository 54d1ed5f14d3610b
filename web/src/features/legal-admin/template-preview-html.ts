import { safeHtml } from './safe-html';
import type { TemplateForm } from './template-form';

export interface PreviewWords {
  readonly optional: (included: boolean) => string;
  readonly alternative: (group: string, included: boolean) => string;
  readonly unknown: (mark: string) => string;
  readonly clause: string;
}

/** What the platform fills by itself: in agreements, and in papers. */
export const givenNames = [
  'hubName',
  'governingLaw',
  'venue',
  'effectiveDate',
  'validity',
  'notice',
  'ventureName',
];
export const paperNames = [
  'hubName',
  'signerName',
  'signerEmail',
  'governingLaw',
  'venue',
  'effectiveDate',
  'ventureName',
  'ownerName',
  'tier',
  'seatScope',
];
const unnumbered = ['intro', 'in-short'];

/** The template as it would read, with its marks shown by their names. Safe to show whatever was typed. */
export function previewHtml(form: TemplateForm, paper: boolean, words: PreviewWords): string {
  let number = 0;
  const parts = form.clauses.map((clause) => {
    const title = clause.title.trim();
    const numbered = title !== '' && !unnumbered.includes(clause.id);
    if (numbered) number += 1;
    const heading = title ? `<h2>${numbered ? `${number}. ` : ''}${escapeHtml(title)}</h2>` : '';
    const note =
      clause.kind === 'OPTIONAL'
        ? words.optional(clause.included)
        : clause.kind === 'ALTERNATIVE'
          ? words.alternative(clause.group, clause.included)
          : '';
    return `${heading}${note ? `<p data-note>${escapeHtml(note)}</p>` : ''}${safeHtml(clause.html)}`;
  });
  const html = `<h1>${escapeHtml(form.name || form.code)}</h1>${parts.join('\n')}`;
  return html.replace(/\{\{([^{}]*)\}\}/g, (_, inner: string) => markOf(inner, form, paper, words));
}

function markOf(inner: string, form: TemplateForm, paper: boolean, words: PreviewWords): string {
  const [, prefix, name = ''] = /^(?:(ref|name|party):)?([A-Za-z][A-Za-z0-9-]*)$/.exec(inner) ?? [];
  const shown = labelOf(prefix, name, form, paper, words);
  return shown === null
    ? `<mark data-unknown>${escapeHtml(words.unknown(inner))}</mark>`
    : `<mark>[${escapeHtml(shown)}]</mark>`;
}

function labelOf(
  prefix: string | undefined,
  name: string,
  { roles, variables, clauses }: TemplateForm,
  paper: boolean,
  words: PreviewWords,
): string | null {
  if (paper) return !prefix && paperNames.includes(name) ? name : null;
  if (prefix === 'ref') {
    const clause = clauses.find((one) => one.id === name || (one.group !== '' && one.group === name));
    return clause ? `${words.clause} ${clause.title || clause.id}` : null;
  }
  if (prefix) return roles.find((role) => role.name === name)?.label ?? null;
  const variable = variables.find((one) => one.name === name);
  return variable ? variable.label || name : givenNames.includes(name) ? name : null;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{', '&#123;');
}
