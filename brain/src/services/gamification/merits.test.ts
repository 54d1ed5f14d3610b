import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formTeam, key, type Team } from '../work/test-team.ts';
import { history, me, publish } from './test-world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
  await world.settle();
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
type Event = 'start' | 'hand-in' | 'approve' | 'reopen';
const take = (who: 'worker' | 'lead', taskId: string, event: Event) =>
  team[who].api.work.stepTask({ params: { ...at(), taskId }, body: { event } });
const earned = async (who: Team['worker'], event: string) =>
  (await history(who)).filter((entry) => entry.event === event);

async function handedIn(priority = 4): Promise<string> {
  const { id } = await team.lead.api.work.createTask(
    { params: at(), body: { title: 'Build it', priority, assigneeId: team.worker.userId } },
    key(),
  );
  for (const event of ['start', 'hand-in'] as const) await take('worker', id, event);
  return id;
}
async function filed(taskId: string): Promise<string> {
  const { id } = await team.worker.api.work.fileContribution(
    { params: at(), body: { taskId, note: 'Done.', effortMinutes: 60, impact: 3, proposedPoints: 3 } },
    key(),
  );
  return id;
}
const approve = (contributionId: string) =>
  team.lead.api.work.reviewContribution({
    params: { contributionId },
    body: { decision: 'APPROVE', quality: 4, collaboration: 4 },
  });

describe('what is earned in ventures', () => {
  test('a reviewed task and its contribution earn; opened again, the task earns no more, and again when done', async () => {
    const taskId = await handedIn();
    const contributionId = await filed(taskId);
    await approve(contributionId);
    await world.settle();
    expect(await earned(team.worker, 'TASK_DONE')).toMatchObject([
      {
        xp: 50,
        priority: 'HIGH',
        subject: 'Build it',
        link: `/ventures/${team.ventureId}/work/board?task=${taskId}`,
      },
    ]);
    expect(await earned(team.worker, 'CONTRIBUTION_APPROVED')).toMatchObject([{ xp: 25 }]);
    const { held } = await team.worker.api.gamification.badges({});
    expect(held.map((badge) => badge.code)).toContain('FIRST_STEPS');
    const full = (await me(team.worker)).xp;
    await take('lead', taskId, 'reopen');
    await world.settle();
    expect((await me(team.worker)).xp).toBe(full - 50);
    expect((await earned(team.worker, 'TASK_DONE'))[0]).toMatchObject({ state: 'UNDONE', xp: 0, before: 50 });
    await take('worker', taskId, 'hand-in');
    await take('lead', taskId, 'approve');
    await world.settle();
    expect((await me(team.worker)).xp).toBe(full);
    // Late, and told again: what counts is how things stand.
    await publish(world, {
      type: 'work.task',
      actorId: team.lead.userId,
      data: { ventureId: team.ventureId, id: taskId, event: 'reopen', to: 'IN_PROGRESS' },
    });
    expect((await me(team.worker)).xp).toBe(full);
  });

  test('a task that nobody else reviewed earns nothing', async () => {
    const before = (await earned(team.worker, 'TASK_DONE')).length;
    const taskId = await handedIn(5);
    await take('worker', taskId, 'approve');
    await world.settle();
    expect(await earned(team.worker, 'TASK_DONE')).toHaveLength(before);
  });

  test('the first venture earns its owner 200, once, and the badge of owners', async () => {
    const activated = await earned(team.owner, 'FIRST_VENTURE_ACTIVATED');
    expect(activated).toMatchObject([{ xp: 200, state: 'EARNED' }]);
    await publish(world, { type: 'venture.activated', data: { ventureId: team.ventureId } });
    expect(await earned(team.owner, 'FIRST_VENTURE_ACTIVATED')).toHaveLength(1);
    const { held } = await team.owner.api.gamification.badges({});
    expect(held.map((badge) => badge.code)).toContain('VENTURE_OWNER');
  });

  test('reviews count for the reviewer, with their agreement', async () => {
    const { others } = await team.lead.api.gamification.badges({});
    const steps = others.find((badge) => badge.code === 'TOP_REVIEWER')!.steps;
    expect(steps.map(({ fact, have }) => [fact, have])).toEqual([
      ['reviewsWritten', 1],
      ['reviewAgreement', 1],
    ]);
  });

  test('the portfolio counts contributions and kinds of work', async () => {
    expect((await team.worker.api.gamification.portfolio({})).figures).toMatchObject({
      contributions: 1,
      kindsOfWork: 1,
    });
  });
});
