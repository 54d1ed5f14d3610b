import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { analytics } from './analytics.ts';
import { actorOf, namesOf, type Actor, type Ground } from './ground.ts';
import * as invitations from './invitations.ts';
import type { PaymentRow } from './payment-store.ts';
import * as payments from './payments.ts';
import * as reading from './reading.ts';
import type { RelationshipRow } from './relationship-store.ts';
import * as relationships from './relationships.ts';
import { statementCsv, statementPdf } from './statement-files.ts';
import { statementOf, yearsOf } from './statements.ts';

export function umbrellaRoutes({ ground }: { readonly ground: Ground }): Handlers<typeof contract.umbrella> {
  const { db } = ground.kernel.database;
  /** One step, answered as the person sees the relationship afterwards. */
  const step = (call: Call, take: (tx: Tx, actor: Actor) => Promise<RelationshipRow>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      const [view] = await reading.relationshipViews(ground, tx, actor, [await take(tx, actor)]);
      return view!;
    });
  const made = (call: Call, make: (tx: Tx, actor: Actor) => Promise<string>) =>
    call.transact(async (tx) => ({ documentId: await make(tx, actorOf(call)) }));
  const statement = (
    { params, query }: { params: { year: number }; query: { side: 'SPONSOR' | 'REFERRED' } },
    call: Call,
  ) => statementOf(ground, db, actorOf(call), params.year, query.side);
  return {
    relationships: ({ query }, call) => reading.listRelationships(ground, db, actorOf(call), query),
    propose: ({ body }, call) =>
      step(call, (tx, actor) => relationships.propose(ground, tx, actor, body.userId, body)),
    relationship: async ({ params }, call) => {
      const view = await reading.readRelationship(ground, db, actorOf(call), params.relationshipId);
      call.etag(view.version);
      return view;
    },
    sign: ({ params }, call) =>
      made(call, (tx, actor) => relationships.documentToSign(tx, actor, params.relationshipId)),
    withdraw: ({ params, body }, call) =>
      step(call, (tx, actor) =>
        relationships.withdraw(ground, tx, actor, params.relationshipId, body.reason),
      ),
    notice: ({ params }, call) =>
      made(call, (tx, actor) => relationships.giveNotice(ground, tx, actor, params.relationshipId)),
    amend: ({ params, body }, call) =>
      made(call, (tx, actor) =>
        relationships.amend(ground, tx, actor, params.relationshipId, body.ratePercent),
      ),
    renew: ({ params }, call) =>
      made(call, (tx, actor) => relationships.renew(ground, tx, actor, params.relationshipId)),
    terminate: ({ params, body }, call) =>
      step(call, (tx, actor) =>
        relationships.terminate(ground, tx, actor, params.relationshipId, body.reason, 'PARTY'),
      ),
    requestAudit: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const row = await payments.requestAudit(ground, tx, actor, params.relationshipId, body.reason);
        return reading.caseView(row, await namesOf(ground, tx, [row.opened_by]));
      }),
    payments: ({ query }, call) => reading.listPayments(ground, db, actorOf(call), query),
    payment: async ({ params }, call) => {
      const view = await reading.readPayment(ground, db, actorOf(call), params.paymentId);
      call.etag(view.version);
      return view;
    },
    dispute: ({ params, body }, call) =>
      shownStep(ground, call, (tx, actor) =>
        payments.dispute(ground, tx, actor, params.paymentId, body.reason),
      ),
    analytics: (_input, call) => analytics(ground, db, actorOf(call)),
    statements: async (_input, call) => ({
      sponsor: await yearsOf(db, actorOf(call), 'SPONSOR'),
      referred: await yearsOf(db, actorOf(call), 'REFERRED'),
    }),
    statement,
    statementPdf: async (input, call) => statementPdf(ground, await statement(input, call)),
    statementCsv: async (input, call) => statementCsv(await statement(input, call)),
    invitations: ({ query }, call) => invitations.list(ground, db, actorOf(call), query),
    invite: ({ body }, call) =>
      call.transact(async (tx) =>
        sent(ground, tx, await invitations.invite(ground, tx, actorOf(call), body, call.origin)),
      ),
    cancelInvitation: ({ params }, call) =>
      call.transact(async (tx) => {
        const row = await invitations.cancel(ground, tx, actorOf(call), params.invitationId);
        return (await invitations.viewer(ground, tx, [row], 'SENT'))(row);
      }),
    resendInvitation: ({ params }, call) =>
      call.transact(async (tx) =>
        sent(
          ground,
          tx,
          await invitations.resend(ground, tx, actorOf(call), params.invitationId, call.origin),
        ),
      ),
    invitationByLink: ({ params }) => invitations.byToken(ground, db, params.token),
    acceptInvitation: ({ params, body }, call) =>
      step(call, (tx, actor) => invitations.accept(ground, tx, actor, params.invitationId, body.token)),
    declineInvitation: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const row = await invitations.decline(ground, tx, actorOf(call), params.invitationId, body.token);
        return { state: row.state as 'DECLINED' };
      }),
  };
}

/** One step of an amount, answered as the person sees it afterwards. */
export function shownStep(
  ground: Ground,
  call: Call,
  take: (tx: Tx, actor: Actor, requireSeen: (version: number) => void) => Promise<PaymentRow>,
) {
  return call.transact(async (tx) => {
    const actor = actorOf(call);
    const row = await take(tx, actor, (version) => requireVersion(call, version));
    call.etag(row.version);
    return reading.shownPayment(ground, tx, actor, row);
  });
}

async function sent(ground: Ground, tx: Tx, { row, link }: Awaited<ReturnType<typeof invitations.invite>>) {
  return { ...(await invitations.viewer(ground, tx, [row], 'SENT'))(row), link };
}
