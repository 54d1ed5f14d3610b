import { parseCallKeys, signCall, callTokenHeader } from '@smartstart/connector';
import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

/**
 * The load, in a process of its own: keeps `connections` requests in flight for `seconds` and prints one JSON line.
 * One undici pool serves TCP and Unix sockets alike, so that every variant pays the same for the client.
 */
export interface LoadPlan {
  readonly url: string;
  readonly socketPath?: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** One after the other, so that no single row is fought over. */
  readonly targets: readonly Target[];
  readonly body?: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface Target {
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Signs each request as the gateway would, to measure the Brain alone. */
  readonly call?: { readonly keys: string; readonly userId: string; readonly sessionId: string };
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
}

const warmUpMs = 1_500;

async function main(plan: LoadPlan): Promise<LoadResult> {
  const pool = new Pool(plan.url, {
    connections: plan.connections,
    pipelining: 1,
    ...(plan.socketPath ? { connect: { socketPath: plan.socketPath } } : {}),
  });
  const calls = plan.targets.flatMap((target) => target.call ?? []);
  const [key] = calls[0] ? parseCallKeys(calls[0].keys) : [];
  let turn = 0;
  const body = plan.body ? Buffer.from(plan.body) : new Uint8Array();
  const times: number[] = [];
  let failures = 0;
  const startAt = performance.now() + warmUpMs;
  const endAt = startAt + plan.seconds * 1000;

  async function worker(): Promise<void> {
    for (;;) {
      const begin = performance.now();
      if (begin >= endAt) return;
      const target = plan.targets[turn++ % plan.targets.length]!;
      const headers = target.call ? { ...target.headers, [callTokenHeader]: sign(target) } : target.headers;
      const response = await pool.request({
        method: plan.method,
        path: target.path,
        headers,
        ...(plan.body ? { body } : {}),
      });
      await response.body.dump();
      if (response.statusCode >= 300) failures++;
      if (begin >= startAt) times.push(performance.now() - begin);
    }
  }

  function sign({ path, call }: Target): string {
    const { userId, sessionId } = call!;
    const claims = {
      requestId: randomUUID(),
      userId,
      sessionId,
      ip: '127.0.0.1',
      agent: 'load',
      origin: 'http://localhost:3000',
    };
    return signCall(key!, claims, { method: plan.method, target: path, body }, randomUUID());
  }

  await Promise.all(Array.from({ length: plan.connections }, worker));
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { requestsPerSecond: times.length / plan.seconds, p50Ms: at(0.5), p99Ms: at(0.99), failures };
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2]!) as LoadPlan)));
