import type { Outbox } from '../../kernel/outbox.ts';
import type { Sessions } from './sessions.ts';
import { deleteAccount } from './store.ts';

/** What this module does when an account ends elsewhere. */
export function addReactions(outbox: Outbox, sessions: Sessions): void {
  outbox.subscribe(
    'authentication.account-ended',
    ['account.banned', 'account.erased'],
    async (tx, event) => {
      const userId = event.data['userId'];
      if (typeof userId !== 'string') throw new Error(`${event.type} names no account.`);
      await sessions.endAll(tx, userId, 'ACCOUNT_CLOSED', { actorId: event.actorId });
      if (event.type === 'account.erased') await deleteAccount(tx, userId);
    },
  );
}
