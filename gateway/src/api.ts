import { errorCodes, type Operation, type RateClass } from '@smartstart/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Config } from './config.ts';
import { subjectOf, type Limits } from './limits.ts';
import { Refusal, sendProblem } from './problems.ts';
import { answerWith, type BrainProxy } from './proxy.ts';
import { checkCsrf, cookieOf, type Caller, type Sessions } from './session.ts';
import { takeRaw } from './raw-bodies.ts';
import { checkShape } from './shape.ts';
import { streamAnswer, takeUpload } from './uploads.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Name of the route in metrics and log lines. */
    route?: string;
  }
}

export interface ApiParts {
  readonly config: Config;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly proxy: BrainProxy;
}

type Modules = Record<string, Record<string, Operation>>;

const sizes = {
  /** Section 16.3; an operation may name its own. */
  bodyBytes: 64 * 1024,
  /** Path and query go into the call token too, and the Brain reads at most 16 kB of headers. */
  targetChars: 4096,
} as const;

/** "3 / min each": these classes count every operation on its own. */
const countedEach: readonly RateClass[] = ['registration', 'compliance'];

/** One route for each operation of the contract: check who and how, then hand the bytes to the Brain. */
export function addApi(
  app: FastifyInstance,
  modules: Modules,
  parts: ApiParts,
  answeredHere: readonly Operation[],
): void {
  const operations = Object.values(modules).flatMap((module) => Object.values(module));
  takeJsonBytes(app);
  app.decorateRequest('caller', null);
  for (const operation of operations)
    if (!answeredHere.includes(operation)) addOperation(app, operation, parts);
  refuseOtherMethods(app, operations);
}

function addOperation(app: FastifyInstance, operation: Operation, parts: ApiParts): void {
  const options = {
    method: operation.method,
    url: urlOf(operation),
    bodyLimit: operation.bodyBytes ?? sizes.bodyBytes,
    config: { route: operation.path },
    onRequest: (request: FastifyRequest, reply: FastifyReply) => admit(operation, parts, request, reply),
  };
  if (operation.stream === 'upload') takeUpload(app, options, operation, parts.proxy);
  else if (operation.stream === 'raw') takeRaw(app, options, operation, parts.proxy);
  else app.route({ ...options, handler: (request, reply) => serve(operation, parts, request, reply) });
}

/** Everything that can be decided before the body is read. */
async function admit(
  operation: Operation,
  parts: ApiParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (request.raw.url!.length > sizes.targetChars)
    throw new Refusal('MALFORMED', { detail: 'The address is too long.' });
  request.caller = await identify(operation, parts, request, reply);
  if (operation.cookie)
    checkCsrf(
      request.headers,
      (origin) => parts.config.ownOrigins.has(origin) || parts.config.corsOrigins.includes(origin),
    );
  if (operation.limit !== 'login') await spend(operation, parts, request, reply);
  checkHeaders(operation, request);
}

async function identify(
  operation: Operation,
  { sessions, limits }: ApiParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  try {
    return await sessions.verifyHeader(request.headers.authorization);
  } catch (error) {
    if (operation.level === 'PUBLIC') return null;
    // A guess costs the guesser: it counts as an anonymous request of the address.
    const isGuess = error instanceof Refusal && errorCodes[error.code][0] === 401;
    if (isGuess) await limits.spend('anonymous', subjectOf('anonymous', undefined, request), request, reply);
    throw error;
  }
}

async function spend(
  operation: Operation,
  { limits }: ApiParts,
  request: FastifyRequest,
  reply: FastifyReply,
  body?: unknown,
): Promise<void> {
  const rateClass = operation.limit ?? 'default';
  // Whoever tries one name after the other is stopped by the limit of the address.
  if (rateClass === 'login' && !request.caller)
    await limits.spend('anonymous', subjectOf('anonymous', undefined, request), request, reply);
  const subject = subjectOf(rateClass, request.caller?.userId, request, body);
  await limits.spend(
    rateClass,
    countedEach.includes(rateClass) ? `${operation.path}|${subject}` : subject,
    request,
    reply,
  );
}

function checkHeaders(operation: Operation, request: FastifyRequest): void {
  const key = request.headers['idempotency-key'];
  if (operation.idempotency === 'required' && !key) throw new Refusal('IDEMPOTENCY_KEY_REQUIRED');
  if (key !== undefined && !/^[\x21-\x7e]{1,100}$/.test(String(key)))
    throw new Refusal('MALFORMED', { detail: 'An Idempotency-Key has 1 to 100 visible characters.' });
  if (operation.ifMatch && !request.headers['if-match']) throw new Refusal('IF_MATCH_REQUIRED');
}

async function serve(
  operation: Operation,
  parts: ApiParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = request.body as JsonBody | undefined;
  checkShape(operation, request, body?.value);
  if (operation.limit === 'login') await spend(operation, parts, request, reply, body?.value);
  const call = {
    request,
    caller: request.caller,
    body: operation.body ? (body?.bytes ?? emptyObject) : null,
    cookie: operation.cookie ? cookieOf(request.headers.cookie, 'ss_session') : undefined,
  };
  if (operation.stream === 'download')
    return streamAnswer(reply, (signal) => parts.proxy.forwardStream({ ...call, signal }));
  const answer = await parts.proxy.forward(call);
  return answerWith(reply, answer.status, answer.headers).send(answer.body);
}

interface JsonBody {
  readonly bytes: Buffer;
  readonly value: unknown;
}

const emptyObject = Buffer.from('{}');

/** Keeps the bytes beside the parsed value: they are forwarded as they came. `__proto__` keys are refused. */
function takeJsonBytes(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    if (bytes.length === 0) return done(null, undefined);
    parse(request, bytes.toString(), (error, value) => done(error, { bytes, value } satisfies JsonBody));
  });
}

const allMethods: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function refuseOtherMethods(app: FastifyInstance, operations: readonly Operation[]): void {
  const taken = Map.groupBy(operations, urlOf);
  for (const [url, list] of taken) {
    const allowed = list.map((operation) => operation.method);
    app.route({
      method: allMethods.filter((method) => !allowed.includes(method as Operation['method'])),
      url,
      config: { route: list[0]!.path },
      // In front of the body, so that none is read.
      onRequest: async (request, reply) =>
        sendProblem(request, reply.header('allow', allowed.join(', ')), 'METHOD_NOT_ALLOWED'),
      handler: () => undefined,
    });
  }
}

function urlOf(operation: Operation): string {
  return `/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
}
