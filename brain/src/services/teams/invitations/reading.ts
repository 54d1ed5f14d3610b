import type { contract, Input, teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { namesOf, type Actor, type Ground } from '../ground.ts';
import * as companyStore from '../record/company-store.ts';
import * as store from '../record/invitation-store.ts';
import * as teamStore from '../record/team-store.ts';
import { invitationMachine } from '../rules/machines.ts';
import { requireInviter } from './invitations.ts';
import { hashOf, nameOf, stateAt } from './standing.ts';

type View = z.infer<typeof teamsWire.invitation>;
type Query = Input<typeof contract.teamInvitations.list>['query'];

export async function listInvitations(ground: Ground, db: Db, actor: Actor, query: Query) {
  const { teamId, companyId, direction, state, cursor, limit } = query;
  const place: store.PlaceRef | null = teamId ? { teamId } : companyId ? { companyId } : null;
  if (place) await requireInviter(ground, db, actor, place);
  const by = place ?? (direction === 'SENT' ? { inviterId: actor.userId } : { userId: actor.userId });
  const rows = await store.listInvitations(db, {
    by,
    state,
    now: ground.kernel.clock.now(),
    before: readIdCursor(cursor),
    limit,
  });
  const views = await invitationViews(ground, db, actor, rows.slice(0, limit), place !== null);
  const byId = new Map(views.map((view) => [view.id, view]));
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    ({ id }) => byId.get(id)!,
  );
}

/** `leads`: the reader decides about invitations of others, too. */
export async function invitationViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.InvitationRow[],
  leads = false,
): Promise<View[]> {
  const name = await namesOf(
    ground,
    db,
    rows.flatMap(({ invited_by, user_id }) => [invited_by, user_id]),
  );
  const names = new Map<string, string>();
  for (const { team_id, company_id } of rows) {
    const id = team_id ?? company_id!;
    if (names.has(id)) continue;
    const place = team_id ? await teamStore.findTeam(db, id) : await companyStore.findCompany(db, id);
    names.set(id, place?.name ?? '');
  }
  const placed = (id: string | null) => (id ? { id, name: names.get(id)! } : null);
  return rows.map((row): View => {
    const state = stateAt(ground, row);
    const received = row.user_id === actor.userId;
    const sent = leads || row.invited_by === actor.userId;
    return {
      id: row.id,
      team: placed(row.team_id),
      company: placed(row.company_id),
      role: row.role as View['role'],
      email: row.email,
      // An address does not tell whether somebody has it: the person is named to themselves, and once they accepted.
      invitee: row.user_id && (!row.email || received || state === 'ACCEPTED') ? name(row.user_id) : null,
      inviter: name(row.invited_by),
      message: row.message,
      state,
      steps: eventsFrom(invitationMachine, state).flatMap((event) => {
        if (event === 'accept' || event === 'decline') return received ? [event] : [];
        return event !== 'expire' && sent ? [event] : [];
      }),
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    };
  });
}

/** What a link is about; its token is the key. */
export async function byToken(ground: Ground, db: Db, token: string) {
  const row = found(await store.findByToken(db, hashOf(token)), 'This invitation link is not valid.');
  return {
    invitationId: row.id,
    kind: row.team_id ? ('TEAM' as const) : ('COMPANY' as const),
    placeName: await nameOf(db, row),
    inviterName: (await namesOf(ground, db, [row.invited_by]))(row.invited_by).name,
    role: row.role as View['role'],
    message: row.message,
    email: hidden(row.email ?? ''),
    state: stateAt(ground, row),
    expiresAt: row.expires_at.toISOString(),
  };
}

/** `anna@example.com` as `a…@example.com`: enough to know which address it was, not to learn one. */
function hidden(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '' : `${email[0]}…${email.slice(at)}`;
}
