import type { workWire } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Actor } from '../deps.ts';
import { enter, namesOf, todayOf, type Ground, type Standing } from '../ground.ts';
import { record } from '../record/journal.ts';
import { lockWorkspace } from '../record/workspace-store.ts';
import {
  dateOfDay,
  dayOfPlan,
  launchDays,
  mostExtraDays,
  usualMilestones,
  type LaunchPhase,
} from '../rules/launch-calendar.ts';
import { milestoneMachine, planMachine } from '../rules/machines.ts';
import { launchPhases } from '../rules/phase-table.ts';
import * as store from './launch-store.ts';
import { isLate, milestoneView } from './milestones.ts';
import { takeDecision } from './phases.ts';
import { becomeDue, isLastDay, step } from './plan-steps.ts';

/** Thirty days from a plan to a decision (domain rules, section 7.7). */

type PlanView = (typeof workWire.launchPlan)['_zod']['input'];
type Evidence = NonNullable<PlanView['evidence']>;

export interface SeenPlan {
  readonly standing: Standing;
  readonly row: store.PlanRow;
}

/** Attempts that are shown; nobody has needed more. */
const maxAttempts = 50;
const noPlan = 'No launch plan is running.';

export async function launch(ground: Ground, db: Db, actor: Actor, ventureId: string) {
  const standing = await enter(ground, db, actor, ventureId);
  const rows = await store.plansOf(db, ventureId, maxAttempts);
  const plans = await planViews(ground, db, standing, rows);
  const milestones = rows[0] ? await store.milestonesOf(db, ventureId, [rows[0].id]) : [];
  const isOpen = rows[0]?.state === 'RUNNING' || rows[0]?.state === 'DECISION_DUE';
  const mayStart = standing.rights.has('lead-launch') && !isOpen && inLaunchPhase(standing.phase);
  return {
    plans,
    milestones: milestones.map((row) => milestoneView(ground, standing, row)),
    rights: [
      ...(mayStart ? (['start'] as const) : []),
      ...(standing.rights.has('plan') ? (['plan'] as const) : []),
    ],
  };
}

export async function startLaunch(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
): Promise<SeenPlan> {
  const standing = await enter(ground, tx, actor, ventureId, 'lead-launch');
  const { phase } = await ground.ventures.phases.lock(tx, ventureId);
  if (!inLaunchPhase(phase))
    throw new Fail('ILLEGAL_TRANSITION', 'A launch starts in the phases from TEAM_BUILDING to BETA.');
  const [last] = await store.plansOf(tx, ventureId, 1);
  const now = ground.kernel.clock.now();
  const today = utcDay(now);
  const row = await store
    .insertPlan(tx, {
      venture_id: ventureId,
      id: newId(),
      attempt: (last?.attempt ?? 0) + 1,
      state: 'RUNNING',
      started_on: today,
      ends_on: dateOfDay(today, launchDays),
      started_by: actor.userId,
      created_at: now,
      updated_at: now,
    })
    .catch((error: unknown) => {
      if (violatedUnique(error)) throw new Fail('ILLEGAL_TRANSITION', 'A launch plan is open already.');
      throw error;
    });
  await store.insertMilestones(
    tx,
    usualMilestones.map(({ phase: part, day, title, priority }) => ({
      venture_id: ventureId,
      id: newId(),
      plan_id: row.id,
      phase: part,
      title,
      description: '',
      priority,
      due_on: dateOfDay(today, day),
      state: milestoneMachine.start,
      created_at: now,
      updated_at: now,
    })),
  );
  await record(ground, tx, {
    ventureId,
    entity: 'PLAN',
    id: row.id,
    subject: `${row.attempt}`,
    event: 'start',
    from: planMachine.start,
    to: row.state,
    actorId: actor.userId,
  });
  return { standing, row };
}

export async function extendLaunch(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  extension: { days: number; reason: string },
  requireVersion: (version: number) => void,
): Promise<SeenPlan> {
  const standing = await enter(ground, tx, actor, ventureId, 'lead-launch');
  const plan = await store.lockOpenPlan(tx, ventureId);
  if (!plan) throw new Fail('ILLEGAL_TRANSITION', noPlan);
  requireVersion(plan.version);
  if (isLastDay(plan, todayOf(ground)))
    throw new Fail('ILLEGAL_TRANSITION', 'The last day has come: the decision is due.');
  if (plan.extended_days > 0) throw new Fail('RULE_VIOLATED', 'A launch plan is extended once.');
  if (extension.days > mostExtraDays)
    throw new Fail('RULE_VIOLATED', `A launch plan is extended by at most ${mostExtraDays} days.`);
  const row = await step(ground, tx, plan, 'extend', actor.userId, {
    reason: extension.reason,
    change: {
      ends_on: dateOfDay(plan.ends_on, extension.days + 1),
      extended_days: extension.days,
      extension_reason: extension.reason,
    },
  });
  return { standing, row };
}

const decisions = {
  SCALE: 'decide-scale',
  PIVOT: 'decide-pivot',
  KILL: 'decide-kill',
} as const;

/** The owner decides; nothing is decided by itself. PIVOT and KILL take the venture to their phase. */
export async function decideLaunch(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  act: { decision: keyof typeof decisions; reasons: string; evidence: Evidence },
): Promise<SeenPlan> {
  const standing = await enter(ground, tx, actor, ventureId, 'decide-launch');
  await lockWorkspace(tx, ventureId);
  const open = await store.lockOpenPlan(tx, ventureId);
  if (!open) throw new Fail('ILLEGAL_TRANSITION', noPlan);
  // The job that opens the gate may not have come by yet.
  const plan = isLastDay(open, todayOf(ground))
    ? await becomeDue(ground, tx, open, standing, 'last-day')
    : open;
  const event = decisions[act.decision];
  const row = await step(ground, tx, plan, event, actor.userId, {
    reason: act.reasons,
    change: {
      decided_at: ground.kernel.clock.now(),
      decided_by: actor.userId,
      decision: JSON.stringify({ reasons: act.reasons, evidence: act.evidence }),
    },
  });
  if (event !== 'decide-scale') await takeDecision(ground, tx, ventureId, event, actor.userId, act.reasons);
  return { standing, row };
}

function inLaunchPhase(phase: string | null): boolean {
  return launchPhases.some((one) => one === phase);
}

export async function planViews(
  ground: Ground,
  db: Db,
  standing: Standing,
  rows: readonly store.PlanRow[],
): Promise<PlanView[]> {
  const milestones = await store.milestonesOf(
    db,
    standing.ventureId,
    rows.map((row) => row.id),
  );
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.decided_by),
  );
  return rows.map((row) => {
    const own = milestones.filter(({ plan_id }) => plan_id === row.id);
    const done = own.filter(({ state }) => state === 'COMPLETED').length;
    const next = own.find(({ state }) => state !== 'COMPLETED');
    const decision = row.decision as { reasons: string; evidence: Evidence } | null;
    return {
      ...datesOf(ground, standing, row),
      id: row.id,
      attempt: row.attempt,
      phase: (next?.phase ?? null) as LaunchPhase | null,
      milestonesDone: done,
      milestonesInAll: own.length,
      progressBps: own.length ? Math.round((done * 10_000) / own.length) : 0,
      lateMilestones: own.filter((one) => isLate(ground, one)).length,
      extendedDays: row.extended_days,
      extensionReason: row.extension_reason,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by ? name(row.decided_by) : null,
      reasons: decision?.reasons ?? null,
      evidence: decision?.evidence ?? null,
      version: row.version,
    };
  });
}

/** Where the plan stands today; from the last day on the decision is due, whether or not the job has come by. */
function datesOf(ground: Ground, { rights }: Standing, row: store.PlanRow) {
  const today = todayOf(ground);
  const due = row.state === 'DECISION_DUE' || isLastDay(row, today);
  const days = dayOfPlan(row.started_on, row.ends_on);
  const until = row.decided_at ? utcDay(row.decided_at) : today;
  const state = (due ? 'DECISION_DUE' : row.state) as PlanView['state'];
  const mayExtend = state === 'RUNNING' && row.extended_days === 0 && rights.has('lead-launch');
  return {
    state,
    startedOn: row.started_on,
    endsOn: row.ends_on,
    today: Math.min(dayOfPlan(row.started_on, until), days),
    days,
    decisionDueSince: row.due_at?.toISOString() ?? (due ? `${row.ends_on}T00:00:00.000Z` : null),
    rights: [
      ...(mayExtend ? (['extend'] as const) : []),
      ...(due && rights.has('decide-launch') ? (['decide'] as const) : []),
    ],
  };
}
