import type { Security } from '../../engines/security/index.ts';
import type { Outbox, PublishedEvent } from '../../kernel/outbox.ts';
import { createWriters } from './messages.ts';
import { alerts, alertedRungs } from './operation-messages.ts';
import type { Devices } from './push/devices.ts';
import * as store from './store.ts';
import type { Notice, Telling } from './telling.ts';

/** Turns what happens elsewhere into notifications. A reaction that runs again finds its cause told already. */
export function subscribe(
  outbox: Outbox,
  {
    notifyAll,
    sessionEnded,
    appointed,
  }: Pick<Telling, 'notifyAll'> & Pick<Devices, 'sessionEnded'> & Pick<Security, 'appointed'>,
  paperName: (code: string) => string,
): void {
  const writers = createWriters(paperName);
  outbox.subscribe('notifications', Object.keys(writers), async (tx, event) => {
    const notices = inLockOrder(writers[event.type]?.(event) ?? []);
    await notifyAll(
      tx,
      notices.map((notice) => ({ ...notice, key: keyOf(notice, event) })),
    );
  });
  outbox.subscribe('notifications.operation', Object.keys(alerts), async (tx, event) => {
    const { rungs = alertedRungs, ...message } = alerts[event.type]!;
    const people = (await appointed(tx, rungs)).toSorted();
    await notifyAll(
      tx,
      people.map((userId) => ({ userId, type: 'operation.alert', key: event.id, ...message })),
    );
  });
  outbox.subscribe('notifications.sessions', ['session.ended'], async (tx, { data }) => {
    if (typeof data['sessionId'] === 'string') await sessionEnded(tx, data['sessionId']);
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
