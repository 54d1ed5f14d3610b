import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { VentureDeps } from './deps.ts';
import { createVentureFiles } from './files.ts';
import { createInvitations } from './invitations.ts';
import { createLifecycle } from './lifecycle.ts';
import { createMembers } from './members.ts';
import { createOwnership } from './ownership.ts';
import { createPhases } from './phases.ts';
import { actingRole, type Role } from './policy.ts';
import { react } from './reactions.ts';
import * as store from './store.ts';
import { createVentureRecords, type Actor } from './ventures.ts';
import { wantedSkills } from './views.ts';

export type { VentureDeps } from './deps.ts';
export type { Role } from './policy.ts';
export { allVentureRoutes } from './all-routes.ts';
export { ventureRoutes } from './routes.ts';
export type Ventures = ReturnType<typeof createVentures>;

/** Who plans and answers for a venture. */
const managing: readonly Role[] = ['OWNER', 'CO_OWNER', 'LEAD'];

export function createVentures(deps: VentureDeps) {
  const records = createVentureRecords(deps);
  const lifecycle = createLifecycle(deps, records);
  const members = createMembers(deps, records);
  const invitations = createInvitations(deps, records, members);
  const ownership = createOwnership(deps, records);
  react(deps.kernel, lifecycle, members, ownership);
  return {
    deps,
    records,
    lifecycle,
    members,
    invitations,
    ownership,
    files: createVentureFiles(deps, records),
    phases: createPhases(deps),
    /** May this person follow the live topic of the venture: active members only. */
    async mayFollow(db: Db, ventureId: string, userId: string): Promise<boolean> {
      return (await store.findMember(db, ventureId, userId))?.state === 'ACTIVE';
    },
    /** Whose venture this is, and how many take part besides its owner. */
    async teamOf(db: Db, ventureId: string) {
      const row = await store.findVenture(db, ventureId);
      if (!row) return null;
      const activeMembers = await store.countActiveBesides(db, ventureId, row.owner_id);
      return { ownerId: row.owner_id, name: row.name, activeMembers };
    },
    /** The people of the venture, for those who manage it (section 7.3); to everybody else it is not there. */
    async managedBy(db: Db, ventureId: string, actor: Actor) {
      const { row, membership } = await records.see(db, ventureId, actor);
      const role = membership?.state === 'ACTIVE' ? actingRole(membership.role, actor.held) : null;
      if (!role || !managing.includes(role)) throw new Fail('NOT_FOUND');
      const members = await store.membersOf(db, ventureId);
      return { name: row.name, members: members.map(({ user_id, role }) => ({ userId: user_id, role })) };
    },
    /** The venture as somebody sees it, with the role a member acts in now; to strangers it is not there. */
    async standingIn(db: Db, ventureId: string, actor: Actor) {
      const { row, membership } = await records.see(db, ventureId, actor);
      const role = membership?.state === 'ACTIVE' ? actingRole(membership.role, actor.held) : null;
      return { name: row.name, status: row.status, phase: row.phase, ownerId: row.owner_id, role };
    },
    /** The roles of those who take part. */
    async rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, Role>> {
      const members = await store.membersOf(db, ventureId);
      return new Map(
        members.flatMap((one) => (one.state === 'ACTIVE' ? [[one.user_id, one.role as Role]] : [])),
      );
    },
    /** The skills a venture looks for, as the wizard asks for them. */
    async skillsWanted(db: Db, ventureId: string): Promise<{ name: string; level: number }[]> {
      const row = await store.findVenture(db, ventureId);
      return row ? wantedSkills(row) : [];
    },
    /** Why an account cannot be erased yet. */
    async blockersOf(db: Db, userId: string): Promise<string[]> {
      const open = await store.venturesOwnedIn(db, userId, [
        'PENDING_CONTRACTS',
        'PENDING_APPROVAL',
        'ACTIVE',
        'PAUSED',
        'SUSPENDED',
      ]);
      return open.map((row) => `Close the venture “${row.name}” or pass it on first.`);
    },
    async exportOf(db: Db, userId: string): Promise<unknown> {
      const memberships = await store.membershipsOf(db, userId);
      const owned = await store.venturesOwnedIn(db, userId, [
        'DRAFT',
        'PENDING_CONTRACTS',
        'PENDING_APPROVAL',
        'ACTIVE',
        'PAUSED',
        'SUSPENDED',
        'CLOSED',
      ]);
      return { memberships, owned };
    },
  };
}
