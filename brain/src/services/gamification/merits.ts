import type { Tx } from '../../kernel/db.ts';
import { act, give, recount, takeBack } from './awards.ts';
import type { Ground } from './deps.ts';
import * as store from './ledger-store.ts';
import type { Priority, XpEvent } from './rules/xp-table.ts';

/**
 * What is earned in ventures. Reactions look at how things stand now and not at what the event says, so that it does not
 * matter in which order, how late or how often they hear of it.
 */

/** Section 7.8: 1 and 2 are low, 3 medium, 4 high, 5 critical. */
function priorityOf(priority: number): Priority {
  return priority >= 5 ? 'CRITICAL' : priority === 4 ? 'HIGH' : priority === 3 ? 'MEDIUM' : 'LOW';
}

export async function taskChanged(
  ground: Ground,
  tx: Tx,
  { ventureId, taskId, event, actorId, at }: Step & { readonly taskId: string; readonly event: string },
): Promise<void> {
  if (event === 'hand-in' && actorId) await act(ground, tx, actorId, 'CONTRIBUTION', `task:${taskId}`, at);
  await store.lockCause(tx, taskId);
  const task = await ground.merits.task(tx, ventureId, taskId);
  const doneBy = task?.doneBy ?? null;
  await takeBack(ground, tx, {
    event: 'TASK_DONE',
    causeId: taskId,
    reason: 'The task was opened again.',
    except: new Set(doneBy ? [doneBy] : []),
  });
  if (!task || !doneBy) return;
  await give(ground, tx, {
    userId: doneBy,
    event: 'TASK_DONE',
    causeId: taskId,
    at,
    priority: priorityOf(task.priority),
    subject: task.title,
    link: `/ventures/${ventureId}/work/board?task=${taskId}`,
    passive: true,
  });
}

interface Step {
  readonly ventureId: string;
  readonly actorId: string | null;
  readonly at: Date;
}

const verdicts: Readonly<Record<string, string>> = {
  approve: 'APPROVE',
  reject: 'REJECT',
  'ask-changes': 'ASK_CHANGES',
};

export async function contributionChanged(
  ground: Ground,
  tx: Tx,
  {
    contributionId,
    event,
    eventId,
    actorId,
    at,
  }: Omit<Step, 'ventureId'> & {
    readonly contributionId: string;
    readonly event: string;
    readonly eventId: string;
  },
): Promise<void> {
  if ((event === 'file' || event === 'resubmit') && actorId)
    await act(ground, tx, actorId, 'CONTRIBUTION', `contribution:${contributionId}:${event}`, at);
  await store.lockCause(tx, contributionId);
  const contribution = await ground.merits.contribution(tx, contributionId);
  const verdict = verdicts[event];
  if (verdict && actorId) {
    await store.insertReview(tx, {
      contribution_id: contributionId,
      reviewer_id: actorId,
      id: eventId,
      verdict,
      at,
    });
    await recount(ground, tx, actorId, ['REVIEWS'], at);
  }
  const approved = contribution?.state === 'APPROVED' ? contribution : null;
  await takeBack(ground, tx, {
    event: 'CONTRIBUTION_APPROVED',
    causeId: contributionId,
    reason: 'The approval was taken back.',
    except: new Set(approved ? [approved.authorId] : []),
  });
  if (!approved) return;
  await give(ground, tx, {
    userId: approved.authorId,
    event: 'CONTRIBUTION_APPROVED',
    causeId: contributionId,
    at,
    kindOfWork: approved.kind,
    subject: approved.title,
    link: `/ventures/${approved.ventureId}/work/contributions`,
    passive: true,
  });
}

/** Earned by whoever finished it; milestones outside launch plans are no part of one, and earn nothing. */
export async function milestoneChanged(
  ground: Ground,
  tx: Tx,
  {
    ventureId,
    milestoneId,
    event,
    actorId,
    at,
  }: Step & { readonly milestoneId: string; readonly event: string },
): Promise<void> {
  await store.lockCause(tx, milestoneId);
  const milestone = await ground.merits.milestone(tx, ventureId, milestoneId);
  if (!milestone?.done) {
    await takeBack(ground, tx, {
      event: 'VENTURE_MILESTONE_DONE',
      causeId: milestoneId,
      reason: 'The milestone is no longer done.',
    });
    return;
  }
  if (event !== 'finish' || !actorId || !milestone.planId) return;
  await give(ground, tx, {
    userId: actorId,
    event: 'VENTURE_MILESTONE_DONE',
    causeId: milestoneId,
    at,
    within: milestone.planId,
    subject: milestone.title,
    link: `/ventures/${ventureId}/work/launch`,
  });
}

/** A project is a launch plan that was decided with all milestones done, for members who were active in it. */
export async function planChanged(
  ground: Ground,
  tx: Tx,
  { ventureId, planId, at }: Step & { readonly planId: string },
): Promise<void> {
  const plan = await ground.merits.plan(tx, ventureId, planId);
  if (!plan?.completed) return;
  const team = await ground.ventures.teamOf(tx, ventureId);
  const members = await ground.ventures.rolesIn(tx, ventureId);
  const active = plan.activeIds.filter((userId) => members.has(userId)).toSorted();
  for (const userId of active)
    await give(ground, tx, {
      userId,
      event: 'PROJECT_COMPLETED',
      causeId: planId,
      at,
      within: planId,
      subject: team?.name ?? '',
      link: `/ventures/${ventureId}/work/launch`,
      passive: true,
    });
}

/** Earned by the owner. */
export async function ventureReached(
  ground: Ground,
  tx: Tx,
  event: Extract<XpEvent, 'FIRST_VENTURE_ACTIVATED' | 'VENTURE_IN_LAUNCH'>,
  { ventureId, at }: Omit<Step, 'actorId'>,
): Promise<void> {
  const team = await ground.ventures.teamOf(tx, ventureId);
  if (!team) return;
  await give(ground, tx, {
    userId: team.ownerId,
    event,
    causeId: ventureId,
    at,
    within: ventureId,
    subject: team.name,
    link: `/ventures/${ventureId}`,
    passive: true,
  });
  await recount(ground, tx, team.ownerId, ['VENTURES']);
}

/** What somebody issues to themselves is no grant they receive. */
export async function equityChanged(
  ground: Ground,
  tx: Tx,
  { ventureId, seq, actorId, at }: Step & { readonly seq: number },
): Promise<void> {
  const grants = await ground.equity.grantsIn(tx, ventureId, seq);
  const team = grants.length ? await ground.ventures.teamOf(tx, ventureId) : null;
  for (const { userId, objectId } of grants.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))) {
    await recount(ground, tx, userId, ['EQUITY']);
    if (userId === actorId) continue;
    await give(ground, tx, {
      userId,
      event: 'EQUITY_GRANT_RECEIVED',
      causeId: objectId,
      at,
      within: ventureId,
      subject: team?.name ?? '',
      link: `/ventures/${ventureId}/equity`,
      passive: true,
    });
  }
}
