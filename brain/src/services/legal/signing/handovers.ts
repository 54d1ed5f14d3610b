import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { insertSigners } from '../record/agreement-store.ts';
import { doerOf } from '../record/doers.ts';
import { envelopeOf, requireSigning, type Envelope } from '../record/envelope.ts';
import { announce, announceAgreement, everybodyOf } from '../record/events.ts';
import type { Actor, Ground } from '../ground.ts';
import { note, type Doer } from '../record/history.ts';
import { isRelationshipPaper } from '../catalogue/relationship-papers.ts';
import { boundPlaces } from '../record/policy.ts';
import { isLive, twice } from '../record/recipients.ts';
import * as store from '../record/store.ts';
import { advance, invite } from './turns.ts';

/** How a place of an agreement passes to somebody else: the person hands it on, or the maker corrects it. */

/** A member, or anybody by name and address. */
export interface Successor {
  readonly userId?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** A place is handed on this often at most, so that it does not wander. */
const maxHandovers = 3;

/** The person whose turn it is names somebody else; the row stays, and a new one in the same step names its origin. */
export async function delegate(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  place: store.SignerRow,
  by: Doer,
  to: Successor,
  reason: string,
): Promise<void> {
  const { document } = envelope;
  if (document.kind === 'PAPER' || (place.kind === 'SIGNER' && isRelationshipPaper(document.code)))
    throw new Fail('RULE_VIOLATED', 'Everybody signs their own papers.');
  if (handovers(envelope.all, place) >= maxHandovers)
    throw new Fail('RULE_VIOLATED', 'This place was handed on often enough. Sign it, or decline.');
  const position = await succeed(ground, tx, envelope, place, to, {
    state: 'DELEGATED',
    reason,
    delegated_by: place.position,
  });
  const successor = placeAt(await store.signersOf(tx, document.id), position);
  await note(ground, tx, envelope.noted, {
    type: 'delegated',
    by,
    position: place.position,
    detail: reason,
    data: { to: position, name: successor.name },
  });
  await tellNext(ground, tx, document, successor, by);
  const signers = await store.signersOf(tx, document.id);
  await announceAgreement(
    ground,
    tx,
    'agreement.delegated',
    document,
    { userIds: everybodyOf(document, signers).userIds, positions: [] },
    by.userId,
    { position, from: place.name, name: successor.name, reason },
  );
}

/** The maker replaces somebody who has not acted: a wrong address, somebody who left, or who declined. */
export async function correct(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  position: number,
  to: Successor,
  reason: string,
): Promise<void> {
  const document = found(await store.lockDocument(tx, documentId));
  if (document.kind !== 'CUSTOM' || document.creator_id !== actor.userId) throw new Fail('NOT_FOUND');
  const envelope = await envelopeOf(tx, document);
  const place = found(envelope.places.find((one) => one.position === position));
  if (place.kind === 'SIGNER' && isRelationshipPaper(document.code))
    throw new Fail(
      'RULE_VIOLATED',
      `This paper is about ${place.name}. For somebody else, void it and make another.`,
    );
  if (document.state !== 'SIGNATURE_REJECTED' && document.state !== 'SIGNING_EXPIRED')
    requireSigning(ground, document);
  if (!['WAITING', 'DUE', 'DECLINED'].includes(place.state))
    throw new Fail('ILLEGAL_TRANSITION', 'This recipient has acted already, or was replaced.');
  if (document.state === 'AMENDMENT_SIGNING') requireUnbound(document, envelope.all, place);
  const fresh = await succeed(ground, tx, envelope, place, to, {
    state: 'REPLACED',
    reason,
    delegated_by: null,
  });
  const signers = await store.signersOf(tx, documentId);
  const successor = placeAt(signers, fresh);
  const by = await doerOf(ground, tx, actor);
  await note(ground, tx, envelope.noted, {
    type: 'corrected',
    by,
    position,
    detail: reason,
    data: { to: fresh, name: successor.name },
  });
  await tellNext(ground, tx, document, successor, by);
  await announce(ground, tx, 'document.signed', document, signers, actor.userId);
  // In place of somebody who declined, the successor waits for a turn that may have come.
  if (document.state === 'SIGNING' || document.state === 'AMENDMENT_SIGNING')
    await advance(ground, tx, envelope, actor.userId);
  if (place.state === 'DUE')
    await announceAgreement(
      ground,
      tx,
      'agreement.voided',
      document,
      place.user_id
        ? { userIds: [place.user_id], positions: [] }
        : { userIds: [], positions: [place.position] },
      actor.userId,
      { reason, fromName: by.name },
    );
}

/** Nobody is put in the place of a party who is asked to change what that party has signed. */
function requireUnbound(
  document: store.DocumentRow,
  all: readonly store.SignerRow[],
  place: store.SignerRow,
): void {
  const asked = originOf(all, place);
  const isBound = boundPlaces(document, all).some((one) =>
    asked.user_id ? one.user_id === asked.user_id : !one.user_id && one.email === asked.email,
  );
  if (isBound)
    throw new Fail(
      'RULE_VIOLATED',
      `${asked.name} signed the text in force. Nobody else can agree to its amendment in that place.`,
    );
}

/** The place that was handed on first. */
function originOf(all: readonly store.SignerRow[], place: store.SignerRow): store.SignerRow {
  const before = all.find((one) => one.position === place.delegated_by);
  return before ? originOf(all, before) : place;
}

/** Adds the successor's row in the same step, and closes the old one. Answers with the new position. */
async function succeed(
  ground: Ground,
  tx: Tx,
  { document, places, all }: Envelope,
  place: store.SignerRow,
  to: Successor,
  end: { state: 'DELEGATED' | 'REPLACED'; reason: string; delegated_by: number | null },
): Promise<number> {
  const person = await personNamed(ground, tx, to);
  const others = places.filter((one) => isLive(one) && one.position !== place.position);
  const doubled =
    twice([...others.map((one) => ({ userId: one.user_id, email: one.email })), person]) ??
    // Handing the place to oneself would only hide who acted.
    (end.state === 'DELEGATED' ? twice([{ userId: place.user_id, email: place.email }, person]) : null);
  if (doubled) throw new Fail('RULE_VIOLATED', 'This person is a recipient of this document already.');
  const position = Math.max(...all.map((one) => one.position)) + 1;
  const now = ground.kernel.clock.now();
  const state = place.state === 'DUE' ? 'DUE' : 'WAITING';
  await store.updateSigner(tx, document.id, place.position, { state: end.state, reason: end.reason });
  await insertSigners(tx, [
    {
      document_id: document.id,
      position,
      role: place.role,
      mode: person.userId ? 'PERSON' : 'GUEST',
      user_id: person.userId,
      admin_rung: null,
      name: person.name,
      email: person.email,
      bears_fact: false,
      state,
      round: place.round,
      kind: place.kind,
      step: place.step,
      delegated_by: end.delegated_by,
      asked_at: state === 'DUE' ? now : null,
    },
  ]);
  return position;
}

async function tellNext(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  successor: store.SignerRow,
  by: Doer,
): Promise<void> {
  if (successor.state === 'DUE') await invite(ground, tx, document, successor, by.userId);
}

/** How a recipient is known: a member's own name and address, or what was written of somebody else. */
export async function personNamed(
  ground: Ground,
  tx: Tx,
  { userId, name, email }: Successor,
): Promise<{ userId: string | null; name: string; email: string }> {
  if (userId) {
    const person = (await ground.people.byIds(tx, [userId])).get(userId);
    if (!person) throw new Fail('RULE_VIOLATED', 'One of the recipients is not a member here.');
    return { userId, ...person };
  }
  if (!name?.trim() || !email)
    throw new Fail('RULE_VIOLATED', 'Name a member, or somebody by name and e-mail address.');
  return { userId: null, name: name.trim(), email: email.toLowerCase() };
}

function handovers(all: readonly store.SignerRow[], place: store.SignerRow): number {
  const before = all.find((one) => one.position === place.delegated_by);
  return before ? 1 + handovers(all, before) : 0;
}

function placeAt(signers: readonly store.SignerRow[], position: number): store.SignerRow {
  return signers.find((one) => one.position === position)!;
}
