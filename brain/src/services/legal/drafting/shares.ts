import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { announceSharing } from './drafting-events.ts';
import * as drafting from './drafting-store.ts';
import { doerOf } from '../record/doers.ts';
import type { Actor, Ground } from '../ground.ts';
import { note } from '../record/history.ts';
import { isParty } from '../record/policy.ts';
import * as store from '../record/store.ts';

/** Reading rights that a party lends to another member until a day, with or without a voice beside the text. */

/** People who read one document at a time besides its parties. */
const liveShares = 50;

export interface SharedWith extends drafting.ShareRow {
  readonly name: string;
}

export async function share(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  wish: { readonly userId: string; readonly canComment: boolean; readonly days: number },
): Promise<SharedWith> {
  const { document, signers } = await asParty(tx, actor, documentId, 'lock');
  const person = (await ground.people.byIds(tx, [wish.userId])).get(wish.userId);
  if (!person) throw new Fail('RULE_VIOLATED', 'There is no such member.');
  if (isParty(document, signers, { userId: wish.userId, held: new Set() }))
    throw new Fail('RULE_VIOLATED', 'This person is a party and reads the document anyway.');
  const now = ground.kernel.clock.now();
  // A further share to the same person takes the place of the one before.
  await drafting.endSharesWith(tx, documentId, wish.userId, now);
  if ((await drafting.liveShares(tx, documentId, now)).length >= liveShares)
    throw new Fail('RULE_VIOLATED', `At most ${liveShares} people besides the parties read one document.`);
  const row = await drafting.insertShare(tx, {
    id: newId(),
    document_id: documentId,
    user_id: wish.userId,
    can_comment: wish.canComment,
    shared_by: actor.userId,
    created_at: now,
    expires_at: addDays(now, wish.days),
  });
  const by = await doerOf(ground, tx, actor);
  await note(ground, tx, document, {
    type: 'shared',
    by,
    data: { userId: wish.userId, canComment: wish.canComment, until: row.expires_at.toISOString() },
  });
  await announceSharing(ground, tx, 'agreement.shared', document, [wish.userId], actor.userId, {
    fromName: by.name,
    canComment: wish.canComment,
    until: row.expires_at.toISOString(),
  });
  return { ...row, name: person.name };
}

export async function sharesOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  documentId: string,
): Promise<SharedWith[]> {
  await asParty(db, actor, documentId);
  const rows = await drafting.liveShares(db, documentId, ground.kernel.clock.now());
  const people = await ground.people.byIds(db, [...new Set(rows.map((row) => row.user_id))]);
  return rows.map((row) => ({ ...row, name: people.get(row.user_id)?.name ?? '' }));
}

export async function endShare(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  shareId: string,
): Promise<void> {
  const { document } = await asParty(tx, actor, documentId, 'lock');
  if (!(await drafting.endShare(tx, documentId, shareId, ground.kernel.clock.now())))
    throw new Fail('NOT_FOUND');
  const by = await doerOf(ground, tx, actor);
  await note(ground, tx, document, { type: 'share-ended', by, data: { shareId } });
}

/** The document, for a party in the narrow sense: whoever reads by a share lends nothing on. */
async function asParty(db: Db | Tx, actor: Actor, documentId: string, lock?: 'lock') {
  const row = lock
    ? await store.lockDocument(db as Tx, documentId)
    : await store.documentById(db, documentId);
  const document = found(row);
  const signers = await store.signersOf(db, documentId);
  if (!isParty(document, signers, actor)) throw new Fail('NOT_FOUND');
  return { document, signers };
}
