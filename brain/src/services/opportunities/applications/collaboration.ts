import type { Tx } from '../../../kernel/db.ts';
import type { Actor, Ground, Role } from '../deps.ts';
import type { ApplicationRow } from '../record/application-store.ts';
import type { OpportunityRow } from '../record/store.ts';
import { rewardsOf } from '../record/views.ts';
import { agreementValues } from '../rules/words.ts';

/** What an acceptance begins: an invitation of the venture with its papers, or an agreement between the two sides. */

export type CollaborationKind = 'VENTURE_INVITATION' | 'VENTURE_MEMBER' | 'AGREEMENT';

const template = 'COLLAB';
const signingDays = 14;

export async function kindOf(
  { ventures }: Ground,
  tx: Tx,
  row: OpportunityRow,
  applicantId: string,
): Promise<CollaborationKind> {
  if (row.venture_id === null) return 'AGREEMENT';
  // Members apply to what is for the venture alone; their papers are signed.
  return (await ventures.belongs(tx, row.venture_id, applicantId)) ? 'VENTURE_MEMBER' : 'VENTURE_INVITATION';
}

export async function collaborate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  given: {
    readonly row: OpportunityRow;
    readonly application: ApplicationRow;
    readonly applicant: { readonly email: string };
    readonly message: string;
  },
): Promise<{ invitation_id?: string; document_id?: string }> {
  const { row, application, applicant, message } = given;
  if (application.collaboration === 'VENTURE_MEMBER') return {};
  if (application.collaboration === 'AGREEMENT')
    return { document_id: await agree(ground, tx, actor, row, application, message) };
  // Whoever is invited already, for another place or by mail, has one invitation to answer.
  const open = await ground.ventures.openInvitation(tx, row.venture_id!, applicant.email);
  if (open) return { invitation_id: open };
  const invitation = await ground.ventures.invitations.invite(
    tx,
    row.venture_id!,
    actor,
    {
      email: applicant.email,
      role: row.seat_role as Role,
      message: message || `Your application for “${row.title}” was accepted.`,
    },
    actor.origin,
  );
  return { invitation_id: invitation.id };
}

/** Whoever works is the provider: the applicant of an opportunity, the creator of a service. */
async function agree(
  { papers }: Ground,
  tx: Tx,
  actor: Actor,
  row: OpportunityRow,
  application: ApplicationRow,
  message: string,
): Promise<string> {
  const [client, provider] =
    row.kind === 'SERVICE'
      ? [application.applicant_id, row.creator_id]
      : [row.creator_id, application.applicant_id];
  const documentId = await papers.createAgreement(tx, {
    templateCode: template,
    creatorId: actor.userId,
    title: row.title,
    values: agreementValues(row, rewardsOf(row), application),
    ...(message ? { message } : {}),
    recipients: [
      { role: 'Client', kind: 'SIGNER', step: 1, userId: client },
      { role: 'Provider', kind: 'SIGNER', step: 1, userId: provider },
    ],
    call: actor.call,
  });
  await papers.sendAgreement(tx, {
    documentId,
    creatorId: actor.userId,
    deadlineDays: signingDays,
    call: actor.call,
  });
  return documentId;
}
