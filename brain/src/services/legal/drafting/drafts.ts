import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { sha256 } from '../texts/canonical-text.ts';
import { takeClauses, usualChoices, type ClauseChoice } from '../texts/clause-choice.ts';
import { format, standsIn, type Filling, type Given, type LibraryClause } from '../texts/composition.ts';
import { doerOf, type Maker } from '../record/doers.ts';
import * as drafting from './drafting-store.ts';
import { announce } from '../record/events.ts';
import type { Ground, Origin } from '../ground.ts';
import { note } from '../record/history.ts';
import * as publications from '../catalogue/publication-store.ts';
import type { Named, StepRule } from '../record/recipients.ts';
import * as relationships from './relationships.ts';
import * as store from '../record/store.ts';
import { currentTemplate, libraryOf, templateVersionOf, type Template } from '../catalogue/templates.ts';

/** Agreements in the making: a working copy of values, clauses and recipients, from which the text is put together. */

export interface Recipient extends Named {
  readonly role: string;
  readonly kind: 'SIGNER' | 'APPROVER' | 'VIEWER' | 'COPY';
}

export interface Draft {
  readonly values: Readonly<Record<string, string>>;
  readonly clauses: readonly ClauseChoice[];
  readonly recipients: readonly Recipient[];
  readonly steps: readonly StepRule[];
  readonly note: string | null;
  /** Who may write: the maker, or the party that proposed the amendment. */
  readonly writerId: string;
}

/** What may be set of a draft; what is absent stays. */
export interface DraftEdit {
  readonly title?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly clauses?: readonly ClauseChoice[] | undefined;
  readonly recipients?: readonly Recipient[] | undefined;
  readonly steps?: readonly StepRule[] | undefined;
  readonly message?: string | undefined;
  readonly validityDays?: number | null | undefined;
  readonly noticeDays?: number | undefined;
  readonly note?: string | undefined;
}

export interface NewAgreement extends DraftEdit {
  readonly templateCode: string;
  readonly creatorId: string;
  readonly ventureId?: string | undefined;
  /** The agreement in force that this one ends or changes; found by itself where only one comes into question. */
  readonly concernsId?: string | undefined;
  readonly bulkId?: string;
  readonly call?: Origin;
}

/** A draft somebody neither hands in nor gives up stays; more than these help nobody. */
const openDrafts = 200;
/** A blank of this name is filled with the venture's. */
const projectBlank = 'projectName';

/** Starts an agreement from the newest version of a template. */
export async function createDraft(ground: Ground, tx: Tx, wish: NewAgreement): Promise<store.DocumentRow> {
  const { creatorId } = wish;
  await drafting.lockMaking(tx, creatorId);
  if (!wish.bulkId && (await drafting.countDrafts(tx, creatorId)) >= openDrafts)
    throw new Fail('RULE_VIOLATED', `You have ${openDrafts} drafts. Hand some in or give them up first.`);
  const template = await currentTemplate(tx, wish.templateCode);
  const venture = wish.ventureId ? found(await publications.ventureOf(tx, wish.ventureId)) : null;
  const { draft, ref } = await startOf(ground, tx, template, venture, wish);
  await requireUsable(ground, tx, template, draft);
  const now = ground.kernel.clock.now();
  const document = await drafting.insertDraft(tx, {
    id: newId(),
    kind: 'CUSTOM',
    code: template.code,
    version: template.version,
    ref,
    venture_id: venture?.venture_id ?? null,
    state: 'DRAFT',
    state_since: now,
    title: wish.title ?? template.name,
    message: wish.message || null,
    // Until it is handed in an agreement has no text; what is read is put together from the draft.
    html: '',
    canonical_text: '',
    text_hash: sha256(''),
    fill: '{}',
    draft: JSON.stringify(draft),
    validity_days: wish.validityDays === undefined ? template.validityDays : wish.validityDays,
    notice_days: wish.noticeDays ?? template.noticeDays,
    bulk_id: wish.bulkId ?? null,
    creator_id: creatorId,
    created_at: now,
  });
  const by = await doerOf(ground, tx, { userId: creatorId, ...(wish.call ? { call: wish.call } : {}) });
  await note(ground, tx, document, { type: 'created', by, data: { version: template.version } });
  await announce(ground, tx, 'document.opened', document, [], creatorId);
  return document;
}

/** What the maker wished for; where nothing was said, what the template, the venture and the agreement concerned give. */
async function startOf(
  ground: Ground,
  tx: Tx,
  template: Template,
  venture: publications.VentureRow | null,
  wish: NewAgreement,
): Promise<{ draft: Draft; ref: string }> {
  const { creatorId } = wish;
  const concerned = await relationships.concernedBy(ground, tx, template, creatorId, wish.concernsId);
  const known = concerned ? await relationships.valuesOf(tx, template, concerned) : {};
  const usual = concerned
    ? relationships.recipientsOf(template, creatorId, concerned)
    : startRecipients(template, creatorId);
  const draft: Draft = {
    values: startValues(template, venture?.name ?? null, { ...known, ...wish.values }),
    clauses: wish.clauses ?? usualChoices(template),
    recipients: wish.recipients ?? usual,
    steps: wish.steps ?? [],
    note: wish.note ?? null,
    writerId: creatorId,
  };
  return { draft, ref: relationships.refOf(template.code, venture?.venture_id ?? null, concerned) };
}

const editable: ReadonlySet<string> = new Set(['DRAFT', 'REVISION_REQUESTED', 'AMENDMENT_DRAFT']);

export async function editDraft(
  ground: Ground,
  tx: Tx,
  writer: Maker,
  documentId: string,
  edit: DraftEdit,
  requireVersion: (rowVersion: number) => void,
): Promise<store.DocumentRow> {
  const document = await lockWritten(tx, writer.userId, documentId);
  requireVersion(document.row_version);
  if (!editable.has(document.state))
    throw new Fail(
      'ILLEGAL_TRANSITION',
      'Only a draft, or a text that the review sent back, can be changed.',
    );
  const before = requireDraft(document, writer.userId);
  if (document.state === 'AMENDMENT_DRAFT') requireTermsStay(document, edit);
  const template = await templateVersionOf(tx, document.code, document.version);
  const draft: Draft = {
    ...before,
    ...(edit.values ? { values: edit.values } : {}),
    ...(edit.clauses ? { clauses: edit.clauses } : {}),
    ...(edit.recipients ? { recipients: edit.recipients } : {}),
    ...(edit.steps ? { steps: edit.steps } : {}),
    ...(edit.note === undefined ? {} : { note: edit.note || null }),
  };
  await requireUsable(ground, tx, template, draft);
  const changed = await drafting.changeDraft(tx, documentId, {
    draft: JSON.stringify(draft),
    ...(edit.title === undefined ? {} : { title: edit.title }),
    ...(edit.message === undefined ? {} : { message: edit.message || null }),
    ...(edit.validityDays === undefined ? {} : { validity_days: edit.validityDays }),
    ...(edit.noticeDays === undefined ? {} : { notice_days: edit.noticeDays }),
  });
  // A page saves while somebody types: one record tells of all edits in a row.
  if ((await drafting.lastEventType(tx, documentId)) !== 'edited') {
    const by = await doerOf(ground, tx, writer);
    await note(ground, tx, changed, { type: 'edited', by });
  }
  await announce(ground, tx, 'document.opened', changed, [], writer.userId);
  return changed;
}

/** The agreements of a person, with the place where each stands. */
export const agreementsOf = drafting.madeBy;

export function draftOf(document: store.DocumentRow): Draft | null {
  return document.draft as Draft | null;
}

export function requireDraft(document: store.DocumentRow, writerId: string): Draft {
  const draft = draftOf(document);
  if (!draft) throw new Fail('ILLEGAL_TRANSITION', 'There is no draft of this document.');
  if (draft.writerId !== writerId)
    throw new Fail('RULE_VIOLATED', 'Only the party that proposed this amendment writes it.');
  return draft;
}

/** The agreement for whoever may write it: its maker, or a party of a document in force. */
export async function lockWritten(tx: Tx, userId: string, documentId: string): Promise<store.DocumentRow> {
  const document = found(await store.lockDocument(tx, documentId));
  const writes = draftOf(document)?.writerId === userId;
  if (document.kind !== 'CUSTOM' || (document.creator_id !== userId && !writes)) throw new Fail('NOT_FOUND');
  return document;
}

export async function fillingOf(
  ground: Ground,
  db: Db,
  template: Template,
  document: Pick<store.DocumentRow, 'venture_id' | 'validity_days' | 'notice_days'>,
  draft: Draft,
): Promise<Filling> {
  const venture = document.venture_id ? await publications.ventureOf(db, document.venture_id) : undefined;
  const people = await ground.people.byIds(db, idsOf(draft.recipients));
  const given: Given = {
    ...givenOf(ground, document.validity_days, document.notice_days),
    ventureName: venture?.name ?? null,
    parties: Object.fromEntries(
      template.roles.map((role) => [
        role.name,
        draft.recipients
          .filter((recipient) => recipient.kind === 'SIGNER' && standsIn(recipient, role))
          .flatMap(({ userId, name, email }) => {
            const member = userId ? people.get(userId) : undefined;
            // Members are found through the platform; their addresses are not for drafts.
            if (member)
              return [{ name: member.name, contact: `a member of ${ground.kernel.config.hub.name}` }];
            return !userId && name && email ? [{ name, contact: email }] : [];
          }),
      ]),
    ),
  };
  return { format, values: draft.values, given };
}

/** A draft may be unfinished, but what is in it must exist. */
export async function requireUsable(ground: Ground, db: Db, template: Template, draft: Draft): Promise<void> {
  const library = await libraryOf(db);
  requireKnownBlanks(template, library, draft.values);
  takeClauses(template, library, draft.clauses);
  const ids = idsOf(draft.recipients);
  const people = await ground.people.byIds(db, ids);
  if (ids.some((id) => !people.has(id)))
    throw new Fail('RULE_VIOLATED', 'A recipient is no member of the platform.');
}

/** Blanks of any clause of the library are known, so that taking a clause out and back loses nothing. */
export function requireKnownBlanks(
  template: Template,
  library: readonly LibraryClause[],
  values: Readonly<Record<string, string>>,
): void {
  const known = new Set(
    [...template.variables, ...library.flatMap(({ variables }) => variables)].map(({ name }) => name),
  );
  const strange = Object.keys(values).filter((name) => !known.has(name));
  if (strange.length)
    throw new Fail('RULE_VIOLATED', `This template has no blank ${strange[0]}.`, {
      fields: strange.map((name) => ({ path: `body.values.${name}`, message: 'There is no such blank.' })),
    });
}

function requireTermsStay(document: store.DocumentRow, edit: DraftEdit): void {
  const alters =
    (edit.title !== undefined && edit.title !== document.title) ||
    (edit.message !== undefined && (edit.message || null) !== document.message) ||
    (edit.validityDays !== undefined && edit.validityDays !== document.validity_days) ||
    (edit.noticeDays !== undefined && edit.noticeDays !== document.notice_days);
  if (alters)
    throw new Fail(
      'RULE_VIOLATED',
      'An amendment changes the text. Title, message, validity and notice stay as they are.',
    );
}

export function startValues(
  template: Template,
  ventureName: string | null,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const initial = template.variables.flatMap((variable): [string, string][] => {
    const value = variable.name === projectBlank ? ventureName : variable.initial;
    return value === null ? [] : [[variable.name, value]];
  });
  return { ...Object.fromEntries(initial), ...given };
}

function startRecipients(template: Template, creatorId: string): Recipient[] {
  const role = template.roles.find(({ creator }) => creator);
  return role ? [{ userId: creatorId, role: role.label, kind: 'SIGNER', step: 1 }] : [];
}

export function givenOf(
  ground: Ground,
  validityDays: number | null,
  noticeDays: number,
): Omit<Given, 'ventureName' | 'parties'> {
  const { hub } = ground.kernel.config;
  const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;
  return {
    hubName: hub.name,
    governingLaw: hub.governingLaw,
    venue: hub.venue,
    // The day is not known when the text is fixed; the record of the last signature names it.
    effectiveDate: 'the day of the last signature',
    validity:
      validityDays === null ? 'until a party ends it' : `for ${days(validityDays)} from the last signature`,
    notice: noticeDays === 0 ? 'effect at once' : `${days(noticeDays)} of notice`,
  };
}

function idsOf(recipients: readonly Recipient[]): string[] {
  return [...new Set(recipients.flatMap(({ userId }) => userId ?? []))];
}
