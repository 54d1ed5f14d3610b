import type { Db } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import * as agreements from '../record/agreement-store.ts';
import { compose, type Filling, type Taken } from '../texts/composition.ts';
import { eventsOf } from '../record/history-store.ts';
import * as publications from '../catalogue/publication-store.ts';
import * as store from '../record/store.ts';
import { templateOf } from '../catalogue/templates.ts';
import { checkDocument, type Check } from './verification.ts';

/** What is stored of a document, for a check that trusts none of it. */
export async function checkStored(db: Db, document: store.DocumentRow): Promise<Check[]> {
  const version = found(await publications.versionOf(db, document.code, document.version));
  const custom = document.kind === 'CUSTOM';
  return checkDocument({
    document,
    texts: custom ? await agreements.textsOf(db, document.id) : [],
    signers: await store.signersOf(db, document.id),
    steps: custom ? await agreements.stepsOf(db, document.id) : [],
    signatures: await store.signaturesOf(db, document.id),
    events: await eventsOf(db, document.id),
    version,
    keys: await publications.keysOf(db),
    ...(custom ? { composeAgain: (text) => composedFrom(version, text) } : {}),
  });
}

/** Null when what is stored does not fit the template any longer. */
function composedFrom(version: publications.VersionRow, text: agreements.TextRow): string | null {
  try {
    return compose(templateOf(version), text.clauses as Taken[], text.fill as Filling).html;
  } catch {
    return null;
  }
}
