import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBrain, type Brain } from '@smartstart/brain';
import { readConfig } from '@smartstart/brain/config';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { contract, createClient, type Client } from '@smartstart/contract';
import { createFakeClock, type FakeClock } from './clock.ts';
import { createTestDatabase } from './database.ts';

export type Api = Client<typeof contract>;

export interface World {
  readonly brain: Brain;
  readonly clock: FakeClock;
  /** The public API as this person, through signed calls like the gateway's. `null` is a visitor. */
  as(userId: string | null, options?: { sessionId?: string; ip?: string; cookie?: string }): Api;
  /** A message from outside as the gateway hands it on: these bytes and headers, and nobody’s account. */
  post(
    target: string,
    body: Buffer,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: { code?: string } }>;
  /** Runs reactions and mails that are due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const testKeys = `t1:${randomBytes(32).toString('base64url')}`;

export interface WorldOptions {
  /** Every session counts as stepped up just now; `false` leaves the check to real sessions. */
  readonly proven?: boolean;
}

/** A whole Brain on a database of its own, without sockets: calls go through its real HTTP layer. */
export async function createWorld(
  env: Record<string, string> = {},
  options: WorldOptions = {},
): Promise<World> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-world-'));
  const clock = createFakeClock();
  const config = readConfig({
    CALL_KEYS: testKeys,
    SMARTSTART_DATA_DIR: dataDir,
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    REDIS_URL: process.env['TEST_REDIS_URL'],
    ...env,
  });
  const brain = await createBrain(config, { clock, connection: { ...database.connection, max: 8 } });
  if (options.proven ?? true) proveIdentity(brain, clock);
  const [key] = parseCallKeys(testKeys);
  return {
    brain,
    clock,
    as(userId, options = {}) {
      const sessionId = options.sessionId ?? (userId ? sessionOf(userId) : null);
      return createClient(contract, {
        baseUrl: '',
        send: async (target, init) => {
          const body = typeof init.body === 'string' ? Buffer.from(init.body) : new Uint8Array();
          const claims = {
            requestId: randomUUID(),
            userId,
            sessionId,
            ip: options.ip ?? '127.0.0.1',
            agent: 'test',
            origin: 'http://localhost:3000',
          };
          const token = signCall(key!, claims, { method: init.method!, target, body }, randomUUID());
          const response = await brain.http.app.inject({
            method: init.method as 'GET',
            url: target,
            headers: {
              ...(init.headers as Record<string, string>),
              [callTokenHeader]: token,
              ...(options.cookie ? { cookie: options.cookie } : {}),
            },
            ...(body.length ? { payload: body as Buffer } : {}),
          });
          const empty = response.statusCode === 204 || !response.rawPayload.length;
          return new Response(empty ? null : new Uint8Array(response.rawPayload), {
            status: response.statusCode,
            headers: toHeaders(response.headers),
          });
        },
      });
    },
    async post(target, body, headers = {}) {
      const claims = {
        requestId: randomUUID(),
        userId: null,
        sessionId: null,
        ip: '198.51.100.7',
        agent: 'outside',
        origin: 'http://localhost:3000',
      };
      const token = signCall(key!, claims, { method: 'POST', target, body }, randomUUID());
      const response = await brain.http.app.inject({
        method: 'POST',
        url: target,
        headers: { 'content-type': 'application/json', ...headers, [callTokenHeader]: token },
        payload: body,
      });
      return { status: response.statusCode, body: response.json() };
    },
    async settle() {
      await brain.kernel.outbox.drain();
      await brain.kernel.mailer.drain();
    },
    async close() {
      await brain.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function proveIdentity(brain: Brain, clock: FakeClock): void {
  brain.security.onStepUp(() => Promise.resolve(clock.now()));
  brain.services.legal.onStepUp(() => Promise.resolve({ at: clock.now(), factor: 'PASSWORD' }));
}

/** One stable session id a person; real sessions are made by signing in. */
function sessionOf(userId: string): string {
  return userId.replace(/^.{8}/, '01900000');
}

function toHeaders(headers: Record<string, unknown>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
  );
}
