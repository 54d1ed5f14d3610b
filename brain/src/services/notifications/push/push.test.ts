import { dayMs, hourMs, minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pushesAnHour } from '../flow.ts';
import { createTestHub, type TestHub } from '../test-hub.ts';
import { createBrowserKeys, createReceiver, vapidClaims, type Receiver } from '../test-receiver.ts';
import { createPushKeys } from './keys.ts';

let hub: TestHub;
let service: Receiver;
let count = 0;

beforeAll(async () => {
  hub = await createTestHub(new Date('2026-11-23T15:00:00.000Z'), { ALLOW_PRIVATE_TARGETS: '1' });
  service = await createReceiver();
});
afterAll(async () => {
  await service.close();
  await hub.close();
});
beforeEach(() => {
  service.posts.length = 0;
  service.answers({ status: 201 });
});

async function subscribe(userId: string, name = 'Ada’s phone') {
  const browser = createBrowserKeys();
  const endpoint = `${service.origin}/push/${++count}`;
  const device = await hub
    .as(userId)
    .notifications.addDevice({ body: { name, endpoint, keys: browser.keys } });
  return { ...browser, endpoint, device };
}

const invitation = (userId: string, key = `k${++count}`) => ({
  userId,
  key,
  type: 'invitation.received' as const,
  title: 'You are invited to Solar',
  text: 'Bob asks you to join as a contributor.',
  link: '/ventures/7',
});
const deliveriesOf = (userId: string) =>
  hub.database.db
    .selectFrom('notification_deliveries')
    .selectAll()
    .where('user_id', '=', userId)
    .where('channel', '=', 'PUSH')
    .orderBy('id')
    .execute();

describe('a push message', () => {
  test('reaches the push service encrypted for the browser, signed by the installation, without private text', async () => {
    const ada = await hub.addPerson();
    const phone = await subscribe(ada);
    const { publicKey } = await hub.as(ada).notifications.devices({});
    const told = await hub.notify(invitation(ada));
    await hub.service.courier.drain();
    expect(service.posts).toHaveLength(1);
    const [{ headers, body }] = service.posts as [(typeof service.posts)[0]];
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' });
    const claims = vapidClaims(headers.authorization!);
    expect(claims).toMatchObject({ key: publicKey, aud: service.origin, sub: 'mailto:no-reply@localhost' });
    expect(claims.exp * 1000).toBeLessThan(Date.now() + dayMs);
    expect(body.toString()).not.toContain('Solar');
    expect(JSON.parse(phone.decrypt(body))).toEqual({
      id: told!.id,
      title: 'You are invited to Solar',
      link: '/ventures/7',
      urgent: false,
    });
    const { deliveries } = await hub.as(ada).notifications.get({ params: { notificationId: told!.id } });
    expect(deliveries).toContainEqual(
      expect.objectContaining({ channel: 'PUSH', state: 'SENT', target: 'Ada’s phone', attempts: 1 }),
    );
  });

  test('carries the text where the person allows it', async () => {
    const ada = await hub.addPerson();
    const phone = await subscribe(ada);
    await hub.as(ada).notifications.setPreferences({
      body: { emailEnabled: true, quietFrom: null, quietTo: null, pushText: true, types: [] },
    });
    await hub.notify(invitation(ada));
    await hub.service.courier.drain();
    expect(JSON.parse(phone.decrypt(service.posts[0]!.body))).toMatchObject({
      text: 'Bob asks you to join as a contributor.',
    });
  });

  test('goes to every device once, however often the cause comes', async () => {
    const ada = await hub.addPerson();
    await subscribe(ada, 'phone');
    await subscribe(ada, 'laptop');
    const notice = invitation(ada);
    await Promise.all([1, 2, 3].map(() => hub.notify(notice)));
    await hub.service.courier.drain();
    expect(service.posts.map((post) => post.path).toSorted()).toHaveLength(2);
    expect(new Set(service.posts.map((post) => post.path)).size).toBe(2);
  });

  test('is not made where the type, the channel or the person says no', async () => {
    const ada = await hub.addPerson();
    await subscribe(ada);
    const inbox = hub.as(ada).notifications;
    const open = { emailEnabled: true, quietFrom: null, quietTo: null };
    await hub.notify({ userId: ada, type: 'venture.updated', title: 'Solar', text: 'Paused.' });
    await inbox.setPreferences({
      body: { ...open, types: [{ type: 'invitation.received', inApp: true, email: true, push: false }] },
    });
    await hub.notify(invitation(ada));
    await inbox.setPreferences({
      body: {
        ...open,
        pushEnabled: false,
        types: [{ type: 'invitation.received', inApp: true, email: true, push: true }],
      },
    });
    await hub.notify(invitation(ada));
    expect(await deliveriesOf(ada)).toEqual([]);
    // A mandatory type is mandatory in-app and by e-mail; push stays one's own choice.
    await inbox.setPreferences({
      body: {
        ...open,
        pushEnabled: true,
        types: [{ type: 'maintenance', inApp: true, email: true, push: false }],
      },
    });
    await hub.notify({ userId: ada, type: 'maintenance', title: 'Tonight', text: 'At ten.' });
    expect(await deliveriesOf(ada)).toEqual([]);
  });

  test('at night only a security alert rings; the rest comes in the morning', async () => {
    const ada = await hub.addPerson({ timeZone: 'America/Toronto' });
    await subscribe(ada);
    await hub.as(ada).notifications.setPreferences({
      body: { emailEnabled: true, quietFrom: '22:00', quietTo: '07:00', types: [] },
    });
    const day = hub.clock.now();
    hub.travelTo(new Date('2026-11-24T05:00:00.000Z')); // midnight in Toronto
    await hub.notify(invitation(ada));
    await hub.notify({ userId: ada, type: 'security.new-device', title: 'Sign-in', text: 'From Berlin.' });
    await hub.service.courier.drain();
    expect(service.posts).toHaveLength(1);
    expect(service.posts[0]!.headers['urgency']).toBe('high');
    hub.travelTo(new Date('2026-11-24T12:00:00.000Z'));
    await hub.service.courier.drain();
    expect(service.posts).toHaveLength(2);
    hub.travelTo(day);
  });

  test('a flood is announced by one message; an alert still rings', async () => {
    const ada = await hub.addPerson();
    const phone = await subscribe(ada);
    await hub.database.transact((tx) =>
      hub.service.notifyAll(
        tx,
        Array.from({ length: 200 }, () => invitation(ada)),
      ),
    );
    await hub.notify({ userId: ada, type: 'security.new-device', title: 'Sign-in', text: 'From Berlin.' });
    await hub.service.courier.drain();
    const titles = service.posts.map(
      (post) => (JSON.parse(phone.decrypt(post.body)) as { title: string }).title,
    );
    expect(titles).toHaveLength(pushesAnHour + 2);
    // It leaves first; of the ten that travel together any may arrive before it, and whatever takes their places.
    expect(titles.slice(0, 20)).toContain('Sign-in');
    expect(titles.filter((title) => title === 'Many more notifications are waiting for you')).toHaveLength(1);
    hub.clock.advance(hourMs);
    await hub.notify(invitation(ada));
    await hub.service.courier.drain();
    expect(service.posts).toHaveLength(pushesAnHour + 3);
  });

  test('of many the same waits behind what concerns one person', async () => {
    const [ada, bob] = [await hub.addPerson(), await hub.addPerson()];
    for (let device = 0; device < 15; device++) await subscribe(ada);
    const bobs = await subscribe(bob);
    await hub.notify({ userId: ada, type: 'maintenance', title: 'Maintenance', text: 'At ten.', bulk: true });
    hub.clock.advance(1_000);
    await hub.notify(invitation(bob));
    await hub.service.courier.drain();
    // It leaves first; the other nine of the ten that travel together may arrive before it.
    expect(service.posts.slice(0, 15).map((post) => post.path)).toContain(new URL(bobs.endpoint).pathname);
    expect(service.posts).toHaveLength(16);
  });

  test('is dropped when the notification was read or deleted before its time', async () => {
    const ada = await hub.addPerson();
    await subscribe(ada);
    const inbox = hub.as(ada).notifications;
    const [one, two] = [await hub.notify(invitation(ada)), await hub.notify(invitation(ada))];
    await inbox.read({ params: { notificationId: one!.id }, body: {} });
    await inbox.remove({ params: { notificationId: two!.id } });
    await hub.service.courier.drain();
    expect(service.posts).toEqual([]);
  });

  test('is tried five more times with growing delay, then given up; nothing is sent twice', async () => {
    const ada = await hub.addPerson();
    await subscribe(ada);
    service.answers({ status: 503 });
    const day = hub.clock.now();
    await hub.notify(invitation(ada));
    for (const waitMs of [0, 30_000, 2 * minuteMs, 10 * minuteMs, hourMs, 4 * hourMs]) {
      hub.clock.advance(waitMs);
      await hub.service.courier.drain();
    }
    expect(service.posts).toHaveLength(6);
    expect(await deliveriesOf(ada)).toMatchObject([
      { state: 'FAILED', attempts: 6, last_error: 'The push service answered 503.' },
    ]);
    hub.clock.advance(dayMs);
    await hub.service.courier.drain();
    expect(service.posts).toHaveLength(6);
    hub.travelTo(day);
  });

  test('a subscription that is gone is removed at once', async () => {
    const ada = await hub.addPerson();
    for (const status of [404, 410]) {
      await subscribe(ada);
      service.answers({ status });
      await hub.notify(invitation(ada));
      await hub.service.courier.drain();
      expect((await hub.as(ada).notifications.devices({})).items).toEqual([]);
    }
    expect((await deliveriesOf(ada)).map((row) => row.state)).toEqual(['FAILED', 'FAILED']);
  });
});

describe('devices', () => {
  test('the same browser again renews itself; another person’s sign-in in it takes it over', async () => {
    const [ada, bob] = [await hub.addPerson(), await hub.addPerson()];
    const first = await subscribe(ada);
    const again = await hub.as(ada).notifications.addDevice({
      body: { name: 'x', endpoint: first.endpoint, keys: createBrowserKeys().keys },
    });
    expect(again.id).toBe(first.device.id);
    const waiting = await hub.notify(invitation(ada));
    await hub
      .as(bob)
      .notifications.addDevice({ body: { name: 'Bob', endpoint: first.endpoint, keys: first.keys } });
    await hub.service.courier.drain();
    expect(waiting).not.toBeNull();
    expect(service.posts).toEqual([]);
    expect((await hub.as(ada).notifications.devices({})).items).toEqual([]);
    expect((await hub.as(bob).notifications.devices({})).items).toHaveLength(1);
  });

  test('are listed, named and removed by their owner; to strangers they are not there', async () => {
    const [ada, eve] = [await hub.addPerson(), await hub.addPerson()];
    const { device } = await subscribe(ada);
    const params = { deviceId: device.id };
    const theirs = hub.as(eve).notifications;
    for (const attempt of [
      () => theirs.renameDevice({ params, body: { name: 'mine' } }),
      () => theirs.removeDevice({ params }),
      () => theirs.tryDevice({ params, body: {} }),
    ])
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    const own = hub.as(ada).notifications;
    await own.renameDevice({ params, body: { name: 'Kitchen' } });
    await own.tryDevice({ params, body: {} });
    await hub.service.courier.drain();
    expect(service.posts).toHaveLength(1);
    expect((await own.devices({})).items).toMatchObject([
      { name: 'Kitchen', service: `127.0.0.1:${service.port}`, lastSentAt: hub.clock.now().toISOString() },
    ]);
    await own.removeDevice({ params });
    expect((await own.devices({})).items).toEqual([]);
  });

  test('end with the session they were registered in', async () => {
    const ada = await hub.addPerson();
    await subscribe(ada);
    await hub.happens('session.ended', { sessionId: hub.sessions.get(ada)! });
    expect((await hub.as(ada).notifications.devices({})).items).toEqual([]);
  });

  test('twenty are the most, and a key nobody can encrypt for is refused', async () => {
    const ada = await hub.addPerson();
    for (let device = 0; device < 20; device++) await subscribe(ada);
    await expect(subscribe(ada)).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
    const eve = await hub.addPerson();
    const { keys } = createBrowserKeys();
    const broken = Buffer.alloc(65, 4).toString('base64url');
    await expect(
      hub.as(eve).notifications.addDevice({
        body: { name: 'x', endpoint: `${service.origin}/x`, keys: { ...keys, p256dh: broken } },
      }),
    ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
  });

  test('the key pair is made once, whoever asks first', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => createPushKeys(hub.kernel)()));
    expect(new Set(asked.map((keys) => keys.privateKey)).size).toBe(1);
    const row = await hub.database.db.selectFrom('push_keys').selectAll().executeTakeFirstOrThrow();
    expect(row.private_key.toString()).not.toContain(asked[0]!.privateKey);
  });
});
