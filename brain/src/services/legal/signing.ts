import { addDays } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { sha256 } from './canonical-text.ts';
import { paperOf } from './catalogue.ts';
import { personOf, validityOf } from './copies.ts';
import { announce, announceWaiting } from './events.ts';
import { personalRecord, standingRecord, type Given, type Sealed } from './evidence.ts';
import { settleFacts } from './facts.ts';
import type { Actor, Ground, StepUpLookup } from './ground.ts';
import { placesOf, requireTransition } from './policy.ts';
import * as publications from './publication-store.ts';
import * as store from './store.ts';
import { checkDocument, type Check } from './verification.ts';

export interface SignBody {
  readonly textHash: string;
  readonly kind: 'CLICK' | 'TYPED' | 'DRAWN';
  readonly typedName?: string | undefined;
  readonly drawing?: string | undefined;
  readonly title?: string | undefined;
  readonly consents: { readonly terms: true; readonly privacy: true; readonly electronicSignature: true };
}

const pngPrefix = 'data:image/png;base64,';
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Checks what needs no database, before the transaction begins. */
export async function prepareSignature(
  lookup: StepUpLookup,
  sessionId: string,
  body: SignBody,
): Promise<Given> {
  if (body.kind === 'TYPED' && !body.typedName)
    throw new Fail('RULE_VIOLATED', 'Type your name to sign this way.');
  if (body.kind === 'DRAWN' && !body.drawing)
    throw new Fail('RULE_VIOLATED', 'Draw your signature to sign this way.');
  const bytes = body.kind === 'DRAWN' ? Buffer.from(body.drawing!.slice(pngPrefix.length), 'base64') : null;
  if (bytes && !bytes.subarray(0, pngMagic.length).equals(pngMagic))
    throw new Fail('RULE_VIOLATED', 'The drawing is not a PNG image.');
  const stepUp = await lookup(sessionId);
  if (!stepUp) throw new Fail('STEP_UP_REQUIRED');
  return {
    textHash: body.textHash,
    kind: body.kind,
    typedName: body.kind === 'TYPED' ? body.typedName! : null,
    title: body.title ?? '',
    drawing: bytes ? { bytes, sha256: sha256(bytes) } : null,
    consents: body.consents,
    stepUp,
  };
}

/** Signs in the place of the actor that is due; the last signature verifies the document and puts it into force. */
export async function sign(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: Given,
): Promise<void> {
  const document = found(await store.lockDocument(tx, documentId));
  const signers = await store.signersOf(tx, documentId);
  const place = await placeDue(ground, document, signers, actor);
  if (given.textHash !== document.text_hash)
    throw new Fail('CONFLICT', 'The text you read is not the text of this copy. Read it again, then sign.');
  const facts = await ground.security.facts(tx, actor.userId);
  const now = ground.kernel.clock.now();
  const inForce = (fact: { until: Date | null }) => fact.until === null || fact.until > now;
  if (
    document.code !== 'ESCA' &&
    !facts.some((fact) => fact.kind === 'PAPER' && fact.value === 'ESCA' && inForce(fact))
  ) {
    throw new Fail(
      'RULE_VIOLATED',
      'Sign the Electronic Signature & Consent Agreement (ESCA) first: it makes every other signature here valid.',
    );
  }
  const identityVerified = facts.some((fact) => fact.kind === 'IDENTITY_VERIFIED' && inForce(fact));
  const signer = await takePlace(ground, tx, place, actor);
  const previousHash = (await store.signaturesOf(tx, documentId)).at(-1)?.record_hash ?? document.text_hash;
  const sealed = personalRecord(
    ground.kernel.signingKey,
    { document, signer, previousHash, at: now },
    actor,
    given,
    identityVerified,
  );
  await addSignature(tx, document, signer, sealed, previousHash, now, given.drawing?.bytes ?? null);
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'document.signed',
    entity: 'document',
    entityId: documentId,
    call: actor.call,
    after: {
      code: document.code,
      version: document.version,
      position: signer.position,
      textHash: document.text_hash,
      recordHash: sealed.recordHash,
      kind: given.kind,
      factor: given.stepUp.factor,
    },
  });
  await announce(
    ground,
    tx,
    'document.signed',
    document,
    await store.signersOf(tx, documentId),
    actor.userId,
  );
  await advance(ground, tx, document, actor);
}

export async function decline(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  reason: string,
): Promise<void> {
  const document = found(await store.lockDocument(tx, documentId));
  const place = await placeDue(ground, document, await store.signersOf(tx, documentId), actor);
  requireTransition(document, 'SIGNATURE_REJECTED');
  const signer = await takePlace(ground, tx, place, actor);
  await store.updateSigner(tx, documentId, signer.position, { state: 'DECLINED' });
  const declined = await store.updateDocument(tx, documentId, {
    state: 'SIGNATURE_REJECTED',
    ended_at: ground.kernel.clock.now(),
    end_reason: reason,
  });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'document.declined',
    entity: 'document',
    entityId: documentId,
    reason,
    call: actor.call,
    after: { code: document.code, position: signer.position },
  });
  await announce(
    ground,
    tx,
    'document.declined',
    declined,
    await store.signersOf(tx, documentId),
    actor.userId,
  );
}

/** What is stored of a document, for a check that trusts none of it. */
export async function checkStored(tx: Tx, document: store.DocumentRow): Promise<Check[]> {
  return checkDocument({
    document,
    signers: await store.signersOf(tx, document.id),
    signatures: await store.signaturesOf(tx, document.id),
    version: found(await publications.versionOf(tx, document.code, document.version)),
    keys: await publications.keysOf(tx),
  });
}

async function placeDue(
  ground: Ground,
  document: store.DocumentRow,
  signers: readonly store.SignerRow[],
  actor: Actor,
): Promise<store.SignerRow> {
  const places = placesOf(signers, actor);
  if (!places.length) throw new Fail('NOT_FOUND');
  requireTransition(document, 'VERIFYING');
  if (document.deadline && document.deadline <= ground.kernel.clock.now())
    throw new Fail('ILLEGAL_TRANSITION', 'The time for signing this copy is over. Open a fresh one.');
  const due = places.find((place) => place.state === 'DUE');
  if (due) return due;
  throw new Fail(
    'ILLEGAL_TRANSITION',
    places.some((place) => place.state === 'SIGNED')
      ? 'You have signed this copy already.'
      : 'It is not your turn to sign yet.',
  );
}

/** An administrator who signs for the hub fills the place with their own name. */
async function takePlace(
  ground: Ground,
  tx: Tx,
  place: store.SignerRow,
  actor: Actor,
): Promise<store.SignerRow> {
  if (place.user_id) return place;
  const person = await personOf(ground, tx, actor.userId);
  const taken = { user_id: person.id, name: person.name, email: person.email };
  await store.updateSigner(tx, place.document_id, place.position, taken);
  return { ...place, ...taken };
}

/** The next signer's turn: standing signatures take effect at once, a person is asked; after the last one comes the check. */
async function advance(ground: Ground, tx: Tx, document: store.DocumentRow, actor: Actor): Promise<void> {
  for (const next of (await store.signersOf(tx, document.id)).filter(
    (signer) => signer.state === 'WAITING',
  )) {
    await store.updateSigner(tx, document.id, next.position, { state: 'DUE' });
    if (next.mode === 'STANDING') {
      await applyStanding(ground, tx, document, next);
      continue;
    }
    if (next.user_id) await announceWaiting(ground, tx, document, next.user_id, actor.userId);
    return;
  }
  await complete(ground, tx, document, actor);
}

async function applyStanding(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  signer: store.SignerRow,
): Promise<void> {
  const now = ground.kernel.clock.now();
  const { code, version } = document;
  const standing = signer.user_id
    ? found(
        await publications.standingOf(tx, {
          ventureId: document.venture_id!,
          ownerId: signer.user_id,
          code,
          version,
        }),
      )
    : found(await publications.versionOf(tx, code, version));
  const previousHash = (await store.signaturesOf(tx, document.id)).at(-1)?.record_hash ?? document.text_hash;
  const sealed = standingRecord(
    ground.kernel.signingKey,
    { document, signer, previousHash, at: now },
    standing,
  );
  await addSignature(tx, document, signer, sealed, previousHash, now, null);
  await ground.security.audit(tx, {
    actorId: signer.user_id,
    action: 'document.standing-signature',
    entity: 'document',
    entityId: document.id,
    after: { code, version, position: signer.position, recordHash: sealed.recordHash },
  });
}

async function addSignature(
  tx: Tx,
  document: store.DocumentRow,
  signer: store.SignerRow,
  sealed: Sealed,
  previousHash: string,
  at: Date,
  drawing: Buffer | null,
): Promise<void> {
  await store.insertSignature(tx, {
    id: newId(),
    document_id: document.id,
    position: signer.position,
    user_id: signer.user_id,
    record: sealed.record,
    record_hash: sealed.recordHash,
    previous_hash: previousHash,
    signature: sealed.signature,
    key_id: sealed.keyId,
    drawing,
    signed_at: at,
  });
  await store.updateSigner(tx, document.id, signer.position, { state: 'SIGNED', signed_at: at });
}

async function complete(ground: Ground, tx: Tx, document: store.DocumentRow, actor: Actor): Promise<void> {
  const verifying = await store.updateDocument(tx, document.id, { state: 'VERIFYING' });
  const failed = (await checkStored(tx, verifying)).filter((check) => !check.passed);
  const signers = await store.signersOf(tx, document.id);
  const now = ground.kernel.clock.now();
  if (failed.length) {
    const invalid = await store.updateDocument(tx, document.id, {
      state: 'SIGNATURE_INVALID',
      ended_at: now,
      end_reason: failed.map((check) => check.detail).join(' '),
    });
    await ground.security.audit(tx, {
      actorId: null,
      action: 'document.invalid',
      entity: 'document',
      entityId: document.id,
      after: { failed: failed.map((check) => check.name) },
    });
    await announce(ground, tx, 'document.ended', invalid, signers, null);
    return;
  }
  const days = validityOf(document, signers);
  const effective = await store.updateDocument(tx, document.id, {
    state: 'EFFECTIVE',
    effective_at: now,
    valid_until: days === null ? null : addDays(now, days),
  });
  await replaceOlder(ground, tx, effective);
  const people = signers.flatMap((signer) => (signer.bears_fact && signer.user_id ? [signer.user_id] : []));
  await settleFacts(ground, tx, people, effective.code, effective.ref);
  const { consent } = paperOf(effective.code)!;
  if (consent)
    await ground.people.recordConsent?.(tx, effective.creator_id, {
      kind: consent,
      granted: true,
      version: effective.version,
      source: effective.code,
    });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'document.effective',
    entity: 'document',
    entityId: document.id,
    after: {
      code: effective.code,
      ref: effective.ref,
      tier: effective.tier,
      validUntil: effective.valid_until?.toISOString() ?? null,
    },
  });
  await announce(ground, tx, 'document.effective', effective, signers, actor.userId);
}

/** A renewal takes the place of the copy before it, and the order for the team seat that of the order for the founder seat. */
async function replaceOlder(ground: Ground, tx: Tx, fresh: store.DocumentRow): Promise<void> {
  const sameSeat = fresh.code === 'SOBA';
  for (const older of await store.copiesOpenedBy(tx, fresh.creator_id, fresh.code)) {
    const same = sameSeat || (older.ref === fresh.ref && (older.tier ?? 0) === (fresh.tier ?? 0));
    if (older.id === fresh.id || !same) continue;
    if ((await store.lockDocument(tx, older.id))?.state !== 'EFFECTIVE') continue;
    const replaced = await store.updateDocument(tx, older.id, {
      state: 'EXPIRED',
      ended_at: ground.kernel.clock.now(),
      end_reason: `Replaced by ${fresh.id}.`,
    });
    await ground.security.audit(tx, {
      actorId: null,
      action: 'document.replaced',
      entity: 'document',
      entityId: older.id,
      after: { by: fresh.id },
    });
    if (older.ref !== fresh.ref) await settleFacts(ground, tx, [older.creator_id], older.code, older.ref);
    await announce(ground, tx, 'document.ended', replaced, await store.signersOf(tx, older.id), null);
  }
}
