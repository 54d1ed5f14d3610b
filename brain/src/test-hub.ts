import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { contract, createClient, type Client } from '@smartstart/contract';
import { createFakeClock, createTestDatabase, testKeys } from '@smartstart/testkit';
import { readConfig } from './config.ts';
import { createSealer, createSecurity, ladder } from './engines/security/index.ts';
import { createHttp } from './kernel/http.ts';
import { newId } from './kernel/ids.ts';
import { createKernel } from './kernel/kernel.ts';
import { mailboxHandler } from './kernel/mailbox.ts';
import { createFiles, fileRoutes, quotas, type Scanner } from './services/files/index.ts';
import { createSystem, systemRoutes } from './services/system/index.ts';
import { createUsers, userRoutes } from './services/users/index.ts';

const modules = { users: contract.users, files: contract.files, system: contract.system };

/**
 * For tests: files, users and system over a real kernel. What they ask of the modules above them is given here, so that
 * a test can close an account with an open venture, fill a quota, or put somebody under a legal hold.
 */
export async function createPeopleHub(options: { scanner?: Scanner } = {}) {
  const place = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-people-'));
  const clock = createFakeClock();
  const config = readConfig({
    CALL_KEYS: testKeys,
    SMARTSTART_DATA_DIR: dataDir,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
  });
  const kernel = await createKernel(config, { clock, connection: { ...place.connection, max: 8 } });
  const { database, outbox } = kernel;
  const security = createSecurity(kernel);
  security.onStepUp(() => Promise.resolve(clock.now()));
  const sealer = createSealer(kernel);
  const above = {
    blockers: new Map<string, string[]>(),
    held: new Set<string>(),
    quotaBytes: quotas.free as number,
  };
  const files = createFiles(kernel, {
    security,
    quotaOf: () => Promise.resolve(above.quotaBytes),
    mayViewPhoto: (db, viewerId, ownerId, fileId) => users.mayViewPhoto(db, viewerId, ownerId, fileId),
    photosInUse: (db, fileIds) => users.photosInUse(db, fileIds),
    mayViewEvidence: () => Promise.resolve(false),
    whyKept: (_db, { ownerId }) =>
      Promise.resolve(above.held.has(ownerId) ? 'A legal hold keeps this file.' : null),
    ...options,
  });
  const users = createUsers(kernel, {
    security,
    files,
    blockersOf: (_db, userId) => Promise.resolve(above.blockers.get(userId) ?? []),
    isHeld: (_db, userId) => Promise.resolve(above.held.has(userId)),
  });
  const system = createSystem(kernel, { security, sealer, mailbox: mailboxHandler(kernel) });
  const http = createHttp({
    keys: config.callKeys,
    database,
    gatekeeper: security,
    log: kernel.log,
    metrics: kernel.metrics,
  });
  http.bind('files', contract.files, fileRoutes(files, database));
  http.bind('users', contract.users, userRoutes(users));
  http.bind('system', contract.system, systemRoutes(system, database));
  const [key] = parseCallKeys(testKeys);

  function tokenFor(userId: string | null, method: string, target: string, body: Uint8Array | null): string {
    const claims = {
      requestId: randomUUID(),
      userId,
      sessionId: userId ? newId() : null,
      ip: '127.0.0.1',
      agent: 'test',
      origin: 'http://localhost:3000',
    };
    return signCall(key!, claims, { method, target, body }, randomUUID());
  }

  /** An account as registering leaves it. */
  async function register(name: string, email = `${newId()}@people.test`): Promise<string> {
    const userId = newId();
    await database.transact((tx) =>
      users.createAccount(tx, { userId, email, name, timeZone: 'America/Toronto', locale: 'en' }),
    );
    return userId;
  }

  /** Somebody who confirmed the address and signed the papers of rung 1. */
  async function member(name: string, email?: string): Promise<string> {
    const userId = await register(name, email);
    await database.transact(async (tx) => {
      await users.verifyEmail(tx, userId);
      for (const value of ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'])
        await security.record(tx, userId, { kind: 'PAPER', value });
    });
    return userId;
  }

  async function administrator(rung: '10' | '11' | '12'): Promise<string> {
    const userId = await member(`Administrator ${rung}`);
    await database.transact(async (tx) => {
      for (const paper of ladder.flatMap((rule) => rule.papers)) {
        await security.record(tx, userId, {
          kind: 'PAPER',
          value: paper.code,
          ref: paper.ref ?? 'hub',
          tier: paper.tier ?? 0,
        });
      }
      for (const kind of ['PASSKEY', 'IDENTITY_VERIFIED'] as const)
        await security.record(tx, userId, { kind });
      await security.record(tx, userId, { kind: 'APPOINTED', value: rung });
    });
    return userId;
  }

  async function inject(
    userId: string | null,
    method: 'GET' | 'PUT',
    target: string,
    body: Buffer | Readable | null,
    more: Record<string, string> = {},
  ) {
    const headers = {
      [callTokenHeader]: tokenFor(userId, method, target, body ? null : new Uint8Array()),
      ...more,
    };
    return http.app.inject({
      method,
      url: target,
      headers: body ? { ...headers, 'content-type': 'application/octet-stream' } : headers,
      ...(body ? { payload: body } : {}),
    });
  }

  return {
    dataDir,
    clock,
    kernel,
    database,
    outbox,
    security,
    sealer,
    files,
    users,
    http,
    above,
    register,
    member,
    administrator,
    tokenFor,
    inject,
    as(userId: string | null): Client<typeof modules> {
      return createClient(modules, {
        baseUrl: '',
        send: async (target, init) => {
          const body = typeof init.body === 'string' ? Buffer.from(init.body) : Buffer.alloc(0);
          const headers = {
            ...(init.headers as Record<string, string>),
            [callTokenHeader]: tokenFor(userId, init.method!, target, body),
          };
          const {
            statusCode,
            rawPayload,
            headers: answered,
          } = await http.app.inject({
            method: init.method as 'GET',
            url: target,
            headers,
            ...(body.length ? { payload: body } : {}),
          });
          const etag = answered['etag'];
          return new Response(statusCode === 204 ? null : new Uint8Array(rawPayload), {
            status: statusCode,
            headers: {
              'content-type': String(answered['content-type']),
              ...(etag ? { etag: String(etag) } : {}),
            },
          });
        },
      });
    },
    /** Asks for a link and sends the bytes. */
    async upload(
      userId: string,
      body: Buffer,
      wish: { name?: string; sizeBytes?: number; purpose?: 'PHOTO' | 'GENERAL' } = {},
    ) {
      const { path: target } = await this.as(userId).files.uploadLink({
        body: { name: 'file', sizeBytes: Math.max(1, body.length), purpose: 'GENERAL', ...wish },
      });
      const answer = await inject(userId, 'PUT', target, body);
      return {
        status: answer.statusCode,
        body: answer.json<{
          id: string;
          code?: string;
          state: string;
          mediaType: string;
          sha256: string;
          sizeBytes: number;
        }>(),
      };
    },
    download: (userId: string | null, fileId: string) =>
      inject(userId, 'GET', `/api/v1/files/${fileId}`, null),
    /** Names of everything that lies in the storage. */
    stored(): string[] {
      return readdirSync(path.join(dataDir, 'files'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name);
    },
    async close(): Promise<void> {
      await http.app.close();
      await kernel.jobs.stop();
      await kernel.outbox.stop();
      await security.close();
      await kernel.dispose();
      await place.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type PeopleHub = Awaited<ReturnType<typeof createPeopleHub>>;
