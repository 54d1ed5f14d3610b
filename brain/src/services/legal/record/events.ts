import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import { wasAsked } from './recipients.ts';
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
  // What happens to an agreement has events of its own; papers count for access, and others react to theirs.
  if (document.kind === 'CUSTOM') return announceChanged(ground, tx, document, userIds, actorId);
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
  await announceChanged(ground, tx, document, userIds, actorId);
}

export type AgreementEvent =
  | 'agreement.invited'
  | 'agreement.reminded'
  | 'agreement.completed'
  | 'agreement.sealed'
  | 'agreement.declined'
  | 'agreement.voided'
  | 'agreement.expired'
  | 'agreement.expiring'
  | 'agreement.ended'
  | 'agreement.delegated';

/**
 * Tells of an agreement: `userIds` are the members who are told, `positions` the places of guests who are told by mail.
 * Names and the title are in `extra` or here, addresses never are: they stand in the rows of the places.
 */
export async function announceAgreement(
  ground: Ground,
  tx: Tx,
  type: AgreementEvent,
  document: DocumentRow,
  to: { readonly userIds: readonly string[]; readonly positions: readonly number[] },
  actorId: string | null,
  extra: Record<string, unknown> = {},
): Promise<void> {
  const userIds = [...new Set(to.userIds)];
  const data = {
    documentId: document.id,
    code: document.code,
    title: document.title ?? '',
    ventureId: document.venture_id,
    state: document.state,
    userIds,
    positions: [...to.positions],
    ...extra,
  };
  await publish(
    ground,
    tx,
    type,
    actorId,
    userIds.map((id) => `user:${id}`),
    data,
  );
}

/** Everybody who was ever asked, and the maker. */
export function everybodyOf(
  document: DocumentRow,
  signers: readonly SignerRow[],
): { userIds: string[]; positions: number[] } {
  const asked = signers.filter(wasAsked);
  return {
    userIds: partiesOf(document, signers),
    positions: asked.flatMap(({ mode, position }) => (mode === 'GUEST' ? [position] : [])),
  };
}

function announceChanged(
  ground: Ground,
  tx: Tx,
  document: DocumentRow,
  userIds: readonly string[],
  actorId: string | null,
): Promise<void> {
  const people = userIds.map((id) => `user:${id}`);
  return publish(ground, tx, 'document.changed', actorId, people, { documentId: document.id });
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

/** Papers the person did not need before. */
export async function announceRequired(
  ground: Ground,
  tx: Tx,
  userId: string,
  codes: readonly string[],
): Promise<void> {
  await publish(ground, tx, 'paper.required', null, [`user:${userId}`], { userId, codes });
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
  const asked = signers.filter(wasAsked);
  return [...new Set([document.creator_id, ...asked.flatMap((signer) => signer.user_id ?? [])])];
}
