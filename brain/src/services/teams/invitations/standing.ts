import { createHash, randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../../kernel/db.ts';
import { violatedUnique } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import type { Ground } from '../ground.ts';
import * as companyStore from '../record/company-store.ts';
import type { InvitationRow } from '../record/invitation-store.ts';
import { publish, record } from '../record/journal.ts';
import { ofCompany, ofTeam } from '../record/standing.ts';
import * as teamStore from '../record/team-store.ts';
import type { InvitationState } from '../rules/machines.ts';

/** What every step of an invitation shares: its standing, its record, its money and its link. */

export async function nameOf(db: Db, row: InvitationRow): Promise<string> {
  const place = row.team_id
    ? await teamStore.findTeam(db, row.team_id)
    : await companyStore.findCompany(db, row.company_id!);
  return place?.name ?? '';
}

/** Out of time counts as expired, whether or not the job has run. */
export function stateAt({ kernel }: Ground, { state, expires_at }: InvitationRow): InvitationState {
  return state === 'PENDING' && expires_at <= kernel.clock.now() ? 'EXPIRED' : (state as InvitationState);
}

/** An invitation to a team costs nothing unless it is accepted; one to a company never does. */
export function refund(ground: Ground, tx: Tx, rows: readonly InvitationRow[], why: string): Promise<void> {
  const causeIds = rows.flatMap(({ id, team_id }) => (team_id ? [id] : []));
  return ground.charges.refundAll(tx, { action: 'member-invite', causeIds, why });
}

export async function noted(
  ground: Ground,
  tx: Tx,
  row: InvitationRow,
  event: string,
  actorId: string | null,
): Promise<void> {
  const place = row.team_id ? ofTeam(row.team_id) : ofCompany(row.company_id!);
  await record(ground, tx, place, {
    entity: 'INVITATION',
    entityId: row.id,
    event,
    // Addresses stay out of what all members read.
    subject: row.role,
    to: row.state,
    actorId,
  });
  const people = [row.invited_by, row.user_id].filter((id) => id !== null);
  await publish(
    ground,
    tx,
    'team-invitation.changed',
    actorId,
    { invitationId: row.id, to: row.state },
    people.map((id) => `user:${id}`),
  );
}

export async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const broken = violatedUnique(error);
    if (broken === 'team_invitations_open_email' || broken === 'team_invitations_open_user')
      throw new Fail('ALREADY_EXISTS', 'An invitation to this person is open already.');
    throw error;
  }
}

export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
