import type { Db } from '../../kernel/db.ts';
import { goalsBy } from './goals/goal-store.ts';
import * as approvalStore from './record/approval-store.ts';
import * as companyStore from './record/company-store.ts';
import * as teamStore from './record/team-store.ts';

/** What teams and companies say when an account is exported or erased, and to others who count. */

/** Whoever is the last to lead or to own something passes it on, or ends it, before they go. */
export async function blockersOf(db: Db, userId: string): Promise<string[]> {
  const teams = (await teamStore.teamsOf(db, userId)).filter(
    ({ role, state }) => role === 'LEAD' && state !== 'DISBANDED',
  );
  const companies = (await companyStore.companiesOf(db, userId)).filter(
    ({ role, state }) => role === 'OWNER' && state !== 'DISSOLVED' && state !== 'MERGED',
  );
  return [
    ...teams.map(({ name }) => `Make somebody else LEAD of the team “${name}”, or disband it.`),
    ...companies.map(({ name }) => `Pass the company “${name}” on, or dissolve it.`),
  ];
}

export async function exportOf(db: Db, userId: string): Promise<unknown> {
  return {
    teams: (await teamStore.teamsOf(db, userId)).map(({ id, name, role, joined_at, state }) => ({
      id,
      name,
      role,
      joinedAt: joined_at,
      state,
    })),
    companies: (await companyStore.companiesOf(db, userId)).map(({ id, name, role, state }) => ({
      id,
      name,
      role,
      state,
    })),
    goals: await goalsBy(db, userId),
    approvals: await approvalStore.approvalsOf(db, userId),
  };
}

/** For the quest: teams somebody belongs to that were not disbanded. */
export async function countTeams(db: Db, userId: string): Promise<number> {
  return (await teamStore.teamsOf(db, userId)).filter(({ state }) => state !== 'DISBANDED').length;
}
