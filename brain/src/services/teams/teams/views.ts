import type { teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db } from '../../../kernel/db.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { namesOf, type Actor, type Ground } from '../ground.ts';
import { pendingJoin } from '../record/approval-store.ts';
import * as companyStore from '../record/company-store.ts';
import { viewerOf, type TeamSeat } from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import { teamMachine, type TeamEvent, type TeamState } from '../rules/machines.ts';
import { actingRole, mayStep, type TeamRole } from '../rules/policy.ts';

export type TeamCard = z.infer<typeof teamsWire.teamCard>;
export type TeamView = z.infer<typeof teamsWire.team>;

/** Cards of teams the reader may see; names of places they may not see are left out. */
export async function teamCards(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.TeamRow[],
): Promise<TeamCard[]> {
  const viewer = await viewerOf(ground, db, actor);
  const summaries = await store.summariesOf(
    db,
    rows.map(({ id }) => id),
    actor.userId,
  );
  const companies = await companyStore.namesAmong(
    db,
    viewer,
    rows.map((row) => row.company_id),
  );
  const parents = await store.namesAmong(
    db,
    viewer,
    rows.map((row) => row.parent_id),
  );
  const ventures = await ground.ventures.factsOf(db, [
    ...new Set(rows.flatMap((row) => row.venture_id ?? [])),
  ]);
  const name = await namesOf(
    ground,
    db,
    [...summaries.values()].map(({ leadId }) => leadId),
  );
  return rows.map((row): TeamCard => {
    const { members = 0, leadId = null, role = null } = summaries.get(row.id) ?? {};
    return {
      id: row.id,
      name: row.name,
      purpose: row.purpose,
      visibility: row.visibility as TeamCard['visibility'],
      size: row.size,
      state: row.state as TeamState,
      company: placed(row.company_id, companies),
      venture:
        (row.venture_id && {
          id: row.venture_id,
          name: ventures.get(row.venture_id)?.name ?? '',
        }) ||
        null,
      parent: placed(row.parent_id, parents),
      lead: leadId ? name(leadId) : null,
      members,
      role: role ? actingRole(role as TeamRole, actor.held.has(3)) : null,
      createdAt: row.created_at.toISOString(),
      version: row.version,
    };
  });
}

function placed(id: string | null, names: ReadonlyMap<string, string>) {
  const name = id === null ? undefined : names.get(id);
  return id !== null && name !== undefined ? { id, name } : null;
}

export async function teamView(ground: Ground, db: Db, actor: Actor, seat: TeamSeat): Promise<TeamView> {
  const { team, rights } = seat;
  const [card] = await teamCards(ground, db, actor, [team]);
  const viewer = await viewerOf(ground, db, actor);
  const nested = await store.listNested(db, viewer, team.id);
  const counts = await store.summariesOf(
    db,
    nested.map(({ id }) => id),
    actor.userId,
  );
  const inside = rights.has('read');
  return {
    ...card!,
    rights: [...rights],
    steps: stepsOf(seat),
    stateSince: team.state_since.toISOString(),
    mediator:
      team.mediator_id && inside ? (await namesOf(ground, db, [team.mediator_id]))(team.mediator_id) : null,
    reviewSuggestedAt: rights.has('analytics') ? (team.review_suggested_at?.toISOString() ?? null) : null,
    subTeams: nested.map(({ id, name, state }) => ({
      id,
      name,
      state: state as TeamState,
      members: counts.get(id)?.members ?? 0,
    })),
    joinRequestId: seat.role ? null : ((await pendingJoin(db, team.id, actor.userId))?.id ?? null),
  };
}

/** The steps the reader can take now, whether or not a guard of theirs still stands against them. */
export function stepsOf({ team, rights, role }: TeamSeat): TeamEvent[] {
  const state = team.state as TeamState;
  const below = team.review_suggested_at !== null;
  return [...new Set(eventsFrom(teamMachine, state))].filter((event) =>
    mayStep(event, state, { rights, role, below }),
  );
}
