import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { createTestHub, type TestHub } from '../test-hub.ts';
import { broadcastJob } from './broadcasts.ts';

let hub: TestHub;
let admin: string;

beforeAll(async () => {
  hub = await createTestHub();
  admin = await hub.addPerson({ name: 'Hana Hub' });
  await hub.appoint(admin);
});
afterAll(() => hub.close());

const content = {
  title: 'Down for ten minutes',
  text: 'Hello {user}, on {date}.',
  values: { date: '1 December' },
};
const maintenance = { kind: 'MAINTENANCE' as const, audience: { kind: 'EVERYBODY' as const }, content };
const once = () => ({ idempotencyKey: randomUUID() });
const hubOf = () => hub.as(admin).broadcasts;
const many = (count: number) => Promise.all(Array.from({ length: count }, () => hub.addPerson()));
const inboxOf = async (userId: string, type: 'maintenance' | 'marketing' = 'maintenance') =>
  (await hub.as(userId).notifications.list({ query: { type, limit: 100 } })).items;
const run = (broadcastId: string) => hub.service.broadcasts.deliver(broadcastId, () => Promise.resolve());

describe('a broadcast', () => {
  test('is counted and shown before it is sent, as a reader gets it', async () => {
    const { people, rendered } = await hubOf().preview({ body: maintenance });
    expect(people).toBe(hub.people.size);
    expect(rendered).toMatchObject({
      title: 'Down for ten minutes',
      text: 'Hello Hana Hub, on 1 December.',
      mail: {
        subject: 'Down for ten minutes',
        html: expect.stringContaining('Hello Hana Hub, on 1 December.'),
      },
    });
  });

  test('reaches everybody once, also when two runs meet and when it is run again', async () => {
    const people = await many(450);
    const sent = await hubOf().send({ body: maintenance }, once());
    expect(sent).toMatchObject({ state: 'SENDING', told: 0, total: hub.people.size });
    await Promise.all([run(sent.id), run(sent.id)]);
    await run(sent.id);
    for (const userId of people.slice(0, 20)) expect(await inboxOf(userId)).toHaveLength(1);
    const counts = await hub.database.db
      .selectFrom('notifications')
      .select(({ fn }) => ['user_id', fn.countAll<string>().as('count')])
      .where('type', '=', 'maintenance')
      .groupBy('user_id')
      .execute();
    expect(counts).toHaveLength(hub.people.size);
    expect(new Set(counts.map((row) => Number(row.count)))).toEqual(new Set([1]));
    expect(await hubOf().get({ params: { broadcastId: sent.id } })).toMatchObject({
      state: 'DONE',
      told: hub.people.size,
      skipped: 0,
    });
  });

  test('goes on where a process ended, and stops when it is cancelled', async () => {
    const sent = await hubOf().send({ body: maintenance }, once());
    // A process that ends in the middle: its first batch is in, the second was never asked for.
    await expect(
      hub.service.broadcasts.deliver(sent.id, () => Promise.reject(new Error('killed'))),
    ).rejects.toThrow('killed');
    const half = await hubOf().get({ params: { broadcastId: sent.id } });
    expect(half).toMatchObject({ state: 'SENDING', told: 200 });
    const other = await hubOf().send({ body: maintenance }, once());
    await expect(
      hub.service.broadcasts.deliver(other.id, () => Promise.reject(new Error('x'))),
    ).rejects.toThrow();
    await hubOf().cancel({ params: { broadcastId: other.id }, body: {} });
    await run(other.id);
    expect(await hubOf().get({ params: { broadcastId: other.id } })).toMatchObject({
      state: 'CANCELLED',
      told: 200,
    });
    await expect(hubOf().cancel({ params: { broadcastId: other.id }, body: {} })).rejects.toMatchObject({
      problem: { code: 'ILLEGAL_TRANSITION' },
    });
    await hub.kernel.jobs.run('notifications.broadcasts-open');
    expect(await hubOf().get({ params: { broadcastId: sent.id } })).toMatchObject({
      state: 'DONE',
      told: hub.people.size,
    });
    const { items } = await hubOf().list({ query: {} });
    expect(items.map((one) => one.id).slice(0, 2)).toEqual([other.id, sent.id]);
    expect(broadcastJob).toBe('notifications.broadcast');
  });

  test('of marketing reaches those who agreed, and is refused where nobody did', async () => {
    const [ada, bob] = await many(2);
    hub.consenting.add(ada!);
    const wish = {
      kind: 'MARKETING' as const,
      audience: {
        kind: 'PEOPLE' as const,
        emails: [ada!, bob!].map((id) => hub.people.get(id)!.email),
      },
      content: { title: 'New: scenarios', text: 'Try them, {user}.' },
    };
    expect(await hubOf().preview({ body: wish })).toMatchObject({ people: 1, withoutConsent: 1 });
    const sent = await hubOf().bulk(
      { body: { kind: wish.kind, emails: wish.audience.emails, content: wish.content } },
      once(),
    );
    await run(sent.id);
    expect(await hubOf().get({ params: { broadcastId: sent.id } })).toMatchObject({ told: 1, skipped: 1 });
    expect(await inboxOf(ada!, 'marketing')).toHaveLength(1);
    expect(await inboxOf(bob!, 'marketing')).toEqual([]);
    const [mail] = await hub.mailsTo(ada!);
    expect(mail!.text).toContain('Withdraw that at any time');
    // Whoever writes past the broadcasts is refused as well.
    expect(await hub.notify({ userId: bob!, type: 'marketing', title: 'Buy', text: 'Now.' })).toBeNull();
    await expect(
      hubOf().send(
        { body: { ...wish, audience: { kind: 'PEOPLE', emails: [hub.people.get(bob!)!.email] } } },
        once(),
      ),
    ).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('agreed') },
    });
  });

  test('goes to the members of a venture or to rungs alone', async () => {
    const [ada, bob] = await many(2);
    const ventureId = newId();
    hub.ventures.set(ventureId, [ada!]);
    const sent = await hubOf().send(
      { body: { ...maintenance, audience: { kind: 'VENTURE', ventureId } } },
      once(),
    );
    await run(sent.id);
    expect(await inboxOf(ada!)).toHaveLength(1);
    expect(await inboxOf(bob!)).toEqual([]);
    const rungs = { ...maintenance, audience: { kind: 'RUNGS' as const, rungs: [12] } };
    expect(await hubOf().preview({ body: rungs })).toMatchObject({ people: 1 });
    await expect(
      hubOf().preview({ body: { ...maintenance, audience: { kind: 'VENTURE', ventureId: newId() } } }),
    ).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(
      hubOf().bulk({ body: { kind: 'MAINTENANCE', emails: ['nobody@people.test'], content } }, once()),
    ).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('nobody@people.test') },
    });
  });

  test('tries out on oneself alone', async () => {
    const before = (await inboxOf(admin)).length;
    await hubOf().tryOut({ body: { kind: 'MARKETING', content } });
    const now = await inboxOf(admin);
    expect(now).toHaveLength(before + 1);
    expect(now[0]!.title).toBe('Test: Down for ten minutes');
  });

  test('is closed to everybody but the super administrator', async () => {
    const ada = await hub.addPerson();
    const theirs = hub.as(ada).broadcasts;
    for (const attempt of [
      () => theirs.list({ query: {} }),
      () => theirs.get({ params: { broadcastId: newId() } }),
      () => theirs.cancel({ params: { broadcastId: newId() }, body: {} }),
      () => theirs.send({ body: maintenance }, once()),
      () => theirs.templates({}),
      () => theirs.template({ params: { templateCode: 'weekly-news' } }),
    ])
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'FORBIDDEN' } });
    for (const attempt of [
      () => hubOf().get({ params: { broadcastId: newId() } }),
      () => hubOf().cancel({ params: { broadcastId: newId() }, body: {} }),
      () => hubOf().template({ params: { templateCode: 'nothing' } }),
    ])
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});

describe('placeholders', () => {
  test.each([
    ['Hello {nobody}', 'There is no placeholder {nobody}'],
    ['Hello {user', 'A brace stands alone'],
    ['Pay {amount}', 'Say what stands for {amount}'],
  ])('%s is refused with the reason', async (text, reason) => {
    await expect(
      hubOf().preview({ body: { ...maintenance, content: { title: 'T', text } } }),
    ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining(reason) } });
  });

  test('what is filled in is not filled again', async () => {
    const name = '{amount} <b>';
    const odd = await hub.addPerson({ name });
    await hub.appoint(odd);
    const { rendered } = await hub.as(odd).broadcasts.preview({ body: maintenance });
    expect(rendered.text).toContain('Hello {amount} <b>');
    expect(rendered.mail.html).not.toContain('<b>');
  });
});

describe('templates', () => {
  const text = { name: 'Weekly news', title: 'News for {user}', text: 'Plan: {plan}.', link: '/dashboard' };
  const params = { templateCode: 'weekly-news' };

  test('every save is a version; two saves of one version do not lose each other', async () => {
    expect(await hubOf().saveTemplate({ params, body: { ...text, basedOn: 0 } })).toMatchObject({
      version: 1,
      placeholders: ['user', 'plan'],
    });
    const both = await Promise.allSettled(
      ['A', 'B'].map((name) => hubOf().saveTemplate({ params, body: { ...text, name, basedOn: 1 } })),
    );
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { problem: { code: 'EDIT_CONFLICT' } },
    });
    const { versions } = await hubOf().template({ params });
    expect(versions.map((one) => one.version)).toEqual([2, 1]);
    await expect(
      hubOf().saveTemplate({ params, body: { ...text, text: '{colour}', basedOn: 2 } }),
    ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
  });

  test('people read it in their language where the template has it', async () => {
    await hubOf().saveTemplate({
      params,
      body: { ...text, language: 'fr', title: 'Nouvelles pour {user}', basedOn: 0 },
    });
    const [ada, zoe] = [await hub.addPerson(), await hub.addPerson({ locale: 'fr-CA', name: 'Zoé' })];
    const sent = await hubOf().bulk(
      {
        body: {
          kind: 'MAINTENANCE',
          emails: [ada, zoe].map((id) => hub.people.get(id)!.email),
          content: {
            title: text.title,
            text: text.text,
            values: { plan: 'Founder' },
            template: 'weekly-news',
          },
        },
      },
      once(),
    );
    await run(sent.id);
    expect((await inboxOf(ada))[0]!.title).toBe('News for Ada Byron');
    expect((await inboxOf(zoe))[0]!.title).toBe('Nouvelles pour Zoé');
  });
});
