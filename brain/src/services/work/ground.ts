import { utcDay } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Actor, Role, WorkDeps } from './deps.ts';
import { rightsIn, rightsOfRole, roleMay, type Right } from './rules/policy.ts';

/** What every operation of this service stands on. */
export type Ground = WorkDeps;

/** The workspace as one person finds it. */
export interface Standing {
  readonly ventureId: string;
  readonly ventureName: string;
  readonly ownerId: string;
  readonly userId: string;
  readonly phase: string | null;
  readonly status: string;
  /** What the person may do now. */
  readonly rights: ReadonlySet<Right>;
}

/** Lets somebody in who may read the workspace; to everybody else it is not there. */
export async function enter(
  { ventures }: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  right: Right = 'read',
): Promise<Standing> {
  const { name, status, phase, ownerId, role } = await ventures.standingIn(db, ventureId, actor);
  const ofRole = rightsOfRole(role, actor.held);
  if (!ofRole.has('read')) throw new Fail('NOT_FOUND');
  const rights = rightsIn(status, ofRole);
  const standing = { ventureId, ventureName: name, ownerId, userId: actor.userId, phase, status, rights };
  if (!ofRole.has(right)) refuse();
  if (!rights.has(right))
    throw new Fail('ILLEGAL_TRANSITION', `Work rests while a venture is in the state ${status}.`);
  return standing;
}

/** For a rule that the role alone does not decide. */
export function allow(allowed: boolean): void {
  if (!allowed) refuse();
}

function refuse(): never {
  throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
}

/** The members who take part in the work. */
export async function membersWith(
  { ventures }: Ground,
  db: Db,
  ventureId: string,
  right: Right,
): Promise<string[]> {
  const roles = await ventures.rolesIn(db, ventureId);
  return [...roles].flatMap(([userId, role]: [string, Role]) => (roleMay(role, right) ? [userId] : []));
}

export interface Person {
  readonly userId: string;
  readonly name: string;
}

/** Names for a view: all of a page with one question. */
export async function namesOf(
  { people }: Ground,
  db: Db,
  ids: readonly (string | null)[],
): Promise<(userId: string) => Person> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const names = known.length ? await people.byIds(db, known) : new Map<string, { name: string }>();
  return (userId) => ({ userId, name: names.get(userId)?.name ?? '' });
}

/** Today in UTC, as days are counted here (a member's own calendar is asked for in check-ins only). */
export function todayOf({ kernel }: Ground): string {
  return utcDay(kernel.clock.now());
}
