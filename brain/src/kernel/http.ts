import { createHash } from 'node:crypto';
import underPressure from '@fastify/under-pressure';
import {
  callTokenHeader,
  ReplayGuard,
  verifyCall,
  type CallClaims,
  type CallKey,
} from '@smartstart/connector';
import { problem, type Operation, type Problem, type Rung } from '@smartstart/contract';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Download, type Call, type Caller, type Handler, type Handlers } from './call.ts';
import type { Database } from './db.ts';
import { Fail } from './errors.ts';
import { Replayed, transactOnce, type IdempotentCall } from './idempotency.ts';
import { trace, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { parseInput } from './input.ts';

export type Reply = FastifyReply;

/** What the HTTP layer asks of the security engine; it knows no rule itself. */
export interface Gatekeeper {
  /** Throws unless the person may call the operation now; otherwise tells the rungs they hold. */
  admit(operation: Operation, userId: string, sessionId: string): Promise<ReadonlySet<Rung>>;
}

export interface HttpOptions {
  readonly keys: readonly CallKey[];
  readonly database: Database;
  readonly gatekeeper: Gatekeeper;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tls?: { ca: string; cert: string; key: string };
}

export interface Http {
  readonly app: FastifyInstance;
  /** Binds each operation of a contract module to its handler. A missing or surplus handler does not compile. */
  bind<M extends Record<string, Operation>>(name: string, operations: M, handlers: Handlers<M>): void;
  /** Checks the call token of a request outside the contract (below `/internal`). */
  verify(request: FastifyRequest): CallClaims;
}

/** The server closes idle connections after the gateway has given them up (60 s). */
const keepAliveMs = 90_000;
/** Long enough for 50 MB over a slow line; the gateway bounds the rest. */
const requestTimeoutMs = 10 * 60_000;
const largestBody = 1024 * 1024;
const maxEventLoopDelayMs = 2_000;

export function createHttp(options: HttpOptions): Http {
  const app = fastify({
    logger: false,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: requestTimeoutMs,
    bodyLimit: largestBody,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    ...(options.tls ? { https: { ...options.tls, requestCert: true, rejectUnauthorized: true } } : {}),
  } as object) as FastifyInstance;
  const replays = new ReplayGuard();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  // Anything else is an upload: its bytes stay unread until a handler takes them.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  void app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    pressureHandler: (request, reply) =>
      void sendProblem(reply, problem('OVERLOADED', { requestId: request.id, retryAfterSeconds: 2 })),
  });
  app.setNotFoundHandler(
    (request, reply) => void sendProblem(reply, problem('NOT_FOUND', { requestId: request.id })),
  );
  app.setErrorHandler(
    (error, request, reply) => void sendProblem(reply, toProblem(error, request.id, options.log)),
  );

  function verify(request: FastifyRequest): CallClaims {
    const body = Buffer.isBuffer(request.body) ? request.body : request.body ? null : new Uint8Array();
    const token = request.headers[callTokenHeader];
    const result = verifyCall(options.keys, typeof token === 'string' ? token : undefined, {
      method: request.method,
      target: request.raw.url!,
      body,
    });
    if ('refused' in result) {
      options.log.warn({ refused: result.refused }, 'a call token was refused');
      throw new Fail('UNAUTHENTICATED', 'This call does not carry a valid call token.');
    }
    if (!replays.admit(result.nonce)) {
      options.log.warn(
        { refused: 'replayed', requestId: result.claims.requestId },
        'a call token was refused',
      );
      throw new Fail('UNAUTHENTICATED', 'This call token was used before.');
    }
    return result.claims;
  }

  async function serve(
    name: string,
    operation: Operation,
    handler: Handler<Operation>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const startedAt = performance.now();
    const claims = verify(request);
    return trace.run({ requestId: claims.requestId }, async () => {
      try {
        const caller = await admit(options.gatekeeper, operation, claims);
        const input = parseInput(operation, request);
        const call = makeCall(options, name, operation, claims, caller, request, reply);
        const answer = await handler(input, call).catch(replayedAnswer(reply));
        return send(reply, operation, answer);
      } catch (error) {
        return sendProblem(reply, toProblem(error, claims.requestId, options.log));
      } finally {
        const seconds = (performance.now() - startedAt) / 1000;
        options.metrics.requests.observe({ operation: name, status: reply.statusCode }, seconds);
        options.log.info(
          {
            operation: name,
            status: reply.statusCode,
            ms: Math.round(seconds * 1e4) / 10,
            userId: claims.userId,
          },
          'call',
        );
      }
    });
  }

  return {
    app,
    verify,
    bind(moduleName, operations, handlers) {
      for (const [key, operation] of Object.entries(operations) as [string, Operation][]) {
        const handler = handlers[key] as Handler<Operation> | undefined;
        if (!handler) throw new Error(`${moduleName}.${key} has no handler.`);
        if (operation.level === undefined || !operation.relation)
          throw new Error(`${moduleName}.${key} declares no level or relation.`);
        app.route({
          method: operation.method,
          url: `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`,
          handler: (request, reply) => serve(`${moduleName}.${key}`, operation, handler, request, reply),
        });
      }
    },
  };
}

async function admit(
  gatekeeper: Gatekeeper,
  operation: Operation,
  claims: CallClaims,
): Promise<Caller | null> {
  const { userId, sessionId } = claims;
  if (operation.level === 'PUBLIC')
    return userId && sessionId ? { userId, sessionId, held: new Set() } : null;
  if (!userId || !sessionId) throw new Fail('UNAUTHENTICATED');
  return { userId, sessionId, held: await gatekeeper.admit(operation, userId, sessionId) };
}

function makeCall(
  options: HttpOptions,
  name: string,
  operation: Operation,
  claims: CallClaims,
  caller: Caller | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Call {
  const key = headerOf(request, 'idempotency-key');
  if (operation.idempotency === 'required' && !key) throw new Fail('IDEMPOTENCY_KEY_REQUIRED');
  const idempotency = key && request.method !== 'GET' ? keyOf(name, key, claims, caller, request) : null;
  return {
    caller,
    idempotency,
    requestId: claims.requestId,
    ip: claims.ip,
    agent: claims.agent,
    origin: claims.origin,
    log: options.log,
    ifMatch: readVersion(headerOf(request, 'if-match')),
    sessionCookie: operation.cookie ? readCookie(headerOf(request, 'cookie'), 'ss_session') : null,
    upload: operation.stream === 'upload' ? (request.body as NodeJS.ReadableStream | null) : null,
    ...(operation.stream === 'raw' ? { raw: rawOf(operation, request) } : {}),
    transact: (work) =>
      idempotency ? transactOnce(options.database, idempotency, work) : options.database.transact(work),
    etag: (version) => void reply.header('etag', `"${version}"`),
    setCookie: (cookie) => void reply.header('set-cookie', cookie),
    setHeader: (header, value) => void reply.header(header, value),
  };
}

function rawOf(operation: Operation, request: FastifyRequest): NonNullable<Call['raw']> {
  const named = (operation.signatureHeaders ?? []).map((name) => [name, headerOf(request, name) ?? '']);
  return {
    bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: Object.fromEntries(named) as Record<string, string>,
  };
}

function keyOf(
  operation: string,
  key: string,
  claims: CallClaims,
  caller: Caller | null,
  request: FastifyRequest,
): IdempotentCall {
  const bodyHash = createHash('sha256')
    .update(request.raw.url!)
    .update('\n')
    .update(Buffer.isBuffer(request.body) ? request.body : '')
    .digest('hex');
  return { scope: caller?.userId ?? `ip:${claims.ip}`, key, operation, bodyHash };
}

function replayedAnswer(reply: FastifyReply) {
  return (error: unknown): unknown => {
    if (!(error instanceof Replayed)) throw error;
    void reply.header('idempotency-replayed', 'true');
    return error.answer;
  };
}

function send(reply: FastifyReply, operation: Operation, answer: unknown): FastifyReply {
  void reply.code(operation.status ?? 200);
  if (answer instanceof Download) {
    const disposition = `${answer.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`;
    return reply
      .headers({
        'content-type': answer.mediaType,
        'content-length': answer.sizeBytes,
        'content-disposition': disposition,
      })
      .send(answer.stream);
  }
  if (operation.status === 204) return reply.send();
  // The schema is an allow-list: what it does not name is cut off here.
  const body = (operation.output as unknown as { parse(value: unknown): unknown }).parse(answer);
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
}

function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  if (body.retryAfterSeconds) void reply.header('retry-after', body.retryAfterSeconds);
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(body));
}

/** A 500 says nothing but its request id. */
function toProblem(error: unknown, requestId: string, log: Log): Problem {
  if (error instanceof Fail) return error.toProblem(requestId);
  if (isFastifyError(error, 'FST_ERR_CTP_BODY_TOO_LARGE')) return problem('BODY_TOO_LARGE', { requestId });
  log.error({ err: error, requestId }, 'a request failed');
  return problem('INTERNAL', { requestId });
}

function isFastifyError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value ? value : null;
}

function readVersion(etag: string | null): number | null {
  const match = etag?.match(/^(?:W\/)?"(\d{1,9})"$/);
  return match ? Number(match[1]) : null;
}

function readCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return value;
  }
  return null;
}
