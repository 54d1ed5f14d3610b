import { randomUUID } from 'node:crypto';
import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { appoint } from '../work/test-team.ts';
import { currentXpRules } from './rules/xp-table.ts';
import { history, idea, kudos, ledgerOf, me, member, publish } from './test-world.ts';

let world: World;
let admin: Enrolled;
let second: Enrolled;
let ann: Enrolled;
let bob: Enrolled;
const code = (expected: string) => ({ problem: { code: expected } });
const key = () => ({ idempotencyKey: randomUUID() });

beforeAll(async () => {
  world = await createWorld();
  admin = await member(world, 'Ada Admin');
  await appoint(world, admin, '12');
  second = await member(world, 'Sue Second');
  ann = await member(world, 'Ann');
  bob = await member(world, 'Bob');
  await publish(world, kudos(ann, bob), idea(ann), idea(ann));
});
afterAll(() => world.close());

type Wish = { days: 'OWN' | 'UTC'; events: (typeof currentXpRules)['events'] };
const wish = (change: object): Wish => {
  const { version: _, ...rules } = currentXpRules;
  return { ...rules, events: { ...rules.events, ...change } };
};
const write = (change: object) =>
  admin.api.gamificationAdmin.addRules(
    { body: { note: 'A trial of ours', rules: wish(change) as never } },
    key(),
  );
/** Jobs wait in the queue of a running Brain; here the job of the version is run at once. */
const runJob = async (name: string, version: string) => {
  const { jobs, database } = world.brain.kernel;
  const row = await database.db
    .selectFrom('jobs')
    .selectAll()
    .where('name', '=', name)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(row.input).toEqual({ version: Number(version) });
  await jobs.run(name, { version: Number(version) });
  await world.settle();
};
const at = (version: string) => ({ params: { version } });

describe('versions of the rules', () => {
  test('are for rung 12 only', async () => {
    const calls = [
      () => ann.api.gamificationAdmin.rulesVersions({ query: {} }),
      () => ann.api.gamificationAdmin.corrections({ query: {} }),
      () => ann.api.gamificationAdmin.previewRules({ ...at('1'), body: {} }),
      () => ann.api.gamificationAdmin.rulesPreview({ ...at('1'), query: {} }),
      () => ann.api.gamificationAdmin.applyRules({ ...at('1'), body: { reason: 'Because I can' } }),
      () => ann.api.gamificationAdmin.cancelPreview({ ...at('1'), body: {} }),
      () => ann.api.gamificationAdmin.goOnReplaying({ ...at('1'), body: {} }),
      () => ann.api.gamificationAdmin.discardRules({ ...at('1'), body: {} }),
      () =>
        ann.api.gamificationAdmin.withdrawBadge({
          params: { code: 'FIRST_STEPS' },
          body: { reason: 'Because' },
        }),
      () =>
        ann.api.gamificationAdmin.withdrawSkillCheck({
          params: { checkId: newId() },
          body: { reason: 'Because' },
        }),
      () =>
        ann.api.gamificationAdmin.correct(
          { body: { userId: ann.userId, xp: 1_000, reason: 'I deserve it' } },
          key(),
        ),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('are refused with sentences when they make no sense', async () => {
    await expect(
      write({ TASK_DONE: { xp: 10, cap: { count: 1, per: 'DAY', within: 'VENTURE' } } }),
    ).rejects.toMatchObject(code('INVALID_INPUT'));
    const capped = { TASK_DONE: { ...currentXpRules.events.TASK_DONE, cap: { count: 1, per: 'DAY' } } };
    await expect(write(capped)).rejects.toThrow('XP by priority cannot have a cap');
  });

  test('show the difference for each person, and change nothing before they are applied', async () => {
    const before = [await me(ann), await me(bob)].map(({ xp }) => xp);
    const { version } = await write({ IDEA_POSTED: { xp: 40, cap: { count: 1, per: 'DAY' } } });
    await expect(
      admin.api.gamificationAdmin.applyRules({ ...at(version), body: { reason: 'Without a look' } }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    await admin.api.gamificationAdmin.previewRules({ ...at(version), body: {} });
    await runJob('preview-xp-rules', version);
    const preview = await admin.api.gamificationAdmin.rulesPreview({ ...at(version), query: {} });
    // Two ideas of 15 become one of 40.
    expect(preview.items[0]).toMatchObject({ userId: ann.userId, before: before[0], difference: 10 });
    expect(preview.summary).toMatchObject({ changed: 1, gaining: 1, losing: 0, difference: 10 });
    expect([await me(ann), await me(bob)].map(({ xp }) => xp)).toEqual(before);
    await admin.api.gamificationAdmin.discardRules({ ...at(version), body: {} });
    await expect(
      admin.api.gamificationAdmin.previewRules({ ...at(version), body: {} }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('stop a preview that was cancelled, and leave the draft to be previewed anew', async () => {
    const { version } = await write({ POLL_VOTE: { xp: 6, cap: { count: 10, per: 'DAY' } } });
    const start = () => admin.api.gamificationAdmin.previewRules({ ...at(version), body: {} });
    const stop = () => admin.api.gamificationAdmin.cancelPreview({ ...at(version), body: {} });
    await expect(stop()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const { jobId } = await start();
    await expect(start()).rejects.toMatchObject(code('RULE_VIOLATED'));
    const [first, again] = await Promise.allSettled([stop(), stop()]);
    // Of two who stop it, one does.
    expect([first.status, again.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await admin.api.system.job({ params: { jobId } })).state).toBe('CANCELLED');
    const { items } = await admin.api.gamificationAdmin.rulesVersions({ query: {} });
    expect(items.find((one) => one.version === version)).toMatchObject({
      state: 'DRAFT',
      preview: { state: 'NONE', finishedAt: null },
    });
    await start();
    await runJob('preview-xp-rules', version);
    await expect(stop()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await admin.api.gamificationAdmin.discardRules({ ...at(version), body: {} });
  });

  test('judge everything again exactly as previewed, as new postings, and may run twice', async () => {
    const { version } = await write({ IDEA_POSTED: { xp: 40, cap: { count: 1, per: 'DAY' } } });
    await admin.api.gamificationAdmin.previewRules({ ...at(version), body: {} });
    await runJob('preview-xp-rules', version);
    const { items } = await admin.api.gamificationAdmin.rulesPreview({
      ...at(version),
      query: { limit: 100 },
    });
    const postings = (await ledgerOf(world, ann.userId)).postings.map(({ id }) => id);
    await admin.api.gamificationAdmin.applyRules({
      ...at(version),
      body: { reason: 'Ideas are worth more' },
    });
    await runJob('replay-xp-rules', version);
    await world.brain.kernel.jobs.run('replay-xp-rules', { version: Number(version) });
    for (const { userId, after } of items) expect((await ledgerOf(world, userId)).person?.xp).toBe(after);
    const now = (await ledgerOf(world, ann.userId)).postings;
    expect(now.map(({ id }) => id)).toEqual(expect.arrayContaining(postings));
    expect(
      now
        .filter(({ kind }) => kind === 'REPLAY')
        .map(({ xp }) => xp)
        .toSorted((a, b) => a - b),
    ).toEqual([-15, 25]);
    const versions = await admin.api.gamificationAdmin.rulesVersions({ query: {} });
    expect(versions.items.find((one) => one.state === 'CURRENT')).toMatchObject({
      version,
      replay: { state: 'DONE' },
    });
    // What happens from now on is judged by it too.
    await publish(world, idea(bob), idea(bob));
    expect((await history(bob)).filter(({ event }) => event === 'IDEA_POSTED').map(({ xp }) => xp)).toEqual([
      0, 40,
    ]);
    const capped = (await history(bob)).find(({ state }) => state === 'CAPPED');
    expect(capped?.reason).toBe('This earns XP at most once a day.');
    await expect(
      admin.api.gamificationAdmin.applyRules({ ...at(version), body: { reason: 'Once more' } }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('an award that falls between applying and replaying is judged once', async () => {
    const { version } = await write({ KUDOS_GIVEN: { xp: 30, cap: { count: 5, per: 'DAY' } } });
    await admin.api.gamificationAdmin.previewRules({ ...at(version), body: {} });
    await runJob('preview-xp-rules', version);
    await admin.api.gamificationAdmin.applyRules({
      ...at(version),
      body: { reason: 'Thanks are worth more' },
    });
    await publish(world, kudos(ann, bob));
    const next = await write({});
    await admin.api.gamificationAdmin.previewRules({ ...at(next.version), body: {} });
    await runJob('preview-xp-rules', next.version);
    await expect(
      admin.api.gamificationAdmin.applyRules({ ...at(next.version), body: { reason: 'Too early' } }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    const goOn = () => admin.api.gamificationAdmin.goOnReplaying({ ...at(version), body: {} });
    await expect(goOn()).rejects.toMatchObject(code('RULE_VIOLATED'));
    const { db } = world.brain.kernel.database;
    await db.updateTable('jobs').set({ state: 'FAILED' }).where('name', '=', 'replay-xp-rules').execute();
    await goOn();
    await runJob('replay-xp-rules', version);
    await expect(goOn()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const given = (await history(ann)).filter(({ event }) => event === 'KUDOS_GIVEN');
    expect(given.map(({ xp }) => xp)).toEqual([30, 30]);
    expect(await world.brain.services.gamification.reconcile()).toMatchObject({ broken: [] });
  });
});

describe('corrections', () => {
  test('say why, are audited, and the person reads the reason', async () => {
    const before = await me(bob);
    const body = { userId: bob.userId, xp: -5_000, reason: 'Points for tasks that were never done.' };
    const once = key();
    const answer = await admin.api.gamificationAdmin.correct({ body }, once);
    expect(await admin.api.gamificationAdmin.correct({ body }, once)).toEqual(answer);
    const after = await me(bob);
    expect(after.xp).toBe(before.xp - 5_000);
    expect(after).toMatchObject({ level: 'OWLET', percent: 0 });
    expect((await history(bob))[0]).toMatchObject({
      kind: 'CORRECTION',
      state: 'CORRECTED',
      xp: -5_000,
      reason: body.reason,
    });
    const { items } = await admin.api.gamificationAdmin.corrections({ query: { userId: bob.userId } });
    expect(items).toMatchObject([{ xp: -5_000, by: admin.name, reason: body.reason }]);
  });

  test('refuse nothing, too much, strangers, and oneself', async () => {
    const correct = (userId: string, xp: number) =>
      admin.api.gamificationAdmin.correct(
        { body: { userId, xp, reason: 'A reason that reads well' } },
        key(),
      );
    await expect(correct(bob.userId, 0)).rejects.toMatchObject(code('INVALID_INPUT'));
    await expect(correct(newId(), 5)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(correct(admin.userId, 5)).rejects.toMatchObject(code('FORBIDDEN'));
  });
});

describe('badges as data', () => {
  test('can be added: whoever fulfils it gets it, once; and withdrawn: whoever holds it keeps it', async () => {
    const badge = {
      code: 'THREE_IDEAS_KUDOS',
      name: 'Kind Inventor',
      rarity: 'RARE' as const,
      rule: {
        kind: 'COMPOSITE' as const,
        all: [
          { fact: 'ideasPosted', atLeast: 2 },
          { fact: 'violations', atMost: 0 },
        ],
      },
    };
    const add = (change: object = {}) =>
      admin.api.gamificationAdmin.addBadge({ body: { ...badge, ...change } }, key());
    await expect(add({ rule: { kind: 'THRESHOLD', fact: 'luck', atLeast: 1 } })).rejects.toThrow(
      'no fact luck',
    );
    await expect(add({ name: 'First Steps' })).rejects.toMatchObject(code('INVALID_INPUT'));
    await add();
    await world.brain.kernel.jobs.run('evaluate-badges');
    await world.brain.kernel.jobs.run('evaluate-badges');
    const held = async () => (await ann.api.gamification.badges({})).held.map((one) => one.code);
    expect(await held()).toContain('THREE_IDEAS_KUDOS');
    expect((await history(ann)).filter(({ subject }) => subject === 'Kind Inventor')).toHaveLength(1);
    const withdrawn = await admin.api.gamificationAdmin.withdrawBadge({
      params: { code: badge.code },
      body: { reason: 'The campaign is over.' },
    });
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', holders: 2 });
    expect(await held()).toContain('THREE_IDEAS_KUDOS');
    await publish(world, idea(second), idea(second));
    expect((await second.api.gamification.badges({})).held.map((one) => one.code)).not.toContain(badge.code);
  });
});
