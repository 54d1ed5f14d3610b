import type { networkWire } from '@smartstart/contract';
import { dayMs } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, namesOf, pairOf, type Ground } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { connectionMachine, type ConnectionEvent } from '../rules/machines.ts';
import * as store from './connection-store.ts';
import { mayReach } from './reach.ts';

type ConnectionView = (typeof networkWire.connection)['_zod']['input'];

/** So long somebody who was rejected does not ask again. */
const restMs = 90 * dayMs;

export function listConnections(
  db: Db,
  actor: Actor,
  query: {
    state?: string | undefined;
    direction?: 'in' | 'out' | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<store.ConnectionRow[]> {
  return store.listConnections(db, { ...query, userId: actor.userId, before: readIdCursor(query.cursor) });
}

/** Two who ask each other at the same moment are connected: the pair has one row, and the second finds it. */
export async function connect(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: { userId: string; message: string },
): Promise<store.ConnectionRow> {
  const { userId: otherId, message } = input;
  if (otherId === actor.userId) throw new Fail('RULE_VIOLATED', 'You cannot connect with yourself.');
  if (!(await mayReach(ground, tx, actor.userId, otherId))) throw new Fail('NOT_FOUND');
  const asked = { asked_by: actor.userId, state: 'PENDING', message, asked_at: ground.kernel.clock.now() };
  const made = await store.insertConnection(tx, {
    id: newId(),
    ...pairOf(actor.userId, otherId),
    ...asked,
  });
  if (made) {
    await note(ground, tx, made, 'ask', null, actor.userId);
    await tellAsked(ground, tx, made, actor.userId, otherId);
    return made;
  }
  const before = found(await store.lockPair(tx, actor.userId, otherId));
  if (before.state === 'ACCEPTED') throw new Fail('ALREADY_EXISTS', 'You are connected already.');
  if (before.state === 'PENDING') {
    if (before.asked_by === actor.userId)
      throw new Fail('ALREADY_EXISTS', 'Your request waits for an answer.');
    return settle(ground, tx, before, 'accept', actor.userId);
  }
  if (!mayAskAgain(before, actor.userId, asked.asked_at))
    throw new Fail(
      'RULE_VIOLATED',
      'Your last request was not accepted. You can ask again 90 days after it.',
    );
  nextState(connectionMachine, before.state, 'ask-again');
  const row = await store.updateConnection(tx, before.id, { ...asked, answered_at: null });
  await note(ground, tx, row, 'ask-again', before.state, actor.userId);
  await tellAsked(ground, tx, row, actor.userId, otherId);
  return row;
}

/** Whoever rejected may change their mind; whoever was rejected waits. */
export function mayAskAgain(before: store.ConnectionRow, userId: string, now: Date): boolean {
  return before.asked_by !== userId || now.getTime() - before.answered_at!.getTime() >= restMs;
}

export async function answer(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  connectionId: string,
  event: 'accept' | 'reject',
): Promise<store.ConnectionRow> {
  const row = await lockOwn(tx, actor, connectionId);
  allow(row.asked_by !== actor.userId, 'Whoever was asked answers.');
  return settle(ground, tx, row, event, actor.userId);
}

async function settle(
  ground: Ground,
  tx: Tx,
  before: store.ConnectionRow,
  event: 'accept' | 'reject',
  actorId: string,
): Promise<store.ConnectionRow> {
  const state = nextState(connectionMachine, before.state, event);
  const row = await store.updateConnection(tx, before.id, {
    state,
    answered_at: ground.kernel.clock.now(),
  });
  await note(ground, tx, row, event, before.state, actorId);
  if (event === 'accept') {
    const userIds = [row.person_a, row.person_b];
    const name = await namesOf(ground, tx, [actorId]);
    await publish(
      ground,
      tx,
      'connection.accepted',
      actorId,
      { connectionId: row.id, userIds, askedBy: row.asked_by, name: name(actorId).name, byId: actorId },
      userIds.map((userId) => `user:${userId}`),
    );
  }
  return row;
}

/** Ends a connection, or takes a request back. A rejection stays: it is what keeps requests away. */
export async function remove(ground: Ground, tx: Tx, actor: Actor, connectionId: string): Promise<void> {
  const row = await lockOwn(tx, actor, connectionId);
  const mine = row.state === 'ACCEPTED' || (row.state === 'PENDING' && row.asked_by === actor.userId);
  allow(mine, 'Answer a request, or end a connection.');
  await store.deleteConnection(tx, row.id);
  await record(ground, tx, {
    entity: 'connection',
    id: row.id,
    event: 'end',
    from: row.state,
    to: 'ENDED',
    actorId: actor.userId,
  });
  const userIds = [row.person_a, row.person_b];
  await publish(
    ground,
    tx,
    'connection.ended',
    actor.userId,
    { connectionId: row.id, userIds, wasAccepted: row.state === 'ACCEPTED' },
    userIds.map((userId) => `user:${userId}`),
  );
}

async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<store.ConnectionRow> {
  const row = found(await store.lockConnection(tx, id));
  if (row.person_a !== actor.userId && row.person_b !== actor.userId) throw new Fail('NOT_FOUND');
  return row;
}

function note(
  ground: Ground,
  tx: Tx,
  row: store.ConnectionRow,
  event: ConnectionEvent | 'ask',
  from: string | null,
  actorId: string,
): Promise<void> {
  return record(ground, tx, { entity: 'connection', id: row.id, event, from, to: row.state, actorId });
}

async function tellAsked(
  ground: Ground,
  tx: Tx,
  row: store.ConnectionRow,
  actorId: string,
  otherId: string,
): Promise<void> {
  const name = await namesOf(ground, tx, [actorId]);
  const data = { connectionId: row.id, toUserId: otherId, fromUserId: actorId, name: name(actorId).name };
  await publish(ground, tx, 'connection.asked', actorId, data, [`user:${otherId}`]);
}

export async function connectionViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.ConnectionRow[],
): Promise<Map<string, ConnectionView>> {
  const otherOf = (row: store.ConnectionRow) => (row.person_a === actor.userId ? row.person_b : row.person_a);
  const name = await namesOf(ground, db, rows.map(otherOf));
  return new Map(
    rows.map((row): [string, ConnectionView] => {
      const mine = row.asked_by === actor.userId;
      const pending = row.state === 'PENDING';
      return [
        row.id,
        {
          id: row.id,
          person: name(otherOf(row)),
          state: row.state as 'PENDING',
          mine,
          message: row.message,
          askedAt: row.asked_at.toISOString(),
          answeredAt: row.answered_at?.toISOString() ?? null,
          rights: [
            ...(pending && !mine ? (['accept', 'reject'] as const) : []),
            ...(row.state === 'ACCEPTED' || (pending && mine) ? (['remove'] as const) : []),
          ],
        },
      ];
    }),
  );
}
