import type { Tx } from '../../kernel/db.ts';
import type { Ground } from './ground.ts';
import type { DocumentRow, SignerRow } from './store.ts';

/**
 * What this service publishes. `document.waiting` is for the person whose countersignature is due; `paper.expiring` and
 * `paper.expired` are for the person the copy was opened for; the latter also tells that a venture paper was revoked. Venture topics carry ids and codes only.
 */
export type DocumentEvent =
  | 'document.opened'
  | 'document.signed'
  | 'document.effective'
  | 'document.declined'
  | 'document.ended';

/** Tells of a document to its parties and, for venture papers, to the venture; live clients load it anew. */
export async function announce(
  ground: Ground,
  tx: Tx,
  type: DocumentEvent,
  document: DocumentRow,
  signers: readonly SignerRow[],
  actorId: string | null,
): Promise<void> {
  const userIds = partiesOf(document, signers);
  const people = userIds.map((id) => `user:${id}`);
  const data = {
    documentId: document.id,
    code: document.code,
    ventureId: document.venture_id,
    tier: document.tier,
    state: document.state,
    userIds,
  };
  await publish(
    ground,
    tx,
    type,
    actorId,
    [...people, ...(document.venture_id ? [`venture:${document.venture_id}`] : [])],
    data,
  );
  await publish(ground, tx, 'document.changed', actorId, people, { documentId: document.id });
}

export async function announceWaiting(
  ground: Ground,
  tx: Tx,
  document: DocumentRow,
  userId: string,
  actorId: string,
): Promise<void> {
  const data = { userId, documentId: document.id, code: document.code, ventureId: document.venture_id };
  await publish(ground, tx, 'document.waiting', actorId, [`user:${userId}`], data);
}

export async function announceAccess(ground: Ground, tx: Tx, userId: string): Promise<void> {
  await publish(ground, tx, 'access.changed', userId, [`user:${userId}`], { userId, reason: 'paper' });
}

export async function announceExpiring(
  ground: Ground,
  tx: Tx,
  document: DocumentRow,
  days: number,
): Promise<void> {
  const userId = document.creator_id;
  const data = {
    userId,
    documentId: document.id,
    code: document.code,
    days,
    ventureId: document.venture_id,
    tier: document.tier,
  };
  await publish(ground, tx, 'paper.expiring', null, [`user:${userId}`], data);
}

export async function announceExpired(ground: Ground, tx: Tx, document: DocumentRow): Promise<void> {
  const userId = document.creator_id;
  const data = {
    userId,
    documentId: document.id,
    code: document.code,
    ventureId: document.venture_id,
    tier: document.tier,
  };
  await publish(ground, tx, 'paper.expired', null, [`user:${userId}`], data);
}

function publish(
  ground: Ground,
  tx: Tx,
  type: string,
  actorId: string | null,
  topics: readonly string[],
  data: Record<string, unknown>,
): Promise<void> {
  const { clock, outbox } = ground.kernel;
  return outbox.publish(tx, { type, actorId, at: clock.now().toISOString(), topics, data });
}

/** A signer whose turn has not come is no party yet. */
function partiesOf(document: DocumentRow, signers: readonly SignerRow[]): string[] {
  return [
    ...new Set([
      document.creator_id,
      ...signers.flatMap((signer) => (signer.user_id && signer.state !== 'WAITING' ? [signer.user_id] : [])),
    ]),
  ];
}
