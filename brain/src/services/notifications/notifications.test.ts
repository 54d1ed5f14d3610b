import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Notice } from './index.ts';
import { createTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
});
afterAll(() => hub.close());

const notice = (userId: string, change: Partial<Notice> = {}): Notice => ({
  userId,
  type: 'venture.updated',
  title: 'Solar was updated',
  text: 'It is paused.',
  link: '/ventures/1',
  ...change,
});
const range = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const seqs = async (userId: string) =>
  (
    await hub.database.db
      .selectFrom('notifications')
      .select('seq')
      .where('user_id', '=', userId)
      .orderBy('seq')
      .execute()
  ).map((row) => row.seq);

describe('telling', () => {
  test('the notification is in the inbox, and on the person’s live topic as it stands there', async () => {
    const ada = await hub.addPerson();
    const sent = await hub.notify(notice(ada));
    await hub.outbox.drain();
    const { items, lastSeq } = await hub.as(ada).notifications.list({ query: {} });
    expect(items).toEqual([
      {
        id: sent!.id,
        seq: 1,
        type: 'venture.updated',
        title: 'Solar was updated',
        text: 'It is paused.',
        priority: 'NORMAL',
        link: '/ventures/1',
        createdAt: hub.clock.now().toISOString(),
        readAt: null,
        expiresAt: null,
        snoozedUntil: null,
      },
    ]);
    expect(lastSeq).toBe(1);
    const live = await hub.database.db
      .selectFrom('event_log')
      .selectAll()
      .where('type', '=', 'notification.created')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(live).toMatchObject({ topics: [`user:${ada}`], data: { notification: items[0] } });
  });

  test('it is written with its cause or not at all', async () => {
    const ada = await hub.addPerson();
    await expect(
      hub.database.transact(async (tx) =>
        hub.service.notify(tx, notice(ada)).then(() => Promise.reject(new Error('no'))),
      ),
    ).rejects.toThrow('no');
    await hub.notify(notice(ada));
    expect(await seqs(ada)).toEqual([1]);
  });

  test('one cause is told once, to each person', async () => {
    const [ada, bob] = [await hub.addPerson(), await hub.addPerson()];
    const told = await Promise.all(
      range(5).map(() => hub.notify(notice(ada, { key: 'paper:1', type: 'paper.expired' }))),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await hub.notify(notice(bob, { key: 'paper:1', type: 'paper.expired' }))).not.toBeNull();
    expect(await hub.mailsTo(ada)).toHaveLength(1);
  });

  test('somebody without an account is not told', async () => {
    expect(await hub.notify(notice('01900000-0000-7000-8000-000000000000'))).toBeNull();
  });

  test('a link that leaves the site is refused', async () => {
    const ada = await hub.addPerson();
    for (const link of ['https://evil.test', '//evil.test', 'javascript:alert(1)'])
      await expect(hub.notify(notice(ada, { link }))).rejects.toThrow();
  });

  test('the mail is accessible HTML that escapes names, and leads to the page', async () => {
    const ada = await hub.addPerson({ name: '<b>Ada</b>' });
    await hub.notify(
      notice(ada, {
        type: 'document.to-sign',
        title: 'To sign: <i>NDA</i>',
        text: 'One.\n\nTwo.',
        link: '/documents/7',
      }),
    );
    const [mail] = await hub.mailsTo(ada);
    expect(mail).toMatchObject({ subject: 'To sign: <i>NDA</i>' });
    expect(mail!.html).toMatch(
      /<html lang="en"[\s\S]*<title>To sign: &lt;i&gt;NDA&lt;\/i&gt;<\/title>[\s\S]*<h1[^>]*>To sign: &lt;i&gt;NDA/,
    );
    expect(mail!.html).toContain('&lt;b&gt;Ada&lt;/b&gt;');
    expect(mail!.html).not.toMatch(/<b>|<i>/);
    expect(mail!.html).toContain('<p style="margin: 0 0 16px; font-size: 16px; line-height: 1.6">Two.</p>');
    expect(mail!.text).toContain('http://localhost:3000/documents/7');
  });
});

describe('the sequence', () => {
  test('has no gaps and no doubles when fifty causes come at once, some of which fail', async () => {
    const ada = await hub.addPerson();
    const results = await Promise.allSettled(
      range(60).map((count) =>
        hub.database.transact(async (tx) => {
          const sent = await hub.service.notify(tx, notice(ada, { title: `No. ${count}` }));
          if (count % 6 === 0) throw new Error('rolled back');
          return sent!.seq;
        }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(50);
    expect(await seqs(ada)).toEqual(range(50));
    expect(await hub.as(ada).notifications.unreadCount({})).toEqual({ unread: 50, lastSeq: 50 });
  });

  test('what was missed comes oldest first and complete, page by page', async () => {
    const ada = await hub.addPerson();
    for (const count of range(7)) await hub.notify(notice(ada, { title: `No. ${count}` }));
    const inbox = hub.as(ada).notifications;
    const first = await inbox.list({ query: { after: 2, limit: 3 } });
    expect(first.items.map((item) => item.seq)).toEqual([3, 4, 5]);
    expect(first.lastSeq).toBe(7);
    const second = await inbox.list({ query: { after: 2, limit: 3, cursor: first.nextCursor! } });
    expect(second.items.map((item) => item.seq)).toEqual([6, 7]);
    expect(second.nextCursor).toBeNull();
    expect((await inbox.list({ query: { after: 7 } })).items).toEqual([]);
  });

  test('a reader who follows while others write misses nothing', async () => {
    const ada = await hub.addPerson();
    const writing = Promise.all(range(30).map(() => hub.notify(notice(ada))));
    const seen: number[] = [];
    let done = false;
    void writing.then(() => (done = true));
    for (let last = false; !last;) {
      last = done;
      const { items } = await hub
        .as(ada)
        .notifications.list({ query: { after: seen.at(-1) ?? 0, limit: 100 } });
      seen.push(...items.map((item) => item.seq));
    }
    await writing;
    expect(seen).toEqual(range(30));
  });
});

describe('the inbox', () => {
  test('lists newest first in pages, and by type or unread', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    const sent = [];
    for (const count of range(5))
      sent.push(await hub.notify(notice(ada, { type: count % 2 ? 'venture.updated' : 'export.ready' })));
    const first = await inbox.list({ query: { limit: 2 } });
    expect(first.items.map((item) => item.seq)).toEqual([5, 4]);
    await hub.notify(notice(ada));
    const second = await inbox.list({ query: { limit: 2, cursor: first.nextCursor! } });
    expect(second.items.map((item) => item.seq)).toEqual([3, 2]);
    await inbox.read({ params: { notificationId: sent[0]!.id }, body: {} });
    expect((await inbox.list({ query: { type: 'export.ready' } })).items.map((item) => item.seq)).toEqual([
      4, 2,
    ]);
    expect((await inbox.list({ query: { unread: 'true' } })).items.map((item) => item.seq)).toEqual([
      6, 5, 4, 3, 2,
    ]);
    expect((await inbox.list({ query: { unread: 'false' } })).items.map((item) => item.seq)).toEqual([1]);
    await expect(inbox.list({ query: { cursor: 'bm9uc2Vuc2U' } })).rejects.toMatchObject({
      problem: { code: 'MALFORMED' },
    });
  });

  test('reading twice counts once', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    const sent = await hub.notify(notice(ada));
    await hub.notify(notice(ada));
    const readAt = hub.clock.now().toISOString();
    expect(await inbox.read({ params: { notificationId: sent!.id }, body: {} })).toMatchObject({ readAt });
    hub.clock.advance(1_000);
    expect(await inbox.read({ params: { notificationId: sent!.id }, body: {} })).toMatchObject({ readAt });
    expect(await inbox.unreadCount({})).toEqual({ unread: 1, lastSeq: 2 });
  });

  test('deleting lowers the count when unread, removes the content, and leaves the sequence alone', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    const sent = [
      await hub.notify(notice(ada)),
      await hub.notify(notice(ada)),
      await hub.notify(notice(ada)),
    ];
    await inbox.read({ params: { notificationId: sent[0]!.id }, body: {} });
    await inbox.remove({ params: { notificationId: sent[0]!.id } });
    await inbox.remove({ params: { notificationId: sent[1]!.id } });
    expect(await inbox.unreadCount({})).toEqual({ unread: 1, lastSeq: 3 });
    expect((await inbox.list({ query: {} })).items.map((item) => item.seq)).toEqual([3]);
    await expect(inbox.remove({ params: { notificationId: sent[1]!.id } })).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    expect((await hub.notify(notice(ada)))!.seq).toBe(4);
    const stored = await hub.database.db
      .selectFrom('notifications')
      .selectAll()
      .where('user_id', '=', ada)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ title: '', text: '', link: null });
  });

  test('the count stays right while people read, read all, delete and are told at once', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    const sent = await Promise.all(range(20).map(() => hub.notify(notice(ada))));
    await Promise.all(
      [
        ...sent.slice(0, 10).map((one) => inbox.read({ params: { notificationId: one!.id }, body: {} })),
        ...sent.slice(5, 15).map((one) => inbox.read({ params: { notificationId: one!.id }, body: {} })),
        ...sent
          .slice(8, 12)
          .map((one) => inbox.remove({ params: { notificationId: one!.id } }).catch(() => undefined)),
        ...range(3).map(() => inbox.readAll({ body: {} })),
        ...range(10).map(() => hub.notify(notice(ada))),
      ].map((work) =>
        Promise.resolve(work).catch((error: { problem?: { code: string } }) =>
          expect(error.problem?.code).toBe('NOT_FOUND'),
        ),
      ),
    );
    const { count } = await hub.database.db
      .selectFrom('notifications')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('user_id', '=', ada)
      .where('read_at', 'is', null)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    expect(await inbox.unreadCount({})).toEqual({ unread: Number(count), lastSeq: 30 });
    expect(await inbox.readAll({ body: {} })).toEqual({ unread: 0 });
    expect(await inbox.unreadCount({})).toEqual({ unread: 0, lastSeq: 30 });
  });

  test('somebody else’s notification does not exist', async () => {
    const [ada, eve] = [await hub.addPerson(), await hub.addPerson()];
    const sent = await hub.notify(notice(ada));
    await hub.notify(notice(eve));
    const inbox = hub.as(eve).notifications;
    await expect(inbox.read({ params: { notificationId: sent!.id }, body: {} })).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    await expect(inbox.remove({ params: { notificationId: sent!.id } })).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    expect((await inbox.list({ query: {} })).items).toHaveLength(1);
    expect(await hub.as(ada).notifications.unreadCount({})).toMatchObject({ unread: 1 });
  });

  test('a new person has an empty inbox', async () => {
    const inbox = hub.as(await hub.addPerson()).notifications;
    expect(await inbox.unreadCount({})).toEqual({ unread: 0, lastSeq: 0 });
    expect(await inbox.readAll({ body: {} })).toEqual({ unread: 0 });
    expect(await inbox.list({ query: {} })).toEqual({ items: [], nextCursor: null, lastSeq: 0 });
  });
});

describe('the test message', () => {
  test('goes over every channel, for a super administrator only, and is audited', async () => {
    const [ada, chief] = [await hub.addPerson(), await hub.addPerson()];
    await expect(hub.as(ada).notifications.test({ body: { text: 'Is this on?' } })).rejects.toMatchObject({
      problem: { code: 'FORBIDDEN' },
    });
    await hub.appoint(chief);
    expect(await hub.as(chief).notifications.test({ body: { text: 'Is this on?' } })).toMatchObject({
      type: 'maintenance',
      priority: 'URGENT',
      text: 'Is this on?',
    });
    expect(await hub.mailsTo(chief)).toHaveLength(1);
    const entries = await hub.database.db
      .selectFrom('audit_entries')
      .select('action')
      .where('actor_id', '=', chief)
      .execute();
    expect(entries).toEqual([{ action: 'notifications.tested' }]);
  });
});

describe('a person’s data', () => {
  test('the export has what the inbox shows, and the preferences', async () => {
    const ada = await hub.addPerson();
    await hub.notify(notice(ada));
    const section = await hub.service.exportOf(hub.database.db, ada);
    expect(section.notifications).toMatchObject([{ title: 'Solar was updated' }]);
    expect(section.preferences.emailEnabled).toBe(true);
  });

  test('erasing an account leaves nothing of it here', async () => {
    const [ada, bob] = [await hub.addPerson(), await hub.addPerson()];
    for (const userId of [ada, bob]) await hub.notify(notice(userId, { key: 'one' }));
    await hub.as(ada).notifications.setPreferences({
      body: {
        emailEnabled: false,
        quietFrom: '22:00',
        quietTo: '07:00',
        types: [{ type: 'welcome', inApp: false, email: false }],
      },
    });
    await hub.happens('account.erased', { userId: ada });
    for (const table of [
      'notifications',
      'notification_counters',
      'notification_causes',
      'notification_settings',
      'notification_preferences',
    ] as const) {
      expect(
        await hub.database.db.selectFrom(table).select('user_id').where('user_id', '=', ada).execute(),
      ).toEqual([]);
    }
    expect(await seqs(bob)).toEqual([1]);
  });
});
