import type { Db, Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { chainOver } from '../record/chain.ts';
import { complete } from './completion.ts';
import { envelopeOf, type Envelope } from '../record/envelope.ts';
import { announceAgreement, announceWaiting } from '../record/events.ts';
import { standingRecord } from '../record/evidence.ts';
import type { Sealed } from '../texts/sealed-record.ts';
import type { Ground } from '../ground.ts';
import { note } from '../record/history.ts';
import * as publications from '../catalogue/publication-store.ts';
import { doneState, turnsOf } from '../record/recipients.ts';
import * as store from '../record/store.ts';

/**
 * Passes the turn on: who is not needed is released, whose turn it is is asked, signatures given in advance take effect
 * at once, and after the last one comes the check. The caller has locked the document.
 */
export async function advance(
  ground: Ground,
  tx: Tx,
  { document }: Envelope,
  actorId: string | null,
): Promise<void> {
  const envelope = await envelopeOf(tx, document);
  const turns = turnsOf(envelope.places, envelope.rules);
  for (const position of turns.released)
    await store.updateSigner(tx, document.id, position, { state: 'RELEASED' });
  if (turns.complete) return complete(ground, tx, await envelopeOf(tx, document), actorId);
  let standing = false;
  for (const position of turns.due) {
    const place = envelope.places.find((one) => one.position === position)!;
    standing = (await give(ground, tx, envelope, place, actorId)) || standing;
  }
  if (standing) await advance(ground, tx, envelope, actorId);
}

/** Gives somebody the turn; true when a signature given in advance took effect. */
async function give(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  place: store.SignerRow,
  actorId: string | null,
): Promise<boolean> {
  const { document } = envelope;
  const asked_at = ground.kernel.clock.now();
  await store.updateSigner(tx, document.id, place.position, { state: 'DUE', asked_at });
  if (place.mode === 'STANDING') {
    await applyStanding(ground, tx, envelope, place);
    return true;
  }
  if (document.kind === 'CUSTOM') await invite(ground, tx, document, place, actorId);
  else if (place.user_id && actorId) await announceWaiting(ground, tx, document, place.user_id, actorId);
  return false;
}

/** Tells a member, or lets a guest be written to, that it is their turn. */
export async function invite(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  place: store.SignerRow,
  actorId: string | null,
  type: 'agreement.invited' | 'agreement.reminded' = 'agreement.invited',
): Promise<void> {
  const people = await ground.people.byIds(tx, [document.creator_id]);
  const to = place.user_id
    ? { userIds: [place.user_id], positions: [] }
    : { userIds: [], positions: [place.position] };
  await announceAgreement(ground, tx, type, document, to, actorId, {
    userId: place.user_id,
    position: place.position,
    kind: place.kind,
    name: place.name,
    fromName: people.get(document.creator_id)?.name ?? '',
    message: document.message,
    deadline: document.deadline?.toISOString() ?? null,
  });
}

async function applyStanding(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  signer: store.SignerRow,
): Promise<void> {
  const { document, textHash } = envelope;
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
  const previousHash = await previousHashOf(tx, envelope);
  const sealed = standingRecord(
    ground.kernel.signingKey,
    { document, signer, textHash, previousHash, at: now },
    standing,
  );
  await addSignature(tx, envelope, signer, sealed, previousHash, now, null);
  await note(ground, tx, envelope.noted, {
    type: 'standing-signature',
    by: { userId: signer.user_id, name: signer.name },
    position: signer.position,
    data: { version, recordHash: sealed.recordHash },
  });
}

export async function addSignature(
  tx: Tx,
  { document }: Envelope,
  place: store.SignerRow,
  sealed: Sealed,
  previousHash: string,
  at: Date,
  drawing: Buffer | null,
): Promise<void> {
  await store.insertSignature(tx, {
    id: newId(),
    document_id: document.id,
    position: place.position,
    user_id: place.user_id,
    record: sealed.record,
    record_hash: sealed.recordHash,
    previous_hash: previousHash,
    signature: sealed.signature,
    key_id: sealed.keyId,
    drawing,
    signed_at: at,
  });
  await store.updateSigner(tx, document.id, place.position, { state: doneState(place.kind), signed_at: at });
}

/** What the next record over the text builds on: the last record over it, or the text itself. */
export async function previousHashOf(db: Db, { document, textHash }: Envelope): Promise<string> {
  const chain = chainOver(textHash, await store.signaturesOf(db, document.id));
  return chain.at(-1)?.record_hash ?? textHash;
}
