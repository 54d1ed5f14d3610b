import type { Db } from '../../kernel/db.ts';
import type { Actor, Place, Scope } from './deps.ts';
import { roleReads, ventureRights } from './rules/policy.ts';

/** What ventures tell of who takes part. */
export interface VentureParts {
  partsOf(
    db: Db,
    actor: Actor,
  ): Promise<
    readonly {
      readonly ventureId: string;
      readonly name: string;
      readonly status: string;
      readonly role: string;
    }[]
  >;
  rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, string>>;
  teamOf(db: Db, ventureId: string): Promise<{ readonly name: string } | null>;
}

/** Ventures as places of the community: the role table of section 7.3 says who reads and writes. */
export function ventureScope(ventures: VentureParts): Scope {
  const placesOf = async (db: Db, actor: Actor): Promise<Place[]> => {
    const parts = await ventures.partsOf(db, actor);
    return parts
      .map(({ ventureId, name, role, status }) => ({
        scopeId: ventureId,
        name,
        rights: ventureRights(role, status),
      }))
      .filter(({ rights }) => rights.has('read'));
  };
  return {
    placesOf,
    placeOf: async (db, scopeId, actor) =>
      (await placesOf(db, actor)).find((place) => place.scopeId === scopeId) ?? null,
    readers: async (db, scopeId) =>
      [...(await ventures.rolesIn(db, scopeId))].flatMap(([userId, role]) =>
        roleReads(role) ? [userId] : [],
      ),
    nameOf: async (db, scopeId) => (await ventures.teamOf(db, scopeId))?.name ?? null,
  };
}

/** A kind of place that this installation does not have. */
export const noScope: Scope = {
  placeOf: () => Promise.resolve(null),
  placesOf: () => Promise.resolve([]),
  readers: () => Promise.resolve([]),
  nameOf: () => Promise.resolve(null),
};
