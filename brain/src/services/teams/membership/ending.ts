import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import * as approvalStore from '../record/approval-store.ts';
import * as invitationStore from '../record/invitation-store.ts';
import { publish } from '../record/journal.ts';

/** A team or a company ended: nothing of it waits for anybody any longer, and what was paid for invitations comes back. */
export async function closePlace(
  ground: Ground,
  tx: Tx,
  place: invitationStore.PlaceRef,
  why: string,
): Promise<void> {
  const now = ground.kernel.clock.now();
  for (const row of await approvalStore.lockPendingOf(tx, place)) {
    await approvalStore.updateApproval(tx, row.id, { state: 'LAPSED', comment: why, decided_at: now });
    await publish(ground, tx, 'approval.changed', null, { approvalId: row.id, to: 'LAPSED' }, [
      `user:${row.requester_id}`,
      `user:${row.approver_id}`,
    ]);
  }
  const open = await invitationStore.lockOpenOf(tx, place);
  for (const row of open) {
    await invitationStore.updateInvitation(tx, row.id, { state: 'CANCELLED', ended_at: now });
    if (row.user_id)
      await publish(ground, tx, 'team-invitation.changed', null, { invitationId: row.id, to: 'CANCELLED' }, [
        `user:${row.user_id}`,
      ]);
  }
  await ground.charges.refundAll(tx, {
    action: 'member-invite',
    causeIds: open.flatMap(({ id, team_id }) => (team_id ? [id] : [])),
    why,
  });
}
