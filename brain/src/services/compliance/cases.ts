import { addDays } from '@smartstart/units';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { ComplianceDeps } from './deps.ts';
import {
  dueByPapers,
  dueByTime,
  mayDecide,
  nextState,
  scoreOf,
  type ComplianceEvent,
  type ComplianceState,
  type Decision,
} from './policy.ts';
import * as store from './store.ts';

/** The compliance of people as it moves: with their papers, with time, and by decisions of administrators. */

export interface DecisionInput {
  readonly event: Decision;
  readonly reason: string;
  readonly plan?: string | undefined;
  readonly deadline?: string | undefined;
}

interface Cause {
  readonly actorId: string | null;
  readonly reason: string | null;
  readonly call?: Call;
  /** What a plan brings with it. */
  readonly plan?: string;
  readonly deadline?: Date;
}

/** Without a plan in so many days a violation is escalated. */
const planDays = 10;
const mostPlanDays = 365;
const jobBatch = 100;
const sweepBatch = 500;
const byItself: Cause = { actorId: null, reason: null };

export type Cases = ReturnType<typeof createCases>;

export function createCases({ kernel, security, people, legal }: ComplianceDeps) {
  const { clock, database, jobs, log, outbox } = kernel;

  /** Brings a person's case in line with their papers; whoever needs no paper has no case. */
  async function settle(tx: Tx, userId: string): Promise<void> {
    const person = (await people.byIds(tx, [userId])).get(userId);
    if (!person || person.status === 'ERASED') return;
    if (!(await store.find(tx, userId))) {
      const { required } = await legal.oversight.figures(tx, userId);
      if (required === 0) return;
      await store.begin(tx, userId, clock.now());
    }
    const row = await store.lock(tx, userId);
    if (row) await follow(tx, row);
  }

  /** The figures as they are now, and what follows from them. The row is locked. */
  async function follow(tx: Tx, row: store.StandingRow): Promise<store.StandingRow> {
    const { required, met } = await legal.oversight.figures(tx, row.user_id);
    const [score, missing] = [scoreOf(required, met), required - met];
    let now = row;
    if (row.score !== score || row.missing !== missing)
      now = await store.update(tx, row.user_id, { score, missing });
    for (let event = dueByPapers(stateOf(now), missing); event; event = dueByPapers(stateOf(now), missing))
      now = await move(tx, now, event, byItself);
    return now;
  }

  /** Takes one step with all that belongs to it. */
  async function move(
    tx: Tx,
    row: store.StandingRow,
    event: ComplianceEvent,
    cause: Cause,
  ): Promise<store.StandingRow> {
    const to = nextState(stateOf(row), event);
    const at = clock.now();
    const { user_id: userId, state: from } = row;
    const { actorId, reason, call } = cause;
    const saved = await store.update(tx, userId, { state: to, since: at, ...whatHolds(to, row, cause, at) });
    await store.addStep(tx, {
      id: newId(),
      user_id: userId,
      from_state: from,
      to_state: to,
      event,
      actor_id: actorId,
      reason,
      at,
    });
    const terms = { plan: saved.plan, deadline: saved.deadline?.toISOString() ?? null };
    await security.audit(tx, {
      actorId,
      action: `compliance.${event.toLowerCase().replaceAll('_', '-')}`,
      entity: 'user',
      entityId: userId,
      before: { state: from },
      after: { state: to, score: saved.score, missing: saved.missing, ...terms },
      ...(reason ? { reason } : {}),
      ...(call ? { call } : {}),
    });
    await outbox.publish(tx, {
      type: 'compliance.changed',
      actorId,
      at: at.toISOString(),
      topics: [`user:${userId}`],
      data: { userId, from, to, event, reason, ...terms },
    });
    return saved;
  }

  async function openAudit(tx: Tx, call: Call, userId: string, reason: string): Promise<store.StandingRow> {
    requireDecider(call, 'AUDIT_OPENED');
    return step(tx, call, userId, 'AUDIT_OPENED', { reason });
  }

  async function decide(
    tx: Tx,
    call: Call,
    userId: string,
    { event, reason, plan, deadline }: DecisionInput,
  ): Promise<store.StandingRow> {
    requireDecider(call, event);
    if (event !== 'PLAN_AGREED' && (plan !== undefined || deadline !== undefined))
      throw new Fail('RULE_VIOLATED', 'Only an agreed plan has a text and a deadline.');
    const terms = event === 'PLAN_AGREED' ? termsOf(plan, deadline, clock.now()) : {};
    return step(tx, call, userId, event, { reason, ...terms });
  }

  /** A decision: the step, what it does to the account, and what the papers then say. */
  async function step(
    tx: Tx,
    call: Call,
    userId: string,
    event: Decision | 'AUDIT_OPENED',
    given: { reason: string; plan?: string; deadline?: Date },
  ): Promise<store.StandingRow> {
    const actor = callerOf(call);
    const person = (await people.byIds(tx, [userId])).get(userId);
    if (!person || person.status === 'ERASED') throw new Fail('NOT_FOUND');
    await requirePower(tx, call, userId);
    await store.begin(tx, userId, clock.now());
    const row = found(await store.lock(tx, userId));
    const moved = await move(tx, row, event, { actorId: actor.userId, call, ...given });
    return follow(tx, await changeAccount(tx, call, moved, event, given.reason));
  }

  async function requirePower(tx: Tx, call: Call, userId: string): Promise<void> {
    const actor = callerOf(call);
    if (actor.userId === userId) throw new Fail('FORBIDDEN', 'Nobody decides about their own compliance.');
    const supers = await security.appointed(tx, [12]);
    if (supers.includes(userId) && !actor.held.has(12))
      throw new Fail('FORBIDDEN', 'Only a super administrator decides about one.');
  }

  /** Section 20: SUSPENDED suspends the account, TERMINATED bans it, and conditions met give it back. */
  async function changeAccount(
    tx: Tx,
    call: Call,
    row: store.StandingRow,
    event: ComplianceEvent,
    why: string,
  ): Promise<store.StandingRow> {
    const userId = row.user_id;
    const { userId: actorId } = callerOf(call);
    const reason = `Compliance: ${why}`;
    const status = (await people.byIds(tx, [userId])).get(userId)!.status;
    const administer = (act: 'SUSPEND' | 'REINSTATE' | 'BAN') =>
      people.administer(tx, call, actorId, userId, act, reason);
    if (event === 'SUSPEND' && status !== 'SUSPENDED') {
      await administer('SUSPEND');
      return store.update(tx, userId, { account_suspended: true });
    }
    if (event === 'CONDITIONS_MET' && row.account_suspended) {
      // Another administrator may have lifted it before.
      if (status === 'SUSPENDED') await administer('REINSTATE');
      return store.update(tx, userId, { account_suspended: false });
    }
    if (event === 'TERMINATE' && status !== 'BANNED') {
      if (status !== 'SUSPENDED') await administer('SUSPEND');
      await administer('BAN');
    }
    return row;
  }

  /** Deadlines that are over: a violation without a plan, a plan that was not carried out. */
  async function escalate(tx: Tx): Promise<number> {
    const due = await store.lockDue(tx, clock.now(), jobBatch);
    for (const row of due) await move(tx, row, dueByTime(stateOf(row))!, byItself);
    return due.length;
  }

  async function settleAll(): Promise<void> {
    for (let after: string | null = null; ;) {
      const figures = await legal.oversight.allFigures(database.db, after, sweepBatch);
      for (const { userId } of figures)
        await database
          .transact((tx) => settle(tx, userId))
          .catch((err: unknown) => log.error({ err, userId }, 'a person’s compliance could not be settled'));
      if (figures.length < sweepBatch) return;
      after = figures.at(-1)!.userId;
    }
  }

  jobs.define({
    name: 'escalate-compliance',
    cron: '45 * * * *',
    run: async () => {
      while ((await database.transact(escalate)) === jobBatch);
    },
  });
  // Events tell of every change of papers; this finds those who were there before, and what no event told.
  jobs.define({ name: 'settle-compliance', cron: '10 4 * * *', run: settleAll });

  return { settle, openAudit, decide };
}

function requireDecider(call: Call, event: ComplianceEvent): void {
  if (!mayDecide(event, callerOf(call).held)) throw new Fail('FORBIDDEN', 'This step is decided by others.');
}

function stateOf(row: store.StandingRow): ComplianceState {
  return row.state as ComplianceState;
}

/** Plan and deadline as the next state has them. A plan that failed stays readable until the case is over. */
function whatHolds(
  to: ComplianceState,
  row: store.StandingRow,
  cause: Cause,
  at: Date,
): Pick<store.StandingRow, 'plan' | 'deadline'> {
  if (to === 'VIOLATION') return { plan: null, deadline: addDays(at, planDays) };
  if (to === 'REMEDIATION') return { plan: cause.plan!, deadline: cause.deadline! };
  const over = to === 'COMPLIANT' || to === 'ACTION_REQUIRED' || to === 'CHECKING' || to === 'AUDIT';
  return { plan: over ? null : row.plan, deadline: null };
}

function termsOf(
  plan: string | undefined,
  deadline: string | undefined,
  now: Date,
): { plan: string; deadline: Date } {
  if (plan === undefined || deadline === undefined)
    throw new Fail('RULE_VIOLATED', 'An agreed plan has a text and a deadline.');
  const until = new Date(deadline);
  if (until <= now || until > addDays(now, mostPlanDays))
    throw new Fail('RULE_VIOLATED', `The deadline lies ahead, at most ${mostPlanDays} days.`);
  return { plan, deadline: until };
}
