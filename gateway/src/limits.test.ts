import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from './gateway.ts';
import { sessionId, startGateway, TestBrain, userId, ventureId } from './test-brain.ts';

let brain: TestBrain;
let gateway: Gateway;
let url: string;

beforeAll(async () => {
  brain = await new TestBrain().start();
  // Nothing listens there: the limits must hold without Redis.
  ({ gateway, url } = await startGateway(brain, { RATE_LIMITS: 'on', REDIS_URL: 'redis://127.0.0.1:1' }));
});
afterAll(async () => {
  await gateway.close();
  await brain.stop();
});

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

async function statuses(times: number, send: () => Promise<Response>): Promise<number[]> {
  const list: number[] = [];
  for (let i = 0; i < times; i++) list.push((await send()).status);
  return list;
}

describe('rate limits', () => {
  it('tell what is left, and when to come back', async () => {
    const login = () => post('/auth/login', { email: 'a@example.com', password: 'x' });
    const first = await login();
    expect(first.headers.get('ratelimit-policy')).toBe('"login";q=5;w=60');
    expect(first.headers.get('ratelimit')).toBe('"login";r=4;t=60');
    expect(await statuses(4, login)).toEqual([200, 200, 200, 200]);
    const refused = await login();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await refused.json()).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: expect.any(Number),
      requestId: expect.any(String),
    });
  });

  it('count sign-ins by address and account name, however it is written', async () => {
    expect(await statuses(5, () => post('/auth/login', { email: 'b@example.com', password: 'x' }))).toEqual([
      200, 200, 200, 200, 200,
    ]);
    expect((await post('/auth/login', { email: 'B@Example.com', password: 'x' })).status).toBe(429);
    expect((await post('/auth/login', { email: 'c@example.com', password: 'x' })).status).toBe(200);
  });

  it('count each operation of the registration class on its own', async () => {
    const forgot = () => post('/auth/password/forgot', { email: 'a@example.com' });
    expect(await statuses(4, forgot)).toEqual([200, 200, 200, 429]);
    expect((await post('/auth/email/resend', { email: 'a@example.com' })).status).toBe(200);
  });

  it('count accounts, not addresses, and one class together', async () => {
    const sign = async (user: string) =>
      post(
        `/legal/documents/${ventureId}/sign`,
        {},
        { authorization: `Bearer ${await brain.token(user, sessionId)}`, 'idempotency-key': 'k' },
      );
    const other = userId.replace(/1$/, '2');
    expect(await statuses(6, () => sign(userId))).toEqual([400, 400, 400, 400, 400, 429]);
    expect((await sign(other)).status).toBe(400);
  });

  it('slow down whoever guesses names or tokens', async () => {
    const guess = () => fetch(`${url}/api/v1/me`, { headers: { authorization: 'Bearer a.b.c' } });
    const answers = await statuses(125, guess);
    expect(answers[0]).toBe(401);
    expect(answers.at(-1)).toBe(429);
    expect((await post('/auth/login', { email: 'new@example.com', password: 'x' })).status).toBe(429);
  });

  it('do not count health checks', async () => {
    expect(new Set(await statuses(150, () => fetch(`${url}/api/v1/health`)))).toEqual(new Set([200]));
  });
});
