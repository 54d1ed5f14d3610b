import type { workWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readCursor, requireId } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { enter, membersWith, todayOf, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { lockWorkspace } from '../record/workspace-store.ts';
import type { LaunchPhase } from '../rules/launch-calendar.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { milestoneMachine, type MilestoneEvent } from '../rules/machines.ts';
import * as store from './launch-store.ts';
import { becomeDue } from './plan-steps.ts';

export interface MilestoneInput {
  title?: string | undefined;
  description?: string | undefined;
  priority?: number | undefined;
  dueOn?: string | undefined;
}

type MilestoneView = (typeof workWire.milestone)['_zod']['input'];

export interface SeenMilestone {
  readonly standing: Standing;
  readonly row: store.MilestoneRow;
}

const maxMilestones = 1_000;

export async function listMilestones(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    state?: string | undefined;
    planId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const key = readCursor(query.cursor, 2);
  const after = key && { dueOn: requireDay(key[0]), id: requireId(key[1]) };
  return { standing, rows: await store.listMilestones(db, { ...query, ventureId, after }) };
}

function requireDay(part: string | number | undefined): string {
  if (typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part)) return part;
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}

export async function createMilestone(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: Required<MilestoneInput> & {
    title: string;
    description: string;
    priority: number;
    dueOn: string;
    phase?: LaunchPhase | undefined;
  },
): Promise<SeenMilestone> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  await lockWorkspace(tx, ventureId);
  if ((await store.countMilestones(tx, ventureId)) >= maxMilestones)
    throw new Fail('RULE_VIOLATED', `A venture has at most ${maxMilestones} milestones.`);
  const plan = input.phase ? await runningPlan(tx, ventureId) : null;
  if (plan) requireInside(plan, input.dueOn);
  const now = ground.kernel.clock.now();
  const [row] = await store.insertMilestones(tx, [
    {
      venture_id: ventureId,
      id: newId(),
      plan_id: plan?.id ?? null,
      phase: input.phase ?? null,
      title: input.title,
      description: input.description,
      priority: input.priority,
      due_on: input.dueOn,
      state: milestoneMachine.start,
      created_at: now,
      updated_at: now,
    },
  ]);
  await log(ground, tx, standing, row!, 'create', { to: row!.state });
  return { standing, row: row! };
}

export async function editMilestone(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  milestoneId: string,
  input: MilestoneInput,
  requireVersion: (version: number) => void,
): Promise<SeenMilestone> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  const plan = await store.lockOpenPlan(tx, ventureId);
  const before = found(await store.lockMilestone(tx, ventureId, milestoneId));
  requireVersion(before.version);
  if (before.plan_id && input.dueOn !== undefined && input.dueOn !== before.due_on) {
    if (plan?.id !== before.plan_id) throw new Fail('ILLEGAL_TRANSITION', 'That launch plan is decided.');
    requireInside(plan, input.dueOn);
  }
  const row = await store.updateMilestone(tx, ventureId, milestoneId, {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.priority === undefined ? {} : { priority: input.priority }),
    ...(input.dueOn === undefined ? {} : { due_on: input.dueOn }),
    updated_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, row, 'edit');
  return { standing, row };
}

/** The last milestone of a launch plan that is finished opens its decision. */
export async function stepMilestone(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  milestoneId: string,
  event: MilestoneEvent,
  reason: string,
): Promise<SeenMilestone> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  // The plan first: of two milestones finished at the same moment, the second sees that it is the last.
  const plan = await store.lockOpenPlan(tx, ventureId);
  const before = found(await store.lockMilestone(tx, ventureId, milestoneId));
  const to = nextState(milestoneMachine, before.state, event);
  const now = ground.kernel.clock.now();
  const row = await store.updateMilestone(tx, ventureId, milestoneId, {
    state: to,
    completed_at: to === 'COMPLETED' ? now : null,
    updated_at: now,
  });
  await log(ground, tx, standing, row, event, { from: before.state, to, reason });
  if (event !== 'start')
    await tell(ground, tx, {
      type: 'milestone.changed',
      code: event,
      ventureId,
      ventureName: standing.ventureName,
      subject: row.title,
      actorId: actor.userId,
      recipientIds: await membersWith(ground, tx, ventureId, 'read'),
    });
  if (plan?.state === 'RUNNING' && plan.id === row.plan_id) {
    const all = await store.milestonesOf(tx, ventureId, [plan.id]);
    if (all.every(({ state }) => state === 'COMPLETED'))
      await becomeDue(ground, tx, plan, standing, 'all-done');
  }
  return { standing, row };
}

async function runningPlan(tx: Tx, ventureId: string): Promise<store.PlanRow> {
  const plan = await store.lockOpenPlan(tx, ventureId);
  if (plan?.state === 'RUNNING') return plan;
  throw new Fail('ILLEGAL_TRANSITION', 'No launch plan is running.');
}

function requireInside({ started_on, ends_on }: store.PlanRow, dueOn: string): void {
  if (dueOn < started_on || dueOn > ends_on)
    throw new Fail('RULE_VIOLATED', `Milestones of the launch lie between ${started_on} and ${ends_on}.`, {
      fields: [{ path: 'body.dueOn', message: 'Choose a day of the plan.' }],
    });
}

export function isLate(ground: Ground, { due_on, state }: store.MilestoneRow): boolean {
  return state !== 'COMPLETED' && due_on < todayOf(ground);
}

export function milestoneView(ground: Ground, { rights }: Standing, row: store.MilestoneRow): MilestoneView {
  const plans = rights.has('plan');
  return {
    id: row.id,
    planId: row.plan_id,
    phase: row.phase as LaunchPhase | null,
    title: row.title,
    description: row.description,
    priority: row.priority,
    dueOn: row.due_on,
    state: row.state as 'PENDING',
    late: isLate(ground, row),
    completedAt: row.completed_at?.toISOString() ?? null,
    version: row.version,
    steps: plans ? eventsFrom(milestoneMachine, row.state) : [],
    rights: plans ? ['edit'] : [],
  };
}

export function milestoneViews(
  ground: Ground,
  _db: Db,
  standing: Standing,
  rows: readonly store.MilestoneRow[],
): Promise<Map<string, MilestoneView>> {
  return Promise.resolve(new Map(rows.map((row) => [row.id, milestoneView(ground, standing, row)])));
}

function log(
  ground: Ground,
  tx: Tx,
  { ventureId, userId }: Standing,
  row: store.MilestoneRow,
  event: string,
  more: { from?: string; to?: string; reason?: string } = {},
): Promise<void> {
  return record(ground, tx, {
    ventureId,
    entity: 'MILESTONE',
    id: row.id,
    subject: row.title,
    event,
    actorId: userId,
    ...more,
  });
}
