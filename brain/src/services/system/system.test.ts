import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { createPeopleHub, type PeopleHub } from '../../test-hub.ts';

let hub: PeopleHub;
let chief: string;
let ada: string;
let reactionFails = true;
const reacted: string[] = [];

beforeAll(async () => {
  hub = await createPeopleHub();
  hub.outbox.subscribe('test.reaction', ['test.happened'], (_tx, event) => {
    if (reactionFails) return Promise.reject(new Error('not today'));
    reacted.push(event.type);
    return Promise.resolve();
  });
  chief = await hub.administrator('12');
  ada = await hub.member('Ada Byron');
});
afterAll(() => hub.close());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'OK',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );

describe('the audit log', () => {
  test('everybody reads their own entries, page by page; administrators search all', async () => {
    for (const name of ['One', 'Two', 'Three'])
      await hub.as(ada).users.addSkill({ body: { name, level: 1, years: 0 } });
    const first = await hub.as(ada).system.myAudit({ query: { limit: 2 } });
    expect(first.items.map((entry) => [entry.action, entry.actorId])).toEqual([
      ['skill.added', ada],
      ['skill.added', ada],
    ]);
    const rest = await hub.as(ada).system.myAudit({ query: { limit: 100, cursor: first.nextCursor! } });
    expect(rest.items.map((entry) => entry.action)).toEqual([
      'skill.added',
      'account.verified',
      'account.created',
    ]);
    expect(rest.nextCursor).toBeNull();
    expect(
      (await hub.as(chief).system.audit({ query: { action: 'skill.added', actorId: ada } })).items,
    ).toHaveLength(3);
    expect(await codeOf(hub.as(ada).system.audit({ query: {} }))).toBe('FORBIDDEN');
    expect((await hub.as(ada).users.activity({ query: { limit: 1 } })).items[0]).toMatchObject({
      action: 'skill.added',
      entity: 'skill',
    });
  });

  test('an entry shows its place in the chain once it is sealed', async () => {
    expect((await hub.as(ada).system.myAudit({ query: { limit: 1 } })).items[0]).toMatchObject({
      seq: null,
      hash: null,
    });
    await hub.sealer.seal();
    const [entry] = (await hub.as(ada).system.myAudit({ query: { limit: 1 } })).items;
    expect(entry!.seq).toBeGreaterThan(0);
    expect(entry!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the sealer runs by itself and seals what is left when it stops', async () => {
    hub.sealer.start();
    await hub.as(ada).users.addSkill({ body: { name: 'Four', level: 1, years: 0 } });
    const seq = async () => (await hub.as(ada).system.myAudit({ query: { limit: 1 } })).items[0]!.seq;
    await expect.poll(seq, { timeout: 5_000 }).not.toBeNull();
    await hub.as(ada).users.addSkill({ body: { name: 'Five', level: 1, years: 0 } });
    await hub.sealer.stop();
    expect(await seq()).not.toBeNull();
  });

  test('a break is found by the check, told once, and named to administrators', async () => {
    const verify = () => hub.as(chief).system.verifyAudit({});
    await hub.kernel.jobs.run('export-anchor');
    expect(await verify()).toMatchObject({ valid: true, firstBroken: null });
    expect(await codeOf(hub.as(ada).system.verifyAudit({}))).toBe('FORBIDDEN');
    await hub.kernel.jobs.run('check-audit');
    const gauge = async () => (await hub.kernel.metrics.auditBreaks.get()).values[0]!.value;
    expect(await gauge()).toBe(0);
    await hub.database.pool.query('alter table audit_entries disable trigger all');
    await hub.database.pool.query(
      `update audit_entries set record = replace(record, 'skill', 'skull') where id = (select entry_id from audit_chain join audit_entries e on e.id = entry_id where e.action = 'skill.added' order by seq limit 1)`,
    );
    for (let n = 0; n < 2; n++) await hub.kernel.jobs.run('check-audit');
    expect(await gauge()).toBe(1);
    const { valid, firstBroken } = await verify();
    expect(valid).toBe(false);
    expect(firstBroken!.reason).toContain('altered');
    await hub.outbox.drain();
    const { rows } = await hub.database.pool.query(`select data from event_log where type = 'audit.broken'`);
    expect(rows).toEqual([{ data: firstBroken }]);
  });
});

describe('operation', () => {
  test('health and readiness are public, and name what answers', async () => {
    expect(await hub.as(null).system.health({})).toEqual({ status: 'ok' });
    expect(await hub.as(null).system.ready({})).toMatchObject({
      status: 'ready',
      checks: { cache: 'memory', database: expect.stringMatching(/migrations$/) as string },
    });
  });

  test('is not ready while a migration is missing', async () => {
    await hub.database.pool.query('create table kept as table migrations; delete from migrations');
    expect(await codeOf(hub.as(null).system.ready({}))).toBe('UPSTREAM_UNAVAILABLE');
    await hub.database.pool.query('insert into migrations table kept; drop table kept');
    expect(await codeOf(hub.as(null).system.ready({}))).toBe('OK');
  });

  test('a dead letter is seen and replayed by a super administrator, once', async () => {
    const id = newId();
    const event = {
      id: newId(),
      type: 'test.happened',
      actorId: null,
      at: hub.clock.now().toISOString(),
      topics: [],
      data: {},
    };
    await hub.database.db
      .insertInto('dead_letters')
      .values({
        id,
        subscriber: 'test.reaction',
        event: JSON.stringify(event),
        attempts: 8,
        last_error: 'not today',
      })
      .execute();
    const { items } = await hub.as(chief).system.deadLetters({ query: {} });
    expect(items).toMatchObject([
      { id, subscriber: 'test.reaction', eventType: 'test.happened', attempts: 8, lastError: 'not today' },
    ]);
    expect(await codeOf(hub.as(ada).system.deadLetters({ query: {} }))).toBe('FORBIDDEN');
    const replay = (by: string) => hub.as(by).system.replayDeadLetter({ params: { letterId: id }, body: {} });
    expect(await codeOf(replay(ada))).toBe('FORBIDDEN');
    reactionFails = false;
    expect(await replay(chief)).toEqual({ queued: true });
    expect(await codeOf(replay(chief))).toBe('NOT_FOUND');
    await hub.outbox.drain();
    expect(reacted).toEqual(['test.happened']);
  });

  test('work of somebody else is not there', async () => {
    expect(await codeOf(hub.as(ada).system.job({ params: { jobId: newId() } }))).toBe('NOT_FOUND');
  });
});
