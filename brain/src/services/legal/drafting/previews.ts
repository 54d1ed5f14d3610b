import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { takeClauses, usualChoices, type ClauseChoice } from '../texts/clause-choice.ts';
import { compose, format, type Composed, type Filling } from '../texts/composition.ts';
import { draftOf, fillingOf, givenOf, requireKnownBlanks } from './drafts.ts';
import type { Ground } from '../ground.ts';
import * as store from '../record/store.ts';
import { currentTemplate, libraryOf, templateVersionOf, type Template } from '../catalogue/templates.ts';

/** The text that a draft, or what somebody is typing, gives; nothing is stored. */

/** The text the draft gives now. */
export async function previewOf(ground: Ground, db: Db, document: store.DocumentRow): Promise<Composed> {
  const template = await templateVersionOf(db, document.code, document.version);
  const draft = draftOf(document)!;
  const taken = takeClauses(template, await libraryOf(db), draft.clauses);
  return compose(template, taken, await fillingOf(ground, db, template, document, draft));
}

/** What somebody has typed and not saved yet. */
export interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly clauses?: readonly ClauseChoice[] | undefined;
}

/** The text as it would read with these values and clauses, before there is a document. */
export async function previewTemplate(ground: Ground, db: Db, code: string, typed: Typed): Promise<Composed> {
  const template = await currentTemplate(db, code);
  const given = {
    ...givenOf(ground, template.validityDays, template.noticeDays),
    ventureName: null,
    parties: {},
  };
  return previewTyped(db, template, typed, { format, values: typed.values, given });
}

/** The same for a draft, in its version of the template and with its venture and terms. */
export async function previewDraft(
  ground: Ground,
  db: Db,
  writerId: string,
  code: string,
  documentId: string,
  { values, clauses }: Typed,
): Promise<Composed> {
  const { document, draft, template } = await writtenDraft(db, writerId, documentId);
  if (document.code !== code) throw new Fail('NOT_FOUND');
  // Who signs may have changed since it was saved; as without a draft, the text leaves the names open.
  const filling = await fillingOf(ground, db, template, document, { ...draft, values, recipients: [] });
  return previewTyped(db, template, { values, clauses: clauses ?? draft.clauses }, filling);
}

/** The version of the template a draft is written in, for whoever writes it. */
export async function templateOfDraft(db: Db, writerId: string, documentId: string): Promise<Template> {
  return (await writtenDraft(db, writerId, documentId)).template;
}

/** For everybody but its writer there is no draft. */
async function writtenDraft(db: Db, writerId: string, documentId: string) {
  const document = found(await store.documentById(db, documentId));
  const draft = draftOf(document);
  if (draft?.writerId !== writerId) throw new Fail('NOT_FOUND');
  return { document, draft, template: await templateVersionOf(db, document.code, document.version) };
}

async function previewTyped(db: Db, template: Template, typed: Typed, filling: Filling): Promise<Composed> {
  const library = await libraryOf(db);
  requireKnownBlanks(template, library, typed.values);
  const text = compose(
    template,
    takeClauses(template, library, typed.clauses ?? usualChoices(template)),
    filling,
  );
  // Who signs, and for which venture, is said beside the text.
  const beside = new Set(['recipients', 'ventureId']);
  return { ...text, problems: text.problems.filter((problem) => !beside.has(problem.name)) };
}
