import { dayMs, hourMs, minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostOffice } from '../../kernel/test-post-office.ts';
import { createTestHub, type TestHub } from './test-hub.ts';
import { retention } from './upkeep.ts';

let hub: TestHub;
const post = new PostOffice();

beforeAll(async () => {
  await post.open();
  // Ten in the morning in Toronto.
  hub = await createTestHub(new Date('2026-11-23T15:00:00.000Z'), { SMTP_URL: post.url });
});
afterAll(async () => {
  await hub.close();
  await post.close();
});

const open = { emailEnabled: true, quietFrom: null, quietTo: null, types: [] };
let count = 0;
const paper = (userId: string, title = 'To sign: NDA') => ({
  userId,
  key: `k${++count}`,
  type: 'document.to-sign' as const,
  title,
  text: 'It waits for you.',
  link: '/documents/7',
});
const mailsOf = (userId: string) =>
  post.received.filter((mail) => mail.to.includes(hub.people.get(userId)!.email));
const emailOf = async (userId: string, notificationId: string) =>
  (await hub.as(userId).notifications.get({ params: { notificationId } })).deliveries.find(
    (one) => one.channel === 'EMAIL',
  );
async function goOut(): Promise<void> {
  await hub.service.courier.drain();
  await hub.mailer.drain();
  await hub.service.courier.drain();
}

describe('delivery by e-mail', () => {
  test('a mail server down for an hour: the record says so, nothing is lost, nothing doubled', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    await post.close();
    const told = await Promise.all([1, 2, 3].map((at) => hub.notify(paper(ada, `No. ${at}`))));
    await goOut();
    expect(await emailOf(ada, told[0]!.id)).toMatchObject({
      state: 'PENDING',
      attempts: 1,
      detail: expect.stringContaining('could not be reached'),
    });
    for (let minute = 0; minute < 60; minute += 10) {
      hub.clock.advance(10 * minuteMs);
      await goOut();
    }
    expect(mailsOf(ada)).toEqual([]);
    await post.open();
    hub.clock.advance(hourMs);
    await goOut();
    expect(mailsOf(ada)).toHaveLength(3);
    hub.clock.advance(dayMs);
    await goOut();
    expect(mailsOf(ada)).toHaveLength(3);
    for (const one of told)
      expect(await emailOf(ada, one!.id)).toMatchObject({ state: 'SENT', dueAt: null, detail: null });
    hub.travelTo(begin);
  });

  test('after five retries the channel has failed, and the record says why', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    post.refuse = 550;
    const told = await hub.notify(paper(ada));
    for (const waitMs of [0, minuteMs, 5 * minuteMs, 20 * minuteMs, 2 * hourMs, 5 * hourMs]) {
      hub.clock.advance(waitMs);
      await goOut();
    }
    post.refuse = null;
    expect(await emailOf(ada, told!.id)).toMatchObject({
      state: 'FAILED',
      attempts: 6,
      detail: 'The mail server refused it (550).',
    });
    hub.travelTo(begin);
  });
});

describe('the daily digest', () => {
  test('gathers what would have been mailed into one accessible mail at the chosen hour; what is urgent goes at once', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    await hub.as(ada).notifications.setPreferences({ body: { ...open, digestHour: 18 } });
    const told = [];
    for (let at = 1; at <= 3; at++) told.push(await hub.notify(paper(ada, `Paper <${at}>`)));
    await hub.notify({ userId: ada, type: 'security.new-device', title: 'Sign-in', text: 'From Berlin.' });
    await goOut();
    expect(mailsOf(ada)).toHaveLength(1);
    expect(await emailOf(ada, told[0]!.id)).toMatchObject({
      state: 'PENDING',
      dueAt: '2026-11-23T23:00:00.000Z',
      detail: 'Waits for the next summary.',
    });
    hub.travelTo(new Date('2026-11-23T23:00:05.000Z'));
    await Promise.all([goOut(), goOut()]);
    expect(mailsOf(ada)).toHaveLength(2);
    const [, digest] = await hub.mailsTo(ada);
    expect(digest).toMatchObject({ subject: 'Your day on SmartStart: 3 messages', state: 'SENT' });
    for (const one of told) expect(await emailOf(ada, one!.id)).toMatchObject({ state: 'SENT' });
    hub.clock.advance(2 * dayMs);
    await goOut();
    expect(mailsOf(ada)).toHaveLength(2);
    hub.travelTo(begin);
  });

  test('is HTML with one heading a message and links, and plain text beside it', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    await hub.as(ada).notifications.setPreferences({ body: { ...open, digestHour: 11 } });
    await hub.notify(paper(ada, 'Paper <A>'));
    await hub.notify({ ...paper(ada, 'Meeting'), type: 'meeting' });
    hub.travelTo(new Date('2026-11-23T16:00:00.000Z'));
    await hub.service.courier.drain();
    const [digest] = await hub.mailsTo(ada);
    expect(digest!.html.match(/<h2/g)).toHaveLength(2);
    expect(digest!.html).toContain('Paper &lt;A&gt;</a>');
    expect(digest!.text).toContain('* Paper <A>\nIt waits for you.\nhttp://localhost:3000/documents/7');
    await hub.mailer.drain();
    hub.travelTo(begin);
  });

  test('whoever ends it gets what was gathered', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    await inbox.setPreferences({ body: { ...open, digestHour: 3 } });
    await hub.notify(paper(ada));
    await inbox.setPreferences({ body: { ...open, digestHour: null } });
    await goOut();
    expect(mailsOf(ada)).toHaveLength(1);
  });
});

describe('a pause', () => {
  test('holds mails until its end, except what everybody must be told', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    const until = new Date(begin.getTime() + 2 * dayMs);
    await hub.as(ada).notifications.setPreferences({ body: { ...open, pausedUntil: until.toISOString() } });
    await hub.notify(paper(ada));
    await hub.notify({ userId: ada, type: 'paper.expired', title: 'Expired', text: 'Sign again.' });
    await hub.notify({ userId: ada, type: 'security.new-device', title: 'Sign-in', text: 'From Berlin.' });
    await goOut();
    expect((await hub.mailsTo(ada)).map((mail) => [mail.subject, mail.state])).toEqual([
      ['To sign: NDA', 'PENDING'],
      ['Expired', 'SENT'],
      ['Sign-in', 'SENT'],
    ]);
    expect(await hub.as(ada).notifications.unreadCount({})).toMatchObject({ unread: 3 });
    hub.travelTo(until);
    await goOut();
    expect(mailsOf(ada)).toHaveLength(3);
    hub.travelTo(begin);
  });

  test('says to pages which messages come without a sound', async () => {
    const ada = await hub.addPerson();
    const pausedUntil = new Date(hub.clock.now().getTime() + dayMs).toISOString();
    await hub.as(ada).notifications.setPreferences({ body: { ...open, pausedUntil } });
    await hub.notify(paper(ada));
    await hub.notify({ userId: ada, type: 'security.new-device', title: 'Sign-in', text: 'From Berlin.' });
    await hub.outbox.drain();
    const rows = await hub.database.db
      .selectFrom('event_log')
      .select('data')
      .where('type', '=', 'notification.created')
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    expect(rows.map((row) => (row.data as { silent: boolean }).silent)).toEqual([false, true]);
  });

  test('is not for ever', async () => {
    const ada = await hub.addPerson();
    const pausedUntil = new Date(hub.clock.now().getTime() + 91 * dayMs).toISOString();
    await expect(
      hub.as(ada).notifications.setPreferences({ body: { ...open, pausedUntil } }),
    ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
  });
});

describe('snoozing', () => {
  test('puts one away and brings it back unread, live, at the end of the sequence', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    const inbox = hub.as(ada).notifications;
    const [first] = [await hub.notify(paper(ada, 'first')), await hub.notify(paper(ada, 'second'))];
    const params = { notificationId: first!.id };
    await inbox.read({ params, body: {} });
    const until = new Date(begin.getTime() + hourMs).toISOString();
    expect(await inbox.snooze({ params, body: { until } })).toMatchObject({ snoozedUntil: until });
    expect((await inbox.list({ query: {} })).items.map((one) => one.title)).toEqual(['second']);
    expect((await inbox.list({ query: { snoozed: 'true' } })).items.map((one) => one.title)).toEqual([
      'first',
    ]);
    expect(await inbox.unreadCount({})).toMatchObject({ unread: 1, lastSeq: 2 });
    hub.clock.advance(hourMs);
    await hub.service.courier.drain();
    await hub.outbox.drain();
    expect(await inbox.unreadCount({})).toMatchObject({ unread: 2, lastSeq: 3 });
    // Whoever was away and asks for what came after sees it, under the id it always had.
    expect((await inbox.list({ query: { after: 2 } })).items).toMatchObject([
      { id: first!.id, seq: 3, readAt: null, snoozedUntil: null, createdAt: first!.createdAt },
    ]);
    const live = await hub.database.db
      .selectFrom('event_log')
      .select(['topics', 'data'])
      .where('type', '=', 'notification.created')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(live).toMatchObject({
      topics: [`user:${ada}`],
      data: { notification: { id: first!.id, seq: 3 } },
    });
    hub.travelTo(begin);
  });

  test('can be ended, undone by deleting, and is refused where it makes no sense', async () => {
    const ada = await hub.addPerson();
    const inbox = hub.as(ada).notifications;
    const one = await hub.notify(paper(ada));
    const params = { notificationId: one!.id };
    const at = (ms: number) => new Date(hub.clock.now().getTime() + ms).toISOString();
    for (const until of [at(-hourMs), at(10), at(400 * dayMs)])
      await expect(inbox.snooze({ params, body: { until } })).rejects.toMatchObject({
        problem: { code: 'RULE_VIOLATED' },
      });
    await expect(inbox.wake({ params, body: {} })).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED' },
    });
    await inbox.snooze({ params, body: { until: at(hourMs) } });
    expect(await inbox.wake({ params, body: {} })).toMatchObject({ seq: 2, readAt: null });
    await inbox.snooze({ params, body: { until: at(hourMs) } });
    await inbox.remove({ params });
    expect(await inbox.unreadCount({})).toMatchObject({ unread: 0 });
    expect((await inbox.list({ query: { snoozed: 'true' } })).items).toEqual([]);
  });

  test('two ends of one snooze bring it back once', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    const one = await hub.notify(paper(ada));
    const until = new Date(begin.getTime() + hourMs).toISOString();
    await hub.as(ada).notifications.snooze({ params: { notificationId: one!.id }, body: { until } });
    hub.clock.advance(hourMs);
    await Promise.all([hub.service.upkeep.round(), hub.service.upkeep.round(), hub.service.upkeep.round()]);
    expect(await hub.as(ada).notifications.unreadCount({})).toEqual({ unread: 1, lastSeq: 2 });
    hub.travelTo(begin);
  });

  test('a stranger finds nothing to read, snooze or wake', async () => {
    const [ada, eve] = [await hub.addPerson(), await hub.addPerson()];
    const one = await hub.notify(paper(ada));
    const params = { notificationId: one!.id };
    const until = new Date(hub.clock.now().getTime() + hourMs).toISOString();
    const theirs = hub.as(eve).notifications;
    for (const attempt of [
      () => theirs.get({ params }),
      () => theirs.snooze({ params, body: { until } }),
      () => theirs.wake({ params, body: {} }),
    ])
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});

describe('what has an end', () => {
  test('leaves the list and the count the moment it is over, and its text soon after', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    const inbox = hub.as(ada).notifications;
    const expiresAt = new Date(begin.getTime() + hourMs);
    const one = await hub.notify({ ...paper(ada), expiresAt });
    await hub.notify(paper(ada));
    expect(await inbox.unreadCount({})).toMatchObject({ unread: 2 });
    hub.travelTo(expiresAt);
    expect(await inbox.unreadCount({})).toMatchObject({ unread: 1 });
    expect((await inbox.list({ query: {} })).items).toHaveLength(1);
    await expect(inbox.read({ params: { notificationId: one!.id }, body: {} })).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    await hub.service.courier.drain();
    expect(await inbox.unreadCount({})).toMatchObject({ unread: 1 });
    const row = await hub.database.db
      .selectFrom('notifications')
      .selectAll()
      .where('id', '=', one!.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ title: '', text: '' });
    hub.travelTo(begin);
  });

  test('read ones are forgotten after 90 days, unread ones after a year, and the count stays right', async () => {
    const ada = await hub.addPerson();
    const begin = hub.clock.now();
    const inbox = hub.as(ada).notifications;
    const read = await hub.notify(paper(ada, 'read'));
    await hub.notify(paper(ada, 'unread'));
    await inbox.read({ params: { notificationId: read!.id }, body: {} });
    hub.clock.advance(retention.readMs + dayMs);
    await hub.notify(paper(ada, 'new'));
    await hub.service.upkeep.prune();
    expect((await inbox.list({ query: {} })).items.map((one) => one.title)).toEqual(['new', 'unread']);
    expect(await inbox.unreadCount({})).toEqual({ unread: 2, lastSeq: 3 });
    hub.clock.advance(retention.anyMs - retention.readMs);
    await hub.service.upkeep.prune();
    expect((await inbox.list({ query: {} })).items.map((one) => one.title)).toEqual(['new']);
    expect(await inbox.unreadCount({})).toEqual({ unread: 1, lastSeq: 3 });
    hub.travelTo(begin);
  });
});
