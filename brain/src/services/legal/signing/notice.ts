import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { concernOf } from '../catalogue/relationship-papers.ts';
import type { Ground } from '../ground.ts';
import { settleFacts } from '../papers/facts.ts';
import { announce, announceAgreement, everybodyOf } from '../record/events.ts';
import { note, platform, type Doer } from '../record/history.ts';
import { boundPlaces, isInForce, requireInForce } from '../record/policy.ts';
import * as store from '../record/store.ts';

/** How an agreement ends for the future: a party gives notice, on its page or by a notice that is signed itself. */

/** At once, or when the notice is over unless the end comes before that anyway. */
export function endAfter(document: store.DocumentRow, noticeDays: number, now: Date, reason: string) {
  if (!noticeDays) return { state: 'TERMINATED', state_since: now, ended_at: now, end_reason: reason };
  const noticeOver = addDays(now, noticeDays);
  const later = !document.valid_until || document.valid_until > noticeOver;
  return { notice_at: now, end_reason: reason, ...(later ? { valid_until: noticeOver } : {}) };
}

export function requireNoNotice({ notice_at }: store.DocumentRow): void {
  if (notice_at) throw new Fail('ILLEGAL_TRANSITION', 'Notice was given already.');
}

/** Whose access counts on the document. */
export function bearers(signers: readonly store.SignerRow[]): string[] {
  return signers.flatMap((signer) => (signer.bears_fact && signer.user_id ? [signer.user_id] : []));
}

/** Ends an agreement, or gives notice of it, tells everybody, and lets access follow. The row is locked. */
export async function endAgreement(
  ground: Ground,
  tx: Tx,
  document: store.DocumentRow,
  by: Doer,
  reason: string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const change = endAfter(document, document.notice_days, ground.kernel.clock.now(), reason);
  const ended = await store.updateDocument(tx, document.id, change);
  const signers = await store.signersOf(tx, document.id);
  await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
  await note(ground, tx, ended, {
    type: ended.state === 'TERMINATED' ? 'terminated' : 'notice-given',
    by,
    detail: reason,
    data: { ref: ended.ref, validUntil: ended.valid_until?.toISOString() ?? null, ...data },
  });
  await announce(ground, tx, 'document.ended', ended, signers, by.userId);
  const endsAt = ended.state === 'TERMINATED' ? ended.ended_at : ended.valid_until;
  await announceAgreement(ground, tx, 'agreement.ended', ended, everybodyOf(ended, signers), by.userId, {
    reason,
    endsAt: endsAt?.toISOString() ?? null,
  });
}

/** Ends an agreement at once because what it was made for cannot begin, or was ended by the hub. */
export async function dissolve(ground: Ground, tx: Tx, documentId: string, reason: string): Promise<void> {
  const document = found(await store.lockDocument(tx, documentId));
  const { state, valid_until: validUntil } = document;
  if (!isInForce({ state, validUntil }, ground.kernel.clock.now())) return;
  await endAgreement(ground, tx, { ...document, notice_days: 0 }, platform, reason);
}

/**
 * A notice that came into force ends the agreement it is about. If that is over already, or notice was given meanwhile,
 * the signature is refused: nobody signs what has no effect.
 */
export async function carryOut(ground: Ground, tx: Tx, notice: store.DocumentRow): Promise<void> {
  if (concernOf(notice.code)?.act !== 'END') return;
  const document = found(await store.lockDocument(tx, notice.ref));
  requireInForce(document, ground.kernel.clock.now());
  requireNoNotice(document);
  const [signer] = boundPlaces(notice, await store.signersOf(tx, notice.id));
  const by = { userId: signer?.user_id ?? null, name: signer?.name ?? null };
  const reason = `${by.name} gave notice: ${notice.title}.`;
  await endAgreement(ground, tx, document, by, reason, { noticeId: notice.id });
}
