import type { Ground } from './books.ts';
import { notSigned, signed } from './proposals.ts';

/** What this service does when documents of proposals are signed, or are not. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('equity.signed', ['agreement.completed'], (tx, { data }) =>
    signed(ground, tx, String(data['documentId'])),
  );
  outbox.subscribe(
    'equity.not-signed',
    ['agreement.declined', 'agreement.expired', 'agreement.voided'],
    (tx, { type, data }) => {
      const state =
        type === 'agreement.declined' ? 'REFUSED' : type === 'agreement.expired' ? 'EXPIRED' : 'WITHDRAWN';
      const reason = typeof data['reason'] === 'string' ? data['reason'] : null;
      return notSigned(ground, tx, String(data['documentId']), state, reason);
    },
  );
}
