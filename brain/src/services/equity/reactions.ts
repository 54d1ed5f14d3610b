import type { Ground } from './books.ts';
import { leftVenture } from './leaving.ts';
import * as offers from './offers.ts';
import { notSigned, signed } from './proposals.ts';

/** What this service does when documents of proposals are signed, or are not. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('equity.signed', ['agreement.completed'], async (tx, { data }) => {
    const documentId = String(data['documentId']);
    await signed(ground, tx, documentId);
    await offers.signed(ground, tx, documentId);
  });
  // A party ended what was in force; what was entered stays entered.
  outbox.subscribe('equity.ended', ['agreement.ended'], (tx, { data }) =>
    offers.ended(ground, tx, String(data['documentId']), String(data['reason'] ?? '')),
  );
  outbox.subscribe('equity.member-left', ['member.left'], (tx, { data }) =>
    leftVenture(ground, tx, String(data['ventureId']), String(data['userId'])),
  );
  outbox.subscribe(
    'equity.not-signed',
    ['agreement.declined', 'agreement.expired', 'agreement.voided'],
    async (tx, { type, data }) => {
      // A step that is content with some of its signatures goes on without this one.
      if (data['over'] === false) return;
      const documentId = String(data['documentId']);
      const state =
        type === 'agreement.declined' ? 'REFUSED' : type === 'agreement.expired' ? 'EXPIRED' : 'WITHDRAWN';
      const reason = typeof data['reason'] === 'string' ? data['reason'] : null;
      await notSigned(ground, tx, documentId, state, reason);
      const event =
        type === 'agreement.declined' ? 'reject' : type === 'agreement.expired' ? 'expire' : 'withdraw';
      await offers.notSigned(ground, tx, documentId, event, reason);
    },
  );
}
