import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { joiningPapers, type VentureDeps } from './deps.ts';
import type { Role } from './policy.ts';
import * as store from './store.ts';
import type { Actor, VentureRecords } from './ventures.ts';

export interface SeenMember extends store.MemberRow {
  readonly missingPapers: string[];
  /** Copies the owner still has to countersign; shown to the owner only. */
  readonly awaitingOwner: string[];
}

export function createMembers(deps: VentureDeps, records: VentureRecords) {
  const { kernel, security, people, legal, charges } = deps;
  const { clock, outbox, database } = kernel;

  async function list(ventureId: string, actor: Actor): Promise<SeenMember[]> {
    const { db } = database;
    const { row, rights } = await records.see(db, ventureId, actor);
    if (!rights.includes('see-members'))
      throw new Fail('FORBIDDEN', 'The member list opens when your own papers are signed.');
    const waiting = row.owner_id === actor.userId ? await legal.awaiting(db, row.owner_id, ventureId) : [];
    const members = await store.membersOf(db, ventureId);
    return Promise.all(
      members.map(async (member) => ({
        ...member,
        missingPapers: await missing(db, member),
        awaitingOwner: waiting
          .filter((copy) => copy.signerId === member.user_id)
          .map((copy) => copy.documentId),
      })),
    );
  }

  async function missing(db: Db, member: store.MemberRow): Promise<string[]> {
    if (member.role === 'OWNER' || member.state === 'ACTIVE') return [];
    const gate = await security.stand(db, member.user_id, 'JOIN_VENTURE', member.venture_id);
    return gate.missingPapers.map((paper) => paper.code);
  }

  /** An accepted invitation becomes a membership that waits for its papers. */
  async function begin(tx: Tx, venture: store.VentureRow, userId: string, role: string): Promise<void> {
    await store.insertMember(tx, {
      venture_id: venture.id,
      user_id: userId,
      role,
      state: 'JOINING',
      joined_at: clock.now(),
    });
    await legal.ask(tx, userId, joiningPapers(venture.id));
    const member = (await people.byIds(tx, [userId])).get(userId);
    await tell(tx, venture, userId, 'member.joining', { memberName: member?.name });
    await advance(tx, venture.id, userId);
  }

  /** Makes a waiting or lapsed member active once the gate JOIN_VENTURE is open. */
  async function advance(tx: Tx, ventureId: string, userId: string): Promise<void> {
    const venture = await store.lockVenture(tx, ventureId);
    const member = venture && (await store.findMember(tx, ventureId, userId));
    if (!member || member.role === 'OWNER' || member.state === 'ACTIVE') return;
    const gate = await security.stand(tx, userId, 'JOIN_VENTURE', ventureId);
    if (!gate.open) return;
    await store.updateMember(tx, ventureId, userId, { state: 'ACTIVE' });
    await security.record(tx, userId, { kind: 'MEMBER_OF', ref: ventureId });
    await security.audit(tx, {
      actorId: userId,
      action: 'member.joined',
      entity: 'venture',
      entityId: ventureId,
      after: { userId, role: member.role },
    });
    const person = (await people.byIds(tx, [userId])).get(userId);
    await tell(tx, venture, userId, 'member.joined', { memberName: person?.name });
    await outbox.publish(tx, {
      type: 'access.changed',
      actorId: userId,
      at: clock.now().toISOString(),
      topics: [`user:${userId}`],
      data: { userId, reason: 'venture' },
    });
  }

  /** The papers of a member ran out: membership stays, access rests (section 7.3). */
  async function lapse(tx: Tx, ventureId: string, userId: string): Promise<void> {
    const member = await store.findMember(tx, ventureId, userId);
    if (member?.state !== 'ACTIVE' || member.role === 'OWNER') return;
    const gate = await security.stand(tx, userId, 'JOIN_VENTURE', ventureId);
    if (!gate.missingPapers.some((paper) => paper.ventureId === ventureId)) return;
    await store.updateMember(tx, ventureId, userId, { state: 'LAPSED' });
    await legal.ask(tx, userId, joiningPapers(ventureId));
    await loseTopic(tx, ventureId, userId);
    await tell(tx, found(await store.findVenture(tx, ventureId)), null, 'member.changed', { userId });
  }

  async function changeRole(
    tx: Tx,
    ventureId: string,
    userId: string,
    actor: Actor,
    role: Role,
  ): Promise<store.MemberRow> {
    const { row } = await records.lockFor(tx, ventureId, actor, 'manage-members');
    const member = found(await store.findMember(tx, ventureId, userId));
    if (member.role === 'OWNER')
      throw new Fail(
        'RULE_VIOLATED',
        'Ownership passes by a document signed by both sides, not by a role change.',
      );
    if (role === 'CO_OWNER' && row.owner_id !== actor.userId)
      throw new Fail('FORBIDDEN', 'Only the owner names co-owners.');
    const saved = await store.updateMember(tx, ventureId, userId, { role });
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'member.role-changed',
      entity: 'venture',
      entityId: ventureId,
      before: { userId, role: member.role },
      after: { userId, role },
    });
    await tell(tx, row, actor.userId, 'member.changed', { userId });
    return saved;
  }

  /** Removing somebody, or leaving. Access ends with the commit. */
  async function remove(tx: Tx, ventureId: string, userId: string, actor: Actor): Promise<void> {
    const { row } = await records.lockFor(
      tx,
      ventureId,
      actor,
      userId === actor.userId ? 'leave' : 'manage-members',
    );
    const member = found(await store.findMember(tx, ventureId, userId));
    if (member.role === 'OWNER')
      throw new Fail('RULE_VIOLATED', 'The owner cannot leave. Close the venture, or pass it on first.');
    if (member.role === 'CO_OWNER' && userId !== actor.userId && row.owner_id !== actor.userId)
      throw new Fail('FORBIDDEN', 'Only the owner removes co-owners.');
    await store.deleteMember(tx, ventureId, userId);
    await security.clear(tx, userId, 'MEMBER_OF', { ref: ventureId });
    await legal.release(tx, userId, ventureId);
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'member.left',
      entity: 'venture',
      entityId: ventureId,
      before: { userId, role: member.role },
    });
    await loseTopic(tx, ventureId, userId);
    await tell(tx, row, actor.userId, 'member.changed', { userId });
    await outbox.publish(tx, {
      type: 'member.left',
      actorId: actor.userId,
      at: clock.now().toISOString(),
      topics: [],
      data: { ventureId, userId },
    });
    await outbox.publish(tx, {
      type: 'venture.changed',
      actorId: actor.userId,
      at: clock.now().toISOString(),
      topics: [`user:${userId}`],
      data: { ventureId },
    });
    // Leaving is free.
    if (userId !== actor.userId)
      await charges.charge(tx, {
        userId: actor.userId,
        action: 'member-remove',
        causeId: `${ventureId}:${userId}`,
      });
  }

  async function loseTopic(tx: Tx, ventureId: string, userId: string): Promise<void> {
    const control = { lostAccess: { userId, topic: `venture:${ventureId}` } };
    await outbox.publish(tx, {
      type: 'member.lost-access',
      actorId: null,
      at: clock.now().toISOString(),
      topics: [],
      data: { ventureId, userId },
      control,
    });
  }

  /** Live message to the venture and its owner, and the event notifications are made from. */
  async function tell(
    tx: Tx,
    venture: store.VentureRow,
    actorId: string | null,
    type: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    const members = await store.membersOf(tx, venture.id);
    const recipientIds = members
      .filter(
        (member) =>
          member.state === 'ACTIVE' &&
          member.user_id !== actorId &&
          ['OWNER', 'CO_OWNER', 'LEAD'].includes(member.role),
      )
      .map((member) => member.user_id);
    const topics = [
      `venture:${venture.id}`,
      `user:${venture.owner_id}`,
      ...(actorId ? [`user:${actorId}`] : []),
    ];
    await outbox.publish(tx, {
      type,
      actorId,
      at: clock.now().toISOString(),
      topics: [...new Set(topics)],
      data: { ventureId: venture.id, ventureName: venture.name, userId: actorId, recipientIds, ...data },
    });
  }

  return { list, begin, advance, lapse, changeRole, remove };
}

export type Members = ReturnType<typeof createMembers>;
