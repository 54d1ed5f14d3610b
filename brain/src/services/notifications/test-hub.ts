import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { contract, createClient, type Client } from '@smartstart/contract';
import { createFakeClock, createTestDatabase, testKeys } from '@smartstart/testkit';
import { readConfig } from '../../config.ts';
import { createSecurity, ladder } from '../../engines/security/index.ts';
import { createHttp } from '../../kernel/http.ts';
import { newId } from '../../kernel/ids.ts';
import { createKernel } from '../../kernel/kernel.ts';
import {
  broadcastRoutes,
  createNotifications,
  notificationsRoutes,
  webhookRoutes,
  type Notice,
  type Person,
} from './index.ts';

const api = {
  notifications: contract.notifications,
  broadcasts: contract.broadcasts,
  webhooks: contract.webhooks,
};

/**
 * For tests: this service alone over a real kernel. The people are given, so that a test can put anybody anywhere in the
 * world, and any event can be published as the other services do.
 */
export async function createTestHub(now?: Date, env: Record<string, string> = {}) {
  const place = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-hub-'));
  const clock = createFakeClock(now);
  const config = readConfig({
    CALL_KEYS: testKeys,
    SMARTSTART_DATA_DIR: dataDir,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    ...env,
  });
  const kernel = await createKernel(config, { clock, connection: { ...place.connection, max: 8 } });
  const { database, outbox, mailer } = kernel;
  const security = createSecurity(kernel);
  const people = new Map<string, Person>();
  const consenting = new Set<string>();
  const ventures = new Map<string, string[]>();
  const service = createNotifications(kernel, {
    security,
    paperName: (code) => `Paper ${code}`,
    membersOf: (_db, ventureId) => Promise.resolve(ventures.get(ventureId) ?? null),
    people: {
      byIds: (_db, ids) => {
        const wanted = new Set(ids);
        return Promise.resolve(new Map([...people].filter(([id]) => wanted.has(id))));
      },
      withConsent: (_db, ids) => Promise.resolve(new Set(ids.filter((id) => consenting.has(id)))),
      inUseAfter: (_db, after, limit) =>
        Promise.resolve(
          [...people.keys()]
            .toSorted()
            .filter((id) => after === null || id > after)
            .slice(0, limit),
        ),
      findByEmail: (_db, email) =>
        Promise.resolve([...people].find(([, person]) => person.email === email)?.[0] ?? null),
    },
  });
  const http = createHttp({
    keys: config.callKeys,
    database,
    gatekeeper: security,
    log: kernel.log,
    metrics: kernel.metrics,
  });
  http.bind('notifications', contract.notifications, notificationsRoutes(service));
  http.bind('broadcasts', contract.broadcasts, broadcastRoutes(service));
  http.bind('webhooks', contract.webhooks, webhookRoutes(service));
  security.onStepUp(() => Promise.resolve(clock.now()));
  const [key] = parseCallKeys(testKeys);

  async function addPerson(change: Partial<Person> = {}): Promise<string> {
    const id = newId();
    people.set(id, {
      name: 'Ada Byron',
      email: `${id}@people.test`,
      timeZone: 'America/Toronto',
      locale: 'en',
      ...change,
    });
    await database.transact((tx) => security.record(tx, id, { kind: 'ACCOUNT', value: 'ACTIVE' }));
    return id;
  }

  /** Lets the person hold every rung, and use the API. */
  async function appoint(userId: string): Promise<void> {
    await database.transact(async (tx) => {
      for (const paper of ladder.flatMap((rung) => rung.papers)) {
        await security.record(tx, userId, {
          kind: 'PAPER',
          value: paper.code,
          ref: paper.ref ?? 'hub',
          tier: paper.tier ?? 0,
        });
      }
      for (const kind of ['EMAIL_VERIFIED', 'PASSKEY', 'IDENTITY_VERIFIED'] as const)
        await security.record(tx, userId, { kind });
      await security.record(tx, userId, { kind: 'APPOINTED', value: '12' });
      await security.record(tx, userId, { kind: 'PAPER', value: 'APIUA', ref: 'hub' });
    });
  }

  const sessions = new Map<string, string>();
  /** One session a person, as one browser has. */
  const sessionOf = (userId: string) => {
    const sessionId = sessions.get(userId) ?? newId();
    sessions.set(userId, sessionId);
    return sessionId;
  };

  function as(userId: string): Client<typeof api> {
    return createClient(api, {
      baseUrl: '',
      send: async (target, init) => {
        const body = typeof init.body === 'string' ? Buffer.from(init.body) : new Uint8Array();
        const claims = {
          requestId: randomUUID(),
          userId,
          sessionId: sessionOf(userId),
          ip: '127.0.0.1',
          agent: 'test',
          origin: 'http://localhost:3000',
        };
        const token = signCall(key!, claims, { method: init.method!, target, body }, randomUUID());
        const response = await http.app.inject({
          method: init.method as 'GET',
          url: target,
          headers: { ...(init.headers as Record<string, string>), [callTokenHeader]: token },
          ...(body.length ? { payload: Buffer.from(body) } : {}),
        });
        const { statusCode } = response;
        return new Response(statusCode === 204 ? null : new Uint8Array(response.rawPayload), {
          status: statusCode,
          headers: Object.entries(response.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]),
        });
      },
    });
  }

  return {
    clock,
    database,
    outbox,
    mailer,
    kernel,
    security,
    service,
    people,
    consenting,
    ventures,
    sessions,
    travelTo: (date: Date) => clock.advance(date.getTime() - clock.now().getTime()),
    addPerson,
    appoint,
    as,
    notify: (notice: Notice) => database.transact((tx) => service.notify(tx, notice)),
    /** Publishes an event as another service would and lets this one react. */
    async happens(
      type: string,
      data: Record<string, unknown>,
      options: { actorId?: string | null; topics?: string[] } = {},
    ): Promise<void> {
      await database.transact((tx) =>
        outbox.publish(tx, {
          type,
          actorId: options.actorId ?? null,
          at: clock.now().toISOString(),
          topics: options.topics ?? [],
          data,
        }),
      );
      await outbox.drain();
    },
    mailsTo: (userId: string) =>
      database.db
        .selectFrom('mails')
        .selectAll()
        .where('to_address', '=', people.get(userId)!.email)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    async close(): Promise<void> {
      await http.app.close();
      await mailer.stop();
      await security.close();
      await kernel.dispose();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type TestHub = Awaited<ReturnType<typeof createTestHub>>;
