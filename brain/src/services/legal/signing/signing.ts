import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { sha256 } from '../texts/canonical-text.ts';
import type { Sealed } from '../texts/sealed-record.ts';
import { rejectAmendment } from './completion.ts';
import { personOf } from '../papers/copies.ts';
import { envelopeOf, requireSigning, type Envelope } from '../record/envelope.ts';
import { announce, announceAgreement, everybodyOf } from '../record/events.ts';
import {
  approvalRecord,
  personalRecord,
  type Confirmation,
  type Consents,
  type Given,
  type Proof,
} from '../record/evidence.ts';
import type { Actor, Ground, Signatory, StepUpLookup } from '../ground.ts';
import { delegate, type Successor } from './handovers.ts';
import { note, type Doer } from '../record/history.ts';
import { placesOf } from '../record/policy.ts';
import { doneState, isReachable } from '../record/recipients.ts';
import * as store from '../record/store.ts';
import { addSignature, advance, previousHashOf } from './turns.ts';

/** What people do in their place of a document: sign, approve, confirm the reading, decline, hand the place on. */

export interface SignBody {
  readonly textHash: string;
  readonly kind: 'CLICK' | 'TYPED' | 'DRAWN';
  readonly typedName?: string | undefined;
  readonly drawing?: string | undefined;
  readonly title?: string | undefined;
  readonly consents: Consents;
}

export type Deed =
  | { readonly act: 'SIGN'; readonly given: Given }
  /** Approves as approver, or confirms as viewer that the text was read. */
  | { readonly act: 'CONFIRM'; readonly given: Confirmation }
  | { readonly act: 'DECLINE'; readonly reason: string }
  | { readonly act: 'DELEGATE'; readonly to: Successor; readonly reason: string };

/**
 * Does one thing in one place, as the person whose place it is and whose turn it has come. The document is locked
 * first, so that two people who act at the same instant act one after the other; who comes too late is told so.
 */
export async function act(
  ground: Ground,
  tx: Tx,
  documentId: string,
  who: Signatory,
  deed: Deed,
): Promise<void> {
  const document = found(await store.lockDocument(tx, documentId));
  const envelope = await envelopeOf(tx, document);
  const due = placeDue(ground, envelope, who);
  switch (deed.act) {
    case 'SIGN':
      return sign(ground, tx, envelope, due, who, deed.given);
    case 'CONFIRM':
      return confirm(ground, tx, envelope, due, who, deed.given);
    case 'DECLINE':
      return decline(ground, tx, envelope, due, who, deed.reason);
    case 'DELEGATE':
      return delegate(ground, tx, envelope, due, doer(who, due), deed.to, deed.reason);
  }
}

/** A member who acts in their own account. */
export function asMember(actor: Actor): Signatory {
  return { kind: 'MEMBER', ...actor };
}

/** Checks what needs no database, before the transaction begins. */
export async function prepareSignature(
  lookup: StepUpLookup,
  sessionId: string,
  body: SignBody,
): Promise<Given> {
  const given = markOf(body);
  return { ...given, stepUp: await proofOf(lookup, sessionId) };
}

export async function prepareConfirmation(
  lookup: StepUpLookup,
  sessionId: string,
  body: { textHash: string; note?: string | undefined },
): Promise<Confirmation> {
  const stepUp = await proofOf(lookup, sessionId);
  return { textHash: body.textHash, note: body.note ?? '', consents: null, stepUp };
}

const pngPrefix = 'data:image/png;base64,';
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The mark a person makes: a click, a typed name, or a drawing that is a PNG image. */
export function markOf(body: SignBody): Omit<Given, 'stepUp'> {
  if (body.kind === 'TYPED' && !body.typedName)
    throw new Fail('RULE_VIOLATED', 'Type your name to sign this way.');
  if (body.kind === 'DRAWN' && !body.drawing)
    throw new Fail('RULE_VIOLATED', 'Draw your signature to sign this way.');
  const bytes = body.kind === 'DRAWN' ? Buffer.from(body.drawing!.slice(pngPrefix.length), 'base64') : null;
  if (bytes && !bytes.subarray(0, pngMagic.length).equals(pngMagic))
    throw new Fail('RULE_VIOLATED', 'The drawing is not a PNG image.');
  return {
    textHash: body.textHash,
    kind: body.kind,
    typedName: body.kind === 'TYPED' ? body.typedName! : null,
    title: body.title ?? '',
    drawing: bytes ? { bytes, sha256: sha256(bytes) } : null,
    consents: body.consents,
  };
}

async function proofOf(lookup: StepUpLookup, sessionId: string): Promise<Proof> {
  const stepUp = await lookup(sessionId);
  if (!stepUp) throw new Fail('STEP_UP_REQUIRED');
  return stepUp;
}

async function sign(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  due: store.SignerRow,
  who: Signatory,
  given: Given,
): Promise<void> {
  if (due.kind !== 'SIGNER')
    throw new Fail(
      'RULE_VIOLATED',
      due.kind === 'APPROVER'
        ? 'You are asked to approve this document, not to sign it.'
        : 'You are asked to confirm that you have read this document, not to sign it.',
    );
  requireSameText(envelope, given.textHash);
  const identityVerified = await requireConsent(ground, tx, envelope, who);
  const place = await takePlace(ground, tx, due, who);
  const at = ground.kernel.clock.now();
  const previousHash = await previousHashOf(tx, envelope);
  const { document, textHash } = envelope;
  const sealed = personalRecord(
    ground.kernel.signingKey,
    { document, signer: place, textHash, previousHash, at },
    who,
    given,
    identityVerified,
  );
  await addSignature(tx, envelope, place, sealed, previousHash, at, given.drawing?.bytes ?? null);
  await recorded(ground, tx, envelope, place, who, sealed, 'signed', {
    kind: given.kind,
    factor: given.stepUp.factor,
  });
}

async function confirm(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  due: store.SignerRow,
  who: Signatory,
  given: Confirmation,
): Promise<void> {
  if (due.kind === 'SIGNER')
    throw new Fail('RULE_VIOLATED', 'You are asked to sign this document; approving is not enough.');
  requireSameText(envelope, given.textHash);
  const at = ground.kernel.clock.now();
  const { document, textHash } = envelope;
  const detail = given.note ? { detail: given.note } : {};
  if (due.kind === 'VIEWER') {
    await store.updateSigner(tx, document.id, due.position, { state: doneState(due.kind), signed_at: at });
    await note(ground, tx, envelope.noted, {
      type: 'read',
      by: doer(who, due),
      position: due.position,
      ...detail,
      data: { textHash, factor: given.stepUp.factor },
    });
    await announce(
      ground,
      tx,
      'document.signed',
      document,
      await store.signersOf(tx, document.id),
      idOf(who),
    );
    return advance(ground, tx, envelope, idOf(who));
  }
  const identityVerified = await requireConsent(ground, tx, envelope, who);
  const previousHash = await previousHashOf(tx, envelope);
  const sealed = approvalRecord(
    ground.kernel.signingKey,
    { document, signer: due, textHash, previousHash, at },
    who,
    given,
    identityVerified,
  );
  await addSignature(tx, envelope, due, sealed, previousHash, at, null);
  const data = { factor: given.stepUp.factor };
  await recorded(ground, tx, envelope, due, who, sealed, 'approval-given', data, given.note);
}

/** Tells of a record that was made, and passes the turn on. */
async function recorded(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  place: store.SignerRow,
  who: Signatory,
  sealed: Sealed,
  type: 'signed' | 'approval-given',
  data: Record<string, unknown>,
  detail?: string,
): Promise<void> {
  const { document, textHash } = envelope;
  await note(ground, tx, envelope.noted, {
    type,
    by: doer(who, place),
    position: place.position,
    ...(detail ? { detail } : {}),
    data: { version: document.version, textHash, recordHash: sealed.recordHash, ...data },
  });
  await announce(ground, tx, 'document.signed', document, await store.signersOf(tx, document.id), idOf(who));
  await advance(ground, tx, envelope, idOf(who));
}

/** A refusal ends the round, unless enough others of the step are left to reach its number. */
async function decline(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  due: store.SignerRow,
  who: Signatory,
  reason: string,
): Promise<void> {
  const place = await takePlace(ground, tx, due, who);
  await store.updateSigner(tx, place.document_id, place.position, { state: 'DECLINED', reason });
  const places = envelope.places.map((one) =>
    one.position === place.position ? { ...one, state: 'DECLINED' } : one,
  );
  const over = !isReachable(places, envelope.rules);
  const rejected =
    over && envelope.document.state === 'SIGNING'
      ? await store.updateDocument(tx, place.document_id, {
          state: 'SIGNATURE_REJECTED',
          state_since: ground.kernel.clock.now(),
          ended_at: ground.kernel.clock.now(),
          end_reason: reason,
        })
      : envelope.document;
  await note(
    ground,
    tx,
    { ...envelope.noted, state: rejected.state },
    {
      type: 'declined',
      by: doer(who, place),
      position: place.position,
      detail: reason,
      data: { over },
    },
  );
  const signers = await store.signersOf(tx, place.document_id);
  await announce(ground, tx, 'document.declined', rejected, signers, idOf(who));
  if (rejected.kind === 'CUSTOM') {
    const to = everybodyOf(rejected, signers);
    const data = { position: place.position, name: place.name, reason, over };
    await announceAgreement(ground, tx, 'agreement.declined', rejected, to, idOf(who), data);
  }
  if (over && envelope.document.state === 'AMENDMENT_SIGNING')
    await rejectAmendment(ground, tx, envelope.document, {
      type: 'amendment-declined',
      by: { userId: null, name: null },
      reason: `${place.name} declined: ${reason}`,
    });
}

/** The place of the person that is due now; otherwise why there is none. */
function placeDue(ground: Ground, envelope: Envelope, who: Signatory): store.SignerRow {
  const places =
    who.kind === 'GUEST'
      ? envelope.places.filter((place) => place.position === who.position && place.mode === 'GUEST')
      : placesOf(envelope.places, who);
  if (!places.length) throw new Fail('NOT_FOUND');
  requireSigning(ground, envelope.document);
  const due = places.find((place) => place.state === 'DUE');
  if (due) return due;
  throw new Fail('ILLEGAL_TRANSITION', whyNotDue(places));
}

function whyNotDue(places: readonly store.SignerRow[]): string {
  const has = (...states: string[]) => places.some((place) => states.includes(place.state));
  if (has('SIGNED')) return 'You have signed this copy already.';
  if (has('APPROVED', 'VIEWED')) return 'You have answered already.';
  if (has('DECLINED')) return 'You have declined already.';
  if (has('DELEGATED')) return 'You have handed your place on.';
  if (has('REPLACED')) return 'Somebody else was named in your place.';
  if (has('RELEASED')) return 'Enough others have signed; yours is not needed any more.';
  if (has('COPIED')) return 'You receive a copy; nothing is asked of you.';
  return 'It is not your turn to sign yet.';
}

function requireSameText({ textHash }: Envelope, read: string): void {
  if (read !== textHash)
    throw new Fail('CONFLICT', 'The text you read is not the text of this copy. Read it again, then sign.');
}

/** Members have agreed to electronic signatures by ESCA, guests agree in the record. Answers whether the identity is verified. */
async function requireConsent(
  ground: Ground,
  tx: Tx,
  { document }: Envelope,
  who: Signatory,
): Promise<boolean> {
  if (who.kind === 'GUEST') return false;
  const facts = await ground.security.facts(tx, who.userId);
  const now = ground.kernel.clock.now();
  const inForce = (fact: { until: Date | null }) => fact.until === null || fact.until > now;
  if (
    document.code !== 'ESCA' &&
    !facts.some((fact) => fact.kind === 'PAPER' && fact.value === 'ESCA' && inForce(fact))
  )
    throw new Fail(
      'RULE_VIOLATED',
      'Sign the Electronic Signature & Consent Agreement (ESCA) first: it makes every other signature here valid.',
    );
  return facts.some((fact) => fact.kind === 'IDENTITY_VERIFIED' && inForce(fact));
}

/** An administrator who signs for the hub fills the place with their own name. */
async function takePlace(
  ground: Ground,
  tx: Tx,
  place: store.SignerRow,
  who: Signatory,
): Promise<store.SignerRow> {
  if (place.user_id || who.kind === 'GUEST') return place;
  const person = await personOf(ground, tx, who.userId);
  const taken = { user_id: person.id, name: person.name, email: person.email };
  await store.updateSigner(tx, place.document_id, place.position, taken);
  return { ...place, ...taken };
}

function doer(who: Signatory, place: store.SignerRow): Doer {
  return { userId: idOf(who), name: place.name, call: who.call };
}

function idOf(who: Signatory): string | null {
  return who.kind === 'MEMBER' ? who.userId : null;
}
