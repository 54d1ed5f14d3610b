import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Carries the request id from the HTTP layer to the SQL log, so that one id finds every line of a request. */
export const trace = new AsyncLocalStorage<{ requestId: string }>();

/** Field names that never reach a log line, wherever they stand. */
const secretFields = [
  'password',
  'token',
  'secret',
  'code',
  'cookie',
  'authorization',
  'credential',
  'email',
];

export function createLog(level: string, name: string): Log {
  return pino({
    name,
    level,
    base: { service: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const current = trace.getStore();
      return current ? { requestId: current.requestId } : {};
    },
    redact: {
      paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[hidden]',
    },
    serializers: { err: describeError },
  });
}

/** An error without what libraries hang on it: clients with their statements, requests with their headers. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const sqlState = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name,
    message,
    stack,
    ...(sqlState ? { sqlState } : {}),
    ...(cause ? { cause: describeError(cause) } : {}),
  };
}
