import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { insertText, lastRound, textOfRound } from '../record/agreement-store.ts';
import { takeClauses } from '../texts/clause-choice.ts';
import { compose, type Composed, type Filling, type Taken } from '../texts/composition.ts';
import { requireEverybodyBound } from './amendments.ts';
import { doerOf, type Maker } from '../record/doers.ts';
import { draftOf, fillingOf, lockWritten, requireDraft, type Draft, type Recipient } from './drafts.ts';
import * as drafting from './drafting-store.ts';
import { announceReview } from './drafting-events.ts';
import { announce } from '../record/events.ts';
import type { Ground } from '../ground.ts';
import { note, platform, type Doer } from '../record/history.ts';
import { requireTransition } from '../record/policy.ts';
import { problemOf, twice } from '../record/recipients.ts';
import { relationshipProblem, type RelationshipTerms } from './relationships.ts';
import { openAmendment } from '../signing/sending.ts';
import * as store from '../record/store.ts';
import { libraryOf, templateVersionOf, type Template } from '../catalogue/templates.ts';

/** How a draft becomes a text: handed in, reviewed where it has wording of its own, appealed, taken back. */

/** Hands the text in. In the template's own words it is approved at once; otherwise somebody of the hub looks at it. */
export async function submit(
  ground: Ground,
  tx: Tx,
  writer: Maker,
  documentId: string,
  said?: string,
): Promise<store.DocumentRow> {
  const document = await lockWritten(tx, writer.userId, documentId);
  const amending = document.state === 'AMENDMENT_DRAFT';
  // From REJECTED the way back to the review is the appeal.
  if (document.state === 'REJECTED')
    throw new Fail(
      'ILLEGAL_TRANSITION',
      'The review rejected this text. Take it back into the draft, or appeal once.',
    );
  requireTransition(document, amending ? 'AMENDMENT_REVIEW' : 'UNDER_REVIEW');
  const draft = requireDraft(document, writer.userId);
  if (amending) requireEverybodyBound(document, await store.signersOf(tx, documentId), draft);
  const template = await templateVersionOf(tx, document.code, document.version);
  const text = await finishedText(ground, tx, template, document, draft);
  const by = await doerOf(ground, tx, writer);
  const handedIn = await keepText(ground, tx, document, { ...text, note: said ?? draft.note }, by);
  const now = ground.kernel.clock.now();
  const submitted = await drafting.changeDraft(tx, documentId, {
    state: amending ? 'AMENDMENT_REVIEW' : 'UNDER_REVIEW',
    state_since: now,
    end_reason: null,
    ...(amending
      ? {}
      : {
          html: text.composed.html,
          canonical_text: text.composed.canonicalText,
          text_hash: text.composed.textHash,
          fill: JSON.stringify(text.filling),
          standard: text.composed.standard,
        }),
  });
  const { standard, textHash } = text.composed;
  await note(ground, tx, submitted, { type: 'submitted', by, data: { ...handedIn, textHash, standard } });
  if (!standard || template.alwaysReviewed)
    return requestReview(ground, tx, submitted, { ...handedIn, note: said ?? draft.note, appeal: false }, by);
  return approve(ground, tx, submitted, platform, null);
}

/** A second look at a rejected text, once. */
export async function appeal(
  ground: Ground,
  tx: Tx,
  writer: Maker,
  documentId: string,
  reason: string,
): Promise<store.DocumentRow> {
  const document = await lockWritten(tx, writer.userId, documentId);
  if (document.state !== 'REJECTED')
    throw new Fail('ILLEGAL_TRANSITION', 'Only a rejected text can be appealed.');
  if (document.appealed) throw new Fail('ILLEGAL_TRANSITION', 'This text was appealed already.');
  const by = await doerOf(ground, tx, writer);
  const appealed = await drafting.changeDraft(tx, documentId, {
    state: 'UNDER_REVIEW',
    state_since: ground.kernel.clock.now(),
    appealed: true,
    end_reason: null,
  });
  await note(ground, tx, appealed, { type: 'appealed', by, detail: reason });
  const { round } = appealed;
  const { revision } = (await textOfRound(tx, documentId, round))!;
  return requestReview(ground, tx, appealed, { round, revision, note: reason, appeal: true }, by);
}

/** Takes a rejected text back into the draft. */
export async function rework(
  ground: Ground,
  tx: Tx,
  writer: Maker,
  documentId: string,
): Promise<store.DocumentRow> {
  const document = await lockWritten(tx, writer.userId, documentId);
  requireTransition(document, 'DRAFT');
  const draft = await drafting.changeDraft(tx, documentId, {
    state: 'DRAFT',
    state_since: ground.kernel.clock.now(),
  });
  await note(ground, tx, draft, {
    type: 'reworked',
    by: await doerOf(ground, tx, writer),
  });
  await announce(ground, tx, 'document.opened', draft, [], writer.userId);
  return draft;
}

/** The text may be signed. An amendment goes to its recipients at once; a document when its maker sends it. */
export async function approve(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  by: Doer,
  reason: string | null,
): Promise<store.DocumentRow> {
  const happening = { type: 'approved', by, ...(reason ? { detail: reason } : {}) };
  if (document.state === 'AMENDMENT_REVIEW') {
    await note(ground, tx, document, happening);
    const { recipients, steps } = draftOf(document)!;
    await openAmendment(ground, tx, document, { recipients, steps }, by);
    return (await store.documentById(tx, document.id))!;
  }
  const approved = await drafting.changeDraft(tx, document.id, {
    state: 'APPROVED',
    state_since: ground.kernel.clock.now(),
  });
  await note(ground, tx, approved, happening);
  await announce(ground, tx, 'document.opened', approved, [], by.userId);
  return approved;
}

interface Finished {
  readonly composed: Composed;
  readonly filling: Filling;
  readonly taken: readonly Taken[];
}

/** The text, or what it still lacks. */
export async function finishedText(
  ground: Ground,
  tx: Tx,
  template: Template,
  document: RelationshipTerms,
  draft: Pick<Draft, 'values' | 'clauses' | 'recipients' | 'steps'>,
): Promise<Finished> {
  const taken = takeClauses(template, await libraryOf(tx), draft.clauses);
  const whole = await fillingOf(ground, tx, template, document, { ...draft, note: null, writerId: '' });
  const composed = compose(template, taken, whole);
  const sending =
    problemOf(draft.recipients, draft.steps) ??
    doubleOf(draft.recipients) ??
    (await relationshipProblem(tx, template, document, draft));
  const problems = [...composed.problems, ...(sending ? [{ name: 'recipients', message: sending }] : [])];
  if (problems.length) {
    const [first] = problems;
    const label = template.variables.find(({ name }) => name === first!.name)?.label;
    throw new Fail('RULE_VIOLATED', label ? `${label}: ${first!.message}` : first!.message, {
      fields: problems.map(({ name, message }) => ({ path: name, message })),
    });
  }
  return { composed, filling: { ...whole, values: valuesOf(template, taken, composed, whole) }, taken };
}

/** What stands in the blanks of the text, no more and no less. */
function valuesOf(
  template: Template,
  taken: readonly Taken[],
  { blanks }: Composed,
  { values }: Filling,
): Record<string, string> {
  const ofLibrary = taken.flatMap((one) => (one.source === 'LIBRARY' ? one.variables : []));
  const variables = new Map(
    [...ofLibrary, ...template.variables].map((variable) => [variable.name, variable]),
  );
  return Object.fromEntries(blanks.map((name) => [name, values[name] ?? variables.get(name)?.initial ?? '']));
}

function doubleOf(recipients: readonly Recipient[]): string | null {
  const double = twice(
    recipients.map(({ userId, email }) => ({ userId: userId ?? null, email: email ?? userId ?? '' })),
  );
  return double ? 'Somebody is named twice among the recipients.' : null;
}

/** Every text that is handed in is kept, with what it was put together from. */
async function keepText(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  text: Finished & { readonly note: string | null },
  by: Doer,
): Promise<{ round: number; revision: number }> {
  const amending = document.state === 'AMENDMENT_DRAFT';
  const round = amending ? (await lastRound(tx, document.id))! + 1 : document.round;
  const before = await textOfRound(tx, document.id, round);
  const { composed, filling, taken } = text;
  const same = amending
    ? document.text_hash
    : document.state === 'REVISION_REQUESTED'
      ? before?.text_hash
      : null;
  if (composed.textHash === same)
    throw new Fail(
      'RULE_VIOLATED',
      amending
        ? 'The amendment changes nothing in the text.'
        : 'The text is still the one that was sent back. Change it first.',
    );
  const revision = (before?.revision ?? 0) + 1;
  await insertText(tx, {
    document_id: document.id,
    round,
    revision,
    html: composed.html,
    canonical_text: composed.canonicalText,
    text_hash: composed.textHash,
    fill: JSON.stringify(filling),
    clauses: JSON.stringify(taken),
    standard: composed.standard,
    note: text.note,
    author_id: by.userId!,
    created_at: ground.kernel.clock.now(),
  });
  return { round, revision };
}

async function requestReview(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  wish: { round: number; revision: number; note: string | null; appeal: boolean },
  by: Doer,
): Promise<store.DocumentRow> {
  const id = newId();
  await drafting.insertReview(tx, {
    id,
    document_id: document.id,
    round: wish.round,
    revision: wish.revision,
    requested_by: by.userId!,
    requested_at: ground.kernel.clock.now(),
    note: wish.note,
    appeal: wish.appeal,
    state: 'OPEN',
  });
  await note(ground, tx, document, {
    type: 'review-requested',
    by,
    data: { reviewId: id, appeal: wish.appeal },
  });
  await announceReview(ground, tx, 'review.requested', document, by.userId!, {
    reviewId: id,
    appeal: wish.appeal,
  });
  await announce(ground, tx, 'document.opened', document, await store.signersOf(tx, document.id), by.userId);
  return document;
}
