import type { Ground } from './books/ground.ts';
import { sharesNotSigned, sharesSigned } from './revenue/shares.ts';

/** What this service does when the documents of new shares are signed, or are not. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('finances.signed', ['agreement.completed'], (tx, { data }) =>
    sharesSigned(ground, tx, String(data['documentId'])),
  );
  outbox.subscribe(
    'finances.not-signed',
    ['agreement.declined', 'agreement.expired', 'agreement.voided'],
    (tx, { type, data }) => {
      const state =
        type === 'agreement.declined' ? 'REFUSED' : type === 'agreement.expired' ? 'EXPIRED' : 'WITHDRAWN';
      const reason = typeof data['reason'] === 'string' ? data['reason'] : null;
      return sharesNotSigned(ground, tx, String(data['documentId']), state, reason);
    },
  );
}
