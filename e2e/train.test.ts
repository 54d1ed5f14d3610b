import { randomUUID } from 'node:crypto';
import { notificationsWire, type PushMessage } from '@smartstart/contract';
import { becomeSubscriber, openSocket, startPlatform, type Person, type Platform } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Somebody on a train at night: the connection breaks, things happen, and the Brain is killed before they are back. */
let platform: Platform;
let rider: Person;

beforeAll(async () => {
  platform = await startPlatform({ RATE_LIMITS: 'off', LOG_LEVEL: 'fatal' });
  rider = await becomeSubscriber(platform.origin, { name: 'Tess Train', email: 'tess@example.com' });
}, 120_000);
afterAll(() => platform.stop());

const hourMs = 3_600_000;

async function nightFalls(): Promise<void> {
  const { notifications } = rider.api;
  const { timeZone } = await notifications.preferences({});
  const wall = (at: number) =>
    new Date(at).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  await notifications.setPreferences({
    body: {
      emailEnabled: true,
      quietFrom: wall(Date.now() - hourMs),
      quietTo: wall(Date.now() + 3 * hourMs),
      types: [],
    },
  });
}

/** From a browser nobody has seen before: a security alert follows. */
async function strangeSignIn(): Promise<void> {
  const answer = await fetch(`${platform.origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/150.0' },
    body: JSON.stringify({ email: rider.email, password: rider.password }),
  });
  expect(answer.status).toBe(200);
}

const create = (name: string) =>
  rider.api.ventures.create({ body: { name } }, { idempotencyKey: randomUUID() });

function told(messages: readonly PushMessage[]) {
  return messages
    .filter((message) => message.type === 'notification.created')
    .map((message) => ({
      ...notificationsWire.notification.parse(message.data['notification']),
      silent: message.data['silent'],
    }));
}

test('whoever loses the connection misses nothing, gets nothing twice, and at night only a security alert rings', async () => {
  const { origin } = platform;
  const topic = `user:${rider.userId}`;
  await nightFalls();
  const before = await openSocket(origin, rider.accessToken()!);
  await before.subscribe(topic);
  await create('Seen before the tunnel');
  const last = await before.heard((message) => message.type === 'notification.created');
  const [seen] = told([last]);
  before.close();

  for (const name of ['Missed one', 'Missed two', 'Missed three']) await create(name);
  await strangeSignIn();
  await platform.restartBrain('SIGKILL');
  await create('Missed four');
  await expect
    .poll(async () => (await rider.api.notifications.list({ query: { after: seen!.seq } })).items.length, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(5);

  const after = await openSocket(origin, rider.accessToken()!);
  await after.subscribe(topic, last.seq);
  await after.heard((message) => JSON.stringify(message.data).includes('Missed four was created'));
  await create('After the tunnel');
  await after.heard((message) => JSON.stringify(message.data).includes('After the tunnel was created'));

  const heard = told(after.messages());
  const { items } = await rider.api.notifications.list({ query: { after: seen!.seq, limit: 100 } });
  // Live and asked for are the same: each once, in order, without a gap.
  expect(heard.map((one) => one.id)).toEqual(items.map((one) => one.id));
  expect(items.map((one) => one.seq)).toEqual(items.map((_, at) => seen!.seq + 1 + at));
  expect(heard.filter((one) => one.type === 'venture.created').map((one) => one.title)).toEqual(
    ['Missed one', 'Missed two', 'Missed three', 'Missed four', 'After the tunnel'].map(
      (name) => `${name} was created`,
    ),
  );
  expect(heard.filter((one) => !one.silent).map((one) => one.type)).toEqual(['security.new-device']);

  // A second reconnection from the same place brings the same again, and from the end nothing.
  const again = await openSocket(origin, rider.accessToken()!);
  await again.subscribe(topic, after.messages().at(-1)!.seq);
  expect(told(again.messages())).toEqual([]);
  for (const socket of [after, again]) socket.close();
}, 120_000);
