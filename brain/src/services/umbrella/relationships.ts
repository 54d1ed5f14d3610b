import type { umbrellaWire } from '@smartstart/contract';
import { addDays, hubId } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { violatedUnique } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { nextState } from '../../kernel/machine.ts';
import {
  announce,
  isAppointed,
  lockAsParty,
  lockForHub,
  percent,
  record,
  tenthsOf,
  type Actor,
  type Ground,
} from './ground.ts';
import { begin, conflictOf, finish } from './beginnings.ts';
import { relationships as machine } from './machines.ts';
import * as store from './relationship-store.ts';
import type { RelationshipRow } from './relationship-store.ts';

/** What the two sides do with their relationship. Each document is made here, and takes effect with its signatures. */

export const pendingDays = 30;
const answerDays = 14;
/** Before the end of the agreement it can be renewed without a gap. */
const renewalDays = 30;

export interface Terms {
  readonly kind: (typeof umbrellaWire.relationshipKind)['options'][number];
  readonly ratePercent: string;
  readonly message: string;
}

/** Proposes the relationship: the agreement goes to both, and it begins with the second signature. */
export async function propose(
  ground: Ground,
  tx: Tx,
  signer: Actor,
  referredId: string,
  terms: Terms,
): Promise<RelationshipRow> {
  requireKind(signer, terms.kind);
  if (referredId === signer.userId) throw new Fail('RULE_VIOLATED', 'Nobody sponsors themselves.');
  const sponsorId = terms.kind === 'HUB' ? hubId : signer.userId;
  const person = (await ground.people.byIds(tx, [referredId])).get(referredId);
  if (!person || person.status !== 'ACTIVE') throw new Fail('NOT_FOUND');
  if (!(await ground.security.held(tx, referredId)).has(1))
    throw new Fail(
      'RULE_VIOLATED',
      `${person.name} is no member yet. Invite them by e-mail; the invitation waits until they are.`,
    );
  const conflict = await conflictOf(tx, sponsorId, referredId);
  if (conflict) throw new Fail('RULE_VIOLATED', conflict);
  const now = ground.kernel.clock.now();
  const row = await once(() =>
    store.insertRelationship(tx, {
      id: newId(),
      kind: terms.kind,
      sponsor_id: sponsorId,
      signer_id: signer.userId,
      referred_id: referredId,
      state: machine.start,
      rate_tenths: tenthsOf(terms.ratePercent),
      pending_until: addDays(now, pendingDays),
      created_at: now,
    }),
  );
  const documentId = await agreementFor(ground, tx, row, terms.message, pendingDays);
  const saved = await store.updateRelationship(tx, row.id, { document_id: documentId });
  await record(ground, tx, saved, {
    event: 'propose',
    actor: signer,
    to: saved.state,
    after: { kind: saved.kind, ratePercent: terms.ratePercent, documentId },
  });
  return saved;
}

/** HUB is for those the hub appointed; the others are for everybody. */
export function requireKind(actor: Actor, kind: string): void {
  if (kind === 'HUB' && !isAppointed(actor))
    throw new Fail('FORBIDDEN', 'Somebody appointed by the hub signs for it. Choose another kind.');
}

/** An Umbrella Agreement of these two at the rate that was agreed last, sent to both. */
async function agreementFor(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  message: string,
  deadlineDays: number,
): Promise<string> {
  const documentId = await ground.papers.createAgreement(tx, {
    templateCode: 'UMA',
    creatorId: row.signer_id,
    values: { ratePercent: percent(row.rate_tenths) },
    recipients: [
      { role: 'Sponsor', kind: 'SIGNER', step: 1, userId: row.signer_id },
      { role: 'Member', kind: 'SIGNER', step: 1, userId: row.referred_id },
    ],
    ...(message ? { message } : {}),
  });
  await ground.papers.sendAgreement(tx, { documentId, creatorId: row.signer_id, deadlineDays });
  return documentId;
}

/** The document the person is to sign next. */
export async function documentToSign(tx: Tx, actor: Actor, relationshipId: string): Promise<string> {
  const row = await lockAsParty(tx, actor, relationshipId);
  const waiting =
    (row.state === 'PENDING_AGREEMENT' ? row.document_id : null) ??
    row.renewal_id ??
    row.amendment_id ??
    noticeOf(row, actor.userId);
  if (waiting) return waiting;
  throw new Fail('ILLEGAL_TRANSITION', 'No document of this relationship waits for a signature.');
}

export function noticeOf(row: RelationshipRow, userId: string): string | null {
  return row.referred_id === userId ? row.member_notice_id : row.sponsor_notice_id;
}

/** The sponsor takes back what is not signed yet. The member declines by declining the document. */
export async function withdraw(ground: Ground, tx: Tx, actor: Actor, relationshipId: string, reason: string) {
  const row = await lockAsParty(tx, actor, relationshipId);
  nextState(machine, row.state, 'lapse');
  if (row.signer_id !== actor.userId)
    throw new Fail('FORBIDDEN', 'Decline the agreement instead: that ends the proposal.');
  await ground.papers.voidAgreement(tx, {
    documentId: row.document_id!,
    actorId: actor.userId,
    reason,
    call: actor.call,
  });
  return finish(ground, tx, row, { event: 'lapse', actor, reason, at: ground.kernel.clock.now() });
}

/** A notice of the caller; signed, it ends the relationship thirty days later. The other side need not agree. */
export async function giveNotice(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  relationshipId: string,
): Promise<string> {
  const row = await lockAsParty(tx, actor, relationshipId);
  requireActive(row, 'Notice');
  if (row.ends_at)
    throw new Fail(
      'ILLEGAL_TRANSITION',
      `Notice was given already. It takes effect at ${row.ends_at.toISOString()}.`,
    );
  const waiting = noticeOf(row, actor.userId);
  if (waiting) return waiting;
  const documentId = await ground.papers.createAgreement(tx, {
    templateCode: 'UMT',
    creatorId: actor.userId,
    concernsId: row.document_id!,
    call: actor.call,
  });
  await ground.papers.sendAgreement(tx, {
    documentId,
    creatorId: actor.userId,
    deadlineDays: answerDays,
    call: actor.call,
  });
  const column = row.referred_id === actor.userId ? 'member_notice_id' : 'sponsor_notice_id';
  const saved = await store.updateRelationship(tx, row.id, { [column]: documentId });
  await record(ground, tx, saved, { event: 'prepare-notice', actor, after: { documentId } });
  return documentId;
}

/** Another rate; signed by both, it counts from the first day of the next month. */
export async function amend(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  relationshipId: string,
  ratePercent: string,
): Promise<string> {
  const row = await lockAsParty(tx, actor, relationshipId);
  requireActive(row, 'An amendment');
  if (row.ends_at) throw new Fail('ILLEGAL_TRANSITION', 'Notice was given. The rate stays until the end.');
  if (row.amendment_id)
    throw new Fail(
      'ILLEGAL_TRANSITION',
      'An amendment waits for signatures already. Sign or decline that one.',
    );
  const tenths = tenthsOf(ratePercent);
  if (tenths === row.rate_tenths) throw new Fail('RULE_VIOLATED', 'This is the rate that is agreed already.');
  const documentId = await ground.papers.createAgreement(tx, {
    templateCode: 'UMX',
    creatorId: actor.userId,
    concernsId: row.document_id!,
    values: { ratePercent },
    call: actor.call,
  });
  await ground.papers.sendAgreement(tx, {
    documentId,
    creatorId: actor.userId,
    deadlineDays: answerDays,
    call: actor.call,
  });
  const saved = await store.updateRelationship(tx, row.id, {
    amendment_id: documentId,
    amendment_tenths: tenths,
  });
  await record(ground, tx, saved, { event: 'propose-rate', actor, after: { documentId, ratePercent } });
  return documentId;
}

/** After the 365 days, or in the last thirty of them. Until both have signed nothing new accrues once they are over. */
export async function renew(ground: Ground, tx: Tx, actor: Actor, relationshipId: string): Promise<string> {
  const row = await lockAsParty(tx, actor, relationshipId);
  const soon =
    row.state === 'ACTIVE' &&
    row.valid_until !== null &&
    row.valid_until <= addDays(ground.kernel.clock.now(), renewalDays);
  if (!soon) nextState(machine, row.state, 'renew');
  if (row.ends_at)
    throw new Fail('ILLEGAL_TRANSITION', 'Notice was given. Starting again is a new relationship.');
  if (row.renewal_id) return row.renewal_id;
  const conflict = row.state === 'EXPIRED' ? await conflictOf(tx, row.sponsor_id, row.referred_id) : null;
  if (conflict) throw new Fail('RULE_VIOLATED', conflict);
  const documentId = await agreementFor(ground, tx, row, '', pendingDays);
  const saved = await store.updateRelationship(tx, row.id, { renewal_id: documentId });
  await record(ground, tx, saved, { event: 'propose-renewal', actor, after: { documentId } });
  return documentId;
}

/** Ends what is suspended or expired. Suspended, it ends as of its suspension: what waited does not count. */
export async function terminate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  relationshipId: string,
  reason: string,
  by: 'PARTY' | 'HUB',
): Promise<RelationshipRow> {
  const row =
    by === 'HUB' ? await lockForHub(tx, actor, relationshipId) : await lockAsParty(tx, actor, relationshipId);
  if (by === 'HUB' && row.state !== 'SUSPENDED')
    throw new Fail(
      'ILLEGAL_TRANSITION',
      'The hub ends a relationship that it suspended before, and no other.',
    );
  const at = row.state === 'SUSPENDED' ? row.suspended_at! : (row.valid_until ?? ground.kernel.clock.now());
  return finish(ground, tx, row, { event: 'terminate', actor, reason, at });
}

export async function suspend(ground: Ground, tx: Tx, actor: Actor, relationshipId: string, reason: string) {
  const row = await lockForHub(tx, actor, relationshipId);
  const to = nextState(machine, row.state, 'suspend');
  const saved = await store.updateRelationship(tx, row.id, {
    state: to,
    suspended_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, saved, { event: 'suspend', actor, from: row.state, to, reason });
  await announce(ground, tx, saved, 'suspended', { actor, reason });
  return saved;
}

/** What waited counts. One that was suspended before it began, begins now. */
export async function reinstate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  relationshipId: string,
  reason: string,
) {
  const row = await lockForHub(tx, actor, relationshipId);
  const to = nextState(machine, row.state, 'reinstate');
  const now = ground.kernel.clock.now();
  const end = row.ends_at ?? row.valid_until;
  if (!end || end <= now)
    throw new Fail(
      'RULE_VIOLATED',
      'The Umbrella Agreement is not in force. The relationship can only be ended.',
    );
  if (!row.activated_at)
    return begin(ground, tx, row, { event: 'reinstate', actor, reason, validUntil: row.valid_until });
  const saved = await store.updateRelationship(tx, row.id, { state: to, suspended_at: null });
  await record(ground, tx, saved, { event: 'reinstate', actor, from: row.state, to, reason });
  return saved;
}

function requireActive({ state }: RelationshipRow, what: string): void {
  if (state !== 'ACTIVE')
    throw new Fail('ILLEGAL_TRANSITION', `${what} is for an active relationship. This one is ${state}.`);
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'umbrella_relationships_pair')
      throw new Fail(
        'ALREADY_EXISTS',
        'There is an open relationship between you two already. Go on with that one, or end it first.',
      );
    throw error;
  }
}
