import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import * as agreements from '../record/agreement-store.ts';
import { paperOf } from '../catalogue/catalogue.ts';
import { validityOf } from '../papers/copies.ts';
import type { Envelope } from '../record/envelope.ts';
import { announce, announceAgreement, everybodyOf } from '../record/events.ts';
import { settleFacts } from '../papers/facts.ts';
import type { Ground } from '../ground.ts';
import { note, platform, type Doer } from '../record/history.ts';
import { bearers, carryOut } from './notice.ts';
import * as store from '../record/store.ts';
import { checkStored } from '../verification/stored.ts';
import type { Check } from '../verification/verification.ts';

/** The last signature is there: what is stored is checked, and the text comes into force or does not. */

/** The job that seals what came into force; it is defined by `seals.ts`. */
export const sealJob = 'seal-document';

export async function complete(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  actorId: string | null,
): Promise<void> {
  if (envelope.document.state === 'AMENDMENT_SIGNING')
    return completeAmendment(ground, tx, envelope, actorId);
  const { id } = envelope.document;
  const now = ground.kernel.clock.now();
  const verifying = await store.updateDocument(tx, id, { state: 'VERIFYING', state_since: now });
  const failed = (await checkStored(tx, verifying)).filter((check) => !check.passed);
  if (failed.length) return invalidate(ground, tx, verifying, failed);
  await sendCopies(tx, envelope);
  const effective = await store.updateDocument(tx, id, {
    state: 'EFFECTIVE',
    state_since: now,
    effective_at: now,
    valid_until: endOf(verifying, envelope.places, now),
    ended_at: null,
    end_reason: null,
  });
  await note(ground, tx, effective, {
    type: 'effective',
    by: { userId: actorId, name: null },
    data: {
      ref: effective.ref,
      tier: effective.tier,
      validUntil: effective.valid_until?.toISOString() ?? null,
    },
  });
  if (effective.kind === 'PAPER') await letPaperCount(ground, tx, effective, envelope.places);
  else {
    await settleFacts(ground, tx, bearers(envelope.places), effective.code, effective.ref);
    await carryOut(ground, tx, effective);
    await ground.kernel.jobs.enqueue(tx, sealJob, { documentId: id }, null);
  }
  const signers = await store.signersOf(tx, id);
  await announce(ground, tx, 'document.effective', effective, signers, actorId);
  if (effective.kind === 'CUSTOM')
    await announceAgreement(
      ground,
      tx,
      'agreement.completed',
      effective,
      everybodyOf(effective, signers),
      actorId,
      {
        round: effective.round,
        amendment: false,
        validUntil: effective.valid_until?.toISOString() ?? null,
      },
    );
}

/** A paper counts for access, takes the place of the copy before it, and may be a consent. */
async function letPaperCount(
  ground: Ground,
  tx: Tx,
  effective: store.DocumentRow,
  signers: readonly store.SignerRow[],
): Promise<void> {
  await replaceOlder(ground, tx, effective);
  await settleFacts(ground, tx, bearers(signers), effective.code, effective.ref);
  const { consent } = paperOf(effective.code)!;
  if (consent)
    await ground.people.recordConsent?.(tx, effective.creator_id, {
      kind: consent,
      granted: true,
      version: effective.version,
      source: effective.code,
    });
}

async function invalidate(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  failed: readonly Check[],
): Promise<void> {
  const now = ground.kernel.clock.now();
  const invalid = await store.updateDocument(tx, document.id, {
    state: 'SIGNATURE_INVALID',
    state_since: now,
    ended_at: now,
    end_reason: failed.map((check) => check.detail).join(' '),
  });
  await note(ground, tx, invalid, {
    type: 'invalid',
    by: platform,
    data: { failed: failed.map((check) => check.name) },
  });
  await announce(ground, tx, 'document.ended', invalid, await store.signersOf(tx, document.id), null);
}

/** The text of the amendment becomes the text in force; its validity runs from its last signature. */
async function completeAmendment(
  ground: Ground,
  tx: Tx,
  envelope: Envelope,
  actorId: string | null,
): Promise<void> {
  const { document, round } = envelope;
  const failed = (await checkStored(tx, document)).filter((check) => !check.passed);
  if (failed.length) {
    const reason = failed.map((check) => check.detail).join(' ');
    await rejectAmendment(ground, tx, document, { type: 'amendment-invalid', by: platform, reason });
    return;
  }
  const now = ground.kernel.clock.now();
  const text = found(await agreements.textOfRound(tx, document.id, round));
  await sendCopies(tx, envelope);
  const effective = await store.updateDocument(tx, document.id, {
    state: 'EFFECTIVE',
    state_since: now,
    round,
    html: text.html,
    canonical_text: text.canonical_text,
    text_hash: text.text_hash,
    fill: JSON.stringify(text.fill),
    standard: text.standard,
    draft: null,
    deadline: null,
    // Notice that was given stays given.
    ...(document.notice_at ? {} : { valid_until: endOf(document, envelope.places, now) }),
  });
  await note(ground, tx, effective, {
    type: 'amended',
    by: { userId: actorId, name: null },
    data: { before: document.text_hash, validUntil: effective.valid_until?.toISOString() ?? null },
  });
  await ground.kernel.jobs.enqueue(tx, sealJob, { documentId: document.id }, null);
  const signers = await store.signersOf(tx, document.id);
  await settleFacts(ground, tx, bearers(signers), effective.code, effective.ref);
  await announce(ground, tx, 'document.effective', effective, signers, actorId);
  await announceAgreement(
    ground,
    tx,
    'agreement.completed',
    effective,
    everybodyOf(effective, signers),
    actorId,
    { round, amendment: true },
  );
}

/** An amendment that is being signed comes to nothing: the version in force stays. The caller has locked the document. */
export async function rejectAmendment(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  why: { type: string; by: Doer; reason: string },
): Promise<store.DocumentRow> {
  await releaseOpen(tx, document.id);
  const kept = await store.updateDocument(tx, document.id, {
    state: 'EFFECTIVE',
    state_since: ground.kernel.clock.now(),
    draft: null,
    deadline: null,
  });
  await note(ground, tx, kept, { type: why.type, by: why.by, detail: why.reason });
  await announce(ground, tx, 'document.ended', kept, await store.signersOf(tx, document.id), why.by.userId);
  return kept;
}

/** Whoever was asked, or was still to be asked, need not act any more. */
export async function releaseOpen(tx: Tx, documentId: string): Promise<void> {
  for (const place of await store.signersOf(tx, documentId))
    if (place.state === 'WAITING' || place.state === 'DUE')
      await store.updateSigner(tx, documentId, place.position, { state: 'RELEASED' });
}

async function sendCopies(tx: Tx, { document, places }: Envelope): Promise<void> {
  for (const place of places)
    if (place.kind === 'COPY' && place.state === 'WAITING')
      await store.updateSigner(tx, document.id, place.position, { state: 'COPIED' });
}

/** Days of validity count from the last signature; null: no end. */
function endOf(document: store.DocumentRow, signers: readonly store.SignerRow[], now: Date): Date | null {
  const days = document.kind === 'CUSTOM' ? document.validity_days : validityOf(document, signers);
  return days === null ? null : addDays(now, days);
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
    await note(ground, tx, replaced, { type: 'replaced', by: platform, data: { by: fresh.id } });
    if (older.ref !== fresh.ref) await settleFacts(ground, tx, [older.creator_id], older.code, older.ref);
    await announce(ground, tx, 'document.ended', replaced, await store.signersOf(tx, older.id), null);
  }
}
