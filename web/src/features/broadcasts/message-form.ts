import { broadcastsWire } from '@smartstart/contract';
import type { Audience, Kind, Placeholder, Template } from './queries';

/** A message as it stands in the form. */
export interface Draft {
  readonly kind: Kind;
  readonly audience: Audience['kind'];
  readonly rungs: string[];
  readonly ventureId: string | null;
  readonly emails: string;
  readonly template: string | null;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly values: Partial<Record<Placeholder, string>>;
}

export const emptyDraft: Draft = {
  kind: 'MAINTENANCE',
  audience: 'EVERYBODY',
  rungs: [],
  ventureId: null,
  emails: '',
  template: null,
  title: '',
  text: '',
  link: '',
  values: {},
};

export const placeholders = broadcastsWire.placeholder.options;

/** Those a text uses; `user` is filled for each reader. */
export function usedPlaceholders({ title, text }: Pick<Draft, 'title' | 'text'>): Placeholder[] {
  return placeholders.filter((name) => name !== 'user' && `${title} ${text}`.includes(`{${name}}`));
}

export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

export function contentOf(draft: Draft) {
  const values = Object.fromEntries(
    usedPlaceholders(draft).flatMap((name) => {
      const value = draft.values[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  return {
    title: draft.title.trim(),
    text: draft.text.trim(),
    link: draft.link.trim() || null,
    values,
    template: draft.template,
  };
}

export function messageOf(draft: Draft) {
  return { kind: draft.kind, audience: audienceOf(draft), content: contentOf(draft) };
}

function audienceOf(draft: Draft): Audience {
  if (draft.audience === 'RUNGS') return { kind: 'RUNGS', rungs: draft.rungs.map(Number) };
  if (draft.audience === 'VENTURE') return { kind: 'VENTURE', ventureId: draft.ventureId ?? '' };
  if (draft.audience === 'PEOPLE') return { kind: 'PEOPLE', emails: addressesIn(draft.emails) };
  return { kind: 'EVERYBODY' };
}

/** The text of a template in English, to be changed at will. */
export function fromTemplate(template: Template): Pick<Draft, 'template' | 'title' | 'text' | 'link'> {
  return {
    template: template.code,
    title: template.title,
    text: template.text,
    link: template.link ?? '',
  };
}
