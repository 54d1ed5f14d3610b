import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { contract, type Operation, type Problem } from '@smartstart/contract';
import { createWorld, enrol, testKeys, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from './kernel/ids.ts';

let world: World;
let guest: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  guest = await enrol(world, 'Gita Guest');
});
afterAll(() => world.close());

const operations = Object.entries(contract).flatMap(([module, list]) =>
  Object.entries(list as Record<string, Operation>).map(([name, operation]) => ({
    name: `${module}.${name}`,
    operation,
  })),
);
const closed = operations.filter(({ operation }) => operation.level !== 'PUBLIC');
const [key] = parseCallKeys(testKeys);

interface Sent {
  readonly status: number;
  readonly problem: Problem;
}

/** The bare request, as the gateway would send it for this person, with ids nobody has. */
async function send(
  operation: Operation,
  userId: string | null,
  options: { token?: string | null; body?: string } = {},
): Promise<Sent> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'code' ? 'PPA' : newId()));
  const target = `/api/v1${path}`;
  const body = Buffer.from(operation.body ? (options.body ?? '{}') : '');
  const claims = {
    requestId: randomUUID(),
    userId,
    sessionId: userId ? newId() : null,
    ip: '127.0.0.1',
    agent: 'walk',
    origin: 'http://localhost:3000',
  };
  const token =
    options.token === undefined
      ? signCall(key!, claims, { method: operation.method, target, body }, randomUUID())
      : options.token;
  const response = await world.brain.http.app.inject({
    method: operation.method,
    url: target,
    headers: {
      ...(body.length ? { 'content-type': 'application/json' } : {}),
      ...(token ? { [callTokenHeader]: token } : {}),
      'idempotency-key': randomUUID(),
      'if-match': '"1"',
    },
    ...(body.length ? { payload: body } : {}),
  });
  return {
    status: response.statusCode,
    problem: response.body ? (JSON.parse(response.body) as Problem) : ({} as Problem),
  };
}

describe('every operation is closed by default', () => {
  test.each(closed)('$name answers 401 without an account', async ({ operation }) => {
    expect(await send(operation, null)).toMatchObject({ status: 401, problem: { code: 'UNAUTHENTICATED' } });
  });

  test.each(closed)('$name answers 401 to an account that does not exist', async ({ operation }) => {
    expect((await send(operation, newId())).status).toBe(401);
  });

  test.each(operations)('$name answers 401 without a call token', async ({ operation }) => {
    expect((await send(operation, guest.userId, { token: null })).status).toBe(401);
  });

  test.each(closed.filter(({ operation }) => operation.level !== 0))(
    '$name is closed to a guest',
    async ({ operation }) => {
      const { status, problem } = await send(operation, guest.userId);
      expect(status).toBe(403);
      expect(['FORBIDDEN', 'GATE_BLOCKED']).toContain(problem.code);
      if (problem.code === 'GATE_BLOCKED')
        expect(problem.missingPapers!.length + problem.missingConditions!.length).toBeGreaterThan(0);
    },
  );

  test.each(
    closed.filter(
      ({ operation }) => operation.level === 0 && operation.path.includes('Id}') && !operation.body,
    ),
  )('$name finds nothing behind a foreign id', async ({ operation }) => {
    expect(await send(operation, guest.userId)).toMatchObject({
      status: 404,
      problem: { code: 'NOT_FOUND' },
    });
  });

  test.each(
    operations.filter(
      ({ operation }) =>
        operation.body &&
        (operation.level === 'PUBLIC' || operation.level === 0) &&
        operation.stream === undefined,
    ),
  )('$name refuses unknown fields and broken JSON with a problem document', async ({ operation }) => {
    const unknown = await send(operation, guest.userId, { body: '{"surprise":1,"__proto__":{"x":1}}' });
    expect(unknown).toMatchObject({
      status: 400,
      problem: { code: 'MALFORMED', requestId: expect.any(String) },
    });
    expect(unknown.problem.fields!.length).toBeGreaterThan(0);
    expect(await send(operation, guest.userId, { body: '{"a":' })).toMatchObject({
      status: 400,
      problem: { code: 'MALFORMED' },
    });
  });
});

test('a call token works once, and for its own request only', async () => {
  const claims = {
    requestId: randomUUID(),
    userId: guest.userId,
    sessionId: newId(),
    ip: '127.0.0.1',
    agent: 'walk',
    origin: '',
  };
  const token = signCall(
    key!,
    claims,
    { method: 'GET', target: '/api/v1/me', body: new Uint8Array() },
    randomUUID(),
  );
  const get = (url: string) =>
    world.brain.http.app.inject({ method: 'GET', url, headers: { [callTokenHeader]: token } });
  expect((await get('/api/v1/me/settings')).statusCode).toBe(401);
  expect((await get('/api/v1/me')).statusCode).toBe(200);
  expect((await get('/api/v1/me')).statusCode).toBe(401);
});

test('a fault of ours says nothing but its request id', async () => {
  await world.brain.kernel.database.db.schema.alterTable('notification_counters').renameTo('gone').execute();
  try {
    const { status, problem } = await send(contract.notifications.unreadCount, guest.userId);
    expect(status).toBe(500);
    expect(Object.keys(problem).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type']);
  } finally {
    await world.brain.kernel.database.db.schema
      .alterTable('gone')
      .renameTo('notification_counters')
      .execute();
  }
});
