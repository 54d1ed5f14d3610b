import type { Db } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { paperName } from '../catalogue/catalogue.ts';
import { isRelationshipPaper } from '../catalogue/relationship-papers.ts';
import { currentTemplate } from '../catalogue/templates.ts';
import { givenOf } from '../drafting/drafts.ts';
import * as documents from './documents.ts';
import type { Actor, Ground } from '../ground.ts';
import * as listing from './listing-store.ts';
import * as publications from '../catalogue/publication-store.ts';
import type { DocumentRow } from '../record/store.ts';
import { takeClauses, usualChoices } from '../texts/clause-choice.ts';
import { openPaper, openTemplate, type OpenText } from '../texts/open-text.ts';

/** Plain texts for those who read and compare contracts. */

export interface NamedText {
  readonly title: string;
  readonly text: string;
}

/** For a party only; others get NOT_FOUND. */
export async function documentText(db: Db, userId: string, documentId: string): Promise<NamedText> {
  const reader: Actor = {
    userId,
    sessionId: '',
    held: new Set(),
    call: { ip: '', agent: '', requestId: '' },
  };
  const { document } = await documents.readAsParty(db, reader, documentId);
  return { title: titleOf(document), text: document.canonical_text };
}

export async function documentTexts(
  db: Db,
  userId: string,
): Promise<(NamedText & { readonly id: string })[]> {
  const rows = await listing.allDocumentsOf(db, userId);
  return rows.map((row) => ({ id: row.id, title: titleOf(row), text: row.canonical_text }));
}

/** The current version of a paper or a template with its usual clauses, as its reader sees it before anything is written. */
export async function templateText(ground: Ground, db: Db, code: string): Promise<NamedText & OpenText> {
  const version = found(await publications.currentTemplate(db, code));
  const { validity: _, notice: __, ...given } = givenOf(ground, null, 0);
  if (version.family === 'PAPER' && !isRelationshipPaper(code)) {
    const { hubName, governingLaw, venue } = given;
    return {
      title: paperName(code),
      ...openPaper(version.canonical_text, { hubName, governingLaw, venue }),
    };
  }
  const template = await currentTemplate(db, code);
  const taken = takeClauses(template, [], usualChoices(template));
  return { title: template.name, ...openTemplate(template, taken, given) };
}

function titleOf({ title, code }: DocumentRow): string {
  return title ?? paperName(code);
}
