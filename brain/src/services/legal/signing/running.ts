import { addDays, addMs, hourMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { releaseOpen } from './completion.ts';
import { signingDays } from '../papers/copies.ts';
import type { FullDocument } from '../reading/documents.ts';
import { doerOf, type Maker } from '../record/doers.ts';
import { envelopeOf, requireSigning } from '../record/envelope.ts';
import { announce, announceAgreement, everybodyOf } from '../record/events.ts';
import type { Actor, Ground } from '../ground.ts';
import { note } from '../record/history.ts';
import { mayOversee, requireState, requireTransition } from '../record/policy.ts';
import { lockOwn } from './sending.ts';
import * as store from '../record/store.ts';
import { advance, invite } from './turns.ts';

/** What the maker does with an agreement that is out: remind, move the deadline, open it again, void it. */

/** Between two mails to the same person. */
const reminderPauseMs = 12 * hourMs;

/**
 * Voids what is not in force yet; whoever was asked is told. The maker does, or a legal administrator. What was being
 * written goes in its time (`retention.ts`), unless a legal hold keeps it.
 */
export async function cancel(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  reason: string,
): Promise<FullDocument> {
  const document = found(await store.lockDocument(tx, documentId));
  if (document.kind !== 'CUSTOM' || (document.creator_id !== actor.userId && !mayOversee(actor)))
    throw new Fail('NOT_FOUND');
  requireTransition(document, 'CANCELLED');
  await releaseOpen(tx, documentId);
  const now = ground.kernel.clock.now();
  const ended = await store.updateDocument(tx, documentId, {
    state: 'CANCELLED',
    state_since: now,
    ended_at: now,
    end_reason: reason,
  });
  const by = await doerOf(ground, tx, actor);
  await note(ground, tx, ended, { type: 'cancelled', by, detail: reason });
  const signers = await store.signersOf(tx, documentId);
  await announce(ground, tx, 'document.ended', ended, signers, actor.userId);
  const to = everybodyOf(ended, signers);
  await announceAgreement(ground, tx, 'agreement.voided', ended, to, actor.userId, {
    reason,
    fromName: by.name,
  });
  return { document: ended, signers };
}

/** Opens signing again after a refusal, a failed check or the deadline, or moves the deadline while it runs. */
export async function retry(
  ground: Ground,
  tx: Tx,
  maker: Maker,
  documentId: string,
  deadlineDays: number = signingDays,
): Promise<void> {
  const document = await lockOwn(tx, maker, documentId);
  const running = document.state === 'SIGNING' || document.state === 'AMENDMENT_SIGNING';
  if (!running) requireState(document, ['SIGNATURE_REJECTED', 'SIGNATURE_INVALID', 'SIGNING_EXPIRED']);
  const now = ground.kernel.clock.now();
  const deadline = addDays(now, deadlineDays);
  const open = await store.updateDocument(tx, documentId, {
    deadline,
    ...(running ? {} : { state: 'SIGNING', state_since: now, ended_at: null, end_reason: null }),
  });
  const envelope = await envelopeOf(tx, open);
  await note(ground, tx, envelope.noted, {
    type: running ? 'deadline-moved' : 'reopened',
    by: await doerOf(ground, tx, maker),
    data: { deadline: deadline.toISOString() },
  });
  if (!running)
    for (const place of envelope.places) {
      if (place.state !== 'DECLINED' && place.state !== 'DUE') continue;
      await store.updateSigner(tx, documentId, place.position, { state: 'DUE', asked_at: now });
      await invite(ground, tx, open, { ...place, state: 'DUE' }, maker.userId);
    }
  await advance(ground, tx, envelope, maker.userId);
  const signers = await store.signersOf(tx, documentId);
  await announce(ground, tx, 'document.opened', open, signers, maker.userId);
}

/** Sends the invitation again to somebody whose turn it is. */
export async function remind(
  ground: Ground,
  tx: Tx,
  maker: Maker,
  documentId: string,
  position: number,
): Promise<void> {
  const document = await lockOwn(tx, maker, documentId);
  const envelope = await envelopeOf(tx, document);
  const place = found(envelope.places.find((one) => one.position === position));
  requireSigning(ground, document);
  if (place.state !== 'DUE')
    throw new Fail('ILLEGAL_TRANSITION', 'This recipient has acted already, or is not asked yet.');
  const now = ground.kernel.clock.now();
  const next = place.asked_at ? addMs(place.asked_at, reminderPauseMs) : now;
  if (next > now)
    throw new Fail('RATE_LIMITED', 'This recipient was written to within the last 12 hours.', {
      retryAfterSeconds: Math.ceil((next.getTime() - now.getTime()) / 1000),
    });
  await store.updateSigner(tx, documentId, position, { asked_at: now, reminded: place.reminded + 1 });
  await note(ground, tx, envelope.noted, {
    type: 'reminded',
    by: await doerOf(ground, tx, maker),
    position,
  });
  await invite(ground, tx, document, place, maker.userId, 'agreement.reminded');
}
