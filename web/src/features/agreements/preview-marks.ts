import { standsIn, type PersonRow } from './draft-form';
import type { Template, Variable } from './types';

export interface MarkWords {
  readonly empty: (label: string) => string;
  readonly nobody: (label: string) => string;
}

/**
 * The text of a draft with its gaps made visible. The server writes `[Label]` where a blank is empty or nobody stands in
 * a part; a preview knows no names yet, so those of the form are put in here.
 */
export function withMarks(
  html: string,
  template: Pick<Template, 'roles'>,
  variables: readonly Variable[],
  people: readonly PersonRow[],
  words: MarkWords,
): string {
  const replaced = new Map<string, string>();
  for (const { label, name } of variables) replaced.set(label, gap(words.empty(label), name));
  for (const role of template.roles) {
    const names = people
      .filter((row) => standsIn(row, role) && row.name.trim())
      .map((row) => row.name.trim());
    replaced.set(
      role.label,
      names.length ? escapeHtml(names.join(', ')) : gap(words.nobody(role.label), 'recipients'),
    );
  }
  // Only what stands between tags: a bracket inside a tag would not be text.
  return html.replace(/>([^<]*)</g, (_, text: string) => {
    const shown = text.replace(
      /\[([^[\]]+)\]/g,
      (whole, label: string) => replaced.get(unescapeHtml(label)) ?? whole,
    );
    return `>${shown}<`;
  });
}

function gap(words: string, name: string): string {
  return `<mark data-gap="${escapeHtml(name)}">[${escapeHtml(words)}]</mark>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:amp|lt|gt|quot|#39|apos);/g,
    (entity) =>
      ({ '&apos;': "'" })[entity] ??
      Object.entries(entities).find(([, value]) => value === entity)?.[0] ??
      entity,
  );
}
