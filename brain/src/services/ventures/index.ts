import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { VentureDeps } from './deps.ts';
import { createVentureFiles } from './files.ts';
import { createInvitations } from './invitations.ts';
import { createLifecycle } from './lifecycle.ts';
import { createMembers } from './members.ts';
import { createOwnership } from './ownership.ts';
import { partsOfMany } from './part-store.ts';
import { createPhases } from './phases.ts';
import { actingRole, type Role } from './policy.ts';
import { react } from './reactions.ts';
import * as standing from './standing-store.ts';
import * as store from './store.ts';
import { createVentureRecords, type Actor } from './ventures.ts';
import { wantedSkills } from './views.ts';

export type { VentureDeps } from './deps.ts';
export type { Role } from './policy.ts';
export { allVentureRoutes } from './all-routes.ts';
export { ventureRoutes } from './routes.ts';
export * as ventureFigures from './figures-store.ts';
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
    /** Where somebody takes part now, and the role they act in. */
    async partsOf(db: Db, { userId, held }: Actor) {
      const active = (await store.membershipsOf(db, userId)).filter(({ state }) => state === 'ACTIVE');
      const rows = await store.findVentures(
        db,
        active.map((one) => one.venture_id),
      );
      return rows.map((row) => {
        const { role } = active.find((one) => one.venture_id === row.id)!;
        return {
          ventureId: row.id,
          name: row.name,
          status: row.status,
          role: actingRole(role as Role, held),
        };
      });
    },
    /** Since when both have taken part in one venture, where they have longest; null when they share none. */
    async togetherSince(db: Db, one: string, other: string): Promise<Date | null> {
      const [mine, theirs] = [await store.membershipsOf(db, one), await store.membershipsOf(db, other)];
      const times = mine.flatMap(({ venture_id, state, joined_at }) => {
        const same = theirs.find((part) => part.venture_id === venture_id);
        if (!same || state !== 'ACTIVE' || same.state !== 'ACTIVE') return [];
        return [Math.max(joined_at.getTime(), same.joined_at.getTime())];
      });
      return times.length ? new Date(Math.min(...times)) : null;
    },
    /** In how many ventures somebody takes part, and how many of their own have been activated. */
    async figuresOf(db: Db, userId: string): Promise<{ memberships: number; owned: number }> {
      const memberships = await store.membershipsOf(db, userId);
      const owned = await store.venturesOwnedIn(db, userId, ['ACTIVE', 'PAUSED', 'SUSPENDED']);
      return {
        memberships: memberships.filter(({ state }) => state === 'ACTIVE').length,
        owned: owned.length,
      };
    },
    /** The ventures in which the person is active, with the role they act in now. */
    async actingIn(db: Db, { userId, held }: Actor): Promise<{ ventureId: string; role: Role }[]> {
      const memberships = await store.membershipsOf(db, userId);
      return memberships.flatMap(({ venture_id: ventureId, role, state }) =>
        state === 'ACTIVE' ? [{ ventureId, role: actingRole(role as Role, held) }] : [],
      );
    },
    partsOfMany,
    /** Takes part in any state, also while the papers wait. */
    async belongs(db: Db, ventureId: string, userId: string): Promise<boolean> {
      return (await store.findMember(db, ventureId, userId)) !== undefined;
    },
    /** The invitation that waits for an answer of this address. */
    async openInvitation(db: Db, ventureId: string, email: string): Promise<string | null> {
      return store.openInvitation(db, ventureId, email, deps.kernel.clock.now());
    },
    /** Invitations that wait for an answer of this address, the newest first. */
    async invitationsTo(db: Db, email: string, limit: number) {
      const now = deps.kernel.clock.now();
      const rows = (await store.invitationsOf(db, { email, before: null, limit })).filter(
        (row) => row.state === 'PENDING' && row.expires_at > now,
      );
      const ventures = await store.findVentures(db, [...new Set(rows.map((row) => row.venture_id))]);
      const people = await deps.people.byIds(db, [...new Set(rows.map((row) => row.invited_by))]);
      return rows.map((row) => ({
        id: row.id,
        ventureName: ventures.find(({ id }) => id === row.venture_id)?.name ?? '',
        inviterName: people.get(row.invited_by)?.name ?? '',
        sentAt: row.created_at,
        expiresAt: row.expires_at,
      }));
    },
    /** How ventures are called and how they stand, whoever asks. */
    async factsOf(db: Db, ventureIds: readonly string[]) {
      const rows = await store.findVentures(db, ventureIds);
      const facts = rows.map(({ id, name, slug, status, phase, visibility }) => ({
        id,
        name,
        slug,
        status,
        phase,
        visibility,
      }));
      return new Map(facts.map((one) => [one.id, one]));
    },
    /** What kind of venture it is; null when there is none. */
    async kindOf(db: Db, ventureId: string) {
      const row = await store.findVenture(db, ventureId);
      return row && { phase: row.phase, industry: row.industry, activatedAt: row.activated_at };
    },
    /** Active ventures in the order of their ids, after one of them. */
    activeIds: standing.activeIds,
    countActivatedBefore: standing.countActivatedBefore,
    activatedBefore: standing.activatedBefore,
    /** Ventures of an owner in any state. */
    ownedBy: standing.ownedBy,
    /** Other active ventures in the same phase, the newest first, each with its industry. */
    async inPhase(db: Db, phase: string, besides: string, limit: number) {
      const rows = await standing.venturesInPhase(db, phase, limit);
      return rows.flatMap(({ id, industry }) => (id === besides ? [] : [{ id, industry }]));
    },
    /** Its status, which does not change until the end of the transaction. */
    async hold(tx: Tx, ventureId: string): Promise<string | null> {
      return (await store.lockVenture(tx, ventureId))?.status ?? null;
    },
    /** Active ventures whose card every member sees and that name skills they look for, the newest first. */
    async seeking(db: Db, limit: number) {
      return (await store.seekingVentures(db, limit)).map((row) => ({
        id: row.id,
        slug: row.slug,
        name: row.name,
        purpose: row.purpose,
        industry: row.industry,
        tags: row.tags,
        phase: row.phase,
        skillsWanted: wantedSkills(row),
      }));
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
