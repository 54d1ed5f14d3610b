import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import * as contributions from '../board/contributions.ts';
import type { ContributionRow } from '../board/contribution-store.ts';
import type { SprintRow } from '../board/sprint-store.ts';
import * as sprints from '../board/sprints.ts';
import * as links from '../board/task-links.ts';
import { stepTask } from '../board/task-steps.ts';
import type { TaskRow } from '../board/task-store.ts';
import { taskViews } from '../board/task-views.ts';
import * as tasks from '../board/tasks.ts';
import type { Ground } from '../ground.ts';
import { actorOf, one, page } from './pages.ts';

type Board =
  | 'tasks'
  | 'task'
  | 'createTask'
  | 'editTask'
  | 'stepTask'
  | 'orderTask'
  | 'removeTask'
  | 'block'
  | 'unblock'
  | 'comments'
  | 'comment'
  | 'sprints'
  | 'sprint'
  | 'createSprint'
  | 'editSprint'
  | 'stepSprint'
  | 'contributions'
  | 'fileContribution'
  | 'editContribution'
  | 'resubmitContribution'
  | 'reviewContribution';

/** Tasks, sprints and contributions. */
export function boardRoutes(ground: Ground): Handlers<Pick<typeof contract.work, Board>> {
  const { db } = ground.kernel.database;
  const task = (call: Call, act: (tx: Tx) => Promise<tasks.Seen<TaskRow>>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), taskViews));
  const sprint = (call: Call, act: (tx: Tx) => Promise<tasks.Seen<SprintRow>>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), sprints.sprintViews));
  const contribution = (call: Call, act: (tx: Tx) => Promise<tasks.Seen<ContributionRow>>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), contributions.contributionViews));
  const sameVersion = (call: Call) => (version: number) => requireVersion(call, version);

  return {
    async tasks({ params, query }, call) {
      const found = await tasks.listTasks(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, taskViews, (row) => [row.position]);
    },
    async task({ params }, call) {
      const found = await tasks.findTask(ground, db, actorOf(call), params.ventureId, params.taskId);
      return one(ground, db, call, found, taskViews);
    },
    createTask: ({ params, body }, call) =>
      task(call, (tx) => tasks.createTask(ground, tx, actorOf(call), params.ventureId, body)),
    editTask: ({ params, body }, call) =>
      task(call, (tx) =>
        tasks.editTask(ground, tx, actorOf(call), params.ventureId, params.taskId, body, sameVersion(call)),
      ),
    stepTask: ({ params, body }, call) =>
      task(call, (tx) =>
        stepTask(ground, tx, actorOf(call), params.ventureId, params.taskId, body.event, body.reason),
      ),
    orderTask: ({ params, body }, call) =>
      task(call, (tx) =>
        tasks.orderTask(ground, tx, actorOf(call), params.ventureId, params.taskId, body.beforeId),
      ),
    removeTask: ({ params }, call) =>
      call.transact(async (tx) =>
        tasks.removeTask(ground, tx, actorOf(call), params.ventureId, params.taskId).then(() => ({})),
      ),
    block: ({ params }, call) =>
      task(call, (tx) =>
        links.block(ground, tx, actorOf(call), params.ventureId, params.taskId, params.blockerId),
      ),
    unblock: ({ params }, call) =>
      task(call, (tx) =>
        links.unblock(ground, tx, actorOf(call), params.ventureId, params.taskId, params.blockerId),
      ),
    comments: ({ params, query }, call) =>
      links.comments(ground, db, actorOf(call), params.ventureId, params.taskId, query),
    comment: ({ params, body }, call) =>
      call.transact((tx) =>
        links.comment(ground, tx, actorOf(call), params.ventureId, params.taskId, body.text),
      ),
    async sprints({ params, query }, call) {
      const found = await sprints.listSprints(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, sprints.sprintViews);
    },
    async sprint({ params }, call) {
      const found = await sprints.findSprint(ground, db, actorOf(call), params.ventureId, params.sprintId);
      const shown = await one(ground, db, call, found, sprints.sprintViews);
      return { ...shown, burndown: await sprints.burndown(ground, db, found.row) };
    },
    createSprint: ({ params, body }, call) =>
      sprint(call, (tx) => sprints.createSprint(ground, tx, actorOf(call), params.ventureId, body)),
    editSprint: ({ params, body }, call) =>
      sprint(call, (tx) =>
        sprints.editSprint(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.sprintId,
          body,
          sameVersion(call),
        ),
      ),
    stepSprint: ({ params, body }, call) =>
      sprint(call, (tx) =>
        sprints.stepSprint(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.sprintId,
          body.event,
          body.reason,
        ),
      ),
    async contributions({ params, query }, call) {
      const found = await contributions.listContributions(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, contributions.contributionViews);
    },
    fileContribution: ({ params, body }, call) =>
      contribution(call, (tx) =>
        contributions.fileContribution(ground, tx, actorOf(call), params.ventureId, body),
      ),
    editContribution: ({ params, body }, call) =>
      contribution(call, (tx) =>
        contributions.editContribution(
          ground,
          tx,
          actorOf(call),
          params.contributionId,
          body,
          sameVersion(call),
        ),
      ),
    resubmitContribution: ({ params }, call) =>
      contribution(call, (tx) =>
        contributions.resubmitContribution(ground, tx, actorOf(call), params.contributionId),
      ),
    reviewContribution: ({ params, body }, call) =>
      contribution(call, (tx) =>
        contributions.reviewContribution(ground, tx, actorOf(call), params.contributionId, body),
      ),
  };
}
