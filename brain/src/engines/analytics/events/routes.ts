import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../../kernel/call.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { readCursor, toPage } from '../../../kernel/paging.ts';
import { Fail } from '../../../kernel/errors.ts';
import { catalogue } from './catalogue.ts';
import type { StoredEvent } from './event.ts';
import type { Events } from './events.ts';

export function eventRoutes(kernel: Kernel, events: Events): Handlers<typeof contract.behaviorEvents> {
  const { database, clock } = kernel;
  return {
    record: ({ body }, call) => call.transact((tx) => events.ingest(tx, callerOf(call).userId, body)),
    async list({ query: { limit, cursor } }, call) {
      const before = readPlace(cursor);
      const rows = await events.ofPerson(database.db, callerOf(call).userId, {
        from: new Date(0),
        to: new Date(clock.now().getTime() + 1),
        limit: limit + 1,
        ...(before ? { before } : {}),
      });
      return toPage(rows, limit, ({ at, seq }) => [at.toISOString(), seq], view);
    },
  };
}

function readPlace(cursor: string | undefined): { at: Date; seq: number } | null {
  const key = readCursor(cursor, 2);
  if (!key) return null;
  const [at, seq] = [new Date(String(key[0])), Number(key[1])];
  if (Number.isNaN(at.getTime()) || !Number.isSafeInteger(seq))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return { at, seq };
}

const view = ({ at, type, consent, properties }: StoredEvent) => ({
  at: at.toISOString(),
  type,
  group: catalogue[type].group,
  behaviour: consent === 'BEHAVIOUR',
  properties: { ...properties },
});
