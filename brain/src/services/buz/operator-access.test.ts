import { randomUUID } from 'node:crypto';
import { contract, type ApiError, type Operation } from '@smartstart/contract';
import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { code, enter } from './test-people.ts';

const operations = Object.entries(contract.buzAdmin) as [keyof typeof contract.buzAdmin, Operation][];
const standings = ['guest', 1, 2, 9, 10, 11, 12] as const;
type Standing = (typeof standings)[number];

let world: World;
const people = new Map<Standing, Enrolled>();

beforeAll(async () => {
  world = await createWorld();
  for (const standing of standings)
    people.set(
      standing,
      standing === 'guest'
        ? await enrol(world, 'Gus Guest')
        : await enter(world, `Rung ${standing}`, standing),
    );
});
afterAll(() => world.close());

/** The code an operation answers to a request that says nothing; `null` when it went through. */
async function ask(userId: string | null, name: keyof typeof contract.buzAdmin): Promise<string | null> {
  const call = world.as(userId).buzAdmin[name] as (request: object, options: object) => Promise<unknown>;
  const params = { userId: newId(), transferId: newId(), proposalId: newId() };
  return call({ params, query: {}, body: {} }, { idempotencyKey: randomUUID() }).then(
    () => null,
    (error: unknown) => (error as ApiError).problem.code,
  );
}

/** A SUPER_ADMIN holds the rungs 9, 10 and 11 too. */
function mayCall({ level }: Operation, standing: Standing): boolean {
  const wanted = Array.isArray(level) ? (level as number[]) : [level as number];
  return standing === 12 || (standing !== 'guest' && wanted.includes(standing));
}

describe.each(operations)('%s', (name, operation) => {
  test('is closed to visitors', async () => {
    expect(await ask(null, name)).toBe('UNAUTHENTICATED');
  });

  test.each(standings)('answers to rung %s as its level says', async (standing) => {
    const answer = await ask(people.get(standing)!.userId, name);
    if (mayCall(operation, standing)) expect(['MALFORMED', 'NOT_FOUND', null]).toContain(answer);
    else expect(answer).toBe('FORBIDDEN');
  });
});

test('every act asks for a fresh proof of identity', async () => {
  const strict = await createWorld({}, { proven: false });
  try {
    const chief = await enter(strict, 'Chief Ames', 12);
    const acts = operations.filter(
      ([, operation]) => operation.method !== 'GET' && operation !== contract.buzAdmin.verify,
    );
    expect(acts.length).toBe(11);
    for (const [name] of acts) {
      const act = chief.api.buzAdmin[name] as (request: object, options: object) => Promise<unknown>;
      const params = { userId: newId(), transferId: newId(), proposalId: newId() };
      await expect(act({ params, body: {} }, { idempotencyKey: randomUUID() })).rejects.toMatchObject(
        code('STEP_UP_REQUIRED'),
      );
    }
  } finally {
    await strict.close();
  }
});
