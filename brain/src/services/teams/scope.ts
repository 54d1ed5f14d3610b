import type { Db } from '../../kernel/db.ts';
import type { Actor } from './ground.ts';
import * as store from './record/team-store.ts';
import type { TeamState } from './rules/machines.ts';
import { talkRights, type TalkRight, type TeamRole } from './rules/policy.ts';

/** Teams as places of the community: who is in one reads its channels, and its roles say who writes. */
export function teamScope() {
  const placesOf = async (db: Db, { userId, held }: Actor) =>
    (await store.teamsOf(db, userId)).map((team) => ({
      scopeId: team.id,
      name: team.name,
      rights: talkRights(
        team.role as TeamRole,
        held.has(3),
        team.state as TeamState,
      ) as ReadonlySet<TalkRight>,
    }));
  return {
    placesOf,
    placeOf: async (db: Db, scopeId: string, actor: Actor) =>
      (await placesOf(db, actor)).find((place) => place.scopeId === scopeId) ?? null,
    readers: async (db: Db, scopeId: string) =>
      (await store.membersOf(db, scopeId)).map(({ user_id }) => user_id),
    nameOf: async (db: Db, scopeId: string) => (await store.findTeam(db, scopeId))?.name ?? null,
  };
}
