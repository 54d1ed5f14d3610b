import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { paperOf } from '../catalogue/catalogue.ts';
import { rejectAmendment } from './completion.ts';
import {
  announce,
  announceAgreement,
  announceExpired,
  announceExpiring,
  everybodyOf,
} from '../record/events.ts';
import { settleFacts } from '../papers/facts.ts';
import { bearers, endAfter, endAgreement, requireNoNotice } from './notice.ts';
import { lockUnused } from '../record/agreement-store.ts';
import type { Actor, Ground } from '../ground.ts';
import { note, platform } from '../record/history.ts';
import { isBound, isParty, requireInForce, requireTransition } from '../record/policy.ts';
import * as publications from '../catalogue/publication-store.ts';
import { wasAsked } from '../record/recipients.ts';
import * as store from '../record/store.ts';

/** How copies come to an end: a party ends them, a membership ends, or time runs out. */

/** Days before the end at which a renewal notice goes out, most urgent first. */
const noticeDays = [1, 7, 30];
const jobBatch = 100;
/** An approved text waits so long to be sent. */
const unusedDays = 90;

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
  const own = signers.filter((signer) => signer.user_id === actor.userId);
  if (document.kind === 'CUSTOM' ? !isParty(document, signers, actor) : !own.some(wasAsked))
    throw new Fail('NOT_FOUND');
  requireTransition(document, 'TERMINATED');
  requireInForce(document, ground.kernel.clock.now());
  if (document.kind === 'CUSTOM') return terminateAgreement(ground, tx, actor, document, signers, reason);
  const paper = paperOf(document.code)!;
  if (paper.whileMember && document.venture_id)
    throw new Fail('ILLEGAL_TRANSITION', 'This paper ends with the membership: leave the venture to end it.');
  requireNoNotice(document);
  const now = ground.kernel.clock.now();
  const ended = await store.updateDocument(tx, documentId, endAfter(document, paper.noticeDays, now, reason));
  await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
  if (paper.consent)
    await ground.people.recordConsent?.(tx, document.creator_id, {
      kind: paper.consent,
      granted: false,
      version: document.version,
      source: paper.code,
    });
  await noteEnd(ground, tx, ended, own, actor, reason);
  await announce(ground, tx, 'document.ended', ended, signers, actor.userId);
  // Access in the venture rests as it does after expiry.
  if (ended.state === 'TERMINATED' && ended.venture_id) await announceExpired(ground, tx, ended);
}

async function terminateAgreement(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  document: store.DocumentRow,
  signers: readonly store.SignerRow[],
  reason: string,
): Promise<void> {
  if (!isBound(document, signers, actor.userId))
    throw new Fail('RULE_VIOLATED', 'Only those who signed this document can end it.');
  requireNoNotice(document);
  const own = signers.find((signer) => signer.user_id === actor.userId);
  const by = { userId: actor.userId, name: own?.name ?? null, call: actor.call };
  await endAgreement(ground, tx, document, by, reason);
}

async function noteEnd(
  ground: Ground,
  tx: Tx,
  ended: store.DocumentRow,
  own: readonly store.SignerRow[],
  actor: Actor,
  reason: string,
): Promise<void> {
  await note(ground, tx, ended, {
    type: ended.state === 'TERMINATED' ? 'terminated' : 'notice-given',
    by: { userId: actor.userId, name: own[0]?.name ?? null, call: actor.call },
    detail: reason,
    data: { ref: ended.ref, validUntil: ended.valid_until?.toISOString() ?? null },
  });
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
    await note(ground, tx, ended, {
      type: state === 'CANCELLED' ? 'cancelled' : 'terminated',
      by: platform,
      detail: 'The membership ended.',
      data: { userId, ventureId },
    });
    await announce(ground, tx, 'document.ended', ended, signers, null);
  }
}

export function defineJobs(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({ name: 'expire-papers', cron: '5 * * * *', run: () => expirePapers(ground) });
  jobs.define({ name: 'expire-signing', cron: '15 * * * *', run: () => inBatches(ground, expireSigning) });
  jobs.define({ name: 'expire-unused', cron: '45 2 * * *', run: () => inBatches(ground, expireUnused) });
  jobs.define({ name: 'renewal-notices', cron: '25 * * * *', run: () => sendNotices(ground) });
}

async function expirePapers(ground: Ground): Promise<void> {
  await inBatches(ground, overtake);
  await inBatches(ground, giveUpAmendments);
  await inBatches(ground, expire);
}

/** A draft that nobody hands in does not keep an agreement from ending; one in review or being signed may still renew it. */
async function giveUpAmendments(ground: Ground, tx: Tx): Promise<number> {
  const documents = await store.lockEndedInDraft(tx, ground.kernel.clock.now(), jobBatch);
  const reason = 'The agreement reached its end before the amendment was handed in.';
  for (const document of documents)
    await rejectAmendment(ground, tx, document, { type: 'amendment-expired', by: platform, reason });
  return documents.length;
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
    await note(ground, tx, ended, {
      type: state === 'EXPIRED' ? 'expired' : 'terminated',
      by: platform,
      data: { ref: document.ref },
    });
    await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
    if (document.kind === 'PAPER') await announceExpired(ground, tx, ended);
    else await announceOver(ground, tx, ended, signers, state === 'EXPIRED' ? 'VALIDITY' : 'NOTICE');
    await announce(ground, tx, 'document.ended', ended, signers, null);
  }
  return documents.length;
}

async function expireSigning(ground: Ground, tx: Tx): Promise<number> {
  const now = ground.kernel.clock.now();
  const documents = await store.lockOverdue(tx, now, jobBatch);
  const reason = 'The time for signing was over.';
  for (const document of documents) {
    const signers = await store.signersOf(tx, document.id);
    if (document.state === 'AMENDMENT_SIGNING') {
      const why = { type: 'amendment-expired', by: platform, reason };
      const kept = await rejectAmendment(ground, tx, document, why);
      await announceOver(ground, tx, kept, signers, 'AMENDMENT');
      continue;
    }
    const ended = await store.updateDocument(tx, document.id, {
      state: 'SIGNING_EXPIRED',
      state_since: now,
      ended_at: now,
      end_reason: reason,
    });
    await note(ground, tx, ended, { type: 'signing-expired', by: platform });
    await announce(ground, tx, 'document.ended', ended, signers, null);
    if (document.kind === 'CUSTOM') await announceOver(ground, tx, ended, signers, 'SIGNING');
  }
  return documents.length;
}

/** An approved text that nobody sends expires. */
async function expireUnused(ground: Ground, tx: Tx): Promise<number> {
  const now = ground.kernel.clock.now();
  const documents = await lockUnused(tx, addDays(now, -unusedDays), jobBatch);
  for (const document of documents) {
    const ended = await store.updateDocument(tx, document.id, {
      state: 'EXPIRED',
      state_since: now,
      ended_at: now,
      end_reason: `It was not sent within ${unusedDays} days.`,
    });
    await note(ground, tx, ended, { type: 'expired', by: platform });
    await announce(ground, tx, 'document.ended', ended, [], null);
    await announceOver(ground, tx, ended, [], 'UNUSED');
  }
  return documents.length;
}

/** Time ran out: of the validity, a notice, the signing, an amendment, or of a text that was never sent. */
function announceOver(
  ground: Ground,
  tx: Tx,
  ended: store.DocumentRow,
  signers: readonly store.SignerRow[],
  what: 'VALIDITY' | 'NOTICE' | 'SIGNING' | 'AMENDMENT' | 'UNUSED',
): Promise<void> {
  return announceAgreement(ground, tx, 'agreement.expired', ended, everybodyOf(ended, signers), null, {
    what,
  });
}

/** Each notice goes out once; after a pause only the most urgent one that is due. */
async function sendNotices(ground: Ground): Promise<void> {
  for (const days of noticeDays) {
    await inBatches(ground, async (_, tx) => {
      const now = ground.kernel.clock.now();
      const documents = await store.dueNotices(tx, now, days, jobBatch);
      for (const document of documents) {
        await store.markNoticed(tx, document.id, days, now);
        if (document.kind === 'PAPER') await announceExpiring(ground, tx, document, days);
        else {
          const to = everybodyOf(document, await store.signersOf(tx, document.id));
          const validUntil = document.valid_until?.toISOString() ?? null;
          await announceAgreement(ground, tx, 'agreement.expiring', document, to, null, { days, validUntil });
        }
      }
      return documents.length;
    });
  }
}

async function inBatches(ground: Ground, work: (ground: Ground, tx: Tx) => Promise<number>): Promise<void> {
  while ((await ground.kernel.database.transact((tx) => work(ground, tx))) === jobBatch);
}
