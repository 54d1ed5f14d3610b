import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs } from '@smartstart/units';
import { createPeopleHub, type PeopleHub } from '../../test-hub.ts';

let hub: PeopleHub;
let chief: string;

beforeAll(async () => {
  hub = await createPeopleHub();
  chief = await hub.administrator('12');
});
afterAll(() => hub.close());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'OK',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );
const statusOf = (userId: string) => hub.users.statusOf(hub.database.db, userId);
const reason = 'Broke the rules of conduct.';
const suspend = (by: string, userId: string) =>
  hub.as(by).users.suspend({ params: { userId }, body: { reason } });
const reinstate = (by: string, userId: string) =>
  hub.as(by).users.reinstate({ params: { userId }, body: { reason } });
const ban = (by: string, userId: string) => hub.as(by).users.ban({ params: { userId }, body: { reason } });
const eventsOf = async (userId: string) => {
  await hub.outbox.drain();
  const { rows } = await hub.database.pool.query<{ type: string }>(
    `select type from event_log where data->>'userId' = $1 order by seq`,
    [userId],
  );
  return rows.map((row) => row.type);
};

describe('suspending', () => {
  test('takes every rung away, leaves reading and exporting, and is lifted with a reason', async () => {
    const id = await hub.member('Sam Suspended');
    expect(await suspend(chief, id)).toEqual({ status: 'SUSPENDED' });
    const api = hub.as(id);
    expect(await api.users.me({})).toMatchObject({ status: 'SUSPENDED', level: 0 });
    expect(await codeOf(api.users.search({ query: {} }))).toBe('ACCOUNT_SUSPENDED');
    expect(await codeOf(api.users.addSkill({ body: { name: 'x', level: 1, years: 0 } }))).toBe(
      'ACCOUNT_SUSPENDED',
    );
    expect(await codeOf(api.users.exportMe({ body: {} }))).toBe('OK');
    expect((await hub.as(chief).users.search({ query: { q: 'Sam Suspended' } })).items).toEqual([]);
    expect(await codeOf(suspend(chief, id))).toBe('ILLEGAL_TRANSITION');
    expect(await reinstate(chief, id)).toEqual({ status: 'ACTIVE' });
    expect((await api.users.me({})).level).toBe(1);
    expect(await eventsOf(id)).toEqual(
      expect.arrayContaining(['account.suspended', 'account.reinstated', 'access.changed']),
    );
    const { items } = await hub
      .as(chief)
      .system.audit({ query: { entityId: id, action: 'account.suspended' } });
    expect(items).toMatchObject([
      { actorId: chief, reason, before: { status: 'ACTIVE' }, after: { status: 'SUSPENDED' } },
    ]);
  });

  test('a ban follows a suspension only, and ends everything', async () => {
    const id = await hub.member('Ben Banned');
    expect(await codeOf(ban(chief, id))).toBe('ILLEGAL_TRANSITION');
    await suspend(chief, id);
    expect(await ban(chief, id)).toEqual({ status: 'BANNED' });
    expect(await codeOf(hub.as(id).users.me({}))).toBe('UNAUTHENTICATED');
    expect(await codeOf(reinstate(chief, id))).toBe('ILLEGAL_TRANSITION');
    expect(await eventsOf(id)).toContain('account.banned');
  });

  test('is for administrators, never over oneself, and over a super administrator only by one', async () => {
    const guard = await hub.administrator('10');
    const lawyer = await hub.administrator('11');
    const member = await hub.member('Plain Member');
    expect(await codeOf(suspend(member, guard))).toBe('FORBIDDEN');
    expect(await codeOf(suspend(lawyer, member))).toBe('FORBIDDEN');
    expect(await codeOf(suspend(guard, chief))).toBe('FORBIDDEN');
    expect(await codeOf(suspend(chief, chief))).toBe('FORBIDDEN');
    expect(await codeOf(suspend(guard, '01900000-0000-7000-8000-000000000000'))).toBe('NOT_FOUND');
    expect(await codeOf(suspend(guard, member))).toBe('OK');
    expect(await codeOf(ban(guard, member))).toBe('FORBIDDEN');
    hub.security.onStepUp(() => Promise.resolve(null));
    expect(await codeOf(reinstate(chief, member))).toBe('STEP_UP_REQUIRED');
    hub.security.onStepUp(() => Promise.resolve(hub.clock.now()));
  });

  test('the identity flag is set by administrators and is a fact of the ladder', async () => {
    const id = await hub.member('Ida Identity');
    const set = (by: string, verified: boolean) =>
      hub
        .as(by)
        .users.setIdentityVerified({ params: { userId: id }, body: { verified, reason: 'Passport seen.' } });
    expect(await codeOf(set(id, true))).toBe('FORBIDDEN');
    expect(await set(chief, true)).toEqual({ identityVerified: true });
    const facts = async () =>
      (await hub.security.facts(hub.database.db, id)).filter((fact) => fact.kind === 'IDENTITY_VERIFIED')
        .length;
    expect([await facts(), (await hub.as(id).users.me({})).identityVerified]).toEqual([1, true]);
    await set(chief, false);
    expect([await facts(), (await hub.as(id).users.me({})).identityVerified]).toEqual([0, false]);
  });
});

describe('resting', () => {
  test('hides the account until it is woken, by hand or by signing in', async () => {
    const id = await hub.member('Rita Resting');
    const api = hub.as(id);
    expect(await api.users.deactivate({ body: {} })).toMatchObject({ status: 'INACTIVE', level: 0 });
    expect((await hub.as(chief).users.search({ query: { q: 'Rita' } })).items).toEqual([]);
    expect(await codeOf(api.users.addSkill({ body: { name: 'x', level: 1, years: 0 } }))).toBe('FORBIDDEN');
    expect(await api.users.reactivate({ body: {} })).toMatchObject({ status: 'ACTIVE', level: 1 });
    expect(await codeOf(api.users.reactivate({ body: {} }))).toBe('ILLEGAL_TRANSITION');
    await api.users.deactivate({ body: {} });
    await hub.database.transact((tx) => hub.users.wake(tx, id));
    expect(await statusOf(id)).toBe('ACTIVE');
    await hub.database.transact((tx) => hub.users.wake(tx, id));
    expect(await statusOf(id)).toBe('ACTIVE');
  });

  test('is not for appointed administrators', async () => {
    expect(await codeOf(hub.as(chief).users.deactivate({ body: {} }))).toBe('RULE_VIOLATED');
    const { email } = await hub.as(chief).users.me({});
    expect(await codeOf(hub.as(chief).users.erase({ body: { confirmEmail: email } }))).toBe('RULE_VIOLATED');
  });
});

describe('erasure', () => {
  const ask = async (id: string) =>
    hub.as(id).users.erase({ body: { confirmEmail: (await hub.as(id).users.me({})).email } });
  const run = () => hub.kernel.jobs.run('erase-accounts');

  test('waits 90 days, in which it can be withdrawn', async () => {
    const id = await hub.member('Wanda Withdraws');
    expect(await codeOf(hub.as(id).users.erase({ body: { confirmEmail: 'somebody@else.test' } }))).toBe(
      'RULE_VIOLATED',
    );
    const asked = await ask(id);
    expect(asked).toMatchObject({
      status: 'CLOSING',
      closingAt: new Date(hub.clock.now().getTime() + 90 * dayMs).toISOString(),
    });
    expect(await codeOf(hub.as(id).users.deactivate({ body: {} }))).toBe('FORBIDDEN');
    hub.clock.advance(89 * dayMs);
    await run();
    expect(await statusOf(id)).toBe('CLOSING');
    expect(await hub.as(id).users.reactivate({ body: {} })).toMatchObject({
      status: 'ACTIVE',
      closingAt: null,
    });
    hub.clock.advance(10 * dayMs);
    await run();
    expect(await statusOf(id)).toBe('ACTIVE');
  });

  test('is refused while a venture is open', async () => {
    const id = await hub.member('Olga Owner');
    hub.above.blockers.set(id, ['You own the venture “Solar”, which is open.']);
    await expect(ask(id)).rejects.toThrow('You own the venture “Solar”');
    hub.above.blockers.delete(id);
    expect((await ask(id)).status).toBe('CLOSING');
  });

  test('a legal hold suspends it until it is lifted', async () => {
    const id = await hub.member('Hugo Held');
    await ask(id);
    hub.above.held.add(id);
    hub.clock.advance(91 * dayMs);
    await run();
    expect([await statusOf(id), await hub.users.nameOf(hub.database.db, id)]).toEqual([
      'CLOSING',
      'Hugo Held',
    ]);
    hub.above.held.delete(id);
    await run();
    expect(await statusOf(id)).toBe('ERASED');
  });

  test('leaves the row, the history and the audit under a placeholder, and nothing of the person', async () => {
    const id = await hub.member('Xenia Erased', 'xenia.private@people.test');
    const api = hub.as(id);
    const { etag } = await api.users.me({});
    await api.users.editMe(
      {
        body: {
          biography: 'A very private life.',
          location: 'Privateville',
          slug: 'xenia-private',
          interests: ['privacy'],
        },
      },
      { ifMatch: etag! },
    );
    await api.users.addSkill({ body: { name: 'Private skill', level: 3, years: 3 } });
    await api.users.setConsent({ body: { kind: 'COOKIES', granted: true } });
    const file = (await hub.upload(id, Buffer.from('My private letter.'))).body;
    const auditBefore = (await api.system.myAudit({ query: { limit: 100 } })).items.length;
    await ask(id);
    hub.clock.advance(90 * dayMs);
    await run();
    const person = (await hub.users.byIds(hub.database.db, [id])).get(id);
    expect(person).toMatchObject({
      name: 'Former member',
      email: `erased-${id}@invalid`,
      status: 'ERASED',
      photoFileId: null,
    });
    const { rows } = await hub.database.pool.query(
      `select (select json_agg(u) from users u)::text || coalesce((select json_agg(s) from user_skills s)::text, '') as everything`,
    );
    const traces = /xenia|privateville|private (life|skill|letter)|"privacy"/i;
    expect(JSON.stringify(rows)).not.toMatch(traces);
    expect(hub.stored().some((name) => name.startsWith(file.sha256))).toBe(false);
    const audit = (await hub.as(chief).system.audit({ query: { actorId: id, limit: 100 } })).items;
    expect(audit.length).toBeGreaterThanOrEqual(auditBefore);
    expect(JSON.stringify(audit)).not.toMatch(traces);
    expect(await codeOf(hub.as(id).users.me({}))).toBe('UNAUTHENTICATED');
    expect(await codeOf(hub.as(chief).users.get({ params: { userId: id } }))).toBe('NOT_FOUND');
    expect(await hub.users.findByEmail(hub.database.db, 'xenia.private@people.test')).toBeNull();
    expect((await eventsOf(id)).at(-1)).toBe('account.erased');
    // The address is free for a new account.
    expect(await codeOf(hub.register('Xenia Again', 'xenia.private@people.test'))).toBe('OK');
  });

  test('takes accounts whose address was never confirmed after 30 days', async () => {
    const id = await hub.register('Nina Never');
    hub.clock.advance(29 * dayMs);
    await run();
    expect(await statusOf(id)).toBe('PENDING');
    hub.clock.advance(dayMs);
    await run();
    expect(await statusOf(id)).toBe('ERASED');
  });
});

describe('the export', () => {
  test('gathers every section into one file that only its owner can read, one at a time', async () => {
    await hub.outbox.drain();
    hub.users.addExportSection('ventures', (userId) =>
      Promise.resolve([{ id: 'v1', ownerId: userId, shareMicro: 12_500_000n }]),
    );
    const id = await hub.member('Elsa Export', 'elsa@people.test');
    const stranger = await hub.member('Stan Stranger');
    await hub.as(id).users.addSkill({ body: { name: 'Archiving', level: 4, years: 7 } });
    await hub.kernel.jobs.start();
    const first = await Promise.allSettled([1, 2].map(() => hub.as(id).users.exportMe({ body: {} })));
    expect(first.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const jobId = first.flatMap((result) => (result.status === 'fulfilled' ? [result.value.jobId] : []))[0]!;
    expect(await codeOf(hub.as(stranger).system.job({ params: { jobId } }))).toBe('NOT_FOUND');
    await expect
      .poll(async () => (await hub.as(id).system.job({ params: { jobId } })).state, { timeout: 20_000 })
      .toBe('DONE');
    const job = await hub.as(id).system.job({ params: { jobId } });
    expect(job).toMatchObject({ done: 7, total: 7, result: { fileId: jobId } });
    const answer = await hub.download(id, jobId);
    expect(answer.headers['content-type']).toBe('application/json');
    const data = answer.json<{ audit: { action: string }[] }>();
    expect(data).toMatchObject({
      format: 'smartstart-export',
      userId: id,
      profile: { email: 'elsa@people.test', name: 'Elsa Export', privacy: { profile: 'MEMBERS' } },
      skills: [{ name: 'Archiving', level: 4 }],
      consents: { log: [] },
      accountHistory: [{ event: 'CREATE' }, { event: 'VERIFY' }],
      files: [],
      ventures: [{ ownerId: id, shareMicro: '12500000' }],
    });
    expect(data.audit.map((entry) => entry.action)).toEqual([
      'export.requested',
      'skill.added',
      'account.verified',
      'account.created',
    ]);
    expect((await hub.download(stranger, jobId)).statusCode).toBe(404);
    expect(await eventsOf(id)).toContain('export.ready');
    expect(await codeOf(hub.as(id).users.exportMe({ body: {} }))).toBe('OK');
  });
});
