import type { Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { joiningPapers, ownerPapers, standingPapers, type VentureDeps } from './deps.ts';
import type { TransferRow } from './ownership-store.ts';
import * as store from './store.ts';

/** What changes when a venture gets a new owner: roles, papers and access. Equity is another matter and stays. */
export function createSuccession({ kernel, security, people, legal }: VentureDeps) {
  const { clock, outbox } = kernel;

  async function pass(tx: Tx, venture: store.VentureRow, transfer: TransferRow): Promise<void> {
    const { id: ventureId } = venture;
    const { from_id: formerId, to_id: ownerId } = transfer;
    const now = clock.now();
    const names = await people.byIds(tx, [formerId, ownerId]);
    const ownerName = names.get(ownerId)?.name ?? '';
    // One owner at any time: the former one steps back first. Co-owner keeps both in the holder class of owners.
    await store.updateMember(tx, ventureId, formerId, { role: 'CO_OWNER' });
    await store.updateMember(tx, ventureId, ownerId, { role: 'OWNER', state: 'ACTIVE' });
    await store.updateVenture(tx, ventureId, {
      owner_id: ownerId,
      owner_lapsed_at: null,
      updated_at: now,
    });
    await store.addHistory(tx, {
      id: newId(),
      venture_id: ventureId,
      from_status: venture.status,
      to_status: venture.status,
      event: 'ownership-passed',
      actor_id: formerId,
      reason: `From ${names.get(formerId)?.name ?? ''} to ${ownerName}.`,
      at: now,
    });
    await security.clear(tx, formerId, 'OWNS_VENTURE', { ref: ventureId });
    await security.record(tx, formerId, { kind: 'MEMBER_OF', ref: ventureId });
    await security.clear(tx, ownerId, 'MEMBER_OF', { ref: ventureId });
    await security.record(tx, ownerId, { kind: 'OWNS_VENTURE', ref: ventureId });
    await passPapers(tx, transfer, ownerName);
    await settleFormer(tx, ventureId, formerId);
    await tell(tx, ventureId, [formerId, ownerId]);
  }

  async function passPapers(tx: Tx, transfer: TransferRow, ownerName: string): Promise<void> {
    const { venture_id: ventureId, from_id: formerId, to_id: ownerId } = transfer;
    await legal.passOn(tx, { ventureId, formerId, ownerId, ownerName });
    // The new owner gave these signatures with the document; its evidence names the place.
    const call = found((await legal.signatoriesOf(tx, transfer.document_id)).get(ownerId));
    await legal.giveStanding(tx, { ventureId, ownerId, codes: standingPapers, call });
    await legal.ask(tx, ownerId, ownerPapers(ventureId));
    await legal.ask(tx, formerId, joiningPapers(ventureId));
  }

  /** A member like the others from now on: without the papers of the venture, membership stays and access rests. */
  async function settleFormer(tx: Tx, ventureId: string, userId: string): Promise<void> {
    const gate = await security.stand(tx, userId, 'JOIN_VENTURE', ventureId);
    if (gate.open) return;
    await store.updateMember(tx, ventureId, userId, { state: 'LAPSED' });
    await outbox.publish(tx, {
      type: 'member.lost-access',
      actorId: null,
      at: clock.now().toISOString(),
      topics: [],
      data: { ventureId, userId },
      control: { lostAccess: { userId, topic: `venture:${ventureId}` } },
    });
  }

  async function tell(tx: Tx, ventureId: string, sides: readonly string[]): Promise<void> {
    const at = clock.now().toISOString();
    for (const userId of sides)
      await outbox.publish(tx, {
        type: 'access.changed',
        actorId: null,
        at,
        topics: [`user:${userId}`],
        data: { userId, reason: 'venture' },
      });
    const members = await store.membersOf(tx, ventureId);
    // Without a name: pages load the venture again; who is notified, and of what, the transfer says.
    await outbox.publish(tx, {
      type: 'venture.changed',
      actorId: null,
      at,
      topics: [`venture:${ventureId}`, ...members.map(({ user_id }) => `user:${user_id}`)],
      data: { ventureId },
    });
  }

  return { pass };
}
