import type { Kernel } from '../../kernel/kernel.ts';
import type { createLifecycle } from './lifecycle.ts';
import type { Members } from './members.ts';
import type { Ownership } from './ownership.ts';

/** What ventures do when papers take effect or run out. */
export function react(
  { outbox }: Kernel,
  lifecycle: ReturnType<typeof createLifecycle>,
  members: Members,
  ownership: Ownership,
): void {
  outbox.subscribe('ventures.papers-signed', ['document.effective'], async (tx, event) => {
    const { userIds, ventureId } = event.data as { userIds: string[]; ventureId: string | null };
    await lifecycle.papersSigned(tx, userIds);
    if (ventureId) for (const userId of userIds) await members.advance(tx, ventureId, userId);
  });
  outbox.subscribe('ventures.paper-expired', ['paper.expired'], async (tx, event) => {
    const { userId, ventureId } = event.data as { userId: string; ventureId: string | null };
    if (ventureId) await members.lapse(tx, ventureId, userId);
  });
  // A factor or a seat may have been the last thing missing, too.
  outbox.subscribe('ventures.access-changed', ['access.changed'], async (tx, event) => {
    const { userId, reason } = event.data as { userId: string; reason: string };
    if (reason !== 'venture') await lifecycle.papersSigned(tx, [userId]);
  });
  outbox.subscribe('ventures.ownership-signed', ['agreement.completed'], (tx, { data }) =>
    ownership.signed(tx, String(data['documentId'])),
  );
  outbox.subscribe(
    'ventures.ownership-not-signed',
    ['agreement.declined', 'agreement.expired', 'agreement.voided'],
    async (tx, { type, data }) => {
      // A step that is content with some of its signatures goes on without this one.
      if (data['over'] === false) return;
      const state =
        type === 'agreement.declined' ? 'REFUSED' : type === 'agreement.expired' ? 'EXPIRED' : 'WITHDRAWN';
      const reason = typeof data['reason'] === 'string' ? data['reason'] : null;
      await ownership.notSigned(tx, String(data['documentId']), state, reason);
    },
  );
}
