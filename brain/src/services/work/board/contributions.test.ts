import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, formTeam, key, type Team } from '../test-team.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
const write = (title: string, more: object = {}) =>
  team.lead.api.work.createTask({ params: at(), body: { title, ...more } }, key());
const mine = (title: string, more: object = {}) => write(title, { assigneeId: team.worker.userId, ...more });
type Event = 'start' | 'hand-in' | 'approve' | 'put-back' | 'ask-changes' | 'reopen';
const take = (who: keyof Team, taskId: string, event: Event) =>
  (team[who] as Team['lead']).api.work.stepTask({ params: { ...at(), taskId }, body: { event } });
const block = (taskId: string, blockerId: string) =>
  team.lead.api.work.block({ params: { ...at(), taskId, blockerId }, body: {} });

describe('contributions', () => {
  const handIn = async (points = 3) => {
    const { id } = await mine('Built', { points });
    for (const event of ['start', 'hand-in'] as const) await take('worker', id, event);
    return id;
  };
  const file = (taskId: string) =>
    team.worker.api.work.fileContribution(
      { params: at(), body: { taskId, effortMinutes: 240, impact: 4, proposedPoints: 3 } },
      key(),
    );
  const review = (who: 'lead' | 'worker' | 'adviser' | 'stranger' | 'owner', id: string, body: object) =>
    team[who].api.work.reviewContribution({
      params: { contributionId: id },
      body: { decision: 'APPROVE', quality: 4, collaboration: 5, ...body },
    });

  test('are approved by somebody else; points are story points × quality ÷ 5 and the task is done', async () => {
    const taskId = await handIn();
    const { id } = await file(taskId);
    await expect(file(taskId)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await expect(take('worker', taskId, 'approve')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(review('stranger', id, {})).rejects.toMatchObject(code('NOT_FOUND'));
    for (const who of ['worker', 'adviser'] as const)
      await expect(review(who, id, {})).rejects.toMatchObject(code('FORBIDDEN'));
    const done = await review('lead', id, { points: 7 });
    expect(done).toMatchObject({ state: 'APPROVED', finalPoints: 7, pointsTenths: 56 });
    const task = await team.worker.api.work.task({ params: { ...at(), taskId } });
    expect(task).toMatchObject({ state: 'DONE', contribution: { id, state: 'APPROVED' } });
    await expect(review('lead', id, {})).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const month = world.clock.now().toISOString().slice(0, 7);
    const { approvedContributions } = world.brain.services.work;
    const { db } = world.brain.kernel.database;
    expect(await approvedContributions(db, team.ventureId, month, month)).toEqual([
      { id, userId: team.worker.userId, pointsTenths: 56, month },
    ]);
    expect(await approvedContributions(db, team.ventureId, '2020-01', '2020-02')).toEqual([]);
  });

  test('of a lead are not reviewed by the lead', async () => {
    const { id: taskId } = await write('Own work', { assigneeId: team.lead.userId });
    for (const event of ['start', 'hand-in'] as const) await take('lead', taskId, event);
    const { id } = await team.lead.api.work.fileContribution(
      { params: at(), body: { taskId, effortMinutes: 60, impact: 2, proposedPoints: 1 } },
      key(),
    );
    await expect(review('lead', id, {})).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await review('owner', id, {})).state).toBe('APPROVED');
  });

  test('go back for changes and are handed in again, with their task', async () => {
    const taskId = await handIn();
    const { id } = await file(taskId);
    await expect(review('lead', id, { decision: 'ASK_CHANGES' })).rejects.toMatchObject(
      code('INVALID_INPUT'),
    );
    await review('lead', id, { decision: 'ASK_CHANGES', comment: 'Tests, please.' });
    expect((await team.worker.api.work.task({ params: { ...at(), taskId } })).state).toBe('IN_PROGRESS');
    await expect(review('lead', id, {})).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const params = { contributionId: id };
    await expect(team.lead.api.work.resubmitContribution({ params, body: {} })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    const again = await team.worker.api.work.resubmitContribution({ params, body: {} });
    expect(again.state).toBe('PENDING');
    expect((await team.worker.api.work.task({ params: { ...at(), taskId } })).state).toBe('REVIEW');
    const edited = await team.worker.api.work.editContribution(
      { params, body: { note: 'With tests.' } },
      { ifMatch: again.etag! },
    );
    await expect(
      team.worker.api.work.editContribution({ params, body: { note: 'Old.' } }, { ifMatch: again.etag! }),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    expect(edited.rights).toEqual(['edit']);
    await review('lead', id, { decision: 'REJECT', comment: 'Not what was asked for.' });
    await expect(
      team.worker.api.work.editContribution({ params, body: { note: 'x' } }, { ifMatch: '"9"' }),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    // Without a contribution in the way the assignee closes the task.
    expect((await take('worker', taskId, 'approve')).state).toBe('DONE');
  });

  test('are not there for strangers and investors', async () => {
    const { id: contributionId, etag } = await file(await handIn());
    const params = { contributionId };
    for (const who of ['stranger', 'investor'] as const) {
      const { work } = team[who].api;
      for (const attempt of [
        () => work.contributions({ params: at(), query: {} }),
        () => work.editContribution({ params, body: { impact: 1 } }, { ifMatch: etag! }),
        () => work.resubmitContribution({ params, body: {} }),
        () => work.reviewContribution({ params, body: { decision: 'REJECT', comment: 'x' } }),
      ])
        await expect(attempt()).rejects.toMatchObject(code('NOT_FOUND'));
    }
    const { items } = await team.observer.api.work.contributions({
      params: at(),
      query: { state: 'PENDING' },
    });
    expect(items.map(({ id, rights }) => [id, rights])).toEqual([[contributionId, []]]);
  });

  test('are filed by the assignee, for a task that was handed in', async () => {
    const { id: taskId } = await mine('Early');
    await expect(file(taskId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const other = await write('Of the lead', { assigneeId: team.lead.userId });
    await expect(file(other.id)).rejects.toMatchObject(code('FORBIDDEN'));
    const { db } = world.brain.kernel.database;
    expect(
      await db.selectFrom('work_contributions').select('id').where('task_id', '=', taskId).execute(),
    ).toEqual([]);
  });

  test('are not approved while a blocker of the task is open, or without the papers of their author', async () => {
    const taskId = await handIn();
    const blocker = await write('First this');
    await block(taskId, blocker.id);
    const { id } = await file(taskId);
    await expect(review('lead', id, {})).rejects.toMatchObject(code('RULE_VIOLATED'));
    await team.lead.api.work.unblock({ params: { ...at(), taskId, blockerId: blocker.id } });
    await setPaper(false);
    await expect(review('lead', id, {})).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('IAA') },
    });
    expect((await team.worker.api.work.task({ params: { ...at(), taskId } })).state).toBe('REVIEW');
    await setPaper(true);
    expect((await review('lead', id, {})).state).toBe('APPROVED');
  });

  /** Ends the worker's IAA of the venture, and lets it count again. */
  async function setPaper(inForce: boolean): Promise<void> {
    const { kernel, security } = world.brain;
    const paper = { value: 'IAA', ref: team.ventureId };
    await kernel.database.transact(async (tx) => {
      if (inForce) return security.record(tx, team.worker.userId, { kind: 'PAPER', ...paper });
      await tx
        .updateTable('documents')
        .set({ state: 'TERMINATED' })
        .where('code', '=', 'IAA')
        .where('venture_id', '=', team.ventureId)
        .execute();
      return security.clear(tx, team.worker.userId, 'PAPER', paper);
    });
  }
});
