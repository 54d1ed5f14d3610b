import type { Db } from '../../kernel/db.ts';
import { waitingFor } from './approvals/waiting.ts';
import type { Actor, TeamDeps } from './deps.ts';
import type { Ground } from './ground.ts';
import { defineExpiry } from './invitations/invitations.ts';
import { blockersOf, countTeams, exportOf } from './own-account.ts';
import { defineReviews } from './productivity/reviews.ts';
import { react } from './reactions.ts';
import { countCreated, findPerson } from './record/company-store.ts';
import { teamsOfMany } from './record/part-store.ts';
import { findMember } from './record/team-store.ts';
import { teamScope } from './scope.ts';

export type { Rhythm, TeamDeps, Waiting, WaitingSource } from './deps.ts';
export { drawn } from '../../kernel/machine.ts';
export * from './rules/machines.ts';
export { teamRoutes } from './routes/routes.ts';
export * as teamFigures from './record/leaving-store.ts';

export interface Teams {
  readonly ground: Ground;
  /** Teams as places of the community. */
  readonly scope: ReturnType<typeof teamScope>;
  /** May this person follow the live topic of a team or a company: those who belong to it. */
  mayFollow(db: Db, kind: 'team' | 'company', id: string, userId: string): Promise<boolean>;
  /** How many living teams somebody belongs to, and how many companies they created. */
  countTeams(db: Db, userId: string): Promise<number>;
  countCompanies(db: Db, userId: string): Promise<number>;
  readonly teamsOfMany: typeof teamsOfMany;
  /** How much waits for somebody, wherever on the platform; of each kind up to fifty. */
  countWaiting(db: Db, actor: Actor): Promise<number>;
  /** Why an account cannot be erased yet. */
  blockersOf(db: Db, userId: string): Promise<string[]>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** People who work together: companies, teams, invitations, goals, approvals (domain rules, sections 18 and 20.13). */
export function createTeams(deps: TeamDeps): Teams {
  const ground: Ground = deps;
  react(ground);
  defineExpiry(ground);
  defineReviews(ground);
  return {
    ground,
    scope: teamScope(),
    async mayFollow(db, kind, id, userId) {
      const part = kind === 'team' ? await findMember(db, id, userId) : await findPerson(db, id, userId);
      return part !== undefined;
    },
    countTeams,
    countCompanies: countCreated,
    teamsOfMany,
    countWaiting: async (db, actor) => (await waitingFor(ground, db, actor)).items.length,
    blockersOf,
    exportOf,
  };
}
