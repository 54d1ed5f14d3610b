import type { TemplateForm } from './template-form';

/** What somebody writes stays in this browser until it is saved. */

export interface Kept {
  readonly at: string;
  readonly form: TemplateForm;
}

const nameOf = (userId: string, code: string | null) => `legal-template ${userId} ${code ?? 'new'}`;

export function keptOf(userId: string, code: string | null): Kept | null {
  try {
    const text = localStorage.getItem(nameOf(userId, code));
    const kept = text ? (JSON.parse(text) as Kept) : null;
    return kept && Array.isArray(kept.form?.clauses) ? kept : null;
  } catch {
    return null;
  }
}

export function keep(userId: string, code: string | null, form: TemplateForm): void {
  try {
    const kept: Kept = { at: new Date().toISOString(), form };
    localStorage.setItem(nameOf(userId, code), JSON.stringify(kept));
  } catch {
    // A full or closed store costs the safety net, nothing else.
  }
}

export function forget(userId: string, code: string | null): void {
  try {
    localStorage.removeItem(nameOf(userId, code));
  } catch {
    // As above.
  }
}
