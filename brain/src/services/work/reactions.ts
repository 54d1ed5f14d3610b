import type { Ground } from './ground.ts';
import { forgetAgreement, rememberAgreement } from './launch/phase-store.ts';
import { logMember } from './record/journal.ts';

/** What this service does on events of others: the feed says who joined, and agreements in force conclude an exit. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('work.member-joined', ['member.joined'], (tx, event) => logMember(ground, tx, event));
  outbox.subscribe('work.agreements', ['agreement.completed', 'agreement.ended'], async (tx, event) => {
    const { ventureId, documentId } = event.data;
    if (typeof ventureId !== 'string') return;
    const keep = event.type === 'agreement.completed' ? rememberAgreement : forgetAgreement;
    await keep(tx, ventureId, String(documentId));
  });
}
