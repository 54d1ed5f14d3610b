import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Compliance } from './index.ts';

export function complianceRoutes({
  cases,
  holds,
  people,
  report,
  auditReport,
}: Compliance): Handlers<typeof contract.compliance> {
  const { db } = people;
  return {
    mine: (_, call) => people.stand(db, callerOf(call).userId),
    venture: ({ params }, call) => people.venture(db, params.ventureId, callerOf(call)),
    report: () => report(),
    auditReport: ({ query }, call) => auditReport(call, query),
    people: ({ query }) => people.list(db, query),
    person: ({ params }) => people.person(db, params.userId),
    openAudit: ({ body }, call) =>
      call.transact(async (tx) => people.show(tx, await cases.openAudit(tx, call, body.userId, body.reason))),
    decide: ({ params, body }, call) =>
      call.transact(async (tx) => people.show(tx, await cases.decide(tx, call, params.userId, body))),
    holds: ({ query }) => holds.list(db, query),
    placeHold: ({ body }, call) =>
      call.transact(async (tx) => holds.show(tx, await holds.place(tx, call, body))),
    releaseHold: ({ params, body }, call) =>
      call.transact(async (tx) => holds.show(tx, await holds.release(tx, call, params.holdId, body.reason))),
  };
}
