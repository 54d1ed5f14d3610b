import { createHmac, createSecretKey, hash, timingSafeEqual, type KeyObject } from 'node:crypto';

/** One shared secret of gateway and Brain. Two may be accepted at a time, so that they can be rotated. */
export interface CallKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** What the gateway vouches for: who calls, from where, and exactly which request. */
export interface CallClaims {
  readonly requestId: string;
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly ip: string;
  readonly agent: string;
  /** Origin the person sees in the address bar; links in mails start with it. */
  readonly origin: string;
}

export interface CallTarget {
  readonly method: string;
  /** Path with query string, byte for byte as sent. */
  readonly target: string;
  /** `null` when the body is a stream that cannot be hashed beforehand. */
  readonly body: Uint8Array | null;
}

export type CallRefusal =
  | 'missing'
  | 'malformed'
  | 'unknown-key'
  | 'forged'
  | 'expired'
  | 'other-request'
  | 'replayed';

export const callTokenHeader = 'x-call-token';
const audience = 'brain';
const lifetimeMs = 30_000;
/** Clocks of two hosts may differ by this much. */
const skewMs = 5_000;

/** Parses `id:base64url,id:base64url`; the first key signs, all are accepted. Throws when a key is too short. */
export function parseCallKeys(text: string): CallKey[] {
  const keys = text.split(',').map((part) => {
    const [id = '', secret = ''] = part.trim().split(':');
    return { id, secret: Buffer.from(secret, 'base64url') };
  });
  if (keys.length > 2) throw new Error('CALL_KEYS holds at most two keys, separated by a comma.');
  for (const key of keys) {
    if (!/^\w{1,16}$/.test(key.id) || key.secret.length < 32) {
      throw new Error('Each of CALL_KEYS is written id:secret, the secret 32 bytes or more in base64url.');
    }
  }
  return keys;
}

/** A 30-second token that binds audience, method, target, body, person and request. `nonce` makes it single use. */
export function signCall(
  key: CallKey,
  claims: CallClaims,
  target: CallTarget,
  nonce: string,
  now = Date.now(),
): string {
  const payload = Buffer.from(
    JSON.stringify([
      audience,
      now + lifetimeMs,
      nonce,
      target.method,
      target.target,
      hashOf(target.body),
      claims.requestId,
      claims.userId,
      claims.sessionId,
      claims.ip,
      claims.agent,
      claims.origin,
    ]),
  ).toString('base64url');
  return `${key.id}.${payload}.${macOf(key, payload)}`;
}

/** Checks everything but single use, which needs memory: see `ReplayGuard`. */
export function verifyCall(
  keys: readonly CallKey[],
  token: string | undefined,
  target: CallTarget,
  now = Date.now(),
): { claims: CallClaims; nonce: string; expiresAt: number } | { refused: CallRefusal } {
  if (!token) return { refused: 'missing' };
  const [keyId, payload, mac] = token.split('.');
  if (!keyId || !payload || !mac) return { refused: 'malformed' };
  const key = keys.find((candidate) => candidate.id === keyId);
  if (!key) return { refused: 'unknown-key' };
  const expected = Buffer.from(macOf(key, payload));
  const given = Buffer.from(mac);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return { refused: 'forged' };
  const [aud, expiresAt, nonce, method, path, bodyHash, requestId, userId, sessionId, ip, agent, origin] =
    JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
      string,
      number,
      string,
      string,
      string,
      string,
      string,
      string | null,
      string | null,
      string,
      string,
      string,
    ];
  if (expiresAt + skewMs < now || expiresAt > now + lifetimeMs + skewMs) return { refused: 'expired' };
  if (
    aud !== audience ||
    method !== target.method ||
    path !== target.target ||
    bodyHash !== hashOf(target.body)
  ) {
    return { refused: 'other-request' };
  }
  return { claims: { requestId, userId, sessionId, ip, agent, origin }, nonce, expiresAt };
}

/**
 * Remembers the nonces of the last minute in two generations, so that a token works once.
 * One Brain's memory is enough: the token's audience is the Brain the gateway dialled, and it lives 30 s.
 */
export class ReplayGuard {
  #current = new Set<string>();
  #previous = new Set<string>();
  #turnAt = 0;

  /** False when the nonce was seen before. */
  admit(nonce: string, now = Date.now()): boolean {
    if (now >= this.#turnAt) {
      this.#previous = now < this.#turnAt + lifetimeMs * 2 ? this.#current : new Set();
      this.#current = new Set();
      this.#turnAt = now + lifetimeMs + skewMs * 2;
    }
    if (this.#current.has(nonce) || this.#previous.has(nonce)) return false;
    this.#current.add(nonce);
    return true;
  }
}

/** Prepared once a key: from a raw secret an HMAC costs 20 µs, from a prepared one 3. */
const prepared = new WeakMap<CallKey, KeyObject>();

function macOf(key: CallKey, payload: string): string {
  let secret = prepared.get(key);
  if (!secret) prepared.set(key, (secret = createSecretKey(key.secret)));
  return createHmac('sha256', secret).update(payload).digest('base64url');
}

const emptyHash = hash('sha256', '', 'base64url');

function hashOf(body: Uint8Array | null): string {
  if (body === null) return 'stream';
  return body.length === 0 ? emptyHash : hash('sha256', body, 'base64url');
}
