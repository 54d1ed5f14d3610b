import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../brain/src/kernel/embedded-postgres.ts';
import { end, freePort, register, startPlatform, type Person } from '@smartstart/testkit';
import type { LoadPlan, LoadResult } from './load.ts';
import { median, report } from './report.ts';

const seconds = 4;
const rounds = 3;
const connections = 32;
const crowd = 16;
const folder = fileURLToPath(new URL('.', import.meta.url));

/** Hello, authenticated read and authenticated write, through gateway and Brain, through the Brain alone, and on a bare Fastify. */
export async function run(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-'));
  chmodSync(data, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(data, 'postgres') });
  const callKeys = `b1:${randomBytes(32).toString('base64url')}`;
  const platform = await startPlatform({
    DATABASE_URL: postgres.url,
    CALL_KEYS: callKeys,
    RATE_LIMITS: 'off',
  });
  const barePort = await freePort();
  const bare = spawn(
    process.execPath,
    [`${folder}bare-server.ts`, JSON.stringify(postgres.connection), String(barePort)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  await new Promise((resolve) => bare.once('message', resolve));
  try {
    const people: Person[] = [];
    for (let count = 0; count < crowd; count++)
      people.push(await register(platform.origin, { name: 'Load', email: `load${count}@example.com` }));
    const plans = await plansFor(
      people,
      platform.origin,
      path.join(platform.dataDir, 'brain.sock'),
      callKeys,
      `http://127.0.0.1:${barePort}`,
    );
    await measureAll(plans);
  } finally {
    await end(bare, 'SIGTERM');
    await platform.stop();
    await postgres.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function plansFor(
  people: readonly Person[],
  origin: string,
  socketPath: string,
  keys: string,
  bare: string,
): Promise<Record<string, LoadPlan>> {
  const base = { connections, seconds };
  const json = { 'content-type': 'application/json' };
  const readPath = '/api/v1/notifications/unread-count';
  const writePath = '/api/v1/me/settings';
  const body = JSON.stringify({ locale: 'en', timeZone: 'America/Toronto', theme: 'DARK' });
  const sessions = await Promise.all(people.map((person) => person.api.authentication.me({})));
  const calls = people.map(({ userId }, index) => ({ keys, userId, sessionId: sessions[index]!.sessionId }));
  const tokens = people.map((person) => ({ authorization: `Bearer ${person.accessToken()}` }));
  const brain = { ...base, url: 'http://brain', socketPath };
  const onePath = (path: string) => [{ path, headers: {} }];
  return {
    'hello bare': { ...base, url: bare, method: 'GET', targets: onePath('/hello') },
    'hello gateway': { ...base, url: origin, method: 'GET', targets: onePath('/api/v1/health') },
    'read bare': {
      ...base,
      url: bare,
      method: 'GET',
      targets: people.map(({ userId }) => ({ path: `/read/${userId}`, headers: {} })),
    },
    'read brain': {
      ...brain,
      method: 'GET',
      targets: calls.map((call) => ({ path: readPath, headers: {}, call })),
    },
    'read gateway+brain': {
      ...base,
      url: origin,
      method: 'GET',
      targets: tokens.map((headers) => ({ path: readPath, headers })),
    },
    'write bare': {
      ...base,
      url: bare,
      method: 'PUT',
      body,
      targets: people.map(({ userId }) => ({ path: `/write/${userId}`, headers: json })),
    },
    'write brain': {
      ...brain,
      method: 'PUT',
      body,
      targets: calls.map((call) => ({ path: writePath, headers: json, call })),
    },
    'write gateway+brain': {
      ...base,
      url: origin,
      method: 'PUT',
      body,
      targets: tokens.map((token) => ({ path: writePath, headers: { ...token, ...json } })),
    },
  };
}

/** Rounds in turn, so that a slow minute of the machine meets every variant; then medians. */
async function measureAll(plans: Record<string, LoadPlan>): Promise<void> {
  const results = new Map<string, LoadResult[]>(Object.keys(plans).map((name) => [name, []]));
  const alone = new Map<string, LoadResult[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, plan] of Object.entries(plans)) {
      process.stderr.write(`round ${round + 1} of ${rounds}: ${name}\n`);
      results.get(name)!.push(await load(plan));
    }
    // Added latency is measured with one request at a time: with 32 it would measure queueing.
    for (const name of ['read brain', 'read gateway+brain'])
      alone.set(name, [
        ...(alone.get(name) ?? []),
        await load({ ...plans[name]!, connections: 1, seconds: 2 }),
      ]);
  }
  const of = (name: string, figure: keyof LoadResult, from = results) =>
    median(from.get(name)!.map((result) => result[figure]));
  const rows = Object.keys(plans).map((name) => ({
    variant: name,
    'requests/s': Math.round(of(name, 'requestsPerSecond')),
    'p50 ms': of(name, 'p50Ms').toFixed(2),
    'p99 ms': of(name, 'p99Ms').toFixed(2),
    failures: of(name, 'failures'),
  }));
  const perSecond = Object.fromEntries(
    Object.keys(plans).map((name) => [
      `${name.replace(/[ +](\w)/g, (_, letter: string) => letter.toUpperCase())}PerSecond`,
      of(name, 'requestsPerSecond'),
    ]),
  );
  const ratioOf = (a: string, b: string) =>
    median(
      results
        .get(a)!
        .map((result, round) => result.requestsPerSecond / results.get(b)![round]!.requestsPerSecond),
    );
  report(
    'gateway',
    rows,
    {
      readVsBare: ratioOf('read gateway+brain', 'read bare'),
      writeVsBare: ratioOf('write gateway+brain', 'write bare'),
      brainReadVsBare: ratioOf('read brain', 'read bare'),
    },
    {
      addedP50Ms: of('read gateway+brain', 'p50Ms', alone) - of('read brain', 'p50Ms', alone),
      readP50Ms: of('read gateway+brain', 'p50Ms', alone),
      readP99Ms: of('read gateway+brain', 'p99Ms', alone),
      ...perSecond,
    },
  );
}

function load(plan: LoadPlan): Promise<LoadResult> {
  const child = spawn(process.execPath, [`${folder}load.ts`, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0
        ? resolve(JSON.parse(output) as LoadResult)
        : reject(new Error(`The load ended with ${code}.`)),
    );
  });
}
