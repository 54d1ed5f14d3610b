import type { Db } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { Actor, CommunityDeps, Right } from './deps.ts';
import { contentRights, platformRights } from './rules/policy.ts';

/** What every operation of this service stands on. */
export type Ground = CommunityDeps;

export interface Named {
  readonly userId: string;
  readonly name: string;
  readonly slug: string;
}

/** Names for a view: all of a page with one question. */
export async function namesOf(
  { people }: Pick<Ground, 'people'>,
  db: Db,
  ids: readonly (string | null)[],
): Promise<(userId: string) => Named> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows = known.length
    ? await people.byIds(db, known)
    : new Map<string, { name: string; slug: string }>();
  return (userId) => {
    const { name = '', slug = '' } = rows.get(userId) ?? {};
    return { userId, name, slug };
  };
}

/** Where an idea, a poll or kudos belong, as somebody finds it: the platform, or one venture. */
export interface Setting {
  readonly ventureId: string | null;
  readonly name: string | null;
  readonly rights: ReadonlySet<Right>;
}

/** The setting, if the person may read there; to everybody else it is not there. */
export async function settingOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string | null,
): Promise<Setting> {
  if (ventureId === null) return { ventureId, name: null, rights: platformRights(actor.held) };
  const place = await ground.ventures.placeOf(db, ventureId, actor);
  if (place) return { ventureId, name: place.name, rights: contentRights(place.rights, actor.held) };
  // Section 7.3: the hub reads ideas and polls of a venture.
  if (!actor.held.has(12)) throw new Fail('NOT_FOUND');
  const name = found(await ground.ventures.nameOf(db, ventureId));
  return { ventureId, name, rights: contentRights(new Set(), actor.held) };
}

/** The settings of everything a list of theirs is about. */
export async function settingsOf(ground: Ground, db: Db, actor: Actor): Promise<Map<string | null, Setting>> {
  const places = await ground.ventures.placesOf(db, actor);
  const all: Setting[] = [
    { ventureId: null, name: null, rights: platformRights(actor.held) },
    ...places.map(({ scopeId, name, rights }) => ({
      ventureId: scopeId,
      name,
      rights: contentRights(rights, actor.held),
    })),
  ];
  return new Map(all.map((one) => [one.ventureId, one]));
}

export function allow(allowed: boolean, sentence: string): void {
  if (!allowed) throw new Fail('FORBIDDEN', sentence);
}

/** Two people in the order in which a pair of them is kept. */
export function pairOf(one: string, other: string): { person_a: string; person_b: string } {
  return one < other ? { person_a: one, person_b: other } : { person_a: other, person_b: one };
}
