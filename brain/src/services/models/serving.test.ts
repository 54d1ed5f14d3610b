import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter } from '../buz/test-people.ts';
import { code } from '../finances/test-books.ts';
import { createModels, type Serving } from './index.ts';
import { madeUpRows, tinyTrainable, vectorAt, type TinyWorld } from './test-trainable.ts';

let world: World;
let chief: Enrolled;
let serving: Serving;
const tiny: TinyWorld = { rows: [], features: null, collecting: () => Promise.resolve() };
const name = 'tiny-leave';
const params = { name };

const night = () => world.brain.kernel.jobs.run('check-models');
const model = () => chief.api.models.read({ params });
const promote = (version: string) =>
  chief.api.models.promote({ params, body: { version, reason: 'Compared with what stands.' } });
const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => {
    const key = `person-${from + at}`;
    return { key, features: vectorAt(key, world.clock.now()), asOf: world.clock.now() };
  });
const learn = async (seed: number) => {
  tiny.rows = madeUpRows({ people: 90, months: 12, until: world.clock.now(), seed });
  await world.brain.kernel.jobs.run(`train-${name}`);
};
/** As the disk of the database would: registered bytes are changed by nobody else. */
async function damage(version: string, change: string): Promise<void> {
  const { db } = world.brain.kernel.database;
  await sql`alter table model_trainings disable trigger user`.execute(db);
  await sql`update model_trainings set artefact = ${sql.raw(change)} where name = ${name} and version = ${version}`.execute(
    db,
  );
  await sql`alter table model_trainings enable trigger user`.execute(db);
}

beforeAll(async () => {
  world = await createWorld();
  chief = await enter(world, 'Clara Chief', 12);
  serving = world.brain.services.models.declare(tinyTrainable(tiny, { name }));
  await learn(1);
}, 120_000);
afterAll(() => world.close());

describe('what is served', () => {
  test('is the rule until an operator has promoted a version', async () => {
    expect(await serving.predict(people(3))).toBeNull();
    expect(await serving.state()).toMatchObject({ version: null, why: 'NO_CHAMPION' });
    expect(await world.brain.services.models.serve('no-such-model').predict(people(1))).toBeNull();
  });

  test('is a chance with its interval, three reasons in words, and where it comes from', async () => {
    await promote('1');
    const away = { daysAway: 55, visits: 1, way: 'found' };
    const said = await serving.predict([
      { key: 'gone', features: away },
      { key: 'here', features: { ...away, daysAway: 1 } },
      { key: 'unseen', features: { daysAway: Number.NaN, visits: null, way: 'on foot' } },
    ]);
    const [gone, here, unseen] = ['gone', 'here', 'unseen'].map((key) => said!.get(key)!);
    expect(gone!.probability).toBeGreaterThan(here!.probability + 0.3);
    for (const one of [gone!, here!, unseen!]) {
      const { low, high, level } = one.interval;
      expect(level).toBe(0.9);
      expect(high).toBeGreaterThan(low);
      expect(one.probability > 0 && one.probability < 1).toBe(true);
      expect(one.mode).toBe('LEARNT');
    }
    expect(gone!.reasons).toHaveLength(3);
    expect(gone!.reasons[0]).toMatchObject({
      key: 'daysAway',
      text: 'Days since the last visit: 55. Associated with a higher chance.',
    });
    expect(gone!.reasons[0]!.effect).toBeGreaterThan(0);
    expect(here!.reasons[0]!.effect).toBeLessThan(0);
    expect(gone!.provenance).toMatchObject({ model: name, version: '1', foreign: false });
  });

  test('follows a promotion and a rollback at once, in every Brain', async () => {
    const { kernel } = world.brain;
    // Another Brain on the same database: its jobs are those of the first.
    const jobs = { ...kernel.jobs, define: () => undefined };
    const outbox = { ...kernel.outbox, subscribe: () => undefined };
    const other = createModels({ ...kernel, jobs, outbox }).declare(tinyTrainable(tiny, { name }));
    const versionIn = async (one: Serving) =>
      (await one.predict(people(1)))?.get('person-0')?.provenance.version ?? null;
    await learn(2);
    expect(await versionIn(other)).toBe('1');
    await promote('2');
    expect([await versionIn(serving), await versionIn(other)]).toEqual(['2', '2']);
    await chief.api.models.rollback({ params, body: { reason: 'Back to the first one.' } });
    expect([await versionIn(serving), await versionIn(other)]).toEqual(['1', '1']);
    const { markdown } = await chief.api.models.card({ params: { name, version: '2' } });
    expect(markdown).toContain('Served before. Promoted on');
  });

  test('has a shadow beside it that is compared and never shown', async () => {
    await expect(chief.api.models.setShadow({ params, body: { version: '1' } })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    expect(await chief.api.models.setShadow({ params, body: { version: '2' } })).toMatchObject({
      shadow: '2',
    });
    world.clock.advance(dayMs);
    const said = await serving.predict(people(40));
    const one = said!.get('person-7')!;
    expect(one.provenance.version).toBe('1');
    expect(one.shadow).toMatchObject({ version: '2' });
    const { shadowComparison } = await model();
    expect(shadowComparison).toMatchObject({ version: '2', rows: 40 });
    expect(shadowComparison!.meanGap).toBeGreaterThan(0);
    expect(await chief.api.models.setShadow({ params, body: { version: null } })).toMatchObject({
      shadow: null,
    });
  });

  test('keeps no key that can be read, and goes with the person', async () => {
    const { kernel, services } = world.brain;
    const kept = () => kernel.database.db.selectFrom('model_servings').selectAll().execute();
    const rows = await kept();
    expect(rows.length).toBeGreaterThan(40);
    expect(JSON.stringify(rows)).not.toContain('person-7');
    expect(JSON.stringify(rows.map(({ key_sealed: sealed }) => sealed.toString('latin1')))).not.toContain(
      'person-7',
    );
    expect(await services.models.exportOf(kernel.database.db, 'person-7')).toEqual([]);
    await kernel.database.transact(async (tx) => {
      const said = { probability: 0.4 };
      const due = new Date(world.clock.now().getTime() + dayMs);
      const by = { model: name, version: '1' };
      await services.models.statements.make(tx, [{ kind: 'gone', subject: 'person-7', said, due, by }]);
      expect(await services.models.exportOf(tx, 'person-7')).toMatchObject([{ kind: 'gone', said }]);
      await kernel.outbox.publish(tx, {
        type: 'account.erased',
        actorId: null,
        at: world.clock.now().toISOString(),
        topics: [],
        data: { userId: 'person-7' },
      });
    });
    await world.settle();
    const subject = services.models.parts.servings.subjectOf('person-7');
    expect((await kept()).some((row) => row.subject === subject)).toBe(false);
    expect(await services.models.statements.pastRecord(kernel.database.db, 'gone')).toMatchObject({
      open: 0,
    });
  });
});

describe('the checks of the night', () => {
  test('say that there is too little to tell', async () => {
    await night();
    expect(await model()).toMatchObject({
      drift: 'TOO_FEW',
      calibration: 'TOO_FEW',
      parity: 'FINE',
      alarms: 0,
      mode: 'LEARNT',
    });
  });

  test('compute served rows again, and say which feature is not the same to the bit', async () => {
    world.clock.advance(dayMs);
    await serving.predict(people(300));
    await night();
    const fine = (await model()).parityCheck!;
    expect(fine).toMatchObject({ state: 'FINE', differing: [] });
    expect(fine.equal).toBe(fine.rows);
    tiny.features = (key, asOf) => ({
      ...vectorAt(key, asOf),
      visits: Number(vectorAt(key, asOf)['visits']) + Number.EPSILON * 16,
    });
    await night();
    tiny.features = null;
    const { parityCheck, mode, alarmList } = await model();
    expect(parityCheck).toMatchObject({ state: 'ALARM' });
    expect(parityCheck!.differing).toMatchObject([{ feature: 'visits' }]);
    expect(alarmList[0]).toMatchObject({ kind: 'PARITY', endedAt: null });
    // Its chances are still those of what it was told: it serves on, and the operator knows.
    expect(mode).toBe('LEARNT');
    await night();
    expect((await model()).alarms).toBe(0);
  });

  test('find that people came who are not as those it learnt from: the rule serves, and operators are told', async () => {
    expect((await model()).drift).toBe('FINE');
    world.clock.advance(dayMs);
    await serving.predict(
      people(1200, 5000).map((row) => ({ ...row, features: { ...row.features, daysAway: 58 } })),
    );
    tiny.features = (key, asOf) => ({ ...vectorAt(key, asOf), daysAway: 58 });
    await night();
    tiny.features = null;
    const { driftCheck, mode, standing, alarmList } = await model();
    expect(driftCheck!.state).toBe('ALARM');
    expect(driftCheck!.features.filter(({ drifted }) => drifted).map(({ feature }) => feature)).toEqual([
      'daysAway',
    ]);
    expect(mode).toBe('RULE');
    expect(standing).toContain('days since the last visit');
    expect(await serving.predict(people(2))).toBeNull();
    await world.settle();
    const { items } = await chief.api.notifications.list({ query: {} });
    expect(items.map(({ title }) => title)).toContain('A model no longer does what it was approved for');
    // A training was asked for, whose version will serve by a human act only.
    const asked = (await chief.api.models.trainings({ params, query: {} })).items[0]!;
    expect(asked).toMatchObject({ state: 'QUEUED', askedBy: null });
    await chief.api.models.cancelTraining({ params: { name, trainingId: asked.id }, body: {} });
    const alarmId = alarmList.find(({ kind }) => kind === 'DRIFT')!.id;
    const end = () =>
      chief.api.models.endAlarm({ params: { name, alarmId }, body: { reason: 'A campaign; it will pass.' } });
    expect(await end()).toMatchObject({ mode: 'LEARNT' });
    await expect(end()).rejects.toMatchObject(code('NOT_FOUND'));
    expect(await serving.predict(people(2))).not.toBeNull();
  });

  test('score what was said, and find that it does not come true', async () => {
    const { kernel, services } = world.brain;
    const { statements } = services.models;
    const due = new Date(world.clock.now().getTime() + 30 * dayMs);
    const by = { model: name, version: '1' };
    await kernel.database.transact((tx) =>
      statements.make(
        tx,
        Array.from({ length: 400 }, (_, at) => ({
          kind: name,
          subject: `said-${at}`,
          said: { probability: at % 2 ? 0.2 : 0.6 },
          due,
          by,
        })),
      ),
    );
    // Twice the same day is once; and what is due is asked of who knows.
    await kernel.database.transact((tx) =>
      statements.make(tx, [{ kind: name, subject: 'said-0', said: { probability: 0.9 }, due, by }]),
    );
    statements.settledBy(name, (_db, open) =>
      Promise.resolve(
        new Map(
          open.map(({ id, subject }) => {
            const at = Number(subject.slice(5));
            return [id, at < 10 ? 'VOID' : at < 20 ? null : at % 3 ? 0 : 1] as const;
          }),
        ),
      ),
    );
    expect(await statements.pastRecord(kernel.database.db, name)).toMatchObject({
      due: 0,
      open: 400,
      brier: null,
    });
    await night();
    expect(await statements.pastRecord(kernel.database.db, name)).toMatchObject({ due: 0, open: 400 });
    world.clock.advance(31 * dayMs);
    await night();
    const record = await statements.pastRecord(kernel.database.db, name);
    expect(record).toMatchObject({ due: 380, open: 10 });
    expect(record.meanSaid).toBeCloseTo(0.4, 5);
    expect(record.shareTrue).toBeCloseTo(1 / 3, 1);
    expect(await statements.pastRecord(kernel.database.db, name, { subject: 'said-21' })).toMatchObject({
      due: 1,
      shareTrue: 1,
      meanSaid: 0.2,
    });
    const { calibrationCheck, mode } = await model();
    expect(calibrationCheck!.state).toBe('ALARM');
    expect(calibrationCheck!.ece).toBeGreaterThan(calibrationCheck!.eceByChance!);
    expect(mode).toBe('RULE');
    await promote('2');
    expect(await model()).toMatchObject({ mode: 'LEARNT', serving: '2' });
  });

  test('a forecast counts as covered when the figure lay in its range', async () => {
    const { kernel, services } = world.brain;
    const { statements } = services.models;
    const due = new Date(world.clock.now().getTime() + dayMs);
    const by = { model: 'theta', version: null };
    const said = { value: 10, low: 8, high: 12, level: 0.8 };
    await kernel.database.transact((tx) =>
      statements.make(
        tx,
        ['a', 'b', 'c', 'd'].map((about) => ({ kind: 'figure', subject: 'platform', about, said, due, by })),
      ),
    );
    statements.settledBy('figure', (_db, open) =>
      Promise.resolve(new Map(open.map(({ id, about }) => [id, about === 'd' ? 20 : 9]))),
    );
    world.clock.advance(2 * dayMs);
    await statements.settleDue();
    expect(await statements.pastRecord(kernel.database.db, 'figure')).toEqual({
      due: 4,
      open: 0,
      meanSaid: null,
      shareTrue: null,
      brier: null,
      coverage: 0.75,
    });
    const late = { kind: 'figure', subject: 'platform', said, due: world.clock.now(), by };
    await expect(kernel.database.transact((tx) => statements.make(tx, [late]))).rejects.toThrow('due before');
    const wrong = { ...late, due: new Date('2999-01-01'), said: { probability: Number.NaN } };
    await expect(kernel.database.transact((tx) => statements.make(tx, [wrong]))).rejects.toThrow('no number');
  });
});

describe('a version that cannot serve', () => {
  test('of an older feature set gives way to the rule, and an alarm says so', async () => {
    const { kernel } = world.brain;
    const jobs = { ...kernel.jobs, define: () => undefined };
    const outbox = { ...kernel.outbox, subscribe: () => undefined };
    const later = createModels({ ...kernel, jobs, outbox }).declare(
      tinyTrainable(tiny, { name, featureSet: '2' }),
    );
    expect(await later.predict(people(1))).toBeNull();
    expect(await later.state()).toMatchObject({ why: 'OTHER_FEATURE_SET' });
    expect((await model()).alarmList[0]).toMatchObject({ kind: 'FEATURES', version: '2' });
  });

  test('whose bytes were damaged gives way to the rule, once with an alarm', async () => {
    await damage('2', 'set_byte(artefact, 200, get_byte(artefact, 200) # 1)');
    const { kernel } = world.brain;
    const jobs = { ...kernel.jobs, define: () => undefined };
    const outbox = { ...kernel.outbox, subscribe: () => undefined };
    const fresh = createModels({ ...kernel, jobs, outbox }).declare(tinyTrainable(tiny, { name }));
    expect(await fresh.predict(people(1))).toBeNull();
    expect(await fresh.predict(people(1))).toBeNull();
    expect(await fresh.state()).toMatchObject({ why: 'DAMAGED_ARTEFACT' });
    const alarms = (await model()).alarmList.filter(({ kind }) => kind === 'ARTEFACT');
    expect(alarms).toHaveLength(1);
    expect(alarms[0]!.detail).toContain('damaged');
    await chief.api.models.rollback({ params, body: { reason: 'It is damaged.' } });
    // The one before serves again, were it not for the alarm that stands against it.
    expect(await fresh.state()).toMatchObject({ why: 'SUSPENDED' });
    const body = { reason: 'The figures were wrong, not the model.' };
    for (const { id: alarmId, version, endedAt } of (await model()).alarmList)
      if (version === '1' && !endedAt) await chief.api.models.endAlarm({ params: { name, alarmId }, body });
    expect((await fresh.predict(people(1)))!.get('person-0')!.provenance.version).toBe('1');
  });
});
