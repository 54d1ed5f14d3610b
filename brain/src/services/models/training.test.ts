import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code } from '../finances/test-books.ts';
import { enter } from '../buz/test-people.ts';
import { train } from './training.ts';
import { madeUpRows, tinyTrainable, type TinyWorld } from './test-trainable.ts';

let world: World;
let chief: Enrolled;
let member: Enrolled;
const tiny: TinyWorld = { rows: [], features: null, collecting: () => Promise.resolve() };
const name = 'tiny-leave';
const params = { name };

const rows = (change: Partial<Parameters<typeof madeUpRows>[0]> = {}) =>
  madeUpRows({ people: 90, months: 12, until: world.clock.now(), ...change });
const run = () => world.brain.kernel.jobs.run(`train-${name}`);
const newest = async () => (await chief.api.models.trainings({ params, query: {} })).items[0]!;
const versions = async () => (await chief.api.models.versions({ params })).items;

beforeAll(async () => {
  world = await createWorld();
  chief = await enter(world, 'Clara Chief', 12);
  member = await enter(world, 'Mia Member', 1);
  world.brain.services.models.declare(tinyTrainable(tiny, { name }));
}, 120_000);
afterAll(() => world.close());

describe('too little to learn from', () => {
  const cases: [string, () => TinyWorld['rows'], RegExp][] = [
    ['nothing at all', () => [], /0 of 300 rows/],
    ['ten rows', () => rows().slice(0, 10), /10 of 300 rows/],
    ['one class only', () => rows().map((row) => ({ ...row, label: 0 as const })), /0 of 60 outcomes/],
    [
      'labels not certain yet',
      () => rows().map((row) => ({ ...row, closedAt: new Date('2999-01-01') })),
      /0 of 300/,
    ],
    [
      'constant columns',
      () => rows().map((row) => ({ ...row, features: { daysAway: 3, visits: 2, way: 'found' } })),
      /one value in all/,
    ],
    [
      'one moment only',
      () => rows().map((row) => ({ ...row, asOf: new Date('2026-01-01'), closedAt: new Date('2026-02-01') })),
      /at 1 moments/,
    ],
  ];
  test.each(cases)('%s: is said, kept, and registers nothing', async (_, given, sentence) => {
    tiny.rows = given();
    await run();
    const training = await newest();
    expect(training).toMatchObject({ state: 'DONE', outcome: 'NOT_ENOUGH', version: null });
    expect(training.why).toMatch(sentence);
    expect(await versions()).toEqual([]);
    expect(await chief.api.models.read({ params })).toMatchObject({ mode: 'RULE', serving: null });
  });

  test('an infinite feature is an error that names it', async () => {
    tiny.rows = rows().map((row, at) =>
      at === 5 ? { ...row, features: { ...row.features, visits: Number.POSITIVE_INFINITY } } : row,
    );
    await expect(run()).rejects.toThrow('“visits” is infinite');
    const failed = await newest();
    expect(failed).toMatchObject({ state: 'FAILED', outcome: null });
    expect(failed.why).toContain('repair where it is computed');
  });
});

describe('a training', () => {
  test('learns, calibrates and judges on later rows each, and says how well with intervals', async () => {
    // A value that is not a number is a missing one.
    tiny.rows = rows().map((row, at) =>
      at % 50 === 0 ? { ...row, features: { ...row.features, visits: Number.NaN } } : row,
    );
    await run();
    const [first, ...others] = await versions();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ version: '1', state: 'EVALUATED', passed: true, aliases: ['challenger'] });
    const { report } = await chief.api.models.version({ params: { name, version: '1' } });
    const { fit, calibration, test: judged } = report!.slices;
    expect(fit.to < calibration.from && calibration.to < judged.from).toBe(true);
    expect(report!.rows).toBe(tiny.rows.length);
    const auc = report!.metrics.find(({ key }) => key === 'auc')!;
    expect(auc.value).toBeGreaterThan(0.75);
    expect(auc.interval!.low).toBeLessThan(auc.value!);
    expect(auc.gain!.interval.low).toBeGreaterThan(0);
    expect(auc.rival).toBeLessThan(0.65);
    expect(report!.bins.reduce((sum, { count }) => sum + count, 0)).toBe(judged.rows);
    expect(report!.subgroups.map(({ group }) => group).sort()).toEqual(['en', 'fr']);
    expect(report!.importance[0]).toMatchObject({ feature: 'daysAway' });
    expect(report!.checks.every(({ passed }) => passed)).toBe(true);
    expect(await newest()).toMatchObject({
      state: 'DONE',
      outcome: 'PASSED',
      version: '1',
      rows: report!.rows,
    });
    const { markdown } = await chief.api.models.card({ params: { name, version: '1' } });
    expect(markdown).toContain('# Model card: People who leave 1');
    expect(markdown).toContain('days since the last visit');
    expect(markdown).toContain(first!.dataHash);
  });

  test('of the same rows makes nothing new', async () => {
    await run();
    expect(await newest()).toMatchObject({ state: 'DONE', outcome: 'NOTHING_NEW' });
    expect(await versions()).toHaveLength(1);
  });

  test('of rows that tell nothing is judged not better, and cannot be promoted', async () => {
    tiny.rows = rows({ telling: false, seed: 2 });
    await run();
    const [second] = await versions();
    expect(second).toMatchObject({ version: '2', passed: false, aliases: [] });
    const promoting = chief.api.models.promote({ params, body: { version: '2', reason: 'I like it.' } });
    await expect(promoting).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: second!.verdict },
    });
    const { figures, sameData } = await chief.api.models.compare({
      params,
      query: { left: '2', right: '1' },
    });
    expect(sameData).toBe(false);
    expect(figures.find(({ key }) => key === 'auc')).toMatchObject({ better: 'RIGHT' });
  });

  test('whose thread dies fails, leaves nothing, and the next one runs', async () => {
    tiny.rows = rows({ seed: 3 });
    const before = await versions();
    const { kernel, services } = world.brain;
    const worker = new URL('./test-dying-worker.ts', import.meta.url);
    const context = { jobId: null, userId: null, input: {}, progress: () => Promise.resolve() };
    const dying = services.models.track(name, context, (handle) =>
      train({ kernel, registry: services.models, worker }, tinyTrainable(tiny, { name }), handle),
    );
    await expect(dying).rejects.toThrow('ended without an answer');
    expect(await newest()).toMatchObject({ state: 'FAILED', version: null });
    expect(await versions()).toEqual(before);
    await run();
    expect(await newest()).toMatchObject({ state: 'DONE', outcome: 'PASSED', version: '3' });
  });

  test('is cancelled in the middle of a thread that says nothing', async () => {
    const { kernel, services } = world.brain;
    const worker = new URL('./test-sleeping-worker.ts', import.meta.url);
    const context = { jobId: null, userId: null, input: {}, progress: () => Promise.resolve() };
    const before = await versions();
    tiny.rows = rows({ seed: 5 });
    const sleeping = services.models.track(name, context, (handle) =>
      train({ kernel, registry: services.models, worker }, tinyTrainable(tiny, { name }), handle),
    );
    await expect.poll(async () => (await newest()).done, { timeout: 10_000 }).toBe(65);
    const { id: trainingId } = await newest();
    await chief.api.models.cancelTraining({ params: { name, trainingId }, body: {} });
    expect(await sleeping).toEqual({ result: 'CANCELLED' });
    expect(await versions()).toEqual(before);
  });

  test('can be cancelled while it learns: it ends, nothing is registered, and others may begin', async () => {
    tiny.rows = rows({ seed: 4 });
    await world.brain.kernel.jobs.start();
    let begun = () => undefined as void;
    const collecting = new Promise<void>((tell) => (begun = tell));
    let release = () => undefined as void;
    const held = new Promise<void>((tell) => (release = tell));
    tiny.collecting = async () => {
      begun();
      await held;
    };
    const { trainingId, jobId } = await chief.api.models.train({ params, body: {} });
    await collecting;
    expect(await newest()).toMatchObject({ id: trainingId, jobId, state: 'RUNNING', total: 100 });
    // One at a time, whoever asks.
    await expect(chief.api.models.train({ params, body: {} })).rejects.toMatchObject(code('CONFLICT'));
    await run();
    expect((await newest()).id).toBe(trainingId);
    const cancelled = () => chief.api.models.cancelTraining({ params: { name, trainingId }, body: {} });
    expect(await cancelled()).toMatchObject({ state: 'CANCELLED' });
    await expect(cancelled()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    tiny.collecting = () => Promise.resolve();
    release();
    const other = await chief.api.models.train({ params, body: {} });
    const done = async () => (await newest()).state;
    await expect.poll(done, { timeout: 60_000 }).toBe('DONE');
    expect(await newest()).toMatchObject({ id: other.trainingId, version: '4' });
    expect(await versions()).toHaveLength(4);
    const job = await chief.api.system.job({ params: { jobId } });
    expect(job.state).toBe('CANCELLED');
    await world.brain.kernel.jobs.stop();
  }, 120_000);

  test('whose process is gone stands in nobody’s way', async () => {
    const { trainingId } = await chief.api.models.train({ params, body: {} });
    await expect(chief.api.models.train({ params, body: {} })).rejects.toMatchObject(code('CONFLICT'));
    world.clock.advance(31 * 60_000);
    const next = await chief.api.models.train({ params, body: {} });
    const { items } = await chief.api.models.trainings({ params, query: {} });
    expect(items.find(({ id }) => id === trainingId)).toMatchObject({ state: 'FAILED' });
    await chief.api.models.cancelTraining({ params: { name, trainingId: next.trainingId }, body: {} });
  });
});

test('is the SUPER_ADMIN’s alone, and of names that exist', async () => {
  const version = '1';
  const one = { params: { name, version } };
  const reason = 'Because I can.';
  const training = { params: { name, trainingId: (await newest()).id }, body: {} };
  const alarm = { params: { name, alarmId: training.params.trainingId }, body: { reason } };
  const all = (api: Enrolled['api'], of: { name: string }) => [
    () => api.models.read({ params: of }),
    () => api.models.version({ params: { ...one.params, ...of } }),
    () => api.models.card({ params: { ...one.params, ...of } }),
    () => api.models.compare({ params: of, query: { left: '1', right: '2' } }),
    () => api.models.trainings({ params: of, query: {} }),
    () => api.models.train({ params: of, body: {} }),
    () => api.models.cancelTraining({ ...training, params: { ...training.params, ...of } }),
    () => api.models.setShadow({ params: of, body: { version } }),
    () => api.models.promote({ params: of, body: { version, reason } }),
    () => api.models.endAlarm({ ...alarm, params: { ...alarm.params, ...of } }),
  ];
  for (const call of all(member.api, { name })) await expect(call()).rejects.toMatchObject(code('FORBIDDEN'));
  await expect(member.api.models.check({ body: {} })).rejects.toMatchObject(code('FORBIDDEN'));
  for (const call of all(chief.api, { name: 'no-such-model' }))
    await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
});
