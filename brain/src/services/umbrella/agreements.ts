import type { Tx } from '../../kernel/db.ts';
import { begin, finish, nextMonthOf } from './beginnings.ts';
import type { Ground } from './deps.ts';
import { percent, record, tenthsOf } from './ground.ts';
import { nextState } from '../../kernel/machine.ts';
import { relationships as machine } from './machines.ts';
import * as store from './relationship-store.ts';
import type { RelationshipRow } from './relationship-store.ts';

/** What follows from the documents of a relationship: signed, not signed, ended, over. */

export async function signed(
  ground: Ground,
  tx: Tx,
  { documentId, code, validUntil }: { documentId: string; code: string; validUntil: Date | null },
): Promise<void> {
  if (code === 'UMX') return rateAgreed(ground, tx, documentId);
  const row = code === 'UMA' ? await store.lockOfDocument(tx, documentId) : undefined;
  if (!row) return;
  if (row.renewal_id === documentId) return renewed(ground, tx, row, documentId, validUntil);
  if (row.state === 'PENDING_AGREEMENT')
    await begin(ground, tx, row, { event: 'activate', actor: null, validUntil });
  // Suspended before it began: it begins when it is reinstated.
  else if (row.state === 'SUSPENDED' && !row.activated_at)
    await store.updateRelationship(tx, row.id, { valid_until: validUntil });
  // Its signing was opened again after the proposal had lapsed.
  else if (row.state === 'TERMINATED')
    await ground.papers.dissolveAgreement(tx, {
      documentId,
      reason: 'The umbrella relationship had ended before both had signed.',
    });
}

async function renewed(
  ground: Ground,
  tx: Tx,
  row: RelationshipRow,
  documentId: string,
  validUntil: Date | null,
): Promise<void> {
  if (row.state === 'EXPIRED') {
    await begin(ground, tx, row, { event: 'renew', actor: null, validUntil, documentId });
    return;
  }
  const former = row.document_id!;
  const saved = await store.updateRelationship(tx, row.id, {
    document_id: documentId,
    renewal_id: null,
    valid_until: validUntil,
  });
  await ground.papers.dissolveAgreement(tx, {
    documentId: former,
    reason: 'The renewed agreement took its place.',
  });
  await record(ground, tx, saved, { event: 'renew', actor: null, after: { documentId } });
}

/** An amendment is found by the agreement it is about, whoever made it. */
async function rateAgreed(ground: Ground, tx: Tx, documentId: string): Promise<void> {
  const filled = await ground.papers.filledIn(tx, documentId);
  const row = filled && (await store.lockOfDocument(tx, filled.concernsId));
  const ratePercent = filled?.values['ratePercent'];
  if (!row || !ratePercent || row.document_id !== filled.concernsId || row.state === 'TERMINATED') return;
  const from = nextMonthOf(ground.kernel.clock.now());
  const rate_tenths = tenthsOf(ratePercent);
  await store.putRate(tx, { relationship_id: row.id, from_at: from, rate_tenths, document_id: documentId });
  const own = row.amendment_id === documentId;
  const saved = await store.updateRelationship(tx, row.id, {
    rate_tenths,
    ...(own ? { amendment_id: null, amendment_tenths: null } : {}),
  });
  await record(ground, tx, saved, {
    event: 'change-rate',
    actor: null,
    reason: `${percent(row.rate_tenths)} % until ${from.toISOString().slice(0, 10)}, ${ratePercent} % from then on.`,
    after: { documentId },
  });
}

/** Declined, taken back, or out of time. */
export async function notSigned(ground: Ground, tx: Tx, documentId: string, reason: string): Promise<void> {
  const row = await store.lockOfDocument(tx, documentId);
  if (!row || row.state === 'TERMINATED') return;
  if (row.document_id === documentId) {
    if (row.activated_at) return;
    const event = row.state === 'SUSPENDED' ? 'terminate' : 'lapse';
    await finish(ground, tx, row, { event, actor: null, reason, at: ground.kernel.clock.now() });
    return;
  }
  const change =
    row.renewal_id === documentId
      ? { renewal_id: null }
      : row.amendment_id === documentId
        ? { amendment_id: null, amendment_tenths: null }
        : row.sponsor_notice_id === documentId
          ? { sponsor_notice_id: null }
          : { member_notice_id: null };
  const saved = await store.updateRelationship(tx, row.id, change);
  await record(ground, tx, saved, { event: 'not-signed', actor: null, reason, after: { documentId } });
}

/** Notice was given, here or on the page of the agreement: nothing counts that is recognised after its end. */
export async function noticeGiven(
  ground: Ground,
  tx: Tx,
  documentId: string,
  endsAt: Date | null,
  reason: string,
): Promise<void> {
  const row = await store.lockOfDocument(tx, documentId);
  if (!row || row.document_id !== documentId || row.state === 'TERMINATED' || !endsAt) return;
  const saved = await store.updateRelationship(tx, row.id, {
    ends_at: endsAt,
    sponsor_notice_id: null,
    member_notice_id: null,
  });
  if (row.activated_at) await store.closePeriod(tx, row.id, endsAt);
  await record(ground, tx, saved, { event: 'notice', actor: null, reason });
  if (endsAt <= ground.kernel.clock.now()) await over(ground, tx, documentId);
}

/** The notice is over, or the 365 days are. While it is suspended, the hub decides first. */
export async function over(ground: Ground, tx: Tx, documentId: string): Promise<void> {
  const row = await store.lockOfDocument(tx, documentId);
  if (!row || row.document_id !== documentId || row.state !== 'ACTIVE') return;
  if (row.ends_at) {
    await finish(ground, tx, row, {
      event: 'end-notice',
      actor: null,
      reason: 'The notice period was over.',
      at: row.ends_at,
    });
    return;
  }
  const to = nextState(machine, row.state, 'expire');
  const end = row.valid_until ?? ground.kernel.clock.now();
  const saved = await store.updateRelationship(tx, row.id, { state: to });
  await store.closePeriod(tx, row.id, end);
  await record(ground, tx, saved, { event: 'expire', actor: null, from: row.state, to });
}
