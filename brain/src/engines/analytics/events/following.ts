import type { Tx } from '../../../kernel/db.ts';
import type { NewEvent } from './event.ts';
import { meaningsOf, type LoggedEvent } from './mapping.ts';
import { append, derivedId, enrol, type Ground, type Order } from './recording.ts';
import * as store from './store.ts';

/** Lines of the log in one transaction; the order of events is held for about as many tens of microseconds each. */
const batchSize = 500;

/**
 * Reads the platform's event log from where it was left, off the request path, and keeps what the catalogue has a word for.
 * Position and events are written together: a Brain that dies goes on where it was, and of several Brains one reads at a time.
 */
export async function followLog(ground: Ground, wanted: () => boolean = () => true): Promise<number> {
  let recorded = 0;
  while (wanted()) {
    const step = await ground.kernel.database.transact((tx) => followBatch(ground, tx));
    if (!step) return recorded;
    recorded += step.recorded;
    if (!step.full) return recorded;
  }
  return recorded;
}

/** Null when there was nothing to do, or somebody else does it. */
async function followBatch(ground: Ground, tx: Tx): Promise<{ recorded: number; full: boolean } | null> {
  const head = await store.lockHeadIfFree(tx);
  if (!head) return null;
  const lines = await store.loggedAfter(tx, head.follows, batchSize);
  if (!lines.length) return null;
  const order: Order = { seq: head.seq };
  let recorded = 0;
  let waiting: NewEvent[] = [];
  const flush = async () => {
    if (waiting.length) recorded += await append(ground, tx, order, waiting, 'PLATFORM', 'AS_LOGGED');
    waiting = [];
  };
  for (const line of lines) {
    waiting.push(...readLine(line));
    if (!actsOnPerson(line)) continue;
    // Who consents, and who is gone, holds from here on: what came before is written before.
    await flush();
    await actOnPerson(ground, tx, order, line);
  }
  await flush();
  await store.moveHead(tx, { seq: order.seq, follows: BigInt(lines.at(-1)!.seq) });
  return { recorded, full: lines.length === batchSize };
}

function readLine(line: LoggedEvent): NewEvent[] {
  return meaningsOf(line).map(({ type, userId, caused, entity, properties }, index) => ({
    id: index === 0 ? line.id : derivedId(line.id, index),
    at: line.at,
    userId,
    type,
    entityKind: entity?.[0] ?? null,
    entityId: entity?.[1] ?? null,
    ...(properties ? { properties } : {}),
    ...(caused === undefined ? {} : { caused }),
  }));
}

function actsOnPerson({ type, data }: LoggedEvent): boolean {
  if (type === 'consent.changed') return data['kind'] === 'BEHAVIOUR_ANALYTICS';
  return type === 'account.verified' || type === 'account.erased';
}

async function actOnPerson(ground: Ground, tx: Tx, order: Order, line: LoggedEvent): Promise<void> {
  const userId = String(line.data['userId']);
  const row = (await enrol(ground, tx, order, [userId], 'AS_LOGGED')).get(userId);
  if (!row) return;
  if (line.type === 'account.verified')
    await store.changePerson(tx, row.person, { signed_up_at: line.at, seq: ++order.seq });
  else if (line.type === 'account.erased') await forget(tx, order, row.person, 'PERSON', line.at);
  else {
    const consented = line.data['state'] === 'GRANTED';
    await store.changePerson(tx, row.person, { consented, seq: ++order.seq });
    if (!consented) await forget(tx, order, row.person, 'BEHAVIOUR', line.at);
  }
}

/** Deletes here, and tells every copy to do so. */
async function forget(
  tx: Tx,
  order: Order,
  person: number,
  scope: 'BEHAVIOUR' | 'PERSON',
  at: Date,
): Promise<void> {
  await store.deleteEventsOf(tx, person, scope === 'BEHAVIOUR');
  if (scope === 'PERSON') await store.removePerson(tx, person);
  await store.insertErasure(tx, { seq: ++order.seq, scope, person, before: null, at });
}
