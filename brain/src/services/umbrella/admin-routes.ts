import type { contract } from '@smartstart/contract';
import { monthAt } from '@smartstart/units';
import type { Call, Handlers } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { settingsAt } from './analytics.ts';
import { actorOf, namesOf, type Actor, type Ground } from './ground.ts';
import * as office from './office.ts';
import * as payments from './payments.ts';
import * as reading from './reading.ts';
import type { RelationshipRow } from './relationship-store.ts';
import * as relationships from './relationships.ts';
import { shownStep } from './routes.ts';
import { monthToClose, runMonth } from './settlement.ts';
import { flagged } from './statements.ts';

export function umbrellaAdminRoutes({
  ground,
}: {
  readonly ground: Ground;
}): Handlers<typeof contract.umbrellaAdmin> {
  const { db } = ground.kernel.database;
  const step = (call: Call, take: (tx: Tx, actor: Actor) => Promise<RelationshipRow>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      return reading.readRelationship(ground, tx, actor, (await take(tx, actor)).id);
    });
  return {
    preview: ({ query }) => office.preview(ground, db, query.month),
    calculate: async ({ body }, call) => {
      const month = monthToClose(ground, body.month);
      // Each relationship in a transaction of its own: the run can be interrupted, and a second one adds nothing.
      const result = await runMonth(ground, month, actorOf(call).userId);
      return call.transact(async (tx) => {
        const { userId, call: origin } = actorOf(call);
        await ground.security.audit(tx, {
          actorId: userId,
          action: 'umbrella.calculate-month',
          entity: 'umbrella-run',
          entityId: month,
          after: { ...result },
          call: origin,
        });
        return result;
      });
    },
    runs: ({ query }) => office.listRuns(ground, db, query),
    payments: ({ query }, call) => reading.listAllPayments(ground, db, actorOf(call), query),
    approve: ({ params }, call) =>
      shownStep(ground, call, (tx, actor, requireSeen) =>
        payments.approve(ground, tx, actor, params.paymentId, requireSeen),
      ),
    pay: ({ params, body }, call) =>
      shownStep(ground, call, (tx, actor, requireSeen) =>
        payments.settlePayout(ground, tx, actor, params.paymentId, body, requireSeen),
      ),
    retry: ({ params }, call) =>
      shownStep(ground, call, (tx, actor) => payments.retry(ground, tx, actor, params.paymentId)),
    decide: ({ params, body }, call) =>
      shownStep(ground, call, (tx, actor) => payments.decide(ground, tx, actor, params.paymentId, body)),
    relationships: ({ query }, call) => reading.listAll(ground, db, actorOf(call), query),
    suspend: ({ params, body }, call) =>
      step(call, (tx, actor) => relationships.suspend(ground, tx, actor, params.relationshipId, body.reason)),
    reinstate: ({ params, body }, call) =>
      step(call, (tx, actor) =>
        relationships.reinstate(ground, tx, actor, params.relationshipId, body.reason),
      ),
    terminate: ({ params, body }, call) =>
      step(call, (tx, actor) =>
        relationships.terminate(ground, tx, actor, params.relationshipId, body.reason, 'HUB'),
      ),
    cases: ({ query }) => office.listCases(ground, db, query),
    answer: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const row = await payments.answerAudit(ground, tx, actorOf(call), params.caseId, body.answer);
        return reading.caseView(row, await namesOf(ground, tx, [row.opened_by]));
      }),
    flags: async ({ query }) => {
      const year = query.year ?? Number(monthAt(ground.kernel.clock.now()).slice(0, 4));
      return { year, items: await flagged(ground, db, year) };
    },
    journal: ({ params, query }) => office.readJournal(ground, db, params.relationshipId, query),
    settings: () => settingsAt(ground, db),
    setSettings: ({ body }, call) =>
      call.transact((tx) => office.changeSettings(ground, tx, actorOf(call), body)),
  };
}
