import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import * as approvals from '../approvals/approvals.ts';
import { waitingFor } from '../approvals/waiting.ts';
import { actorOf, type Actor, type Ground } from '../ground.ts';
import type { ApprovalRow } from '../record/approval-store.ts';

export function approvalRoutes(ground: Ground): Handlers<typeof contract.approvals> {
  const { db } = ground.kernel.database;
  const changed = (call: Call, act: (tx: Tx, actor: Actor) => Promise<ApprovalRow>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      return (await approvals.approvalViews(ground, tx, actor, [await act(tx, actor)]))[0]!;
    });
  return {
    waiting: (_input, call) => waitingFor(ground, db, actorOf(call)),
    list: ({ query }, call) => approvals.list(ground, db, actorOf(call), query),
    request: ({ body }, call) => changed(call, (tx, actor) => approvals.request(ground, tx, actor, body)),
    get: ({ params }, call) => approvals.read(ground, db, actorOf(call), params.approvalId),
    decide: ({ params, body }, call) =>
      changed(call, (tx, actor) => approvals.decide(ground, tx, actor, params.approvalId, body)),
    withdraw: ({ params }, call) =>
      changed(call, (tx, actor) => approvals.withdraw(ground, tx, actor, params.approvalId)),
  };
}
