import {
  ApiError,
  contract,
  createClient,
  problem,
  urlOf,
  type Operation,
  type Problem,
  type Request,
} from '@smartstart/contract';
import { accessToken, csrfToken, replacedToken, sessionStore } from './session-store';

/** The typed client of the public API, on the origin the page came from. */
export const api = createClient(contract, { baseUrl: '', send });

/** An idempotency key: made once for what a person means to do, and kept over retries. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** The bytes of a file. The token travels in a header, so a plain `<img src>` or link cannot fetch them. */
export function downloadFile(fileId: string): Promise<Blob> {
  return download(contract.files.download, { params: { fileId } });
}

/** The bytes that an operation with `stream: 'download'` answers. */
export async function download<O extends Operation>(
  operation: O,
  request: Request<O> & Parameters<typeof urlOf>[1] & { readonly body?: unknown },
): Promise<Blob> {
  const init = operation.body
    ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.body ?? {}) }
    : { headers: {} };
  const response = await send(
    urlOf(operation, request),
    { method: operation.method, ...init },
    operation,
  ).catch((error: unknown) => {
    throw error instanceof ApiError ? error : new ApiError(problem('UPSTREAM_UNAVAILABLE'));
  });
  if (!response.ok) throw new ApiError(await readProblem(response));
  return response.blob();
}

/** Sends a file to the one-time link that `files.uploadLink` gave. */
export async function upload<T>(path: string, file: Blob): Promise<T> {
  const url = path.startsWith('/api/') ? path : `/api/v1${path}`;
  const init = {
    method: 'PUT',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  };
  const response = await send(url, init, contract.files.upload);
  if (!response.ok) throw new ApiError(await readProblem(response));
  return (await response.json()) as T;
}

async function send(url: string, init: RequestInit, operation: Operation): Promise<Response> {
  if (operation.level === 'PUBLIC') {
    return fetch(url, operation.cookie ? withHeader(init, 'x-csrf-token', csrfToken() ?? '') : init);
  }
  const token = await accessToken();
  const response = await fetch(url, withHeader(init, 'authorization', `Bearer ${token}`));
  if (response.status !== 401) return response;
  const { code } = await readProblem(response.clone());
  if (code === 'SESSION_ENDED') sessionStore.end();
  if (code !== 'TOKEN_EXPIRED' && code !== 'UNAUTHENTICATED') return response;
  return fetch(url, withHeader(init, 'authorization', `Bearer ${await replacedToken(token)}`));
}

function withHeader(init: RequestInit, name: string, value: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set(name, value);
  return { ...init, headers };
}

async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  return body && typeof body === 'object' && 'code' in body
    ? (body as Problem)
    : problem('UPSTREAM_UNAVAILABLE');
}
