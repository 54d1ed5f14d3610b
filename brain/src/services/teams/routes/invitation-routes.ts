import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { actorOf, type Actor, type Ground } from '../ground.ts';
import * as invitations from '../invitations/invitations.ts';
import { byToken, invitationViews, listInvitations } from '../invitations/reading.ts';
import type { InvitationRow } from '../record/invitation-store.ts';

export function invitationRoutes(ground: Ground): Handlers<typeof contract.teamInvitations> {
  const { db } = ground.kernel.database;
  const answered = (call: Call, act: (tx: Tx, actor: Actor) => Promise<InvitationRow>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      return (await invitationViews(ground, tx, actor, [await act(tx, actor)]))[0]!;
    });
  return {
    list: ({ query }, call) => listInvitations(ground, db, actorOf(call), query),
    invite: ({ body }, call) =>
      answered(call, (tx, actor) => invitations.invite(ground, tx, actor, body, call.origin)),
    byLink: ({ params }) => byToken(ground, db, params.token),
    accept: ({ params }, call) =>
      answered(call, (tx, actor) => invitations.accept(ground, tx, actor, params.invitationId)),
    decline: ({ params }, call) =>
      answered(call, (tx, actor) => invitations.decline(ground, tx, actor, params.invitationId)),
    cancel: ({ params }, call) =>
      answered(call, (tx, actor) => invitations.cancel(ground, tx, actor, params.invitationId)),
    resend: ({ params }, call) =>
      answered(call, (tx, actor) => invitations.resend(ground, tx, actor, params.invitationId, call.origin)),
  };
}
