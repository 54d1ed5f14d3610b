import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { textsOf, type TextRow } from '../record/agreement-store.ts';
import { endAmendment } from './amendments.ts';
import { compose, type Filling, type Taken } from '../texts/composition.ts';
import { announceReview } from './drafting-events.ts';
import * as drafting from './drafting-store.ts';
import { doerOf } from '../record/doers.ts';
import { draftOf } from './drafts.ts';
import { announce } from '../record/events.ts';
import type { Actor, Ground } from '../ground.ts';
import { note, type Doer } from '../record/history.ts';
import * as store from '../record/store.ts';
import { approve } from './submission.ts';
import { templateVersionOf } from '../catalogue/templates.ts';

/** The legal administrator looks at texts with wording of their own (domain rules, section 3.4). Nobody at an own document. */

export interface Review extends drafting.ReviewRow {
  readonly title: string;
  readonly creatorName: string;
}

export interface ReviewDetail extends Review {
  readonly text: TextRow;
  /** The same document with nothing but the words of template and library. */
  readonly standardText: string;
  readonly ownClauses: readonly { readonly title: string; readonly text: string }[];
}

export type Decision = 'APPROVE' | 'REVISE' | 'REJECT';

const outcome = { APPROVE: 'APPROVED', REVISE: 'REVISION_REQUESTED', REJECT: 'REJECTED' } as const;

export async function listReviews(
  ground: Ground,
  db: Db,
  query: { readonly state: 'OPEN' | 'DECIDED'; readonly cursor?: string | undefined; readonly limit: number },
) {
  const cursor = readIdCursor(query.cursor);
  const rows = await drafting.listReviews(db, query.state === 'OPEN', cursor, query.limit + 1);
  const names = await ground.people.byIds(db, [...new Set(rows.map((row) => row.creator_id))]);
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row): Review => ({ ...row, title: row.title ?? '', creatorName: names.get(row.creator_id)?.name ?? '' }),
  );
}

export async function reviewOf(ground: Ground, db: Db, reviewId: string): Promise<ReviewDetail> {
  const review = found(await drafting.reviewById(db, reviewId));
  const document = found(await store.documentById(db, review.document_id));
  const text = found(
    (await textsOf(db, document.id)).find(
      ({ round, revision }) => round === review.round && revision === review.revision,
    ),
  );
  const taken = text.clauses as readonly Taken[];
  const template = await templateVersionOf(db, document.code, document.version);
  const ownWords = taken.filter((one) => one.source === 'OWN');
  const standard = compose(
    template,
    taken.filter((one) => one.source !== 'OWN'),
    text.fill as Filling,
  );
  return {
    ...(await named(ground, db, review, document)),
    text,
    standardText: standard.canonicalText,
    ownClauses: ownWords.map(({ title, text: words }) => ({ title, text: words })),
  };
}

export async function decideReview(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  reviewId: string,
  decision: Decision,
  reason: string,
): Promise<Review> {
  // The document first, as everybody locks it who changes it.
  const { document_id: documentId } = found(await drafting.reviewById(tx, reviewId));
  const document = found(await store.lockDocument(tx, documentId));
  const review = found(await drafting.lockReview(tx, reviewId));
  if (isOwn(document, actor.userId) || review.requested_by === actor.userId)
    throw new Fail('FORBIDDEN', 'This is a document of your own. Somebody else reviews it.');
  if (review.state !== 'OPEN' || !['UNDER_REVIEW', 'AMENDMENT_REVIEW'].includes(document.state))
    throw new Fail('ILLEGAL_TRANSITION', 'This review is over.');
  const by = await doerOf(ground, tx, actor);
  if (review.appeal && (await drafting.lastRejecter(tx, documentId)) === actor.userId) {
    await requireNobodyElse(ground, tx, review, document, actor.userId);
    await note(ground, tx, document, {
      type: 'appeal-decided-by-same',
      by,
      detail: 'The appeal is decided by the administrator who rejected the text: there is no other.',
    });
  }
  const decided = await drafting.decideReview(tx, reviewId, {
    state: outcome[decision],
    decided_by: actor.userId,
    decided_at: ground.kernel.clock.now(),
    reason,
  });
  const after =
    decision === 'APPROVE'
      ? await approve(ground, tx, document, by, reason)
      : await sendBack(ground, tx, document, by, decision, reason);
  await announceReview(ground, tx, 'review.decided', after, actor.userId, {
    reviewId,
    decision: outcome[decision],
    reason,
    userIds: [review.requested_by],
  });
  return named(ground, tx, decided, after);
}

/** A refused amendment is over: the version in force stays. */
async function sendBack(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  by: Doer,
  decision: 'REVISE' | 'REJECT',
  reason: string,
): Promise<store.DocumentRow> {
  const after =
    document.state === 'AMENDMENT_REVIEW'
      ? await endAmendment(ground, tx, document)
      : await drafting.changeDraft(tx, document.id, {
          state: outcome[decision],
          state_since: ground.kernel.clock.now(),
          end_reason: reason,
        });
  const type = decision === 'REVISE' ? 'revision-requested' : 'rejected';
  await note(ground, tx, after, { type, by, detail: reason });
  const signers = await store.signersOf(tx, document.id);
  await announce(ground, tx, 'document.opened', after, signers, by.userId);
  return after;
}

/** A second look is somebody else's, as long as there is somebody else who may decide about this document. */
async function requireNobodyElse(
  ground: Ground,
  tx: Tx,
  review: drafting.ReviewRow,
  document: store.DocumentRow,
  userId: string,
): Promise<void> {
  const others: string[] = [];
  for (const otherId of await ground.security.appointed(tx, [11, 12])) {
    if (otherId === userId || otherId === review.requested_by || isOwn(document, otherId)) continue;
    const held = await ground.security.held(tx, otherId);
    if (held.has(11) || held.has(12)) others.push(otherId);
  }
  if (!others.length) return;
  const people = await ground.people.byIds(tx, others);
  const names = others.flatMap((otherId) => people.get(otherId)?.name ?? []).sort();
  throw new Fail(
    'RULE_VIOLATED',
    `You rejected this text, so its appeal is decided by somebody else: ${names.join(' or ')}.`,
  );
}

function isOwn(document: store.DocumentRow, userId: string): boolean {
  const named = draftOf(document)?.recipients.some((recipient) => recipient.userId === userId) ?? false;
  return document.creator_id === userId || named;
}

async function named(
  ground: Ground,
  db: Db,
  review: drafting.ReviewRow,
  document: store.DocumentRow,
): Promise<Review> {
  const creator = (await ground.people.byIds(db, [document.creator_id])).get(document.creator_id);
  return { ...review, title: document.title ?? '', creatorName: creator?.name ?? '' };
}
