import { addDays } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { paperOf } from './catalogue.ts';
import { announce, announceExpired, announceExpiring } from './events.ts';
import { settleFacts } from './facts.ts';
import type { Actor, Ground } from './ground.ts';
import { requireTransition } from './policy.ts';
import * as publications from './publication-store.ts';
import * as store from './store.ts';

/** How copies come to an end: a party ends them, a membership ends, or time runs out. */

/** Days before the end at which a renewal notice goes out, most urgent first. */
const noticeDays = [1, 7, 30];
const jobBatch = 100;

/** Ends a paper for the future. Where the paper asks for notice, it stays in force until the notice is over. */
export async function terminate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  documentId: string,
  reason: string,
): Promise<void> {
  const document = found(await store.lockDocument(tx, documentId));
  const signers = await store.signersOf(tx, documentId);
  if (!signers.some((signer) => signer.user_id === actor.userId && signer.state !== 'WAITING'))
    throw new Fail('NOT_FOUND');
  requireTransition(document, 'TERMINATED');
  const paper = paperOf(document.code)!;
  if (paper.whileMember && document.venture_id)
    throw new Fail('ILLEGAL_TRANSITION', 'This paper ends with the membership: leave the venture to end it.');
  if (document.notice_at) throw new Fail('ILLEGAL_TRANSITION', 'Notice was given already.');
  const now = ground.kernel.clock.now();
  const noticeOver = addDays(now, paper.noticeDays);
  const afterNotice = paper.noticeDays > 0 && (!document.valid_until || document.valid_until > noticeOver);
  const atOnce = { state: 'TERMINATED', ended_at: now, end_reason: reason };
  const change =
    paper.noticeDays > 0
      ? { notice_at: now, end_reason: reason, ...(afterNotice ? { valid_until: noticeOver } : {}) }
      : atOnce;
  const ended = await store.updateDocument(tx, documentId, change);
  await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
  if (paper.consent)
    await ground.people.recordConsent?.(tx, document.creator_id, {
      kind: paper.consent,
      granted: false,
      version: document.version,
      source: paper.code,
    });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: paper.noticeDays > 0 ? 'document.notice-given' : 'document.terminated',
    entity: 'document',
    entityId: documentId,
    reason,
    call: actor.call,
    after: { code: document.code, ref: document.ref, validUntil: ended.valid_until?.toISOString() ?? null },
  });
  await announce(ground, tx, 'document.ended', ended, signers, actor.userId);
  // Access in the venture rests as it does after expiry.
  if (ended.state === 'TERMINATED' && ended.venture_id) await announceExpired(ground, tx, ended);
}

/** A person leaves a venture: open copies are cancelled, access papers end; the assignment of intellectual property survives. */
export async function release(ground: Ground, tx: Tx, userId: string, ventureId: string): Promise<void> {
  await publications.deleteNeeds(tx, userId, ventureId);
  const now = ground.kernel.clock.now();
  for (const document of await store.lockVentureCopies(tx, userId, ventureId)) {
    if (document.state === 'EFFECTIVE' && paperOf(document.code)!.whileMember) continue;
    const state = document.state === 'SIGNING' ? 'CANCELLED' : 'TERMINATED';
    const ended = await store.updateDocument(tx, document.id, {
      state,
      ended_at: now,
      end_reason: 'The membership ended.',
    });
    const signers = await store.signersOf(tx, document.id);
    if (state === 'TERMINATED') await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
    await ground.security.audit(tx, {
      actorId: null,
      action: state === 'CANCELLED' ? 'document.cancelled' : 'document.terminated',
      entity: 'document',
      entityId: document.id,
      reason: 'The membership ended.',
      after: { code: document.code, userId, ventureId },
    });
    await announce(ground, tx, 'document.ended', ended, signers, null);
  }
}

export function defineJobs(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({ name: 'expire-papers', cron: '5 * * * *', run: () => expirePapers(ground) });
  jobs.define({ name: 'expire-signing', cron: '15 * * * *', run: () => inBatches(ground, expireSigning) });
  jobs.define({ name: 'renewal-notices', cron: '25 * * * *', run: () => sendNotices(ground) });
}

async function expirePapers(ground: Ground): Promise<void> {
  await inBatches(ground, overtake);
  await inBatches(ground, expire);
}

/** Copies of older versions end on the day from which a material version counts; notices and expiry then go their usual way. */
async function overtake(ground: Ground, tx: Tx): Promise<number> {
  const overtaken = await store.lockOvertaken(tx, jobBatch);
  for (const { id, countsFrom } of overtaken) {
    const document = await store.updateDocument(tx, id, { valid_until: countsFrom });
    await settleFacts(ground, tx, bearers(await store.signersOf(tx, id)), document.code, document.ref);
  }
  return overtaken.length;
}

async function expire(ground: Ground, tx: Tx): Promise<number> {
  const documents = await store.lockEnded(tx, ground.kernel.clock.now(), jobBatch);
  for (const document of documents) {
    const state = document.notice_at ? 'TERMINATED' : 'EXPIRED';
    const ended = await store.updateDocument(tx, document.id, { state, ended_at: document.valid_until });
    const signers = await store.signersOf(tx, document.id);
    await ground.security.audit(tx, {
      actorId: null,
      action: state === 'EXPIRED' ? 'document.expired' : 'document.terminated',
      entity: 'document',
      entityId: document.id,
      after: { code: document.code, ref: document.ref },
    });
    await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
    await announceExpired(ground, tx, ended);
    await announce(ground, tx, 'document.ended', ended, signers, null);
  }
  return documents.length;
}

async function expireSigning(ground: Ground, tx: Tx): Promise<number> {
  const now = ground.kernel.clock.now();
  const documents = await store.lockOverdue(tx, now, jobBatch);
  for (const document of documents) {
    const ended = await store.updateDocument(tx, document.id, {
      state: 'SIGNING_EXPIRED',
      ended_at: now,
      end_reason: 'The time for signing was over.',
    });
    await ground.security.audit(tx, {
      actorId: null,
      action: 'document.signing-expired',
      entity: 'document',
      entityId: document.id,
      after: { code: document.code },
    });
    await announce(ground, tx, 'document.ended', ended, await store.signersOf(tx, document.id), null);
  }
  return documents.length;
}

/** Each notice goes out once; after a pause only the most urgent one that is due. */
async function sendNotices(ground: Ground): Promise<void> {
  for (const days of noticeDays) {
    await inBatches(ground, async (_, tx) => {
      const now = ground.kernel.clock.now();
      const documents = await store.dueNotices(tx, now, days, jobBatch);
      for (const document of documents) {
        await store.markNoticed(tx, document.id, days, now);
        await announceExpiring(ground, tx, document, days);
      }
      return documents.length;
    });
  }
}

async function inBatches(ground: Ground, work: (ground: Ground, tx: Tx) => Promise<number>): Promise<void> {
  while ((await ground.kernel.database.transact((tx) => work(ground, tx))) === jobBatch);
}

function bearers(signers: readonly store.SignerRow[]): string[] {
  return signers.flatMap((signer) => (signer.bears_fact && signer.user_id ? [signer.user_id] : []));
}
