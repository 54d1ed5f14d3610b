import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { textOfRound, textsOf, type TextRow } from '../record/agreement-store.ts';
import type { ClauseChoice } from '../texts/clause-choice.ts';
import type { Filling, Taken } from '../texts/composition.ts';
import { doerOf, type Maker } from '../record/doers.ts';
import * as drafting from './drafting-store.ts';
import type { Draft, Recipient } from './drafts.ts';
import { announce } from '../record/events.ts';
import type { Ground } from '../ground.ts';
import { note } from '../record/history.ts';
import { boundPlaces, isBound, isParty, requireInForce, requireTransition } from '../record/policy.ts';
import * as store from '../record/store.ts';

/** An amendment is a draft beside the version in force, which holds until everybody has signed the new one. */

/** A party proposes it, and writes the draft. */
export async function amend(
  ground: Ground,
  tx: Tx,
  writer: Maker,
  documentId: string,
  why: string,
): Promise<store.DocumentRow> {
  const { document, signers } = await lockAsSignatory(tx, writer.userId, documentId);
  requireTransition(document, 'AMENDMENT_DRAFT');
  requireInForce(document, ground.kernel.clock.now());
  const text = await startText(tx, document);
  const draft: Draft = {
    values: (text.fill as Filling).values,
    clauses: choicesOf(text.clauses as readonly Taken[]),
    recipients: boundPlaces(document, signers).map((signer): Recipient => ({
      ...(signer.user_id ? { userId: signer.user_id } : { name: signer.name, email: signer.email }),
      role: signer.role,
      kind: 'SIGNER',
      step: signer.step,
    })),
    steps: [],
    note: why,
    writerId: writer.userId,
  };
  const amending = await drafting.changeDraft(tx, documentId, {
    state: 'AMENDMENT_DRAFT',
    state_since: ground.kernel.clock.now(),
    draft: JSON.stringify(draft),
  });
  const by = await doerOf(ground, tx, writer);
  await note(ground, tx, amending, { type: 'amendment-proposed', by, detail: why });
  await announce(ground, tx, 'document.opened', amending, signers, writer.userId);
  return amending;
}

/** Nobody's agreement is changed without them: whoever signed the text in force is asked to sign the amendment, too. */
export function requireEverybodyBound(
  document: store.DocumentRow,
  signers: readonly store.SignerRow[],
  { recipients, steps }: Pick<Draft, 'recipients' | 'steps'>,
): void {
  const bound = boundPlaces(document, signers);
  const asked = bound.map((place) =>
    recipients.find(
      ({ kind, userId, email }) =>
        kind === 'SIGNER' &&
        (place.user_id ? userId === place.user_id : !userId && email?.toLowerCase() === place.email),
    ),
  );
  const left = bound.filter((_, index) => !asked[index]).map(({ name }) => name);
  if (left.length)
    throw new Fail(
      'RULE_VIOLATED',
      `${left.join(', ')} signed the text in force and must be among the signers of its amendment.`,
    );
  for (const { step, needed } of steps) {
    const deciding = recipients.filter(
      (one) => one.step === step && (one.kind === 'SIGNER' || one.kind === 'APPROVER'),
    );
    if (needed < deciding.length && asked.some((one) => one?.step === step))
      throw new Fail(
        'RULE_VIOLATED',
        `Step ${step} must not be content with fewer signatures: everybody who signed the text in force signs its amendment.`,
      );
  }
}

/** Gives the amendment up; the version in force stays. */
export async function dropAmendment(
  ground: Ground,
  tx: Tx,
  writer: Maker,
  documentId: string,
): Promise<store.DocumentRow> {
  const { document, signers } = await lockAsSignatory(tx, writer.userId, documentId);
  if (document.state !== 'AMENDMENT_DRAFT')
    throw new Fail('ILLEGAL_TRANSITION', 'There is no draft of an amendment to give up.');
  const kept = await endAmendment(ground, tx, document);
  const by = await doerOf(ground, tx, writer);
  await note(ground, tx, kept, { type: 'amendment-dropped', by });
  await announce(ground, tx, 'document.opened', kept, signers, writer.userId);
  return kept;
}

export async function endAmendment(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
): Promise<store.DocumentRow> {
  return drafting.changeDraft(tx, document.id, {
    state: 'EFFECTIVE',
    state_since: ground.kernel.clock.now(),
    draft: null,
  });
}

/** Those who signed, and the maker, may amend; readers and strangers may not. */
async function lockAsSignatory(tx: Tx, userId: string, documentId: string) {
  const document = found(await store.lockDocument(tx, documentId));
  const signers = await store.signersOf(tx, documentId);
  if (!isParty(document, signers, { userId, held: new Set() })) throw new Fail('NOT_FOUND');
  if (document.kind === 'PAPER')
    throw new Fail(
      'RULE_VIOLATED',
      'A paper reads the same for everybody. It is not amended, a new version is published.',
    );
  if (!isBound(document, signers, userId))
    throw new Fail('RULE_VIOLATED', 'Only those who signed this document can propose an amendment.');
  return { document, signers };
}

/** The text in force, or that of the proposal which the review sent back. */
async function startText(tx: Tx, document: store.DocumentRow): Promise<TextRow> {
  const review = await drafting.lastReview(tx, document.id);
  if (review?.state === 'REVISION_REQUESTED' && review.round > document.round)
    return found((await textsOf(tx, document.id)).find((text) => text.round === review.round));
  return found(await textOfRound(tx, document.id, document.round));
}

function choicesOf(taken: readonly Taken[]): ClauseChoice[] {
  return taken.map((one) =>
    one.source === 'OWN'
      ? { source: 'OWN', title: one.title, text: one.text }
      : { source: one.source, id: one.id },
  );
}
