import { ApiError, errorCodes, problem, type Problem, type authenticationWire } from '@smartstart/contract';
import type { output } from 'zod';

export type SessionGrant = output<typeof authenticationWire.sessionGrant>;

export interface SessionState {
  readonly state: 'loading' | 'signed-out' | 'signed-in';
  readonly userId: string | null;
  readonly sessionId: string | null;
  /** Why the first refresh could not be made (the network, not the session). */
  readonly failure: unknown;
}

const loading: SessionState = { state: 'loading', userId: null, sessionId: null, failure: null };
const signedOut: SessionState = { state: 'signed-out', userId: null, sessionId: null, failure: null };

let state = loading;
let grant: SessionGrant | null = null;
let refreshing: Promise<SessionGrant> | null = null;
const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('smartstart-session');

/**
 * The access token lives in this module and nowhere else: not in storage, not in a cookie a script could read.
 * Everything that needs it asks `accessToken()`.
 */
export const sessionStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): SessionState => state,
  getOnServer: (): SessionState => loading,

  /** Takes a fresh grant, after a sign-in or a refresh. */
  accept(next: SessionGrant): void {
    const changed = state.userId !== next.userId || state.sessionId !== next.sessionId;
    grant = next;
    set({ state: 'signed-in', userId: next.userId, sessionId: next.sessionId, failure: null });
    if (changed) tell(next.userId);
  },

  /** The session is over, here and in the other tabs. */
  end(): void {
    if (state.state === 'signed-out') return;
    grant = null;
    set(signedOut);
    tell(null);
  },

  /** Called once per page load. Without the readable cookie there is no session to resume. */
  async resume(): Promise<void> {
    if (state.state === 'signed-in') return;
    if (!csrfToken()) return set(signedOut);
    if (state.failure) set(loading);
    await refresh().catch(() => undefined);
  },
};

channel?.addEventListener('message', (event: MessageEvent<{ userId: string | null }>) => {
  if (event.data.userId === null) {
    grant = null;
    set(signedOut);
  } else if (event.data.userId !== state.userId) {
    // Another tab signed in, perhaps as another person: what this tab shows may belong to nobody now.
    grant = null;
    set(loading);
    void sessionStore.resume();
  }
});

/** A token that is good for at least some seconds, refreshed when needed. */
export async function accessToken(): Promise<string> {
  if (grant && Date.parse(grant.expiresAt) - Date.now() > 20_000) return grant.accessToken;
  if (!grant && !csrfToken()) throw new ApiError(problem('UNAUTHENTICATED'));
  return (await refresh()).accessToken;
}

/** A new token although the old one has time left, because the server refused the old one. */
export async function replacedToken(refused: string): Promise<string> {
  if (grant && grant.accessToken !== refused) return grant.accessToken;
  return (await refresh()).accessToken;
}

export function csrfToken(): string | null {
  const entry = document.cookie.split('; ').find((cookie) => cookie.startsWith('ss_csrf='));
  return entry ? decodeURIComponent(entry.slice('ss_csrf='.length)) : null;
}

function refresh(): Promise<SessionGrant> {
  refreshing ??= requestGrant().finally(() => (refreshing = null));
  return refreshing;
}

async function requestGrant(): Promise<SessionGrant> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-csrf-token': csrfToken() ?? '',
    },
    body: '{}',
  }).catch(() => null);
  if (response?.ok) {
    const next = (await response.json()) as SessionGrant;
    sessionStore.accept(next);
    return next;
  }
  const failure = new ApiError(await problemOf(response));
  if (response && (response.status === 401 || response.status === 403)) sessionStore.end();
  else if (state.state === 'loading') set({ ...loading, failure });
  throw failure;
}

async function problemOf(response: Response | null): Promise<Problem> {
  const body: unknown = await response?.json().catch(() => null);
  if (
    body &&
    typeof body === 'object' &&
    'code' in body &&
    typeof body.code === 'string' &&
    body.code in errorCodes
  )
    return body as Problem;
  return problem('UPSTREAM_UNAVAILABLE');
}

/** Tells the other tabs of this origin who is signed in now. */
function tell(userId: string | null): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel reaches its own origin only
  channel?.postMessage({ userId });
}

function set(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}
