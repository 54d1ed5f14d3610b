import type { Readable } from 'node:stream';
import {
  callBrain,
  callHeaders,
  exchange,
  exchangeStream,
  failureKind,
  type Answer,
  type AnswerHeaders,
  type CallClaims,
} from '@smartstart/connector';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'undici';
import type { Config } from './config.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './problems.ts';
import type { Caller } from './session.ts';

const limits = {
  /** Largest gathered answer; files are streamed and not counted. */
  answerBytes: 16 * 1024 * 1024,
  /** Calls under way or waiting for a connection; beyond it the gateway says so instead of queueing. */
  callsInFlight: 2_000,
  agentChars: 200,
  ownCallMs: 5_000,
  /** The Brain answers an upload when it has all of it. */
  uploadMs: 300_000,
} as const;

/** Request headers the Brain has a use for. The session cookie is added for cookie operations only. */
const passedOn = ['idempotency-key', 'if-match', 'if-none-match', 'accept-language'] as const;

/** Answer headers that leave the house. */
const passedBack =
  'content-type content-length content-disposition content-range content-language accept-ranges last-modified etag location set-cookie retry-after cache-control idempotency-replayed'.split(
    ' ',
  );

export interface Call {
  readonly request: FastifyRequest;
  readonly caller: Caller | null;
  /** The body byte for byte; a stream is sent as it comes and is not covered by the token's hash. */
  readonly body: Buffer | Readable | null;
  readonly cookie?: string | undefined;
  /** Handed on besides the usual ones. */
  readonly headers?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Forwards checked requests to the Brain as signed calls. */
export class BrainProxy {
  readonly #pool: Pool;
  readonly #config: Config;
  readonly #metrics: Metrics;
  #inFlight = 0;

  constructor(pool: Pool, config: Config, metrics: Metrics) {
    this.#pool = pool;
    this.#config = config;
    this.#metrics = metrics;
  }

  /** The whole answer, so that a Brain that dies in the middle of one is a clean 503. */
  forward(call: Call): Promise<Answer<Buffer>> {
    return this.#send(call, (options) => exchange(this.#pool, options, limits.answerBytes));
  }

  /** The answer as it comes, for files. */
  forwardStream(call: Call): Promise<Answer<Readable>> {
    return this.#send(call, (options) => exchangeStream(this.#pool, options));
  }

  /** What the gateway itself asks of the Brain. */
  ask(
    method: 'GET' | 'POST',
    target: string,
    options: { body?: unknown; claims?: Partial<CallClaims> } = {},
  ): Promise<unknown> {
    return callBrain(this.#pool, this.#signingKey, method, target, {
      ...options,
      timeoutMs: limits.ownCallMs,
    });
  }

  get #signingKey() {
    return this.#config.callKeys[0]!;
  }

  async #send<T>(call: Call, send: (options: CallOptions) => Promise<T>): Promise<T> {
    if (this.#inFlight >= limits.callsInFlight) throw new Refusal('OVERLOADED', { retryAfterSeconds: 2 });
    this.#inFlight += 1;
    const observe = this.#metrics.upstream.startTimer();
    try {
      // Only GET is tried again, once, with a fresh token: whether a broken write took effect cannot be known.
      const answer = await send(this.#sign(call)).catch((error: unknown) => {
        const mayRepeat = call.request.method === 'GET' && failureKind(error) === 'broken';
        if (!mayRepeat || call.signal?.aborted) throw error;
        return send(this.#sign(call));
      });
      observe({ outcome: 'answered' });
      return answer;
    } catch (error) {
      const kind = failureKind(error);
      observe({ outcome: kind });
      if (call.signal?.aborted) throw call.signal.reason;
      call.request.log.warn({ requestId: call.request.id, err: error }, 'The Brain did not answer');
      throw new Refusal(
        kind === 'late' ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE',
        kind === 'late' ? {} : { retryAfterSeconds: 2 },
      );
    } finally {
      this.#inFlight -= 1;
    }
  }

  #sign(call: Call): CallOptions {
    const { request, caller, body } = call;
    const target = request.raw.url!;
    const claims: CallClaims = {
      requestId: request.id,
      userId: caller?.userId ?? null,
      sessionId: caller?.sessionId ?? null,
      ip: request.ip,
      agent: (request.headers['user-agent'] ?? '').slice(0, limits.agentChars),
      origin: this.#config.publicOrigin,
    };
    const bytes = body === null ? noBytes : Buffer.isBuffer(body) ? body : null;
    const headers = callHeaders(this.#signingKey, claims, request.method, target, bytes);
    for (const name of [...passedOn, ...(call.headers ?? [])]) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    if (call.cookie !== undefined) headers['cookie'] = `ss_session=${call.cookie}`;
    if (bytes === null) {
      // What an upload really is, the Brain finds in the bytes; what it claims to be must not make it parse them.
      headers['content-type'] = 'application/octet-stream';
      const length = request.headers['content-length'];
      if (length) headers['content-length'] = length;
    } else if (bytes.length > 0) headers['content-type'] = 'application/json';
    return {
      method: request.method as 'GET',
      path: target,
      headers,
      body,
      ...(call.signal ? { signal: call.signal } : {}),
      ...(bytes === null ? { headersTimeout: limits.uploadMs } : {}),
    };
  }
}

interface CallOptions {
  method: 'GET';
  path: string;
  headers: Record<string, string>;
  body: Buffer | Readable | null;
  signal?: AbortSignal;
  headersTimeout?: number;
}

const noBytes = new Uint8Array();

/** Copies the allowed headers and the status; a private answer is not kept by caches unless the Brain says so. */
export function answerWith(reply: FastifyReply, status: number, headers: AnswerHeaders): FastifyReply {
  reply.code(status);
  for (const name of passedBack) {
    const value = headers[name];
    if (value !== undefined) reply.header(name, value);
  }
  if (headers['cache-control'] === undefined) reply.header('cache-control', 'no-store');
  return reply;
}
