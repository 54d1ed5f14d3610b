import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from './gateway.ts';
import { startGateway, TestBrain } from './test-brain.ts';

/** On a real Redis; CI starts one and names it. */
const redisUrl = process.env['TEST_REDIS_URL'];

describe.skipIf(!redisUrl)('rate limits in Redis', () => {
  let brain: TestBrain;
  const gateways: { gateway: Gateway; url: string }[] = [];

  beforeAll(async () => {
    brain = await new TestBrain().start();
    for (let count = 0; count < 2; count++)
      gateways.push(await startGateway(brain, { RATE_LIMITS: 'on', REDIS_URL: redisUrl! }));
  });
  afterAll(async () => {
    for (const { gateway } of gateways) await gateway.close();
    await brain.stop();
  });

  const login = (at: number, email: string) =>
    fetch(`${gateways[at]!.url}/api/v1/auth/login`, {
      method: 'POST',
      body: JSON.stringify({ email, password: 'x' }),
      headers: { 'content-type': 'application/json' },
    });

  it('are counted together by all gateways', async () => {
    const email = `${randomUUID()}@example.com`;
    const statuses: number[] = [];
    for (let turn = 0; turn < 6; turn++) statuses.push((await login(turn % 2, email)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await login(1, email)).headers.get('ratelimit')).toMatch(/^"login";r=0;t=\d+$/);
    expect((await login(0, `${randomUUID()}@example.com`)).status).toBe(200);
  });

  it('let exactly as many through as the limit says, however many come at once', async () => {
    const email = `${randomUUID()}@example.com`;
    const answers = await Promise.all(Array.from({ length: 40 }, (_, turn) => login(turn % 2, email)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(5);
  });
});
