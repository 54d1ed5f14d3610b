import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { actorOf, type Actor } from './deps.ts';
import { apply, withdraw } from './applications/applying.ts';
import { accept, open, reject } from './applications/deciding.ts';
import * as reading from './applications/reading.ts';
import type { Opportunities } from './index.ts';
import type { ApplicationRow } from './record/application-store.ts';

export function applicationRoutes({
  ground,
}: Pick<Opportunities, 'ground'>): Handlers<typeof contract.applications> {
  const { db } = ground.kernel.database;
  const write = (call: Call, act: (tx: Tx, actor: Actor) => Promise<ApplicationRow>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      return reading.shown(ground, tx, actor, await act(tx, actor));
    });
  return {
    apply: ({ params, body }, call) =>
      write(call, (tx, actor) => apply(ground, tx, actor, params.opportunityId, body)),
    ofOpportunity: ({ params, query }, call) =>
      reading.ofOpportunity(ground, db, actorOf(call), params.opportunityId, query),
    mine: ({ query }, call) => reading.mine(ground, db, actorOf(call), query),
    get: ({ params }, call) => reading.read(ground, db, actorOf(call), params.applicationId),
    open: ({ params }, call) => write(call, (tx, actor) => open(ground, tx, actor, params.applicationId)),
    accept: ({ params, body }, call) =>
      write(call, (tx, actor) => accept(ground, tx, actor, params.applicationId, body.message)),
    reject: ({ params, body }, call) =>
      write(call, (tx, actor) => reject(ground, tx, actor, params.applicationId, body.reason)),
    withdraw: ({ params, body }, call) =>
      write(call, (tx, actor) => withdraw(ground, tx, actor, params.applicationId, body.reason)),
  };
}
