import type { Db } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { paperName } from '../catalogue/catalogue.ts';
import { concernOf, isRelationshipPaper } from '../catalogue/relationship-papers.ts';
import type { Template } from '../catalogue/templates.ts';
import * as publications from '../catalogue/publication-store.ts';
import type { Ground } from '../ground.ts';
import * as agreements from '../record/agreement-store.ts';
import { boundPlaces } from '../record/policy.ts';
import * as store from '../record/store.ts';
import { standsIn, type Filling } from '../texts/composition.ts';
import type { Draft, Recipient } from './drafts.ts';
import * as relationships from './relationship-store.ts';

/**
 * Agreements made from papers of the catalogue that name people: an umbrella relationship, its change and its end, and a
 * joint development. Access follows from some of them, so who stands in them, and with which terms, is not for the maker.
 */

/** The agreement in force that a notice or an amendment is about, with the people in it. */
export interface Concerned {
  readonly document: store.DocumentRow;
  readonly places: readonly store.SignerRow[];
}

/** Finds what a document of this template ends or changes; null for templates that concern no other agreement. */
export async function concernedBy(
  ground: Ground,
  db: Db,
  template: Template,
  userId: string,
  wishedId: string | undefined,
): Promise<Concerned | null> {
  const concern = concernOf(template.code);
  if (!concern) {
    if (wishedId) throw new Fail('RULE_VIOLATED', `“${template.name}” concerns no other agreement.`);
    return null;
  }
  const now = ground.kernel.clock.now();
  const running = (await relationships.inForceOf(db, userId, concern.code, now)).filter(
    ({ notice_at }) => concern.act === 'CHANGE' || notice_at === null,
  );
  const [document, second] = wishedId ? running.filter(({ id }) => id === wishedId) : running;
  if (wishedId && !document) throw new Fail('NOT_FOUND');
  const name = paperName(concern.code);
  if (!document)
    throw new Fail(
      'RULE_VIOLATED',
      `You have no ${name} in force that this could ${concern.act === 'END' ? 'end' : 'change'}.`,
    );
  if (second)
    throw new Fail('RULE_VIOLATED', `You have more than one ${name} in force. Say which one this is about.`, {
      fields: [{ path: 'body.concernsId', message: 'Name one of the agreements in force.' }],
    });
  return concernedOf(db, document);
}

async function concernedOf(db: Db, document: store.DocumentRow): Promise<Concerned> {
  return { document, places: boundPlaces(document, await store.signersOf(db, document.id)) };
}

/** What the document is for, as it stands in its row and in every record over it. */
export function refOf(code: string, ventureId: string | null, concerned: Concerned | null): string {
  if (concerned) return concerned.document.id;
  return isRelationshipPaper(code) ? (ventureId ?? '') : '';
}

/** Everybody of the agreement that is concerned takes part: in the same role, or with a copy. */
export function recipientsOf(template: Template, makerId: string, { places }: Concerned): Recipient[] {
  const alone = template.roles.length === 1 ? template.roles[0]! : null;
  return places.map(({ user_id, role }): Recipient => ({
    ...(user_id ? { userId: user_id } : {}),
    role: alone && user_id === makerId ? alone.label : role,
    kind: alone && user_id !== makerId ? 'COPY' : 'SIGNER',
    step: 1,
  }));
}

/** The blanks of a notice that name the agreement it ends: its people, and the rate that was agreed last. */
export async function valuesOf(
  db: Db,
  template: Template,
  concerned: Concerned,
): Promise<Record<string, string>> {
  if (concernOf(template.code)?.act !== 'END') return {};
  const { ratePercent } = await termsOf(db, concerned);
  const known: Record<string, string | undefined> = { ...namesOf(template, concerned), ratePercent };
  return Object.fromEntries(
    template.variables.flatMap(({ name }): [string, string][] => {
      const value = known[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** `sponsorName`, `memberName`: the blanks that stand for the people in their roles. */
function namesOf(template: Template, { places }: Concerned): Record<string, string> {
  const pairs = places.map(({ role, name }): [string, string] => [`${role.toLowerCase()}Name`, name]);
  return Object.fromEntries(
    pairs.filter(([name]) => template.variables.some((variable) => variable.name === name)),
  );
}

async function termsOf(db: Db, { document }: Concerned): Promise<Readonly<Record<string, string>>> {
  const change = await relationships.lastChange(db, document.id);
  const from = change ?? document;
  const text = await agreements.textOfRound(db, from.id, from.round);
  return ((text?.fill as Filling | undefined) ?? { values: {} }).values;
}

/** The terms of a document, and, where there is one already, what it is about. */
export type RelationshipTerms = Pick<store.DocumentRow, 'venture_id' | 'validity_days' | 'notice_days'> & {
  readonly ref?: string;
};

/** What is wrong with the people or the terms of such an agreement, as a sentence; null when it can be sent. */
export async function relationshipProblem(
  db: Db,
  template: Template,
  document: RelationshipTerms,
  draft: Pick<Draft, 'values' | 'recipients' | 'steps'>,
): Promise<string | null> {
  if (!isRelationshipPaper(template.code)) return null;
  if (document.validity_days !== template.validityDays || document.notice_days !== template.noticeDays)
    return 'Validity and notice stand in the text of this paper. Leave them as they are.';
  if (draft.steps.length) return 'Everybody signs this paper. Leave the steps without a number.';
  const signers = draft.recipients.filter(({ kind }) => kind === 'SIGNER');
  const strays = signers.filter((one) => !template.roles.some((role) => standsIn(one, role)));
  const ofRole = template.roles.map((role) => signers.filter((one) => standsIn(one, role)));
  if (strays.length || ofRole.some((people) => people.length !== 1 || !people[0]!.userId))
    return `This paper is signed by one member each as ${template.roles.map(({ label }) => label).join(' and ')}, and by nobody else.`;
  if (concernOf(template.code)) return concernProblem(db, template, document, draft);
  const owner = template.roles.findIndex(({ name }) => name === 'owner');
  const venture = document.venture_id ? await publications.ventureOf(db, document.venture_id) : undefined;
  return venture && owner >= 0 && ofRole[owner]![0]!.userId !== venture.owner_id
    ? `As owner signs ${venture.owner_name}, who owns ${venture.name}.`
    : null;
}

/** A notice or a change names the people of the agreement it is about, and all of them learn of it. */
async function concernProblem(
  db: Db,
  template: Template,
  document: RelationshipTerms,
  { recipients, values }: Pick<Draft, 'values' | 'recipients'>,
): Promise<string | null> {
  const other = document.ref ? await store.documentById(db, document.ref) : undefined;
  if (!other) return 'This paper is made one by one, from the agreement it is about.';
  const concerned = await concernedOf(db, other);
  const changes = concernOf(template.code)!.act === 'CHANGE';
  for (const place of concerned.places) {
    const own = recipients.find(({ userId }) => userId === place.user_id);
    if (!own) return `${place.name} is a party and gets at least a copy.`;
    if (changes && (own.kind !== 'SIGNER' || own.role.trim().toLowerCase() !== place.role.toLowerCase()))
      return `${place.name} signs this as ${place.role}.`;
  }
  const signs = ({ userId, kind }: Recipient) =>
    kind !== 'SIGNER' || concerned.places.some((place) => place.user_id === userId);
  if (!recipients.every(signs)) return 'Only the parties of the agreement sign this.';
  const wrong = Object.entries(namesOf(template, concerned)).find(([name, right]) => values[name] !== right);
  return wrong ? `The agreement names ${wrong[1]}. Write the names as they stand there.` : null;
}
