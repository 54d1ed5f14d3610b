import { Fail, found } from '../../../kernel/errors.ts';
import type { Db } from '../../../kernel/db.ts';
import { paperOf, type Scope } from './catalogue.ts';
import { marksIn, type LibraryClause, type TemplateText } from '../texts/composition.ts';
import { libraryCode } from './publication.ts';
import * as publications from './publication-store.ts';
import { isRelationshipPaper, relationshipCodes, templateFromPaper } from './relationship-papers.ts';

/** Templates as they are published, and what the catalogue says about those that are papers. */

export interface Template extends TemplateText {
  readonly scope: Scope | 'CUSTOM';
  readonly readingMinutes: number;
  /** Every document is reviewed, also one in the template's own words. */
  readonly alwaysReviewed: boolean;
  readonly validityDays: number | null;
  readonly noticeDays: number;
}

/** Terms of an agreement whose maker says nothing else (domain rules, section 3.1). A text that names no term has no end. */
function usualTerms(text: TemplateText): { validityDays: number | null; noticeDays: number } {
  const marks = text.clauses.flatMap((clause) => marksIn(clause.html));
  return { validityDays: marks.some(({ name }) => name === 'validity') ? 365 : null, noticeDays: 30 };
}

export async function listTemplates(db: Db): Promise<Template[]> {
  const rows = await publications.currentTemplates(db, relationshipCodes);
  return rows
    .filter((row) => row.code !== libraryCode)
    .map(templateOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The newest version of a template; documents are made from no other. */
export async function currentTemplate(db: Db, code: string): Promise<Template> {
  return templateOf(asTemplate(await publications.currentTemplate(db, code)));
}

export async function templateVersionOf(db: Db, code: string, version: string): Promise<Template> {
  return templateOf(asTemplate(await publications.versionOf(db, code, version)));
}

export async function libraryOf(db: Db): Promise<readonly LibraryClause[]> {
  const row = found(await publications.currentTemplate(db, libraryCode));
  return row.clauses as readonly LibraryClause[];
}

export function templateOf(row: publications.VersionRow): Template {
  const paper = paperOf(row.code);
  const text =
    row.family === 'AGREEMENT'
      ? textOfRow(row)
      : templateFromPaper({ ...row, name: paper!.name, purpose: paper!.purpose });
  const { validityDays, noticeDays } = paper ?? usualTerms(text);
  return {
    ...text,
    scope: paper?.scope ?? 'CUSTOM',
    readingMinutes: row.reading_minutes,
    alwaysReviewed: paper?.opening === 'REVIEW',
    validityDays: typeof validityDays === 'number' ? validityDays : null,
    noticeDays,
  };
}

function textOfRow(row: publications.VersionRow): TemplateText {
  return {
    code: row.code,
    version: row.version,
    name: row.name ?? row.code,
    purpose: row.purpose ?? '',
    roles: row.roles as TemplateText['roles'],
    variables: row.variables as TemplateText['variables'],
    clauses: row.clauses as TemplateText['clauses'],
  };
}

/** Papers that a person signs alone or with the hub are opened as copies, never made from a template. */
function asTemplate(row: publications.VersionRow | undefined): publications.VersionRow {
  const usable =
    row && row.code !== libraryCode && (row.family === 'AGREEMENT' || isRelationshipPaper(row.code));
  if (!usable) throw new Fail('NOT_FOUND');
  return row;
}
