import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { createWorld, enrol, testKeys, type Enrolled } from '@smartstart/testkit';
import { addDays, addMs, dayMs, hourMs } from '@smartstart/units';
import { newId } from '../../../kernel/ids.ts';
import type { NewEvent } from '../events/event.ts';
import { ladder } from '../../security/index.ts';

/** For tests: a whole Brain with administrators of each part, members, and events that are brought along. */
export async function openBureau(env: Record<string, string> = {}) {
  const world = await createWorld({ HUB_TIME_ZONE: 'UTC', ...env });
  const { kernel, security, services } = world.brain;
  const { database, jobs } = kernel;

  async function administrator(rung: '9' | '10' | '11' | '12', name = `Admin ${rung}`): Promise<Enrolled> {
    const admin = await enrol(world, `${name} ${newId().slice(-4)}`);
    await database.transact(async (tx) => {
      for (const paper of ladder.flatMap((rule) => rule.papers))
        await security.record(tx, admin.userId, {
          kind: 'PAPER',
          value: paper.code,
          ref: paper.ref ?? 'hub',
          tier: paper.tier ?? 0,
        });
      for (const kind of ['PASSKEY', 'IDENTITY_VERIFIED', 'SECOND_FACTOR'] as const)
        await security.record(tx, admin.userId, { kind });
      await security.record(tx, admin.userId, { kind: 'APPOINTED', value: rung });
    });
    return admin;
  }

  return {
    world,
    kernel,
    security,
    services,
    database,
    db: database.db,
    clock: world.clock,
    administrator,
    member: (name: string) => enrol(world, name, 'MEMBER'),
    guest: (name: string) => enrol(world, name),
    async events(list: readonly NewEvent[]): Promise<void> {
      await database.transact((tx) => services.analytics.events.record(tx, list));
      await services.analytics.refresh();
    },
    async run(job: string): Promise<void> {
      await jobs.run(job);
      await world.settle();
    },
    /** The answer of an operation that sends a file. */
    async exported({ userId }: Enrolled, reportId: string, format: string) {
      const [key] = parseCallKeys(testKeys);
      const target = `/api/v1/reports/${reportId}/export`;
      const body = Buffer.from(JSON.stringify({ format }));
      const claims = {
        requestId: randomUUID(),
        userId,
        sessionId: randomUUID(),
        ip: '127.0.0.1',
        agent: 'test',
        origin: 'http://localhost:3000',
      };
      const token = signCall(key!, claims, { method: 'POST', target, body }, randomUUID());
      const answer = await world.brain.http.app.inject({
        method: 'POST',
        url: target,
        headers: { 'content-type': 'application/json', [callTokenHeader]: token },
        payload: body,
      });
      return { status: answer.statusCode, bytes: answer.rawPayload, type: answer.headers['content-type'] };
    },
    close: () => world.close(),
  };
}

export type Bureau = Awaited<ReturnType<typeof openBureau>>;

export const key = () => ({ idempotencyKey: randomUUID() });
export const problem = (code: string) => ({ problem: { code } });

/**
 * A bureau with an administrator of every part, a member without any, and six guests of whom all voted in a poll five days
 * ago, and the first four applied an hour later.
 */
export async function openStaffedBureau() {
  const bureau = await openBureau();
  const chief = await bureau.administrator('12');
  const billing = await bureau.administrator('9');
  const security = await bureau.administrator('10');
  const legal = await bureau.administrator('11');
  const crowd: Enrolled[] = [];
  for (const name of ['Ann Able', 'Ben Bold', 'Cat Calm', 'Dan Dear', 'Eve Even', 'Fay Fine'])
    crowd.push(await bureau.guest(name));
  const stranger = await bureau.member('Sam Stranger');
  await bureau.world.settle();
  bureau.clock.advance(10 * dayMs);
  const voted = addDays(bureau.clock.now(), -5);
  await bureau.events(
    crowd.flatMap(({ userId }, index) => [
      { at: voted, userId, type: 'poll.voted' as const },
      ...(index < 4
        ? [{ at: addMs(voted, hourMs), userId, type: 'application.sent' as const, properties: { kind: 'A' } }]
        : []),
    ]),
  );
  return { ...bureau, voted, staff: { chief, billing, security, legal, crowd, stranger } };
}

export type StaffedBureau = Awaited<ReturnType<typeof openStaffedBureau>>;
