import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { callTokenHeader, signCall, type CallClaims, type CallKey } from './call-token.ts';
import { exchange } from './exchange.ts';

export interface BrainAddress {
  /** Path of a Unix socket (same host), or a base URL such as `https://brain:5000`. */
  readonly socketPath?: string;
  readonly url?: string;
}

/**
 * The pool of kept-alive connections from a gateway to one Brain (or the balancer before several).
 * The server keeps idle connections 90 s, the client gives them up after 60 s, so that neither writes into a closed one.
 */
export function createBrainPool(
  address: BrainAddress,
  options: { connections?: number; tls?: { ca: string; cert: string; key: string } } = {},
): Pool {
  return new Pool(address.url ?? 'http://brain', {
    connections: options.connections ?? 64,
    pipelining: 1,
    keepAliveTimeout: 60_000,
    headersTimeout: 30_000,
    bodyTimeout: 60_000,
    connect: {
      timeout: 5_000,
      ...(address.socketPath ? { socketPath: address.socketPath } : {}),
      ...options.tls,
    },
  });
}

/** Headers that turn a request into a signed call. Make them anew for every try: a token works once. */
export function callHeaders(
  key: CallKey,
  claims: CallClaims,
  method: string,
  target: string,
  body: Uint8Array | null,
): Record<string, string> {
  return { [callTokenHeader]: signCall(key, claims, { method, target, body }, randomUUID()) };
}

/** Largest answer to a call of the gateway's own. */
const answerBytes = 4 * 1024 * 1024;

/** One small signed JSON call, for what the gateway itself asks the Brain. Throws on anything but a 2xx. */
export async function callBrain(
  pool: Pool,
  key: CallKey,
  method: 'GET' | 'POST',
  target: string,
  options: { body?: unknown; claims?: Partial<CallClaims>; timeoutMs?: number } = {},
): Promise<unknown> {
  const body = options.body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(options.body));
  const claims: CallClaims = {
    requestId: randomUUID(),
    userId: null,
    sessionId: null,
    ip: '127.0.0.1',
    agent: 'gateway',
    origin: '',
    ...options.claims,
  };
  const headers = callHeaders(key, claims, method, target, body);
  if (body.length) headers['content-type'] = 'application/json';
  const { timeoutMs } = options;
  const timeouts = timeoutMs === undefined ? {} : { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const answer = await exchange(pool, { method, path: target, headers, body, ...timeouts }, answerBytes);
  if (answer.status >= 300) throw new Error(`The Brain answered ${answer.status} to ${method} ${target}.`);
  return JSON.parse(answer.body.toString());
}
