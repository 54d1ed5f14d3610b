import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { lockBooks, record, tell, writerIn, type Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { unsharedEntries } from '../revenue/revenue-store.ts';
import * as shares from '../revenue/share-store.ts';
import { spoken } from '../rules/amounts.ts';
import { nextState } from '../../../kernel/machine.ts';
import { distributions as machine, lines as lineMachine } from '../rules/machines.ts';
import { leastNet, problemOf, splitRevenue } from '../rules/split.ts';
import { accessTo, ownerOf, type Access } from './access.ts';
import * as store from './distribution-store.ts';

/** A distribution from its draft to the approval (domain rules, sections 11 and 20.9). */

/** Recipients have so long to object. */
export const objectionDays = 5;

export async function openDistribution(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
): Promise<store.DistributionRow> {
  await writerIn(ground, tx, ventureId, actor, 'share-revenue');
  await lockBooks(ground, tx, ventureId);
  if (await store.openDistribution(tx, ventureId))
    throw new Fail('ALREADY_EXISTS', 'A distribution is being prepared already. Go on with that one.');
  const row = await store.insertDistribution(tx, {
    id: newId(),
    venture_id: ventureId,
    state: machine.start,
    created_by: actor.userId,
    created_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    ventureId,
    entity: 'distribution',
    id: row.id,
    event: 'opened',
    actor,
    to: row.state,
  });
  return row;
}

/** Takes everything that is recognised and not shared yet, and works out everybody’s amount. */
export async function calculate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  distributionId: string,
): Promise<store.DistributionRow> {
  const access = await ownerOf(ground, tx, actor, distributionId);
  const ventureId = access.row.venture_id;
  const { currency } = await lockBooks(ground, tx, ventureId);
  const row = found(await store.lockDistribution(tx, distributionId));
  const to = nextState(machine, row.state, 'calculate');
  if (!(await ground.hasSeat(tx, access.ownerId)))
    throw new Fail('RULE_VIOLATED', 'The seat of the owner has to be active to share revenue.');
  const plan = await shares.planIn(tx, ventureId, 'IN_FORCE');
  if (!plan) throw new Fail('RULE_VIOLATED', 'No revenue shares are in force. Set them first.');
  const parts = await shares.linesOf(tx, plan.id);
  const problem = problemOf(parts);
  if (problem) throw new Fail('RULE_VIOLATED', problem);
  const entries = await unsharedEntries(tx, ventureId);
  const netMinor = entries.reduce((all, entry) => all + entry.net_minor, 0n);
  if (currency === null || netMinor < leastNet(currency)) {
    const own = currency ?? 'CAD';
    throw new Fail(
      'RULE_VIOLATED',
      `The recognised net that is not shared yet is ${spoken(netMinor, own)}. Less than ${spoken(leastNet(own), own)} is carried forward.`,
    );
  }
  const now = ground.kernel.clock.now();
  const split = splitRevenue(netMinor, parts);
  await store.takeEntries(
    tx,
    row.id,
    entries.map(({ id }) => id),
  );
  await store.insertLines(
    tx,
    split.lines.map(({ userId, part, amountMinor }) => ({
      id: newId(),
      distribution_id: row.id,
      user_id: userId,
      part,
      amount_minor: amountMinor,
      state: lineMachine.start,
    })),
  );
  const saved = await store.updateDistribution(tx, row.id, {
    state: to,
    plan_id: plan.id,
    first_month: entries[0]!.month,
    last_month: entries.at(-1)!.month,
    net_minor: netMinor,
    platform_minor: split.platformMinor,
    distributed_minor: split.distributedMinor,
    calculated_at: now,
    objections_until: addDays(now, objectionDays),
  });
  await record(ground, tx, {
    ventureId,
    entity: 'distribution',
    id: row.id,
    event: 'calculate',
    actor,
    from: row.state,
    to,
    after: { netMinor, ...split },
  });
  await tellRecipients(ground, tx, access, saved, actor.userId);
  return saved;
}

/** A recipient objects in time: the amounts are taken back, and worked out again by the owner. */
export async function object(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  distributionId: string,
  reason: string,
): Promise<store.DistributionRow> {
  const access = await accessTo(ground, tx, actor, distributionId);
  await lockBooks(ground, tx, access.row.venture_id);
  const row = found(await store.lockDistribution(tx, distributionId));
  // A draft has no lines, and so no recipients; members are told that it is one.
  if (!access.isRecipient && !access.rights.size) throw new Fail('NOT_FOUND');
  nextState(machine, row.state, 'object');
  if (!(await store.lineOfPerson(tx, row.id, actor.userId)))
    throw new Fail('FORBIDDEN', 'Only those who get a part of this distribution can object.');
  if (ground.kernel.clock.now() >= row.objections_until!)
    throw new Fail(
      'ILLEGAL_TRANSITION',
      `The ${objectionDays} days to object were over at ${row.objections_until!.toISOString()}.`,
    );
  return takeBack(ground, tx, row, access, actor, reason);
}

/** Back to a draft: what was in it is free to be shared again. Also done when a report in it was corrected. */
export async function takeBack(
  ground: Ground,
  tx: Tx,
  row: store.DistributionRow,
  { ventureName, ownerId }: Pick<Access, 'ventureName' | 'ownerId'>,
  actor: Actor | null,
  reason: string,
): Promise<store.DistributionRow> {
  const to = nextState(machine, row.state, 'object');
  const lines = await store.linesOf(tx, [row.id]);
  await store.insertObjection(tx, {
    id: newId(),
    distribution_id: row.id,
    user_id: actor?.userId ?? null,
    reason,
    at: ground.kernel.clock.now(),
  });
  await store.releaseEntries(tx, row.id);
  await store.deleteLines(tx, row.id);
  const saved = await store.updateDistribution(tx, row.id, {
    state: to,
    plan_id: null,
    first_month: null,
    last_month: null,
    net_minor: null,
    platform_minor: null,
    distributed_minor: null,
    calculated_at: null,
    objections_until: null,
  });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'distribution',
    id: row.id,
    event: 'object',
    actor,
    from: row.state,
    to,
    reason,
    before: {
      netMinor: row.net_minor,
      lines: lines.map(({ user_id, part, amount_minor }) => ({ user_id, part, amount_minor })),
    },
  });
  const news = {
    type: 'revenue.distribution',
    ventureId: row.venture_id,
    ventureName,
    subjectId: row.id,
    reason,
  } as const;
  await tell(ground, tx, { ...news, code: 'objected', recipientIds: [ownerId] }, actor?.userId ?? null);
  const others = lines.map(({ user_id }) => user_id).filter((userId) => userId !== ownerId);
  await tell(ground, tx, { ...news, code: 'taken-back', recipientIds: others }, actor?.userId ?? null);
  return saved;
}

export async function approve(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  distributionId: string,
  requireVersion: (version: number) => void,
): Promise<store.DistributionRow> {
  const { row: seen } = await ownerOf(ground, tx, actor, distributionId);
  await lockBooks(ground, tx, seen.venture_id);
  const row = found(await store.lockDistribution(tx, distributionId));
  requireVersion(row.version);
  const to = nextState(machine, row.state, 'approve');
  const now = ground.kernel.clock.now();
  if (now < row.objections_until!)
    throw new Fail(
      'ILLEGAL_TRANSITION',
      `Recipients can object until ${row.objections_until!.toISOString()}. Approve after that.`,
    );
  const saved = await store.updateDistribution(tx, row.id, {
    state: to,
    approved_at: now,
    approved_by: actor.userId,
  });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'distribution',
    id: row.id,
    event: 'approve',
    actor,
    from: row.state,
    to,
  });
  return saved;
}

async function tellRecipients(
  ground: Ground,
  tx: Tx,
  { ventureName }: Access,
  row: store.DistributionRow,
  actorId: string,
): Promise<void> {
  const lines = await store.linesOf(tx, [row.id]);
  await tell(
    ground,
    tx,
    {
      type: 'revenue.distribution',
      code: 'calculated',
      ventureId: row.venture_id,
      ventureName,
      subjectId: row.id,
      recipientIds: lines.map(({ user_id }) => user_id),
      until: row.objections_until!.toISOString(),
    },
    actorId,
  );
}
