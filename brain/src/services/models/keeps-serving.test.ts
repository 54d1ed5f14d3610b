import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enter } from '../buz/test-people.ts';
import { code } from '../finances/test-books.ts';
import { createModels, type Serving } from './index.ts';
import { train } from './training.ts';
import type { TrainingRow } from './trainable.ts';
import { madeUpRows, tinyTrainable, vectorAt, type TinyWorld } from './test-trainable.ts';

/** A champion serves. Whatever is then learnt, handed in or broken: it is said clearly, and the champion says what it said. */
let world: World;
let chief: Enrolled;
let serving: Serving;
let before: readonly string[];
const tiny: TinyWorld = { rows: [], features: null, collecting: () => Promise.resolve() };
const name = 'tiny-leave';
const params = { name };

const rows = (seed: number) => madeUpRows({ people: 90, months: 12, until: world.clock.now(), seed });
const run = () => world.brain.kernel.jobs.run(`train-${name}`);
const newest = async () => (await chief.api.models.trainings({ params, query: {} })).items[0]!;
const versions = async () => (await chief.api.models.versions({ params })).items;
const promote = (version: string) =>
  chief.api.models.promote({ params, body: { version, reason: 'Compared with what stands.' } });
const asked = [3, 20, 45, 58].map((daysAway) => ({
  key: `person-${daysAway}`,
  features: { daysAway, visits: 2, way: 'found' },
}));
async function said(by: Serving = serving): Promise<string[]> {
  const answers = await by.predict(asked);
  return asked.map(({ key }) => {
    const { probability, interval, provenance } = answers!.get(key)!;
    return `${provenance.version} ${probability} ${interval.low} ${interval.high}`;
  });
}

beforeAll(async () => {
  world = await createWorld();
  chief = await enter(world, 'Clara Chief', 12);
  serving = world.brain.services.models.declare(tinyTrainable(tiny, { name }));
  tiny.rows = rows(1);
  await run();
  await promote('1');
  before = await said();
}, 120_000);
afterAll(() => world?.close());
beforeEach(() => {
  tiny.collecting = () => Promise.resolve();
});

describe('a training of bad rows', () => {
  const change = (features: (row: TrainingRow, at: number) => object) =>
    rows(2).map((row, at) => ({ ...row, features: { ...row.features, ...features(row, at) } }));
  const notEnough: [string, () => readonly TrainingRow[], RegExp][] = [
    ['ten rows', () => rows(2).slice(0, 10), /10 of 300 rows/],
    ['one class', () => rows(2).map((row) => ({ ...row, label: 1 as const })), /0 of 60 outcomes/],
    [
      'columns that never vary',
      () => change(() => ({ daysAway: 1, visits: 1, way: 'found' })),
      /one value in all/,
    ],
    [
      'nothing but NaN',
      () => change(() => ({ daysAway: Number.NaN, visits: Number.NaN, way: null })),
      /one value in all/,
    ],
  ];
  test.each(notEnough)('%s: is said, and nothing changes', async (_, given, sentence) => {
    tiny.rows = given();
    await run();
    const training = await newest();
    expect(training).toMatchObject({ state: 'DONE', outcome: 'NOT_ENOUGH', version: null });
    expect(training.why).toMatch(sentence);
    expect(await versions()).toHaveLength(1);
    expect(await said()).toEqual(before);
  });

  const failing: [string, () => readonly TrainingRow[], string][] = [
    ['an infinity', () => change((_, at) => (at === 7 ? { visits: -Infinity } : {})), '“visits” is infinite'],
    [
      'a word for a number',
      () => change((_, at) => (at === 7 ? { visits: 'many' } : {})),
      '“visits” is a number',
    ],
    ['a number for a word', () => change((_, at) => (at === 7 ? { way: 3 } : {})), '“way” is a category'],
    [
      'a label that was known before its features',
      () => rows(2).map((row, at) => (at === 7 ? { ...row, closedAt: row.asOf } : row)),
      'knew its label',
    ],
  ];
  test.each(failing)('%s: fails with a sentence, and nothing changes', async (_, given, sentence) => {
    tiny.rows = given();
    await expect(run()).rejects.toThrow(sentence);
    const training = await newest();
    expect(training).toMatchObject({ state: 'FAILED', version: null });
    expect(training.why).toContain(sentence);
    expect(await said()).toEqual(before);
  });

  test('a feature that is missing everywhere beside others that tell: it is learnt without', async () => {
    tiny.rows = change(() => ({ visits: Number.NaN }));
    await run();
    expect(await newest()).toMatchObject({ state: 'DONE', version: '2' });
    expect(await said()).toEqual(before);
  });
});

describe('a training that does not end', () => {
  const withThread = (file: string) => {
    const { kernel, services } = world.brain;
    const worker = new URL(file, import.meta.url);
    const context = { jobId: null, userId: null, input: {}, progress: () => Promise.resolve() };
    return services.models.track(name, context, (handle) =>
      train({ kernel, registry: services.models, worker }, tinyTrainable(tiny, { name }), handle),
    );
  };

  test('its thread is killed: the champion says what it said', async () => {
    tiny.rows = rows(3);
    const known = await versions();
    await expect(withThread('./test-dying-worker.ts')).rejects.toThrow('ended without an answer');
    expect(await newest()).toMatchObject({ state: 'FAILED', version: null });
    expect(await versions()).toEqual(known);
    expect(await said()).toEqual(before);
  });

  test('while it learns, and when it is cancelled: the champion says what it said', async () => {
    tiny.rows = rows(4);
    const known = await versions();
    const sleeping = withThread('./test-sleeping-worker.ts');
    await expect.poll(async () => (await newest()).done, { timeout: 30_000 }).toBe(65);
    expect(await said()).toEqual(before);
    const { id: trainingId } = await newest();
    await chief.api.models.cancelTraining({ params: { name, trainingId }, body: {} });
    expect(await sleeping).toEqual({ result: 'CANCELLED' });
    expect(await versions()).toEqual(known);
    expect(await said()).toEqual(before);
  });
});

describe('what is asked of it', () => {
  test('categories it never met, and gaps, are answered; the others are not touched by them', async () => {
    const odd = [
      { key: 'unmet', features: { daysAway: 20, visits: 2, way: 'by balloon' } },
      { key: 'gaps', features: { daysAway: null, visits: Number.NaN, way: null } },
      { key: 'nothing', features: {} },
    ];
    const answers = (await serving.predict([...odd, ...asked]))!;
    for (const { key } of odd) {
      const { probability } = answers.get(key)!;
      expect(probability > 0 && probability < 1).toBe(true);
    }
    expect(asked.map(({ key }) => answers.get(key)!.probability)).toEqual(
      before.map((one) => Number(one.split(' ')[1])),
    );
  });

  test('an infinite feature is answered by the rule, and the next ones by the champion again', async () => {
    const broken = [{ key: 'broken', features: { daysAway: Infinity, visits: 1, way: 'found' } }];
    expect(await serving.predict(broken)).toBeNull();
    expect(await said()).toEqual(before);
  });
});

describe('a version that could not serve', () => {
  async function damage(version: string): Promise<void> {
    const { db } = world.brain.kernel.database;
    await sql`alter table model_trainings disable trigger user`.execute(db);
    await sql`update model_trainings set artefact = set_byte(artefact, 300, get_byte(artefact, 300) # 1)
      where name = ${name} and version = ${version}`.execute(db);
    await sql`alter table model_trainings enable trigger user`.execute(db);
  }
  /** The newest version, which is better than the rival and may be promoted. */
  async function challenger(seed: number): Promise<string> {
    tiny.rows = rows(seed);
    await run();
    const training = await newest();
    expect(training).toMatchObject({ outcome: 'PASSED' });
    return training.version!;
  }

  test('of damaged bytes is not promoted, nor made a shadow, and leaves the champion where it is', async () => {
    const version = await challenger(5);
    await damage(version);
    const refused = { problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('is damaged') } };
    await expect(promote(version)).rejects.toMatchObject(refused);
    await expect(chief.api.models.setShadow({ params, body: { version } })).rejects.toMatchObject(refused);
    expect(await chief.api.models.read({ params })).toMatchObject({
      mode: 'LEARNT',
      serving: '1',
      alarms: 0,
    });
    expect(await said()).toEqual(before);
  });

  test('that was a shadow when its bytes broke is passed over', async () => {
    const version = await challenger(6);
    await chief.api.models.setShadow({ params, body: { version } });
    await damage(version);
    const { kernel } = world.brain;
    // Another Brain, which has not read it yet.
    const jobs = { ...kernel.jobs, define: () => undefined };
    const outbox = { ...kernel.outbox, subscribe: () => undefined };
    const fresh = createModels({ ...kernel, jobs, outbox }).declare(tinyTrainable(tiny, { name }));
    expect(await said(fresh)).toEqual(before);
    expect((await fresh.predict(asked))!.get('person-3')!.shadow).toBeNull();
    await chief.api.models.setShadow({ params, body: { version: null } });
  });

  test('of an older feature set is not promoted', async () => {
    const version = await challenger(7);
    const { db } = world.brain.kernel.database;
    await sql`alter table model_versions disable trigger user`.execute(db);
    await sql`update model_versions set feature_set_hash = 'older' where name = ${name} and version = ${version}`.execute(
      db,
    );
    await sql`alter table model_versions enable trigger user`.execute(db);
    await expect(promote(version)).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('another set of features') },
    });
    expect(await said()).toEqual(before);
    await expect(promote('999')).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

test('a served vector that was changed afterwards is found by the night, which names the feature', async () => {
  const { kernel } = world.brain;
  const night = () => kernel.jobs.run('check-models');
  const model = () => chief.api.models.read({ params });
  // What was asked above was made up and lies beyond the thirty days that are compared.
  world.clock.advance(31 * dayMs);
  const asOf = world.clock.now();
  const people = Array.from({ length: 20 }, (_, at) => `person-${at}`);
  await serving.predict(people.map((key) => ({ key, features: vectorAt(key, asOf), asOf })));
  await night();
  expect((await model()).parityCheck).toMatchObject({ state: 'FINE', rows: 20, equal: 20, differing: [] });
  const subject = world.brain.services.models.parts.servings.subjectOf('person-11');
  await kernel.database.db
    .updateTable('model_servings')
    .set({ vector: sql`jsonb_set(vector, '{1}', '99')` })
    .where('subject', '=', subject)
    .where('served_at', '=', asOf)
    .execute();
  await night();
  const { parityCheck, alarmList, mode } = await model();
  expect(parityCheck).toMatchObject({
    state: 'ALARM',
    rows: 20,
    equal: 19,
    differing: [{ feature: 'visits', rows: 1 }],
  });
  expect(alarmList[0]).toMatchObject({ kind: 'PARITY', version: '1', endedAt: null });
  // What it says is computed anew from what it is told: it serves on, and the operator knows.
  expect(mode).toBe('LEARNT');
  await world.settle();
  const { items } = await chief.api.notifications.list({ query: {} });
  expect(items.map(({ title }) => title)).toContain('A model no longer does what it was approved for');
});
