import { addDays, utcDay } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { type CallFacts, type VentureDeps } from './deps.ts';
import * as transfers from './ownership-store.ts';
import type { Status } from './policy.ts';
import * as store from './store.ts';
import { createSuccession } from './succession.ts';
import type { Actor, VentureRecords } from './ventures.ts';

/** Passing a venture on (domain rules, section 7.3): started by its owner, in effect with the signatures of both. */

export type TransferState = 'WAITING' | 'PASSED' | 'REFUSED' | 'EXPIRED' | 'WITHDRAWN' | 'FAILED';

/** Only what is listed exists. A document that its maker opens again after its end passes nothing on any more. */
const transitions: Readonly<Record<string, readonly TransferState[]>> = {
  WAITING: ['PASSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED'],
  REFUSED: ['FAILED'],
  EXPIRED: ['FAILED'],
};
/** States in which ownership can pass on. */
const movable: readonly string[] = ['ACTIVE', 'PAUSED'] satisfies Status[];

export interface SeenTransfer {
  readonly row: transfers.TransferRow;
  readonly signed: ReadonlySet<string>;
}

export function createOwnership(deps: VentureDeps, records: VentureRecords) {
  const { kernel, security, people, legal, whyKept } = deps;
  const { clock, outbox } = kernel;
  const succession = createSuccession(deps);

  async function start(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    wish: { memberId: string; message: string; days: number; call: CallFacts },
  ): Promise<SeenTransfer> {
    const { row } = await records.lockFor(tx, ventureId, actor, 'transfer');
    if (await transfers.isWaiting(tx, ventureId))
      throw new Fail('ALREADY_EXISTS', 'A transfer of this venture waits for signatures. Withdraw it first.');
    if (wish.memberId === actor.userId)
      throw new Fail('RULE_VIOLATED', 'You own this venture already. Choose another member.');
    const problem =
      (await whyUnable(tx, row, wish.memberId)) ??
      (await whyKept(tx, { ventureId, ownerId: row.owner_id }, 'transfer'));
    if (problem) throw new Fail('RULE_VIOLATED', problem);
    const signBy = utcDay(addDays(clock.now(), wish.days));
    const documentId = await legal.createAgreement(tx, {
      templateCode: 'OWNERSHIP',
      creatorId: actor.userId,
      ventureId,
      title: `Ownership of ${row.name}`.slice(0, 120),
      ...(wish.message ? { message: wish.message } : {}),
      values: { projectName: row.name, signBy },
      recipients: [
        { role: 'Present owner', kind: 'SIGNER', step: 1, userId: actor.userId },
        { role: 'New owner', kind: 'SIGNER', step: 1, userId: wish.memberId },
      ],
      call: wish.call,
    });
    const sent = { documentId, creatorId: actor.userId, deadlineDays: wish.days, call: wish.call };
    if ((await legal.sendAgreement(tx, sent)) !== 'SENT')
      throw new Error('The document of a transfer was not sent.');
    const transfer = await transfers.insertTransfer(tx, {
      id: newId(),
      venture_id: ventureId,
      from_id: actor.userId,
      to_id: wish.memberId,
      document_id: documentId,
      message: wish.message,
      state: 'WAITING',
      sign_by: signBy,
      started_at: clock.now(),
    });
    await record(tx, row, transfer, 'started', actor.userId);
    return { row: transfer, signed: new Set() };
  }

  async function withdraw(
    tx: Tx,
    { ventureId, transferId }: { ventureId: string; transferId: string },
    actor: Actor,
    reason: string,
    call: CallFacts,
  ): Promise<SeenTransfer> {
    const venture = found(await store.lockVenture(tx, ventureId));
    const transfer = found(await transfers.lockTransfer(tx, ventureId, transferId));
    if (transfer.from_id !== actor.userId && transfer.to_id !== actor.userId) throw new Fail('NOT_FOUND');
    if (transfer.from_id !== actor.userId)
      throw new Fail('FORBIDDEN', 'Who started a transfer takes it back. You can decline its document.');
    if (transfer.state !== 'WAITING')
      throw new Fail('ILLEGAL_TRANSITION', 'Only a transfer that waits for a signature can be withdrawn.');
    await legal.voidAgreement(tx, {
      documentId: transfer.document_id,
      actorId: actor.userId,
      reason,
      call,
    });
    return seen(tx, await decide(tx, venture, transfer, 'WITHDRAWN', reason, actor.userId));
  }

  /** The latest transfer, for its two sides; who could take over, for those who may start one. */
  async function read(db: Db, ventureId: string, actor: Actor) {
    const { row, membership, rights } = await records.see(db, ventureId, actor);
    if (!membership) throw new Fail('NOT_FOUND');
    const latest = await transfers.latestTransfer(db, ventureId);
    const isSide = latest?.from_id === actor.userId || latest?.to_id === actor.userId;
    const mayStart = rights.includes('transfer') && latest?.state !== 'WAITING';
    return {
      row,
      transfer: latest && isSide ? await seen(db, latest) : null,
      mayStart,
      successors: mayStart ? await successors(db, row) : [],
    };
  }

  async function seen(db: Db, row: transfers.TransferRow): Promise<SeenTransfer> {
    return { row, signed: new Set((await legal.signatoriesOf(db, row.document_id)).keys()) };
  }

  async function successors(db: Db, venture: store.VentureRow) {
    const members = (await store.membersOf(db, venture.id)).filter(
      (member) => member.state === 'ACTIVE' && member.user_id !== venture.owner_id,
    );
    return Promise.all(
      members.map(async (member) => ({
        member,
        gate: await security.stand(db, member.user_id, 'ACTIVATE_VENTURE', venture.id),
      })),
    );
  }

  /** Both signed: the roles change, if everything still holds. */
  async function signed(tx: Tx, documentId: string): Promise<void> {
    const open = await lockOf(tx, documentId);
    if (!open || !transitions[open.transfer.state]) return;
    const { venture, transfer } = open;
    const problem =
      transfer.state === 'WAITING'
        ? await whyNotNow(tx, venture, transfer)
        : 'The transfer had ended before everybody signed. Start a new one.';
    if (problem) {
      await decide(tx, venture, transfer, 'FAILED', problem, null);
      return;
    }
    await succession.pass(tx, venture, transfer);
    await decide(tx, venture, transfer, 'PASSED', null, null);
  }

  async function notSigned(
    tx: Tx,
    documentId: string,
    state: 'REFUSED' | 'EXPIRED' | 'WITHDRAWN',
    reason: string | null,
  ): Promise<void> {
    const open = await lockOf(tx, documentId);
    if (open?.transfer.state === 'WAITING')
      await decide(tx, open.venture, open.transfer, state, reason, null);
  }

  /** The venture first, as everywhere: two that lock both never wait for each other. */
  async function lockOf(tx: Tx, documentId: string) {
    const known = await transfers.transferOf(tx, documentId);
    const venture = known && (await store.lockVenture(tx, known.venture_id));
    const transfer = venture && (await transfers.lockTransfer(tx, venture.id, known.id));
    return venture && transfer ? { venture, transfer } : null;
  }

  async function whyNotNow(
    tx: Tx,
    venture: store.VentureRow,
    transfer: transfers.TransferRow,
  ): Promise<string | null> {
    if (venture.owner_id !== transfer.from_id) return 'The venture has another owner by now.';
    if (!movable.includes(venture.status))
      return `The venture is neither active nor paused, but ${venture.status.toLowerCase().replaceAll('_', ' ')}.`;
    const signatories = await legal.signatoriesOf(tx, transfer.document_id);
    if (!signatories.has(transfer.from_id) || !signatories.has(transfer.to_id))
      return 'Somebody else signed in the place of one of the two. Both have to sign in person.';
    return (
      (await whyUnable(tx, venture, transfer.to_id)) ??
      (await whyKept(tx, { ventureId: venture.id, ownerId: venture.owner_id }, 'transfer'))
    );
  }

  /** Why this person cannot own the venture now; the gate of activation asks for the papers of rung 4. */
  async function whyUnable(tx: Tx, venture: store.VentureRow, userId: string): Promise<string | null> {
    const member = await store.findMember(tx, venture.id, userId);
    if (member?.state !== 'ACTIVE')
      return 'Ownership passes to a member whose papers of the venture are in force.';
    const gate = await security.stand(tx, userId, 'ACTIVATE_VENTURE', venture.id);
    if (gate.open) return null;
    const codes = gate.missingPapers.map(({ code }) => code);
    return codes.length
      ? `The new owner needs the papers of an owner in force first. Missing: ${[...new Set(codes)].join(', ')}.`
      : 'The account of the new owner does not meet the conditions of an owner, such as an active seat.';
  }

  async function decide(
    tx: Tx,
    venture: store.VentureRow,
    transfer: transfers.TransferRow,
    state: TransferState,
    reason: string | null,
    actorId: string | null,
  ): Promise<transfers.TransferRow> {
    if (!transitions[transfer.state]?.includes(state))
      throw new Fail('ILLEGAL_TRANSITION', `A transfer in the state ${transfer.state} does not allow this.`);
    const row = await transfers.updateTransfer(tx, transfer.id, { state, reason, decided_at: clock.now() });
    await record(tx, venture, row, state.toLowerCase(), actorId);
    return row;
  }

  /** Audit, and news for the two sides; the venture itself is told when its owner changes. */
  async function record(
    tx: Tx,
    venture: store.VentureRow,
    transfer: transfers.TransferRow,
    step: string,
    actorId: string | null,
  ): Promise<void> {
    const { from_id: fromId, to_id: toId, state, reason } = transfer;
    await security.audit(tx, {
      actorId,
      action: `ownership.${step}`,
      entity: 'venture',
      entityId: venture.id,
      after: { transferId: transfer.id, fromId, toId, state, documentId: transfer.document_id },
      ...(reason ? { reason } : {}),
    });
    const names = await people.byIds(tx, [fromId, toId]);
    const others =
      state === 'PASSED' ? (await store.membersOf(tx, venture.id)).map((member) => member.user_id) : [];
    await outbox.publish(tx, {
      type: 'ownership.changed',
      actorId,
      at: clock.now().toISOString(),
      topics: [`user:${fromId}`, `user:${toId}`],
      data: {
        ventureId: venture.id,
        ventureName: venture.name,
        transferId: transfer.id,
        state,
        reason,
        fromName: names.get(fromId)?.name ?? '',
        toName: names.get(toId)?.name ?? '',
        sideIds: [fromId, toId],
        otherIds: others.filter((userId) => userId !== fromId && userId !== toId),
      },
    });
  }

  return { start, withdraw, read, signed, notSigned };
}

export type Ownership = ReturnType<typeof createOwnership>;
