import type { Tx } from '../../kernel/db.ts';
import type { Outbox, PublishedEvent } from '../../kernel/outbox.ts';
import { createWriters } from './messages.ts';
import type { Notice } from './notifications.ts';
import * as store from './store.ts';

type Notify = (tx: Tx, notice: Notice) => Promise<unknown>;

/** Turns what happens elsewhere into notifications. A reaction that runs again finds its cause told already. */
export function subscribe(outbox: Outbox, notify: Notify, paperName: (code: string) => string): void {
  const writers = createWriters(paperName);
  outbox.subscribe('notifications', Object.keys(writers), async (tx, event) => {
    for (const notice of inLockOrder(writers[event.type]?.(event) ?? []))
      await notify(tx, { ...notice, key: keyOf(notice, event) });
  });
  outbox.subscribe('notifications.erase', ['account.erased'], async (tx, event) => {
    const { userId } = event.data;
    if (typeof userId !== 'string') throw new Error('account.erased names nobody.');
    await store.erase(tx, userId);
  });
}

function keyOf(notice: Notice, event: PublishedEvent): string {
  return notice.key ?? event.id;
}

/** Each person's counter stays locked until the commit; taken in one order, two reactions never wait for each other. */
function inLockOrder(notices: readonly Notice[]): Notice[] {
  return notices.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
}
