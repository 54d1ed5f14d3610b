import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { announceSharing } from '../drafting/drafting-events.ts';
import * as drafting from '../drafting/drafting-store.ts';
import { doerOf } from '../record/doers.ts';
import { readAsReader } from './documents.ts';
import type { Actor, Ground } from '../ground.ts';
import { note } from '../record/history.ts';
import { shownTo } from './presentation.ts';
import * as store from '../record/store.ts';

/** Remarks beside the text of a document, of its parties and of members who were lent a voice. */

/** Remarks on one document. */
const mostComments = 500;

export interface Remark extends drafting.CommentRow {
  readonly authorName: string;
}

export async function commentsOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  documentId: string,
): Promise<Remark[]> {
  await readAsReader(ground, db, actor, documentId);
  const rows = await drafting.commentsOf(db, documentId);
  const people = await ground.people.byIds(db, [...new Set(rows.map((row) => row.author_id))]);
  return rows.map((row) => ({ ...row, authorName: people.get(row.author_id)?.name ?? '' }));
}

export async function comment(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  remark: { readonly text: string; readonly start?: number | undefined; readonly end?: number | undefined },
): Promise<Remark> {
  await store.lockDocument(tx, documentId);
  const { document, signers, share } = await readAsReader(ground, tx, actor, documentId);
  if (share && !share.canComment)
    throw new Fail('RULE_VIOLATED', 'This document was shared with you for reading only.');
  const earlier = await drafting.commentsOf(tx, documentId);
  if (earlier.length >= mostComments)
    throw new Fail('RULE_VIOLATED', `A document has at most ${mostComments} remarks.`);
  const { start = null, end = null } = remark;
  if ((start === null) !== (end === null))
    throw new Fail('RULE_VIOLATED', 'Name both ends of the characters you speak of, or none.');
  if (start !== null && end !== null) await requireSpan(ground, tx, actor, document, start, end);
  const row = await drafting.insertComment(tx, {
    id: newId(),
    document_id: documentId,
    author_id: actor.userId,
    text: remark.text,
    span_start: start,
    span_end: end,
    created_at: ground.kernel.clock.now(),
  });
  const by = await doerOf(ground, tx, actor);
  await note(ground, tx, document, { type: 'commented', by, data: { commentId: row.id } });
  const heard = [
    document.creator_id,
    ...signers.flatMap(({ user_id, state }) => (user_id && state !== 'WAITING' ? [user_id] : [])),
    ...earlier.map((other) => other.author_id),
  ];
  const userIds = [...new Set(heard)].filter((userId) => userId !== actor.userId);
  await announceSharing(ground, tx, 'agreement.commented', document, userIds, actor.userId, {
    fromName: by.name,
  });
  return { ...row, authorName: by.name ?? '' };
}

/** The span lies in the text as the author reads it. */
async function requireSpan(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  document: store.DocumentRow,
  start: number,
  end: number,
): Promise<void> {
  const { canonicalText } = await shownTo(ground, tx, actor, { document });
  if (start >= end || end > canonicalText.length)
    throw new Fail('RULE_VIOLATED', 'These characters are not in the text. Load it again.');
}
