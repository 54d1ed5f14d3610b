import type { Db } from '../../../kernel/db.ts';

/** What was achieved in ventures, as it stands at this moment, for services that reward it. Null: it is not there. */

export type Merits = typeof merits;

const decided: readonly string[] = ['SCALED', 'PIVOTED', 'KILLED'];

export const merits = {
  /** Counted as reviewed: done, with a contribution that somebody else approved. */
  async task(db: Db, ventureId: string, taskId: string) {
    const row = await db
      .selectFrom('work_tasks as task')
      .leftJoin('work_contributions as contribution', (join) =>
        join
          .onRef('contribution.venture_id', '=', 'task.venture_id')
          .onRef('contribution.task_id', '=', 'task.id')
          .on('contribution.state', '=', 'APPROVED'),
      )
      .select(['task.title', 'task.priority', 'task.state', 'contribution.author_id'])
      .where('task.venture_id', '=', ventureId)
      .where('task.id', '=', taskId)
      .executeTakeFirst();
    if (!row) return null;
    const { title, priority, state, author_id } = row;
    return { title, priority, doneBy: state === 'DONE' ? author_id : null };
  },

  async contribution(db: Db, contributionId: string) {
    const row = await db
      .selectFrom('work_contributions as contribution')
      .innerJoin('work_tasks as task', (join) =>
        join
          .onRef('task.venture_id', '=', 'contribution.venture_id')
          .onRef('task.id', '=', 'contribution.task_id'),
      )
      .select([
        'contribution.author_id as authorId',
        'contribution.state',
        'contribution.task_id as taskId',
        'contribution.venture_id as ventureId',
        'task.title',
        'task.kind',
      ])
      .where('contribution.id', '=', contributionId)
      .executeTakeFirst();
    return row ?? null;
  },

  async milestone(db: Db, ventureId: string, milestoneId: string) {
    const row = await db
      .selectFrom('work_milestones')
      .select(['title', 'plan_id as planId', 'state'])
      .where('venture_id', '=', ventureId)
      .where('id', '=', milestoneId)
      .executeTakeFirst();
    return row ? { ...row, done: row.state === 'COMPLETED' } : null;
  },

  /**
   * Completed: decided with all milestones done. Active in it were those who took a recorded step in the work of the
   * venture between its start and its decision.
   */
  async plan(db: Db, ventureId: string, planId: string) {
    const plan = await db
      .selectFrom('launch_plans')
      .select(['state', 'created_at', 'decided_at', 'attempt'])
      .where('venture_id', '=', ventureId)
      .where('id', '=', planId)
      .executeTakeFirst();
    if (!plan) return null;
    const milestones = await db
      .selectFrom('work_milestones')
      .select('state')
      .where('venture_id', '=', ventureId)
      .where('plan_id', '=', planId)
      .execute();
    const completed =
      decided.includes(plan.state) &&
      plan.decided_at !== null &&
      milestones.length > 0 &&
      milestones.every(({ state }) => state === 'COMPLETED');
    if (!completed) return { attempt: plan.attempt, completed, activeIds: [] };
    const actors = await db
      .selectFrom('work_log')
      .select('actor_id')
      .distinct()
      .where('venture_id', '=', ventureId)
      .where('actor_id', 'is not', null)
      .where('at', '>=', plan.created_at)
      .where('at', '<=', plan.decided_at)
      .execute();
    return { attempt: plan.attempt, completed, activeIds: actors.flatMap(({ actor_id }) => actor_id ?? []) };
  },
};
