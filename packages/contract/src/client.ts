import type { Operation, Output, Request } from './op.ts';
import type { Problem } from './errors.ts';
import { problem } from './errors.ts';

/** A failed call. `problem` is what the server said; a network failure shows as `UPSTREAM_UNAVAILABLE`. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(p: Problem) {
    super(p.detail ?? p.title);
    this.name = 'ApiError';
    this.problem = p;
  }
}

export interface CallOptions {
  idempotencyKey?: string;
  /** The ETag of the version the edit was made on. */
  ifMatch?: string;
  signal?: AbortSignal;
}

export interface ClientOptions {
  /** Origin of the gateway, such as `http://localhost:3000`; empty for same origin. */
  baseUrl: string;
  /** Sends one HTTP request; the caller adds tokens, cookies and retries here. */
  send: (url: string, init: RequestInit, operation: Operation) => Promise<Response>;
}

type Modules = Record<string, Record<string, Operation>>;
export type Client<M extends Modules> = {
  [K in keyof M]: {
    [N in keyof M[K]]: (
      request: Request<M[K][N]>,
      options?: CallOptions,
    ) => Promise<Output<M[K][N]> & { readonly etag?: string }>;
  };
};

/** The typed client of the public API: `client.ventures.get({ params: { ventureId } })`. */
export function createClient<const M extends Modules>(modules: M, options: ClientOptions): Client<M> {
  const client: Record<string, Record<string, unknown>> = {};
  for (const [moduleName, operations] of Object.entries(modules)) {
    client[moduleName] = {};
    for (const [name, operation] of Object.entries(operations)) {
      client[moduleName][name] = (request: Parts, call?: CallOptions) =>
        callOperation(options, operation, request, call);
    }
  }
  return client as Client<M>;
}

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

async function callOperation(
  options: ClientOptions,
  operation: Operation,
  request: Parts,
  call: CallOptions = {},
) {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (operation.body) headers['content-type'] = 'application/json';
  if (call.idempotencyKey) headers['idempotency-key'] = call.idempotencyKey;
  if (call.ifMatch) headers['if-match'] = call.ifMatch;
  const response = await options
    .send(
      options.baseUrl + urlOf(operation, request),
      {
        method: operation.method,
        headers,
        ...(operation.body ? { body: JSON.stringify(request.body ?? {}) } : {}),
        ...(call.signal ? { signal: call.signal } : {}),
      },
      operation,
    )
    .catch((error: unknown) => {
      if (error instanceof ApiError || (error instanceof Error && error.name === 'AbortError')) throw error;
      throw new ApiError(
        problem('UPSTREAM_UNAVAILABLE', {
          detail: 'The connection failed. Check your network and try again.',
        }),
      );
    });
  if (!response.ok) throw new ApiError(await readProblem(response));
  const body = response.status === 204 ? {} : ((await response.json()) as object);
  const etag = response.headers.get('etag');
  return etag ? Object.defineProperty(body, 'etag', { value: etag, enumerable: false }) : body;
}

/** Path and query string of a call, below the origin. */
export function urlOf(
  operation: Operation,
  request: { params?: Record<string, unknown>; query?: Record<string, unknown> },
): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(request.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {}))
    if (value !== undefined) query.set(name, String(value));
  const search = query.toString();
  return `/api/v1${path}${search ? `?${search}` : ''}`;
}

async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  if (body && typeof body === 'object' && 'code' in body) return body as Problem;
  return problem(response.status === 429 ? 'RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE', {
    detail: `The server answered ${response.status}.`,
  });
}
