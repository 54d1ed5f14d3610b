import { ApiError, problem, type Problem } from '@smartstart/contract';
import { accessToken, replacedToken } from './session-store';

/** Sends a file and tells how far it is, from 0 to 1. `fetch` cannot: only this older way reports what left the browser. */
export async function watchedUpload<T>(
  path: string,
  file: File,
  onProgress: (part: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  const token = await accessToken();
  try {
    return await put<T>(path, file, token, onProgress, signal);
  } catch (error) {
    const expired =
      error instanceof ApiError && ['TOKEN_EXPIRED', 'UNAUTHENTICATED'].includes(error.problem.code);
    if (!expired) throw error;
    return put<T>(path, file, await replacedToken(token), onProgress, signal);
  }
}

function put<T>(
  path: string,
  file: File,
  token: string,
  onProgress: (part: number) => void,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) done(body as T);
      else fail(new ApiError(isProblem(body) ? body : problem('UPSTREAM_UNAVAILABLE')));
    });
    request.addEventListener('error', () => fail(new ApiError(problem('UPSTREAM_UNAVAILABLE'))));
    request.addEventListener('abort', () => fail(new UploadCancelled()));
    if (signal?.aborted) return fail(new UploadCancelled());
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** The person stopped it; nothing was kept. */
export class UploadCancelled extends Error {
  override readonly name = 'UploadCancelled';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isProblem(body: unknown): body is Problem {
  return body !== null && typeof body === 'object' && 'code' in body;
}
