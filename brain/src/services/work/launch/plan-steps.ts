import { utcDay } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { nextState } from '../../../kernel/machine.ts';
import { planMachine, type PlanEvent } from '../rules/machines.ts';
import { mostReminders } from '../rules/launch-calendar.ts';
import * as store from './launch-store.ts';

const batch = 100;

/** Lock, decide, act: the one way a launch plan changes its state. The caller has locked it. */
export async function step(
  ground: Ground,
  tx: Tx,
  before: store.PlanRow,
  event: PlanEvent,
  actorId: string | null,
  more: { change?: Parameters<typeof store.updatePlan>[3]; reason?: string } = {},
): Promise<store.PlanRow> {
  const to = nextState(planMachine, before.state, event);
  const row = await store.updatePlan(tx, before.venture_id, before.id, {
    ...more.change,
    state: to,
    updated_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'PLAN',
    id: row.id,
    subject: `${row.attempt}`,
    event,
    from: before.state,
    to,
    actorId,
    ...(more.reason ? { reason: more.reason } : {}),
  });
  return row;
}

interface Whose {
  readonly ventureName: string;
  readonly ownerId: string;
}

/** Opens the decision gate, and says so to the owner. */
export async function becomeDue(
  ground: Ground,
  tx: Tx,
  plan: store.PlanRow,
  whose: Whose,
  event: 'all-done' | 'last-day',
): Promise<store.PlanRow> {
  const now = ground.kernel.clock.now();
  const change = { due_at: now, reminded_on: utcDay(now) };
  const row = await step(ground, tx, plan, event, null, { change });
  await tellOwner(ground, tx, row, whose, 'due');
  return row;
}

/** Opens gates on the last day, then reminds daily of decisions that are due. Runs hourly, may run twice. */
export async function watchPlans(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  const today = utcDay(clock.now());
  for (let after: string | null = null; ;) {
    const plans: Pick<store.PlanRow, 'id' | 'venture_id'>[] = await store.plansToWatch(
      database.db,
      today,
      mostReminders,
      after,
      batch,
    );
    for (const { venture_id } of plans) await database.transact((tx) => watch(ground, tx, venture_id, today));
    if (plans.length < batch) return;
    after = plans.at(-1)!.id;
  }
}

async function watch(ground: Ground, tx: Tx, ventureId: string, today: string): Promise<void> {
  const plan = await store.lockOpenPlan(tx, ventureId);
  if (!plan) return;
  const { name: ventureName, ownerId, status } = await ground.ventures.phases.lock(tx, ventureId);
  if (status !== 'ACTIVE') return;
  const whose = { ventureName, ownerId };
  if (isLastDay(plan, today)) await becomeDue(ground, tx, plan, whose, 'last-day');
  else if (plan.state === 'DECISION_DUE' && plan.reminders < mostReminders && plan.reminded_on! < today) {
    await store.countReminder(tx, plan, today);
    await tellOwner(ground, tx, plan, whose, 'reminder');
  }
}

export function isLastDay({ state, ends_on }: store.PlanRow, today: string): boolean {
  return state === 'RUNNING' && ends_on <= today;
}

function tellOwner(ground: Ground, tx: Tx, plan: store.PlanRow, whose: Whose, code: string): Promise<void> {
  return tell(ground, tx, {
    type: 'launch.decision-due',
    code,
    ventureId: plan.venture_id,
    ventureName: whose.ventureName,
    subject: `${plan.attempt}`,
    actorId: null,
    recipientIds: [whose.ownerId],
  });
}
