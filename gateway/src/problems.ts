import { errorCodes, problem, type ErrorCode, type Problem } from '@smartstart/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type Extra = Omit<Partial<Problem>, 'code' | 'status' | 'type'>;

/** Thrown to refuse a request; the error handler turns it into a problem document. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly extra: Extra;

  constructor(code: ErrorCode, extra: Extra = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  extra: Extra = {},
): FastifyReply {
  if (extra.retryAfterSeconds !== undefined) reply.header('retry-after', extra.retryAfterSeconds);
  if (errorCodes[code][0] === 401)
    reply.header('www-authenticate', code === 'UNAUTHENTICATED' ? 'Bearer' : 'Bearer error="invalid_token"');
  return reply
    .code(errorCodes[code][0])
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem(code, { ...extra, requestId: request.id })));
}

/** Every way a request can fail inside the framework, as one of the stable codes. Never a stack. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler(answerNotFound);
}

/** In front of the body, so that none is read. */
export async function answerNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendProblem(request, reply, 'NOT_FOUND', { detail: 'There is no such address.' });
}

export function answerError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof Refusal) return sendProblem(request, reply, error.code, error.extra);
  const known = frameworkCodes[error.code];
  if (known) return sendProblem(request, reply, known);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return sendProblem(request, reply, 'MALFORMED');
  request.log.error({ requestId: request.id, err: error }, 'A request failed');
  return sendProblem(request, reply, 'INTERNAL');
}

const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
};
