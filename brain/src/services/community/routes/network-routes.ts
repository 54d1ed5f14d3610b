import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { toPage } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import type { Ground } from '../ground.ts';
import type { ConnectionRow } from '../network/connection-store.ts';
import * as connections from '../network/connections.ts';
import * as endorsements from '../network/endorsements.ts';
import { actorOf } from './actor.ts';

export function networkRoutes(ground: Ground): Handlers<typeof contract.network> {
  const { db } = ground.kernel.database;
  const connection = (call: Call, act: (tx: Tx, actor: Actor) => Promise<ConnectionRow>) =>
    call.transact(async (tx) => {
      const row = await act(tx, actorOf(call));
      return (await connections.connectionViews(ground, tx, actorOf(call), [row])).get(row.id)!;
    });

  return {
    async connections({ query }, call) {
      const rows = await connections.listConnections(db, actorOf(call), query);
      const views = await connections.connectionViews(ground, db, actorOf(call), rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    connect: ({ body }, call) =>
      connection(call, (tx, actor) => connections.connect(ground, tx, actor, body)),
    accept: ({ params }, call) =>
      connection(call, (tx, actor) => connections.answer(ground, tx, actor, params.connectionId, 'accept')),
    reject: ({ params }, call) =>
      connection(call, (tx, actor) => connections.answer(ground, tx, actor, params.connectionId, 'reject')),
    remove: ({ params }, call) =>
      call.transact(async (tx) => {
        await connections.remove(ground, tx, actorOf(call), params.connectionId);
        return {};
      }),
    tie: ({ params }, call) => endorsements.tieWith(ground, db, actorOf(call), params.userId),
    async endorsements({ params, query }, call) {
      const rows = await endorsements.listEndorsements(ground, db, actorOf(call), params.userId, query);
      const views = await endorsements.endorsementViews(
        ground,
        db,
        actorOf(call),
        rows.slice(0, query.limit),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    endorse: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const row = await endorsements.endorse(ground, tx, actorOf(call), params.userId, body);
        return (await endorsements.endorsementViews(ground, tx, actorOf(call), [row])).get(row.id)!;
      }),
    withdraw: ({ params }, call) =>
      call.transact(async (tx) => {
        await endorsements.withdraw(ground, tx, actorOf(call), params.endorsementId);
        return {};
      }),
  };
}
