import type { Db } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { paperName } from '../catalogue/catalogue.ts';
import * as documents from './documents.ts';
import type { Actor } from '../ground.ts';
import * as listing from './listing-store.ts';
import * as publications from '../catalogue/publication-store.ts';
import type { DocumentRow } from '../record/store.ts';

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

/** The current version of a paper or a template, with its blanks as they are. */
export async function templateText(db: Db, code: string): Promise<NamedText> {
  const version = found(await publications.currentTemplate(db, code));
  return { title: version.name ?? paperName(code), text: version.canonical_text };
}

function titleOf({ title, code }: DocumentRow): string {
  return title ?? paperName(code);
}
