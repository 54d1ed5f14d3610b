import type { workWire } from '@smartstart/contract';
import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, membersWith, namesOf, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { nextState } from '../../../kernel/machine.ts';
import { contributionMachine, type ContributionEvent } from '../rules/machines.ts';
import * as store from './contribution-store.ts';
import { move } from './task-steps.ts';
import * as tasks from './task-store.ts';
import type { Seen } from './tasks.ts';

/** Filing what was done and having it reviewed by somebody else (domain rules, section 7.6). */

type ContributionView = (typeof workWire.contribution)['_zod']['input'];
type SeenContribution = Seen<store.ContributionRow>;

export interface ContributionInput {
  note?: string | undefined;
  effortMinutes?: number | undefined;
  impact?: number | undefined;
  proposedPoints?: number | undefined;
  proposedPart?: number | null | undefined;
}

export interface Review {
  readonly decision: 'APPROVE' | 'REJECT' | 'ASK_CHANGES';
  readonly comment: string;
  readonly quality?: number | undefined;
  readonly collaboration?: number | undefined;
  readonly points?: number | undefined;
  readonly part?: number | undefined;
}

const events: Record<Review['decision'], ContributionEvent> = {
  APPROVE: 'approve',
  REJECT: 'reject',
  ASK_CHANGES: 'ask-changes',
};
const open: readonly string[] = ['PENDING', 'CHANGES_REQUESTED'];
/** What of a member must be in force when a contribution is to count (section 7.6). */
const neededPapers = ['PCA', 'IAA'];

export async function listContributions(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    state?: string | undefined;
    authorId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const before = readIdCursor(query.cursor);
  return { standing, rows: await store.listContributions(db, { ...query, ventureId, before }) };
}

export async function fileContribution(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: Required<ContributionInput> & {
    taskId: string;
    note: string;
    effortMinutes: number;
    impact: number;
    proposedPoints: number;
  },
): Promise<SeenContribution> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const task = found(await tasks.lockTask(tx, ventureId, input.taskId));
  allow(task.assignee_id === actor.userId);
  if (task.state !== 'REVIEW')
    throw new Fail('ILLEGAL_TRANSITION', 'A contribution is filed for a task that was handed in.');
  const now = ground.kernel.clock.now();
  const row = await store
    .insertContribution(tx, {
      venture_id: ventureId,
      id: newId(),
      task_id: task.id,
      author_id: actor.userId,
      state: contributionMachine.start,
      note: input.note,
      effort_minutes: input.effortMinutes,
      impact: input.impact,
      proposed_points: input.proposedPoints,
      proposed_part: input.proposedPart ?? null,
      created_at: now,
      updated_at: now,
    })
    .catch((error: unknown) => {
      if (violatedUnique(error) === 'work_contributions_one_a_task')
        throw new Fail('ALREADY_EXISTS', 'A contribution is filed for this task already.');
      throw error;
    });
  await log(ground, tx, standing, row, task.title, 'file', { to: row.state });
  await tellReviewers(ground, tx, standing, row, task.title, 'filed');
  return { standing, row };
}

/** A contribution by its id alone, for those who may read the workspace it belongs to. */
async function seeLocked(ground: Ground, tx: Tx, actor: Actor, id: string) {
  const { venture_id, task_id } = found(await store.findContribution(tx, id));
  const standing = await enter(ground, tx, actor, venture_id);
  // Everybody locks the task first, so that nobody waits in a circle.
  const task = found(await tasks.lockTask(tx, venture_id, task_id));
  return { standing, task, row: found(await store.lockContribution(tx, id)) };
}

export async function editContribution(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  id: string,
  input: ContributionInput,
  requireVersion: (version: number) => void,
): Promise<SeenContribution> {
  const { standing, task, row: before } = await seeLocked(ground, tx, actor, id);
  allow(before.author_id === actor.userId && standing.rights.has('work'));
  requireVersion(before.version);
  if (!open.includes(before.state))
    throw new Fail('ILLEGAL_TRANSITION', 'This contribution is decided; it stays as it is.');
  const row = await store.updateContribution(tx, before.venture_id, id, {
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(input.effortMinutes === undefined ? {} : { effort_minutes: input.effortMinutes }),
    ...(input.impact === undefined ? {} : { impact: input.impact }),
    ...(input.proposedPoints === undefined ? {} : { proposed_points: input.proposedPoints }),
    ...(input.proposedPart === undefined ? {} : { proposed_part: input.proposedPart }),
    updated_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, row, task.title, 'edit');
  return { standing, row };
}

/** Hands it in again; a task that went back for the changes is handed in with it. */
export async function resubmitContribution(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<SeenContribution> {
  const { standing, task, row: before } = await seeLocked(ground, tx, actor, id);
  allow(before.author_id === actor.userId && standing.rights.has('work'));
  const to = nextState(contributionMachine, before.state, 'resubmit');
  if (task.state === 'IN_PROGRESS') await move(ground, tx, standing, task, 'hand-in');
  else if (task.state !== 'REVIEW')
    throw new Fail('ILLEGAL_TRANSITION', 'The task has to be handed in for that.');
  const row = await store.updateContribution(tx, before.venture_id, id, {
    state: to,
    updated_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, row, task.title, 'resubmit', { from: before.state, to });
  await tellReviewers(ground, tx, standing, row, task.title, 'filed');
  return { standing, row };
}

export async function reviewContribution(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  id: string,
  review: Review,
): Promise<SeenContribution> {
  const { standing, task, row: before } = await seeLocked(ground, tx, actor, id);
  allow(standing.rights.has('review'));
  if (before.author_id === actor.userId)
    throw new Fail('FORBIDDEN', 'A contribution is reviewed by somebody else than its author.');
  const event = events[review.decision];
  const to = nextState(contributionMachine, before.state, event);
  if (review.decision !== 'APPROVE' && !review.comment)
    throw new Fail('INVALID_INPUT', 'Say why, so that the author can go on from there.', {
      fields: [{ path: 'body.comment', message: 'Write a sentence.' }],
    });
  const now = ground.kernel.clock.now();
  const row = await store.updateContribution(tx, before.venture_id, id, {
    state: to,
    reviewer_id: actor.userId,
    review_comment: review.comment,
    reviewed_at: now,
    updated_at: now,
    ...(review.decision === 'APPROVE' ? await judged(ground, tx, before, review) : {}),
  });
  if (event === 'approve') await move(ground, tx, standing, task, 'approve');
  if (event === 'ask-changes' && task.state === 'REVIEW')
    await move(ground, tx, standing, task, 'ask-changes', review.comment);
  await log(ground, tx, standing, row, task.title, event, {
    from: before.state,
    to,
    reason: review.comment,
  });
  await tell(ground, tx, {
    type: 'contribution.changed',
    code: event,
    ventureId: standing.ventureId,
    ventureName: standing.ventureName,
    subject: task.title,
    actorId: actor.userId,
    recipientIds: [row.author_id],
  });
  if (event === 'approve') await announceApproved(ground, tx, row, task.kind);
  return { standing, row };
}

/** What an approval rests on: the marks, and the author's papers. */
async function judged({ papers }: Ground, tx: Tx, before: store.ContributionRow, review: Review) {
  const { quality, collaboration } = review;
  if (quality === undefined || collaboration === undefined)
    throw new Fail('INVALID_INPUT', 'An approval says how good the work and the working together were.', {
      fields: (['quality', 'collaboration'] as const)
        .filter((field) => review[field] === undefined)
        .map((field) => ({ path: `body.${field}`, message: 'Choose 1 to 5.' })),
    });
  const ventureId = before.venture_id;
  const standing = await papers.paperwork(
    tx,
    before.author_id,
    neededPapers.map((code) => ({ code, ventureId })),
  );
  const missing = standing.filter(({ inForce }) => !inForce).map(({ code }) => code);
  if (missing.length)
    throw new Fail(
      'RULE_VIOLATED',
      `Of the author, ${missing.join(' and ')} must be in force for this venture before a contribution counts.`,
    );
  return {
    quality,
    collaboration,
    final_points: review.points ?? before.proposed_points,
    final_part: review.part ?? before.proposed_part,
  };
}

/** For services above: XP, and the months of a dynamic split. */
async function announceApproved(
  { kernel }: Ground,
  tx: Tx,
  row: store.ContributionRow,
  kind: string,
): Promise<void> {
  await kernel.outbox.publish(tx, {
    type: 'contribution.approved',
    actorId: row.reviewer_id,
    at: kernel.clock.now().toISOString(),
    topics: [],
    data: {
      ventureId: row.venture_id,
      contributionId: row.id,
      userId: row.author_id,
      kind,
      quality: row.quality,
      pointsTenths: row.points_tenths,
    },
  });
}

async function tellReviewers(
  ground: Ground,
  tx: Tx,
  standing: Standing,
  row: store.ContributionRow,
  subject: string,
  code: string,
): Promise<void> {
  await tell(ground, tx, {
    type: 'contribution.changed',
    code,
    ventureId: row.venture_id,
    ventureName: standing.ventureName,
    subject,
    actorId: standing.userId,
    recipientIds: await membersWith(ground, tx, row.venture_id, 'review'),
  });
}

function log(
  ground: Ground,
  tx: Tx,
  { userId }: Standing,
  row: store.ContributionRow,
  subject: string,
  event: string,
  more: { from?: string; to?: string; reason?: string } = {},
): Promise<void> {
  return record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'CONTRIBUTION',
    id: row.id,
    subject,
    event,
    actorId: userId,
    ...more,
  });
}

export async function contributionViews(
  ground: Ground,
  db: Db,
  { ventureId, userId, rights }: Standing,
  rows: readonly store.ContributionRow[],
): Promise<Map<string, ContributionView>> {
  const titles = await store.titlesOf(
    db,
    ventureId,
    rows.map((row) => row.task_id),
  );
  const name = await namesOf(
    ground,
    db,
    rows.flatMap((row) => [row.author_id, row.reviewer_id]),
  );
  return new Map(
    rows.map((row): [string, ContributionView] => {
      const mine = row.author_id === userId && rights.has('work');
      return [
        row.id,
        {
          id: row.id,
          ventureId,
          taskId: row.task_id,
          taskTitle: titles.get(row.task_id) ?? '',
          author: name(row.author_id),
          state: row.state as 'PENDING',
          note: row.note,
          effortMinutes: row.effort_minutes,
          impact: row.impact,
          proposedPoints: row.proposed_points,
          proposedPart: row.proposed_part,
          quality: row.quality,
          collaboration: row.collaboration,
          finalPoints: row.final_points,
          finalPart: row.final_part,
          pointsTenths: row.points_tenths,
          reviewer: row.reviewer_id ? name(row.reviewer_id) : null,
          reviewComment: row.review_comment,
          reviewedAt: row.reviewed_at?.toISOString() ?? null,
          createdAt: row.created_at.toISOString(),
          version: row.version,
          rights: [
            ...(mine && open.includes(row.state) ? (['edit'] as const) : []),
            ...(mine && row.state === 'CHANGES_REQUESTED' ? (['resubmit'] as const) : []),
            ...(row.author_id !== userId && rights.has('review') && row.state === 'PENDING'
              ? (['review'] as const)
              : []),
          ],
        },
      ];
    }),
  );
}
