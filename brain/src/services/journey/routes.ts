import type { contract } from '@smartstart/contract';
import { callerOf, type Call, type Handlers } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Ground } from './ground.ts';
import * as journey from './journey.ts';

export function journeyRoutes({ ground }: { ground: Ground }): Handlers<typeof contract.journey> {
  const { db } = ground.kernel.database;
  const me = (call: Call) => callerOf(call).userId;
  const after = (call: Call, act: (tx: Tx, userId: string) => Promise<void>) =>
    call.transact(async (tx) => {
      await act(tx, me(call));
      return journey.view(ground, tx, me(call));
    });
  return {
    get: (_input, call) => journey.view(ground, db, me(call)),
    quests: (_input, call) => journey.questsOf(ground, db, me(call)),
    open: ({ params }, call) => after(call, (tx, userId) => journey.open(ground, tx, userId, params.number)),
    complete: ({ params }, call) =>
      after(call, (tx, userId) => journey.complete(ground, tx, userId, params.number)),
    skip: ({ params }, call) => after(call, (tx, userId) => journey.skip(ground, tx, userId, params.number)),
    saveDraft: ({ params, body }, call) =>
      call.transact((tx) => journey.saveDraft(ground, tx, me(call), params.number, body.fields)),
    markSeen: ({ body }, call) =>
      after(call, (tx, userId) => journey.markSeen(ground, tx, userId, body.what)),
    funnel: ({ query }) => journey.funnel(ground, db, query.days),
  };
}
