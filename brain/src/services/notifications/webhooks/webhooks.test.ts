import { createHmac } from 'node:crypto';
import { dayMs, hourMs, secondMs } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../test-hub.ts';
import { createReceiver, type Post, type Receiver } from '../test-receiver.ts';
import { placesOfOne, webhookRetryMs } from './sender.ts';

let hub: TestHub;
let receiver: Receiver;

beforeAll(async () => {
  hub = await createTestHub(new Date('2026-11-23T15:00:00.000Z'), { ALLOW_PRIVATE_TARGETS: '1' });
  receiver = await createReceiver();
});
afterAll(async () => {
  await receiver.close();
  await hub.close();
});
beforeEach(async () => {
  receiver.answers({ status: 200 });
  await hub.service.courier.drain();
  receiver.posts.length = 0;
  receiver.answers({ status: 200, body: 'thanks' });
});

/** Somebody who holds the gate of API use. */
async function developer(): Promise<string> {
  const userId = await hub.addPerson();
  await hub.appoint(userId);
  return userId;
}

async function connect(userId: string, types: 'venture.updated'[] = []) {
  return hub.as(userId).webhooks.add({ body: { url: `${receiver.origin}/hook`, types } });
}

const news = (userId: string, title = 'Solar was updated') => ({
  userId,
  type: 'venture.updated' as const,
  title,
  text: 'It is paused.',
  link: '/ventures/1',
});

/** What any receiver that follows the specification does. */
function verified(post: Post, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = post.headers;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${at}.${post.body}`).digest('base64');
  return String(given).split(' ').includes(`v1,${wanted}`);
}

describe('a webhook', () => {
  test('posts each notification signed after the specification', async () => {
    const ada = await developer();
    const { endpoint, secret } = await connect(ada);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const told = await hub.notify(news(ada));
    await hub.service.courier.drain();
    expect(receiver.posts).toHaveLength(1);
    const [post] = receiver.posts as [Post];
    expect(verified(post, secret)).toBe(true);
    expect(verified({ ...post, body: Buffer.from('{}') }, secret)).toBe(false);
    expect(JSON.parse(post.body.toString())).toEqual({
      type: 'venture.updated',
      timestamp: hub.clock.now().toISOString(),
      data: {
        id: told!.id,
        title: 'Solar was updated',
        text: 'It is paused.',
        priority: 'NORMAL',
        link: '/ventures/1',
        createdAt: told!.createdAt,
        expiresAt: null,
      },
    });
    const { items } = await hub
      .as(ada)
      .webhooks.deliveries({ params: { endpointId: endpoint.id }, query: {} });
    expect(items).toMatchObject([
      {
        webhookId: post.headers['webhook-id'],
        type: 'venture.updated',
        state: 'SENT',
        attempts: 1,
        last: { status: 200, answer: 'thanks', error: null },
      },
    ]);
    const { deliveries } = await hub.as(ada).notifications.get({ params: { notificationId: told!.id } });
    expect(deliveries).toContainEqual(
      expect.objectContaining({ channel: 'WEBHOOK', state: 'SENT', target: `127.0.0.1:${receiver.port}` }),
    );
  });

  test('sends the types that were chosen only, and none when switched off', async () => {
    const ada = await developer();
    const { endpoint } = await connect(ada, ['venture.updated']);
    const hooks = hub.as(ada).webhooks;
    await hub.notify({ ...news(ada), type: 'meeting' });
    await hub.service.courier.drain();
    expect(receiver.posts).toEqual([]);
    const params = { endpointId: endpoint.id };
    const { etag } = await hooks.get({ params });
    await hooks.edit({ params, body: { enabled: false } }, { ifMatch: etag! });
    await hub.notify(news(ada));
    await hub.service.courier.drain();
    expect(receiver.posts).toEqual([]);
    await expect(hooks.test({ params, body: {} })).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED' },
    });
    await expect(
      hooks.edit({ params, body: { description: 'late' } }, { ifMatch: etag! }),
    ).rejects.toMatchObject({ problem: { code: 'EDIT_CONFLICT' } });
  });

  test('keeps its id through retries and replays', async () => {
    const ada = await developer();
    const { endpoint } = await connect(ada);
    const day = hub.clock.now();
    receiver.answers({ status: 500, body: 'database down' });
    await hub.notify(news(ada));
    await hub.service.courier.drain();
    hub.clock.advance(webhookRetryMs[0]);
    receiver.answers({ status: 200 });
    await hub.service.courier.drain();
    const hooks = hub.as(ada).webhooks;
    const params = { endpointId: endpoint.id };
    const [sent] = (await hooks.deliveries({ params, query: {} })).items;
    expect(sent).toMatchObject({ state: 'SENT', attempts: 2 });
    await hooks.replay({ params: { ...params, deliveryId: sent!.id }, body: {} });
    await hub.service.courier.drain();
    expect(receiver.posts).toHaveLength(3);
    expect(new Set(receiver.posts.map((post) => post.headers['webhook-id']))).toEqual(
      new Set([sent!.webhookId]),
    );
    const shown = await hooks.delivery({ params: { ...params, deliveryId: sent!.id } });
    expect(shown.attempts.map((one) => [one.status, one.error])).toEqual([
      [200, null],
      [200, null],
      [500, 'The endpoint answered 500.'],
    ]);
    hub.travelTo(day);
  });

  test('a receiver down for days: nothing lost, then the endpoint is switched off with a notice, and all is replayed', async () => {
    const ada = await developer();
    const { endpoint, secret } = await connect(ada, ['venture.updated']);
    const day = hub.clock.now();
    receiver.answers({ status: 503 });
    for (const title of ['one', 'two', 'three']) await hub.notify(news(ada, title));
    await hub.service.courier.drain();
    for (const waitMs of webhookRetryMs) {
      hub.clock.advance(waitMs);
      await hub.service.courier.drain();
    }
    const hooks = hub.as(ada).webhooks;
    const params = { endpointId: endpoint.id };
    expect(await hooks.get({ params })).toMatchObject({
      enabled: false,
      disabledReason: expect.stringContaining('503'),
    });
    const notices = await hub.as(ada).notifications.list({ query: { type: 'webhook.disabled' } });
    expect(notices.items).toMatchObject([
      { title: 'A webhook was switched off', link: `/settings/webhooks/${endpoint.id}` },
    ]);
    receiver.answers({ status: 204 });
    receiver.posts.length = 0;
    const { etag } = await hooks.get({ params });
    await hooks.edit({ params, body: { enabled: true } }, { ifMatch: etag! });
    // The first that was given up switched it off; the others still waited, and go out now that it is on.
    expect(await hooks.replayFailed({ params, body: {} })).toMatchObject({ queued: 1 });
    expect(await hooks.replayFailed({ params, body: {} })).toMatchObject({ queued: 0 });
    await hub.service.courier.drain();
    const titles = receiver.posts.map(
      (post) => (JSON.parse(post.body.toString()) as { data: { title: string } }).data.title,
    );
    expect(titles.toSorted()).toEqual(['one', 'three', 'two']);
    expect(receiver.posts.every((post) => verified(post, secret))).toBe(true);
    hub.travelTo(day);
  });

  test('a receiver that answers 410 is switched off at once', async () => {
    const ada = await developer();
    const { endpoint } = await connect(ada);
    receiver.answers({ status: 410 });
    await hub.as(ada).webhooks.test({ params: { endpointId: endpoint.id }, body: {} });
    await hub.service.courier.drain();
    expect(await hub.as(ada).webhooks.get({ params: { endpointId: endpoint.id } })).toMatchObject({
      enabled: false,
    });
  });

  test('after a rotation both secrets verify for a day, then the new one alone', async () => {
    const ada = await developer();
    const { endpoint, secret: old } = await connect(ada);
    const day = hub.clock.now();
    const params = { endpointId: endpoint.id };
    const { secret } = await hub.as(ada).webhooks.rotate({ params, body: {} });
    await hub.notify(news(ada));
    await hub.service.courier.drain();
    expect([old, secret].map((one) => verified(receiver.posts[0]!, one))).toEqual([true, true]);
    hub.clock.advance(dayMs + secondMs);
    await hub.notify(news(ada));
    await hub.service.courier.drain();
    expect([old, secret].map((one) => verified(receiver.posts[1]!, one))).toEqual([false, true]);
    hub.travelTo(day);
  });

  test('two senders at once post each delivery once', async () => {
    const ada = await developer();
    await connect(ada);
    for (let at = 0; at < 12; at++) await hub.notify(news(ada));
    await Promise.all([hub.service.courier.drain(), hub.service.courier.drain()]);
    expect(receiver.posts).toHaveLength(12);
    expect(new Set(receiver.posts.map((post) => post.headers['webhook-id'])).size).toBe(12);
  });

  test('a server that hangs with thousands waiting for it keeps nobody else waiting', async () => {
    const [slow, quick] = [await developer(), await developer()];
    await hub.as(slow).webhooks.add({ body: { url: `${receiver.origin}/slow` } });
    await connect(quick);
    const many = Array.from({ length: 300 }, (_, at) => ({ ...news(slow), key: `slow ${at}` }));
    await hub.database.transact((tx) => hub.service.notifyAll(tx, many));
    hub.clock.advance(secondMs);
    for (let at = 0; at < 5; at++) await hub.notify({ ...news(quick), key: `quick ${at}` });
    const release = receiver.holds('/slow');
    const round = hub.service.courier.round();
    // All of the quick one's have arrived while the slow server holds no more than its places.
    await expect.poll(() => receiver.posts.filter((post) => post.path === '/hook').length).toBe(5);
    expect(receiver.posts.filter((post) => post.path === '/slow')).toHaveLength(placesOfOne);
    release();
    await round;
    await hub.service.courier.drain();
    const slowOnes = receiver.posts.filter((post) => post.path === '/slow');
    expect(slowOnes).toHaveLength(300);
    expect(new Set(slowOnes.map((post) => post.headers['webhook-id'])).size).toBe(300);
  }, 60_000);

  test('a lapsed gate closes it: nothing is posted any more', async () => {
    const ada = await developer();
    const { endpoint } = await connect(ada);
    await hub.notify(news(ada));
    await hub.database.transact((tx) => hub.security.clear(tx, ada, 'PAPER', { value: 'APIUA' }));
    await hub.service.courier.drain();
    expect(receiver.posts).toEqual([]);
    await expect(hub.as(ada).webhooks.get({ params: { endpointId: endpoint.id } })).rejects.toMatchObject({
      problem: { code: 'GATE_BLOCKED' },
    });
  });
});

describe('who may', () => {
  test('the gate of API use, with the paper that is missing', async () => {
    const guest = await hub.addPerson();
    await expect(connect(guest)).rejects.toMatchObject({ problem: { code: 'GATE_BLOCKED' } });
    const ada = await developer();
    await hub.database.transact((tx) => hub.security.clear(tx, ada, 'PAPER', { value: 'APIUA' }));
    await expect(connect(ada)).rejects.toMatchObject({
      problem: { code: 'GATE_BLOCKED', gate: 'API_KEY', missingPapers: [{ code: 'APIUA' }] },
    });
  });

  test('an endpoint of somebody else is not there, on any route', async () => {
    const [ada, eve] = [await developer(), await developer()];
    const { endpoint } = await connect(ada);
    await hub.notify(news(ada));
    const [delivery] = (
      await hub.as(ada).webhooks.deliveries({ params: { endpointId: endpoint.id }, query: {} })
    ).items;
    const hooks = hub.as(eve).webhooks;
    const own = (await connect(eve)).endpoint;
    const params = { endpointId: endpoint.id };
    const both = { ...params, deliveryId: delivery!.id };
    for (const attempt of [
      () => hooks.get({ params }),
      () => hooks.edit({ params, body: { enabled: false } }, { ifMatch: '"1"' }),
      () => hooks.remove({ params }),
      () => hooks.rotate({ params, body: {} }),
      () => hooks.test({ params, body: {} }),
      () => hooks.deliveries({ params, query: {} }),
      () => hooks.delivery({ params: both }),
      () => hooks.replay({ params: both, body: {} }),
      () => hooks.replayFailed({ params, body: {} }),
      // Behind an endpoint of one's own, the delivery of another is not there either.
      () => hooks.delivery({ params: { endpointId: own.id, deliveryId: delivery!.id } }),
      () => hooks.replay({ params: { endpointId: own.id, deliveryId: delivery!.id }, body: {} }),
    ])
      await expect(attempt()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  test('ten endpoints are the most, also for two requests at once', async () => {
    const ada = await developer();
    const results = await Promise.allSettled(Array.from({ length: 14 }, () => connect(ada)));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(10);
  });
});

describe('where it may go', () => {
  test('without the setting for development: https, and no address inside a network', async () => {
    const strict = await createTestHub();
    try {
      const ada = await strict.addPerson();
      await strict.appoint(ada);
      for (const url of [
        'http://example.com/hook',
        'https://127.0.0.1/hook',
        'https://[::1]/hook',
        'https://[::ffff:10.0.0.1]/hook',
        'https://169.254.169.254/latest/meta-data',
        'https://192.168.1.1/hook',
        'https://2130706433/hook',
        'https://localhost/hook',
        'https://user:secret@example.com/hook',
      ])
        await expect(strict.as(ada).webhooks.add({ body: { url } })).rejects.toMatchObject({
          problem: { code: 'RULE_VIOLATED' },
        });
    } finally {
      await strict.close();
    }
  });

  test('a redirect is not followed, wherever it leads', async () => {
    const ada = await developer();
    const { endpoint } = await connect(ada);
    receiver.answers({ status: 302, headers: { location: `${receiver.origin}/inside` } });
    await hub.notify(news(ada));
    await hub.service.courier.round();
    expect(receiver.posts.map((post) => post.path)).toEqual(['/hook']);
    const { items } = await hub
      .as(ada)
      .webhooks.deliveries({ params: { endpointId: endpoint.id }, query: {} });
    expect(items[0]!.last).toMatchObject({ status: 302, error: expect.stringContaining('not followed') });
    expect(new Date(items[0]!.dueAt!).getTime()).toBeLessThan(hub.clock.now().getTime() + hourMs);
  });
});
