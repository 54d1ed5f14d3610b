import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import cors from '@fastify/cors';
import underPressure from '@fastify/under-pressure';
import { createBrainPool } from '@smartstart/connector';
import { contract, internalPaths } from '@smartstart/contract';
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import { addApi, type ApiParts } from './api.ts';
import type { Config } from './config.ts';
import { addDocs } from './docs.ts';
import { securityHeaders } from './headers.ts';
import { createLimits } from './limits.ts';
import { createLog } from './log.ts';
import { createMetrics, listenMetrics, type Metrics } from './metrics.ts';
import { answerError, answerNotFound, handleErrors, Refusal } from './problems.ts';
import { BrainProxy } from './proxy.ts';
import { Sessions } from './session.ts';
import { refuseUpgrade, Sockets } from './sockets.ts';
import { addWeb, joinHotReload } from './web.ts';

const limits = {
  /** A whole request, uploads included: 50 MB at 1.4 Mbit/s. */
  requestMs: 300_000,
  /** Longer than a balancer keeps its connections (60 s), so that it never writes into a closed one. */
  keepAliveMs: 72_000,
  headerBytes: 16 * 1024,
  pathPartChars: 128,
  /** Mean delay of the event loop over a second from which new work is turned away. */
  loopDelayMs: 2_000,
  /** The start itself holds up the loop and is no reason to turn anybody away. */
  startMs: 10_000,
  /** Requests under way when the gateway is told to stop get this long to finish. */
  closeMs: 10_000,
} as const;

export interface Gateway {
  readonly app: FastifyInstance;
  readonly metrics: Metrics;
  listen(): Promise<string>;
  close(): Promise<void>;
}

export interface Overrides {
  readonly log?: Logger;
}

export async function createGateway(config: Config, overrides: Overrides = {}): Promise<Gateway> {
  const log = overrides.log ?? createLog(config.logLevel);
  const metrics = createMetrics();
  const app = createServer(config, log);
  const pool = createBrainPool(config.brain, config.brain.tls ? { tls: config.brain.tls } : {});
  const proxy = new BrainProxy(pool, config, metrics);
  const sessions = new Sessions(() => proxy.ask('GET', internalPaths.keySet));

  addHeaders(app, config);
  const underWay = addRecords(app, metrics);
  handleErrors(app);
  await turnAwayWhenOverloaded(app);
  const rateLimits = await createLimits(app, config, metrics);
  await addPublicApi(app, { config, sessions, proxy, limits: rateLimits });
  addWeb(app, config);
  const sockets = new Sockets({ config, pool, proxy, sessions, metrics, log: app.log });
  app.server.on('upgrade', (request, wire, head) => takeUpgrade(config, sockets, request, wire, head));
  const figures = config.metrics && listenMetrics(metrics, config.metrics);

  return {
    app,
    metrics,
    listen: () => app.listen({ host: config.host, port: config.port }),
    async close() {
      const closing = app.close();
      await sockets.close();
      const deadline = Date.now() + limits.closeMs;
      while (underWay() > 0 && Date.now() < deadline) await pause(20);
      app.server.closeAllConnections(); // browsers open some in advance, and those would be waited for
      await closing;
      figures?.close();
      await Promise.all([rateLimits.close(), pool.destroy()]);
      log.flush();
    },
  };
}

async function addPublicApi(app: FastifyInstance, parts: ApiParts): Promise<void> {
  await app.register(
    async (api) => {
      const { corsOrigins } = parts.config;
      if (corsOrigins.length > 0) await api.register(cors, corsOptions(corsOrigins));
      api.get('/v1/health', { config: { route: '/health' } }, async () => ({ status: 'ok' }));
      addApi(api, contract, parts, [contract.system.health]);
      addDocs(api, contract);
      const rest = { config: { route: 'none' }, onRequest: answerNotFound, handler: () => undefined };
      const method = api.supportedMethods.filter((name) => !api.hasRoute({ method: name, url: '/api/*' })); // CORS has one
      for (const url of ['', '/*']) api.route({ ...rest, method, url });
    },
    { prefix: '/api' },
  );
}

function takeUpgrade(
  config: Config,
  sockets: Sockets,
  request: IncomingMessage,
  wire: Duplex,
  head: Buffer,
): void {
  wire.on('error', () => wire.destroy());
  const path = request.url?.split('?')[0] ?? '';
  if (path === '/api/v1/ws') sockets.accept(request, wire, head);
  else if (config.dev && path.startsWith('/_next/')) joinHotReload(config, request, wire, head);
  else refuseUpgrade(wire, '404 Not Found');
}

async function turnAwayWhenOverloaded(app: FastifyInstance): Promise<void> {
  const openAt = Date.now() + limits.startMs;
  await app.register(underPressure, {
    maxEventLoopDelay: limits.loopDelayMs,
    pressureHandler: (request) => {
      if (Date.now() < openAt || request.url === '/api/v1/health') return;
      throw new Refusal('OVERLOADED', { retryAfterSeconds: 5 });
    },
  });
}

function createServer(config: Config, log: Logger): FastifyInstance {
  return fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }), // one line of our own, see addRecords
    childLoggerFactory: (logger) => logger, // lines carry the request id themselves
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    http: { maxHeaderSize: limits.headerBytes },
    routerOptions: { maxParamLength: limits.pathPartChars },
    exposeHeadRoutes: false,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  }) as unknown as FastifyInstance;
}

function addHeaders(app: FastifyInstance, config: Config): void {
  const constants = securityHeaders(config);
  const trusting = config.trustProxy.length > 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (trusting) adoptRequestId(request);
    reply.headers(constants).header('x-request-id', request.id);
    done();
  });
}

/** The id of a proxy we trust goes on through the logs; anybody else's is replaced. */
function adoptRequestId(request: FastifyRequest): void {
  const id = request.headers['x-request-id'];
  if (typeof id === 'string' && /^[\w-]{8,64}$/.test(id) && (request.ips?.length ?? 0) > 1)
    (request as { id: string }).id = id;
}

/**
 * One log line and one observation a request, also when the client went away (499). Query strings and long path parts
 * may hold secrets and are left out. Returns how many requests are under way.
 */
function addRecords(app: FastifyInstance, metrics: Metrics): () => number {
  let underWay = 0;
  app.addHook('onRequest', (request, reply, done) => {
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
      record(request, reply, metrics);
    });
    done();
  });
  return () => underWay;
}

function record(request: FastifyRequest, reply: FastifyReply, metrics: Metrics): void {
  const { method, ip } = request;
  const route = request.routeOptions.config.route ?? 'none';
  const status = reply.raw.writableFinished ? reply.raw.statusCode : 499;
  const seconds = reply.elapsedTime / 1000;
  metrics.requests.observe({ route, method, status }, seconds);
  const path = route === 'web' ? pathOf(request) : undefined;
  request.log.info(
    {
      requestId: request.id,
      method,
      route,
      path,
      status,
      ms: Math.round(seconds * 1e4) / 10,
      ip,
      userId: request.caller?.userId,
    },
    'request',
  );
}

function pathOf(request: FastifyRequest): string {
  return request.raw
    .url!.split('?', 1)[0]!
    .replace(/[^/]{40,}/g, '…')
    .slice(0, 200);
}

function corsOptions(origins: readonly string[]) {
  return {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'X-CSRF-Token',
    ],
    exposedHeaders: [
      'ETag',
      'Location',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
      'X-Request-Id',
      'Idempotency-Replayed',
    ],
    maxAge: 600,
    strictPreflight: false, // an OPTIONS that is no preflight gets the same empty answer, not a page of text
  };
}
