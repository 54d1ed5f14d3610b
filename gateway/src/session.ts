import { timingSafeEqual } from 'node:crypto';
import { keySet } from '@smartstart/contract';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import { Generations } from './generations.ts';
import { Refusal } from './problems.ts';

/** The person a verified access token stands for. */
export interface Caller {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
}

const limits = {
  tokenChars: 4096,
  /** Verifying EdDSA costs 265 µs, a look into this memory less than one. */
  verifiedTokens: 50_000,
  revokedSessions: 200_000,
  /** An access token lives 15 minutes; after that a revoked session needs no remembering. */
  revokedForMs: 15 * 60_000,
  keySetAgeMs: 10 * 60_000,
  /** A token with an unknown key id makes the gateway ask again, but not more often than this. */
  keySetPauseMs: 10_000,
} as const;

/** Verifies access tokens against the Brain's key set and remembers them until they expire or are revoked. */
export class Sessions {
  readonly #fetchKeys: () => Promise<unknown>;
  readonly #verified = new Generations<Caller>({ maxEntries: limits.verifiedTokens });
  readonly #revoked = new Generations<true>({
    maxEntries: limits.revokedSessions,
    ageMs: limits.revokedForMs,
  });
  #keys: { find: ReturnType<typeof createLocalJWKSet>; ids: Set<string> } | undefined;
  #askedAt = 0;
  #fetching: Promise<void> | undefined;

  constructor(fetchKeys: () => Promise<unknown>) {
    this.#fetchKeys = fetchKeys;
  }

  /** The caller of an `Authorization` header. Throws a refusal when there is none or it is not good. */
  async verifyHeader(header: string | undefined): Promise<Caller> {
    if (!header) throw new Refusal('UNAUTHENTICATED');
    if (!/^Bearer \S+$/i.test(header))
      throw new Refusal('UNAUTHENTICATED', { detail: 'Send the access token as “Authorization: Bearer …”.' });
    return this.verify(header.slice(7));
  }

  async verify(token: string): Promise<Caller> {
    const caller = this.#verified.get(token) ?? (await this.#verifyNew(token));
    if (this.isRevoked(caller.sessionId)) {
      this.#verified.delete(token);
      throw new Refusal('SESSION_ENDED');
    }
    if (caller.expiresAtMs <= Date.now()) {
      this.#verified.delete(token);
      throw new Refusal('TOKEN_EXPIRED');
    }
    return caller;
  }

  revoke(sessionId: string): void {
    this.#revoked.set(sessionId, true);
  }

  isRevoked(sessionId: string): boolean {
    return this.#revoked.get(sessionId) === true;
  }

  async #verifyNew(token: string): Promise<Caller> {
    if (token.length > limits.tokenChars) throw new Refusal('UNAUTHENTICATED');
    const find = await this.#keysFor(token);
    try {
      const { payload } = await jwtVerify(token, find, {
        algorithms: ['EdDSA', 'Ed25519'],
        issuer: 'smartstart',
        requiredClaims: ['sub', 'sid', 'exp'],
      });
      const caller = toCaller(payload);
      this.#verified.set(token, caller);
      return caller;
    } catch (error) {
      throw new Refusal(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED', {
        detail: 'The access token was not accepted.',
      });
    }
  }

  async #keysFor(token: string): Promise<ReturnType<typeof createLocalJWKSet>> {
    const id = keyIdOf(token);
    const age = Date.now() - this.#askedAt;
    if (!this.#keys || (!this.#keys.ids.has(id) && age > limits.keySetPauseMs)) await this.#refreshKeys();
    else if (age > limits.keySetAgeMs) this.#refreshKeys().catch(() => {}); // the old keys serve until the Brain answers
    if (!this.#keys) throw new Refusal('UPSTREAM_UNAVAILABLE');
    return this.#keys.find;
  }

  /** One question at a time, however many tokens wait for it. */
  #refreshKeys(): Promise<void> {
    this.#fetching ??= this.#loadKeys().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #loadKeys(): Promise<void> {
    this.#askedAt = Date.now();
    try {
      const set = keySet.parse(await this.#fetchKeys()) as unknown as JSONWebKeySet;
      const ids = new Set(set.keys.map((key) => String(key.kid)));
      this.#keys = { find: createLocalJWKSet(set), ids };
    } catch {
      if (!this.#keys)
        throw new Refusal('UPSTREAM_UNAVAILABLE', { detail: 'Tokens cannot be checked at the moment.' });
    }
  }
}

function keyIdOf(token: string): string {
  try {
    return String(decodeProtectedHeader(token).kid);
  } catch {
    throw new Refusal('UNAUTHENTICATED', { detail: 'The access token was not accepted.' });
  }
}

function toCaller(payload: JWTPayload): Caller {
  const { sub, sid, exp } = payload;
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number')
    throw new Error('A claim is missing.');
  return { userId: sub, sessionId: sid, expiresAtMs: exp * 1000 };
}

/**
 * Cookie-authenticated writes must come from this site's own pages: the `ss_csrf` cookie is repeated in a header, which
 * another site can neither read nor set, and the `Origin`, where the browser sends one, is ours.
 */
export function checkCsrf(
  headers: {
    cookie?: string | undefined;
    origin?: string | undefined;
    'x-csrf-token'?: string | string[] | undefined;
  },
  isAllowedOrigin: (origin: string) => boolean,
): void {
  const cookie = Buffer.from(cookieOf(headers.cookie, 'ss_csrf') ?? '');
  const header = Buffer.from(String(headers['x-csrf-token'] ?? ''));
  const same = cookie.length > 0 && cookie.length === header.length && timingSafeEqual(cookie, header);
  if (!same || (headers.origin !== undefined && !isAllowedOrigin(headers.origin)))
    throw new Refusal('CSRF_REJECTED');
}

/** One cookie's value as it was sent. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
