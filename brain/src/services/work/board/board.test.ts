import { createWorld, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, formTeam, key, type Team } from '../test-team.ts';
import { burndownOf } from './burndown.ts';
import { closesCircle, type Link } from './task-graph.ts';

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

describe('tasks', () => {
  test('go from TODO to DONE by their assignee, and nobody skips a step', async () => {
    const { id } = await mine('Write the plan');
    for (const event of ['hand-in', 'approve'] as const)
      await expect(take('worker', id, event)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(take('lead', id, 'put-back')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await take('worker', id, 'start')).state).toBe('IN_PROGRESS');
    await expect(take('worker', id, 'start')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await take('worker', id, 'hand-in')).state).toBe('REVIEW');
    expect((await take('lead', id, 'ask-changes')).state).toBe('IN_PROGRESS');
    expect((await take('lead', id, 'put-back')).state).toBe('TODO');
    for (const event of ['start', 'hand-in', 'approve'] as const) await take('worker', id, event);
    const done = await team.worker.api.work.task({ params: { ...at(), taskId: id } });
    expect(done).toMatchObject({ state: 'DONE', steps: [] });
    expect(done.doneAt).not.toBeNull();
    expect(await take('lead', id, 'reopen')).toMatchObject({ state: 'IN_PROGRESS', doneAt: null });
  });

  test('are taken on by starting them when they are nobody’s', async () => {
    const { id } = await write('Free for all');
    const task = await take('worker', id, 'start');
    expect(task).toMatchObject({ assigneeId: team.worker.userId, state: 'IN_PROGRESS' });
    await expect(take('lead', id, 'hand-in')).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('are refused to the wrong role, and are not there for strangers and investors', async () => {
    const { id } = await mine('Guarded');
    const params = { ...at(), taskId: id };
    for (const who of ['stranger', 'investor'] as const) {
      const { work } = team[who].api;
      const attempts = [
        () => work.tasks({ params: at(), query: {} }),
        () => work.task({ params }),
        () => work.createTask({ params: at(), body: { title: 'x' } }, key()),
        () => work.editTask({ params, body: { title: 'x' } }, { ifMatch: '"1"' }),
        () => work.stepTask({ params, body: { event: 'start' } }),
        () => work.orderTask({ params, body: { beforeId: null } }),
        () => work.block({ params: { ...params, blockerId: id }, body: {} }),
        () => work.unblock({ params: { ...params, blockerId: id } }),
        () => work.comments({ params, query: {} }),
        () => work.comment({ params, body: { text: 'x' } }, key()),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(code('NOT_FOUND'));
    }
    for (const who of ['worker', 'adviser', 'observer'] as const)
      await expect(
        team[who].api.work.createTask({ params: at(), body: { title: 'x' } }, key()),
      ).rejects.toMatchObject(code('FORBIDDEN'));
    for (const event of ['put-back', 'ask-changes', 'reopen'] as const)
      await expect(take('worker', id, event)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(take('adviser', id, 'start')).rejects.toMatchObject(code('FORBIDDEN'));
    const seen = await team.observer.api.work.task({ params });
    expect(seen).toMatchObject({ steps: [], rights: [] });
    expect((await team.adviser.api.work.task({ params })).rights).toEqual(['comment']);
    expect((await team.worker.api.work.task({ params })).steps).toEqual(['start']);
  });

  test('are deleted by LEAD and above while nothing was filed for them, and free what waited', async () => {
    const { id: blocked } = await mine('Waits');
    const { id: sprintId } = await team.lead.api.work.createSprint(
      { params: at(), body: { name: 'With a task less' } },
      key(),
    );
    const { id } = await mine('Not needed', { sprintId, points: 5 });
    await block(blocked, id);
    const params = { ...at(), taskId: id };
    const remove = (who: keyof Team, taskId = id) =>
      (team[who] as Team['lead']).api.work.removeTask({ params: { ...at(), taskId } });
    for (const who of ['worker', 'adviser', 'observer'] as const)
      await expect(remove(who)).rejects.toMatchObject(code('FORBIDDEN'));
    for (const who of ['stranger', 'investor'] as const)
      await expect(remove(who)).rejects.toMatchObject(code('NOT_FOUND'));
    const rights = async (who: 'lead' | 'worker') => (await team[who].api.work.task({ params })).rights;
    expect([(await rights('lead')).includes('remove'), (await rights('worker')).includes('remove')]).toEqual([
      true,
      false,
    ]);
    await remove('lead');
    await expect(remove('lead')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(team.lead.api.work.task({ params })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(block(blocked, id)).rejects.toMatchObject(code('NOT_FOUND'));
    const { items } = await team.lead.api.work.tasks({ params: at(), query: { limit: 100 } });
    expect(items.map((task) => task.id)).not.toContain(id);
    expect(items.find((task) => task.id === blocked)).toMatchObject({ blocked: false, blockedBy: [] });
    expect(await team.lead.api.work.sprint({ params: { ...at(), sprintId } })).toMatchObject({
      openPoints: 0,
    });
    const { items: log } = await team.lead.api.work.activity({ params: at(), query: { limit: 100 } });
    expect(log).toContainEqual(expect.objectContaining({ event: 'remove', subject: 'Not needed' }));
    for (const event of ['start', 'hand-in'] as const) await take('worker', blocked, event);
    await team.worker.api.work.fileContribution(
      {
        params: at(),
        body: { taskId: blocked, effortMinutes: 60, impact: 3, proposedPoints: 1 },
      },
      key(),
    );
    await expect(remove('lead', blocked)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('two editors: the second is told, nothing is lost', async () => {
    const { id, etag } = await mine('Edited by two');
    const edit = (title: string, ifMatch?: string) =>
      team.lead.api.work.editTask(
        { params: { ...at(), taskId: id }, body: { title } },
        ifMatch ? { ifMatch } : {},
      );
    await edit('First', etag);
    await expect(edit('Second', etag)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(edit('Second')).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
    const { title, etag: fresh } = await team.worker.api.work.task({ params: { ...at(), taskId: id } });
    expect(title).toBe('First');
    const hours = await team.worker.api.work.editTask(
      { params: { ...at(), taskId: id }, body: { actualMinutes: 90 } },
      { ifMatch: fresh! },
    );
    expect(hours.actualMinutes).toBe(90);
    await expect(
      team.worker.api.work.editTask(
        { params: { ...at(), taskId: id }, body: { points: 99 } },
        { ifMatch: hours.etag! },
      ),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('go to members of the team only', async () => {
    for (const who of ['stranger', 'investor', 'adviser'] as const)
      await expect(write('x', { assigneeId: team[who].userId })).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('keep the order of the board, and pages follow it', async () => {
    const other = await createWorld();
    try {
      const { ventureId, lead } = await formTeam(other, 'Board');
      const ids: string[] = [];
      for (const title of ['a', 'b', 'c'])
        ids.push((await lead.api.work.createTask({ params: { ventureId }, body: { title } }, key())).id);
      const titles = async () =>
        (await lead.api.work.tasks({ params: { ventureId }, query: {} })).items.map(({ title }) => title);
      const put = (index: number, before: number | null) =>
        lead.api.work.orderTask({
          params: { ventureId, taskId: ids[index]! },
          body: { beforeId: before === null ? null : ids[before]! },
        });
      await put(2, 0);
      expect(await titles()).toEqual(['c', 'a', 'b']);
      // Halving the room again and again comes to its end after some fifty times.
      for (let turn = 0; turn < 60; turn++) await put(turn % 2 ? 0 : 1, 2);
      expect(await titles()).toEqual(['b', 'a', 'c']);
      await put(1, null);
      expect(await titles()).toEqual(['a', 'c', 'b']);
      const first = await lead.api.work.tasks({ params: { ventureId }, query: { limit: 2 } });
      const second = await lead.api.work.tasks({
        params: { ventureId },
        query: { limit: 2, cursor: first.nextCursor! },
      });
      expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['a', 'c', 'b']);
    } finally {
      await other.close();
    }
  });

  test('are commented on by advisers, too', async () => {
    const { id } = await mine('Talked about');
    const params = { ...at(), taskId: id };
    await team.adviser.api.work.comment({ params, body: { text: 'Have you asked three customers?' } }, key());
    await expect(
      team.observer.api.work.comment({ params, body: { text: 'x' } }, key()),
    ).rejects.toMatchObject(code('FORBIDDEN'));
    const { items } = await team.observer.api.work.comments({ params, query: {} });
    expect(items).toMatchObject([
      { author: { userId: team.adviser.userId }, text: 'Have you asked three customers?' },
    ]);
  });
});

describe('links between tasks', () => {
  test('a blocked task is not done before its blocker', async () => {
    const [a, b] = [await mine('Blocker'), await mine('Blocked')];
    expect(await block(b.id, a.id)).toMatchObject({ blockedBy: [a.id], blocked: true });
    for (const event of ['start', 'hand-in'] as const) await take('worker', b.id, event);
    await expect(take('worker', b.id, 'approve')).rejects.toMatchObject(code('RULE_VIOLATED'));
    for (const event of ['start', 'hand-in', 'approve'] as const) await take('worker', a.id, event);
    expect((await take('worker', b.id, 'approve')).state).toBe('DONE');
  });

  test('a circle is refused, however long, and one task does not wait for itself', async () => {
    const ids = [];
    for (const title of ['1', '2', '3', '4']) ids.push((await write(title)).id);
    for (let index = 1; index < 4; index++) await block(ids[index]!, ids[index - 1]!);
    await expect(block(ids[0]!, ids[3]!)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(block(ids[0]!, ids[0]!)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await team.lead.api.work.unblock({ params: { ...at(), taskId: ids[2]!, blockerId: ids[1]! } });
    expect((await block(ids[0]!, ids[3]!)).blockedBy).toEqual([ids[3]]);
  });

  test('two requests at the same moment do not close one together', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await write('Left'), await write('Right')];
      const answers = await Promise.allSettled([block(a.id, b.id), block(b.id, a.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = answers.find((answer) => answer.status === 'rejected');
      expect(refused?.reason).toMatchObject(code('RULE_VIOLATED'));
    }
  });

  test('nor do two that share no task, at the ends of chains', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b, c, d] = [await write('a'), await write('b'), await write('c'), await write('d')];
      await block(b.id, a.id);
      await block(d.id, c.id);
      const answers = await Promise.allSettled([block(c.id, b.id), block(a.id, d.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('no sequence of links makes a circle', () => {
    const node = fc.integer({ min: 0, max: 7 }).map(String);
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 60 }), (wishes) => {
        const links: Link[] = [];
        for (const [blockerId, blockedId] of wishes)
          if (!closesCircle(links, { blockerId, blockedId })) links.push({ blockerId, blockedId });
        // Taking away what waits for nothing, again and again, takes everything away just when there is no circle.
        let left = links;
        for (let before = -1; before !== left.length;) {
          before = left.length;
          const waiting = new Set(left.map(({ blockedId }) => blockedId));
          left = left.filter(({ blockerId }) => waiting.has(blockerId));
        }
        expect(left).toEqual([]);
      }),
    );
  });
});

describe('sprints', () => {
  test('burndown and velocity are what one reckons by hand', async () => {
    const own = await createWorld();
    try {
      const { ventureId, lead, worker } = await formTeam(own, 'Sprinters');
      const params = { ventureId };
      const task = (points: number, sprintId: string | null) =>
        lead.api.work.createTask(
          { params, body: { title: `${points}`, points, sprintId, assigneeId: worker.userId } },
          key(),
        );
      const finish = async (taskId: string) => {
        for (const event of ['start', 'hand-in', 'approve'] as const)
          await worker.api.work.stepTask({ params: { ventureId, taskId }, body: { event } });
      };
      const step = (sprintId: string, event: 'start' | 'finish') =>
        lead.api.work.stepSprint({ params: { ventureId, sprintId }, body: { event } });
      const sprint = await lead.api.work.createSprint({ params, body: { name: 'One', days: 5 } }, key());
      expect(sprint).toMatchObject({ capacityHours: 40, capacityMinutes: 3 * 40 * 60, state: 'PLANNING' });
      const tasks = [];
      for (const points of [3, 5, 2]) tasks.push(await task(points, sprint.id));
      await step(sprint.id, 'start');
      await finish(tasks[0]!.id);
      own.clock.advance(dayMs);
      const late = await task(4, sprint.id);
      own.clock.advance(dayMs);
      await finish(tasks[1]!.id);
      await lead.api.work.stepTask({
        params: { ventureId, taskId: tasks[0]!.id },
        body: { event: 'reopen' },
      });
      const edited = await lead.api.work.task({ params: { ventureId, taskId: late.id } });
      await lead.api.work.editTask(
        { params: { ventureId, taskId: late.id }, body: { points: 6 } },
        { ifMatch: edited.etag! },
      );
      const { burndown } = await worker.api.work.sprint({ params: { ventureId, sprintId: sprint.id } });
      expect(burndown!.committed).toBe(10);
      expect(burndown!.days.map(({ open, done, ideal }) => [open, done, ideal])).toEqual([
        [7, 3, 8],
        [11, 3, 6],
        [11, 5, 4],
        [null, null, 2],
        [null, null, 0],
      ]);
      expect((await worker.api.work.overview({ params })).velocity).toBeNull();
      await step(sprint.id, 'finish');
      expect((await worker.api.work.overview({ params })).velocity).toBe(5);
      // What was not done is free again, and the figures of the sprint stay.
      const backlog = await worker.api.work.tasks({ params, query: { sprintId: 'none' } });
      expect(backlog.items).toHaveLength(3);
      for (const points of [1, 2, 3]) {
        const next = await lead.api.work.createSprint({ params, body: { name: `P${points}` } }, key());
        const { id } = await task(points, next.id);
        await step(next.id, 'start');
        await finish(id);
        own.clock.advance(dayMs);
        await step(next.id, 'finish');
      }
      const { velocity, sprints } = await worker.api.work.overview({ params });
      expect(sprints.map(({ donePoints }) => donePoints)).toEqual([3, 2, 1]);
      expect(velocity).toBe(2);
    } finally {
      await own.close();
    }
  });

  test('one is active at a time, also when two are started at the same moment', async () => {
    const make = async (name: string) =>
      (await team.lead.api.work.createSprint({ params: at(), body: { name } }, key())).id;
    const ids = [await make('A'), await make('B')];
    const step = (sprintId: string, event: 'start' | 'finish' | 'drop') =>
      team.lead.api.work.stepSprint({ params: { ...at(), sprintId }, body: { event } });
    const answers = await Promise.allSettled(ids.map((id) => step(id, 'start')));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const running = ids[answers.findIndex(({ status }) => status === 'fulfilled')]!;
    const waiting = ids.find((id) => id !== running)!;
    await expect(step(waiting, 'start')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(step(waiting, 'finish')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect((await step(running, 'finish')).state).toBe('COMPLETED');
    expect((await step(waiting, 'drop')).state).toBe('CANCELLED');
    for (const event of ['start', 'finish', 'drop'] as const)
      await expect(step(running, event)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(write('Too late', { sprintId: running })).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('are planned by LEAD and above, and are not there for strangers', async () => {
    const { id: sprintId, etag } = await team.lead.api.work.createSprint(
      { params: at(), body: { name: 'Guarded' } },
      key(),
    );
    const params = { ...at(), sprintId };
    for (const [who, expected] of [
      ['stranger', 'NOT_FOUND'],
      ['investor', 'NOT_FOUND'],
      ['worker', 'FORBIDDEN'],
      ['observer', 'FORBIDDEN'],
    ] as const) {
      const { work } = team[who].api;
      for (const attempt of [
        () => work.createSprint({ params: at(), body: { name: 'x' } }, key()),
        () => work.editSprint({ params, body: { name: 'x' } }, { ifMatch: etag! }),
        () => work.stepSprint({ params, body: { event: 'start' } }),
      ])
        await expect(attempt()).rejects.toMatchObject(code(expected));
      if (expected === 'NOT_FOUND') {
        await expect(work.sprint({ params })).rejects.toMatchObject(code(expected));
        await expect(work.sprints({ params: at(), query: {} })).rejects.toMatchObject(code(expected));
      }
    }
    const edit = (name: string) =>
      team.lead.api.work.editSprint({ params, body: { name } }, { ifMatch: etag! });
    await edit('Renamed');
    await expect(edit('Again')).rejects.toMatchObject(code('EDIT_CONFLICT'));
  });

  test('the straight line ends at nothing on the last day', () => {
    const sprint = { starts_on: '2026-02-26', days: 4, committed_points: 10 };
    const { days } = burndownOf(sprint, [{ day: '2026-02-25', open: 10, done: 0 }], '2026-02-27');
    expect(days).toEqual([
      { day: '2026-02-26', open: 10, done: 0, ideal: 7.5 },
      { day: '2026-02-27', open: 10, done: 0, ideal: 5 },
      { day: '2026-02-28', open: null, done: null, ideal: 2.5 },
      { day: '2026-03-01', open: null, done: null, ideal: 0 },
    ]);
  });
});
