import type { Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { paperOf } from '../catalogue/catalogue.ts';
import * as publications from '../catalogue/publication-store.ts';
import type { Ground } from '../ground.ts';
import { announce } from '../record/events.ts';
import { note, platform } from '../record/history.ts';
import * as store from '../record/store.ts';
import { bearers } from './notice.ts';
import { settleFacts } from '../papers/facts.ts';
import { lockCopiesWaitingFor } from './succession-store.ts';

/** What becomes of the papers of a venture when its ownership passes on. */

const why = 'The venture has a new owner.';

export async function passOn(
  ground: Ground,
  tx: Tx,
  given: { ventureId: string; formerId: string; ownerId: string; ownerName: string },
): Promise<void> {
  const { ventureId, formerId, ownerId } = given;
  const venture = found(await publications.ventureOf(tx, ventureId));
  await publications.upsertVenture(tx, { ...venture, owner_id: ownerId, owner_name: given.ownerName });
  // Copies that wait for the former owner name somebody who no longer signs for the venture.
  for (const document of await lockCopiesWaitingFor(tx, formerId, ventureId)) await end(ground, tx, document);
  await endOwnersCopies(ground, tx, formerId, ventureId);
  await releaseSuccessor(ground, tx, ownerId, ventureId);
}

/** An owner's own copy has no counterparty and holds while owner (domain rules, section 3.1). */
async function endOwnersCopies(ground: Ground, tx: Tx, userId: string, ventureId: string): Promise<void> {
  for (const document of await store.lockVentureCopies(tx, userId, ventureId))
    if ((await store.signersOf(tx, document.id)).length === 1) await end(ground, tx, document);
}

/** What is signed with the owner cannot be signed by the owner: copies in force stay, nothing asks to renew them. */
async function releaseSuccessor(ground: Ground, tx: Tx, userId: string, ventureId: string): Promise<void> {
  const needs = await publications.needsOf(tx, [userId]);
  const withOwner = needs.filter(
    ({ code, ref }) =>
      ref === ventureId &&
      code !== 'PPNA' &&
      paperOf(code)?.signers.some(({ side }) => side === 'OWNER') === true &&
      paperOf(code)?.signers.some(({ side }) => side === 'ADDRESSEE') === true,
  );
  for (const { code } of withOwner) await publications.deleteNeed(tx, userId, ventureId, code);
  for (const document of await store.lockVentureCopies(tx, userId, ventureId))
    if (document.state === 'SIGNING') await end(ground, tx, document);
}

async function end(ground: Ground, tx: Tx, document: store.DocumentRow): Promise<void> {
  const state = document.state === 'SIGNING' ? 'CANCELLED' : 'TERMINATED';
  const ended = await store.updateDocument(tx, document.id, {
    state,
    ended_at: ground.kernel.clock.now(),
    end_reason: why,
  });
  const signers = await store.signersOf(tx, document.id);
  if (state === 'TERMINATED') await settleFacts(ground, tx, bearers(signers), document.code, document.ref);
  await note(ground, tx, ended, {
    type: state === 'CANCELLED' ? 'cancelled' : 'terminated',
    by: platform,
    detail: why,
    data: { ventureId: document.venture_id },
  });
  await announce(ground, tx, 'document.ended', ended, signers, null);
}
