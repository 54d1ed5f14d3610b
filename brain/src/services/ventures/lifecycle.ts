import { addDays } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { ownerPapers, standingPapers, type CallFacts, type VentureDeps } from './deps.ts';
import {
  approvalsFor,
  approvers,
  incompleteFields,
  nextStatus,
  type Approval,
  type Status,
  type StatusEvent,
} from './policy.ts';
import * as store from './store.ts';
import type { Actor, VentureRecords } from './ventures.ts';

/** A submitted venture whose papers are not signed goes back to draft after this. */
const contractDays = 30;
/** An owner without rung 4 for this long pauses the venture (section 20.5). */
const lapseDays = 30;
const sweepSize = 100;

export function createLifecycle(deps: VentureDeps, records: VentureRecords) {
  const { kernel, security, people, legal, charges, whyKept } = deps;
  const { clock, database, outbox } = kernel;

  /** Lock, decide, act: the one way a status changes. */
  async function move(
    tx: Tx,
    row: store.VentureRow,
    event: StatusEvent,
    actorId: string | null,
    reason: string | null,
    change: Parameters<typeof store.updateVenture>[2] = {},
  ): Promise<store.VentureRow> {
    const to = nextStatus(row.status as Status, event);
    if (!to)
      throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${row.status} does not allow this.`);
    const now = clock.now();
    const saved = await store.updateVenture(tx, row.id, { ...change, status: to, updated_at: now });
    await store.addHistory(tx, {
      id: newId(),
      venture_id: row.id,
      from_status: row.status,
      to_status: to,
      event,
      actor_id: actorId,
      reason,
      at: now,
    });
    await security.audit(tx, {
      actorId,
      action: `venture.${event}`,
      entity: 'venture',
      entityId: row.id,
      before: { status: row.status },
      after: { status: to },
      ...(reason ? { reason } : {}),
    });
    await records.announce(
      tx,
      saved,
      actorId,
      to === 'ACTIVE' && !row.activated_at ? 'venture.activated' : 'venture.changed',
      { status: to },
    );
    return saved;
  }

  async function submit(tx: Tx, ventureId: string, actor: Actor, call: CallFacts): Promise<store.VentureRow> {
    const { row } = await records.lockFor(tx, ventureId, actor, 'submit');
    const fields = incompleteFields(row);
    if (fields.length) throw new Fail('RULE_VIOLATED', 'The draft is not complete yet.', { fields });
    await security.require(tx, actor.userId, 'CREATE_VENTURE');
    const owner = (await people.byIds(tx, [actor.userId])).get(actor.userId)!;
    await legal.describeVenture(tx, {
      ventureId,
      name: row.name,
      ownerId: actor.userId,
      ownerName: owner.name,
      tierCeiling: row.tier_ceiling,
    });
    await legal.giveStanding(tx, { ventureId, ownerId: actor.userId, codes: standingPapers, call });
    await legal.ask(tx, actor.userId, ownerPapers(ventureId));
    const saved = await move(tx, row, 'submit', actor.userId, null, {
      submitted_at: clock.now(),
      approvals_due: approvalsFor(row),
    });
    // The owner may have signed everything before; then nothing is left to wait for.
    const advanced = await advance(tx, saved);
    await chargeSubmission(tx, row, actor.userId);
    return advanced;
  }

  /** A draft that is to be public pays for that, too. */
  async function chargeSubmission(
    tx: Tx,
    { id, visibility }: store.VentureRow,
    userId: string,
  ): Promise<void> {
    await charges.charge(tx, { userId, action: 'venture-submit', causeId: id });
    if (visibility === 'PUBLIC') await charges.charge(tx, { userId, action: 'venture-publish', causeId: id });
  }

  /** Back to draft: nothing of what submitting cost was used. */
  async function refundSubmission(tx: Tx, ventureId: string, why: string): Promise<void> {
    for (const action of ['venture-submit', 'venture-publish'])
      await charges.refundAll(tx, { action, causeIds: [ventureId], why });
  }

  /** Moves a submitted venture on once its owner's papers are all in force. */
  async function advance(tx: Tx, row: store.VentureRow): Promise<store.VentureRow> {
    if (row.status !== 'PENDING_CONTRACTS') return row;
    const [held, gate] = [
      await security.held(tx, row.owner_id),
      await security.stand(tx, row.owner_id, 'ACTIVATE_VENTURE', row.id),
    ];
    if (!held.has(4) || !gate.open) return row;
    if (row.approvals_due.length) return move(tx, row, 'approval-due', null, null);
    return activate(tx, row, 'papers-signed', null, null);
  }

  function activate(
    tx: Tx,
    row: store.VentureRow,
    event: 'papers-signed' | 'approve',
    actorId: string | null,
    reason: string | null,
  ): Promise<store.VentureRow> {
    return move(tx, row, event, actorId, reason, {
      activated_at: clock.now(),
      phase: 'IDEATION',
      approvals_due: [],
      owner_lapsed_at: null,
    });
  }

  async function decide(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    decision: 'approve' | 'refuse',
    reason: string,
  ): Promise<store.VentureRow> {
    const row = found(await store.lockVenture(tx, ventureId));
    if (row.status !== 'PENDING_APPROVAL')
      throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${row.status} waits for no approval.`);
    const mine = (row.approvals_due as Approval[]).filter((approval) =>
      approvers[approval].some((rung) => actor.held.has(rung)),
    );
    if (!mine.length) throw new Fail('FORBIDDEN', 'The approvals that are due are not yours to give.');
    if (decision === 'refuse') {
      const refused = await move(tx, row, 'refuse', actor.userId, reason, {
        approvals_due: [],
        submitted_at: null,
      });
      await refundSubmission(tx, ventureId, 'The venture was not approved.');
      return refused;
    }
    const left = row.approvals_due.filter((approval) => !mine.includes(approval as Approval));
    if (!left.length) return activate(tx, row, 'approve', actor.userId, reason);
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'venture.approval',
      entity: 'venture',
      entityId: ventureId,
      reason,
      after: { given: mine, left },
    });
    return store.updateVenture(tx, ventureId, { approvals_due: left });
  }

  async function close(tx: Tx, ventureId: string, actor: Actor, reason: string): Promise<store.VentureRow> {
    const { row } = await records.lockFor(tx, ventureId, actor, 'close');
    const kept = await whyKept(tx, { ventureId, ownerId: row.owner_id }, 'close');
    if (kept) throw new Fail('RULE_VIOLATED', kept);
    const saved = await move(tx, row, 'close', actor.userId, reason, { closed_at: clock.now() });
    await security.clear(tx, row.owner_id, 'OWNS_VENTURE', { ref: ventureId });
    for (const member of await store.membersOf(tx, ventureId)) {
      await security.clear(tx, member.user_id, 'MEMBER_OF', { ref: ventureId });
      await outbox.publish(tx, {
        type: 'access.changed',
        actorId: actor.userId,
        at: clock.now().toISOString(),
        topics: [`user:${member.user_id}`],
        data: { userId: member.user_id, reason: 'venture' },
      });
    }
    await charges.charge(tx, { userId: actor.userId, action: 'venture-close', causeId: ventureId });
    return saved;
  }

  async function byOwner(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    event: 'pause' | 'resume' | 'withdraw',
  ): Promise<store.VentureRow> {
    const { row } = await records.lockFor(tx, ventureId, actor, event);
    const change = event === 'withdraw' ? { submitted_at: null, approvals_due: [] } : {};
    const saved = await move(tx, row, event, actor.userId, null, change);
    if (event === 'withdraw') await refundSubmission(tx, ventureId, 'The owner took it back to draft.');
    return saved;
  }

  async function publish(tx: Tx, ventureId: string, actor: Actor): Promise<store.VentureRow> {
    const { row } = await records.lockFor(tx, ventureId, actor, 'publish');
    if (row.visibility === 'PUBLIC') return row;
    const saved = await store.updateVenture(tx, ventureId, { visibility: 'PUBLIC', updated_at: clock.now() });
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'venture.published',
      entity: 'venture',
      entityId: ventureId,
      before: { visibility: row.visibility },
    });
    await records.announce(tx, saved, actor.userId, 'venture.changed');
    await charges.charge(tx, { userId: actor.userId, action: 'venture-publish', causeId: ventureId });
    return saved;
  }

  async function byAdmin(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    event: 'suspend' | 'lift',
    reason: string,
  ): Promise<store.VentureRow> {
    return move(tx, found(await store.lockVenture(tx, ventureId)), event, actor.userId, reason);
  }

  /** Papers took effect: ventures of these people may be ready now. */
  async function papersSigned(tx: Tx, userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) {
      for (const { id } of await store.venturesOwnedIn(tx, userId, ['PENDING_CONTRACTS']))
        await advance(tx, found(await store.lockVenture(tx, id)));
    }
  }

  kernel.jobs.define({
    name: 'withdraw-unsigned-ventures',
    cron: '15 * * * *',
    run: () => sweep('PENDING_CONTRACTS', withdrawIfOld),
  });
  kernel.jobs.define({
    name: 'watch-venture-owners',
    cron: '30 3 * * *',
    run: () => sweep('ACTIVE', watchOwner),
  });

  async function sweep(
    status: Status,
    act: (tx: Tx, row: store.VentureRow) => Promise<unknown>,
  ): Promise<void> {
    for (let after: string | null = null; ;) {
      const rows: store.VentureRow[] = await store.venturesIn(database.db, status, after, sweepSize);
      for (const { id } of rows) {
        await database.transact(async (tx) => {
          const row = await store.lockVenture(tx, id);
          if (row?.status === status) await act(tx, row);
        });
      }
      if (rows.length < sweepSize) return;
      after = rows.at(-1)!.id;
    }
  }

  async function withdrawIfOld(tx: Tx, row: store.VentureRow): Promise<void> {
    if (addDays(row.submitted_at!, contractDays) > clock.now()) return;
    const why = `Not signed within ${contractDays} days.`;
    await move(tx, row, 'withdraw', null, why, { submitted_at: null, approvals_due: [] });
    await refundSubmission(tx, row.id, why);
  }

  async function watchOwner(tx: Tx, row: store.VentureRow): Promise<void> {
    const held = await security.held(tx, row.owner_id);
    if (held.has(4)) {
      if (row.owner_lapsed_at) await store.updateVenture(tx, row.id, { owner_lapsed_at: null });
      return;
    }
    if (!row.owner_lapsed_at) await store.updateVenture(tx, row.id, { owner_lapsed_at: clock.now() });
    else if (addDays(row.owner_lapsed_at, lapseDays) <= clock.now())
      await move(
        tx,
        row,
        'pause',
        null,
        `The owner has lacked the papers of an owner for ${lapseDays} days.`,
      );
  }

  return { submit, decide, close, byOwner, publish, byAdmin, papersSigned };
}
