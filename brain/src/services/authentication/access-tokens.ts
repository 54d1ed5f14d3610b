import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, exportJWK, jwtVerify, SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import type { Db } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import * as store from './key-store.ts';
import type { Parts } from './parts.ts';

export interface AccessTokens {
  sign(session: { userId: string; sessionId: string }): Promise<{ accessToken: string; expiresAt: Date }>;
  /** Signature, issuer and time; whether the session has ended since is known to `sessions`. */
  verify(token: string): Promise<{ userId: string; sessionId: string } | null>;
  /** Public keys that verify tokens at this moment. */
  keySet(): Promise<{ keys: Record<string, unknown>[] }>;
  /** Replaces the signing key when it is 90 days old. */
  rotate(): Promise<void>;
}

export const issuer = 'smartstart';
const algorithm = 'EdDSA';
const tokenMs = 15 * 60_000;
const rotationMs = 90 * 24 * 60 * 60_000;
/** Another Brain may sign with a key this long after it was replaced. */
const cacheMs = 60_000;
/** A replaced key verifies until the last token signed with it is over, with a minute for clocks that differ. */
const retirementMs = tokenMs + cacheMs + 60_000;

interface Current {
  readonly kid: string;
  readonly key: KeyObject;
  readonly readAt: number;
}

export function createAccessTokens({ kernel, secrets }: Pick<Parts, 'kernel' | 'secrets'>): AccessTokens {
  const { clock, database } = kernel;
  let current: Current | undefined;

  async function signingKey(): Promise<Current> {
    const now = clock.now().getTime();
    if (current && now - current.readAt < cacheMs) return current;
    const row = (await store.currentKey(database.db)) ?? (await replaceKey(() => false));
    current = { kid: row.kid, key: createPrivateKey(secrets.open(row.private_key, row.kid)), readAt: now };
    return current;
  }

  /** Makes a key unless there is one that is not `due` to be replaced. */
  async function replaceKey(due: (createdAt: Date) => boolean): Promise<store.KeyRow> {
    const now = clock.now();
    const made = await makeKey(now);
    return database.transact(async (tx) => {
      await store.lockKeys(tx);
      const present = await store.currentKey(tx);
      if (present && !due(present.created_at)) return present;
      if (present) await store.retireKey(tx, present.kid, new Date(now.getTime() + retirementMs));
      return store.insertKey(tx, made);
    });
  }

  async function makeKey(now: Date) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const kid = newId();
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { kid, public_jwk: JSON.stringify(jwk), private_key: secrets.seal(pem, kid), created_at: now };
  }

  async function publicKeys(db: Db): Promise<JWK[]> {
    await signingKey();
    return (await store.validKeys(db, clock.now())).map((row) => row.public_jwk as JWK);
  }

  return {
    async sign({ userId, sessionId }) {
      const { kid, key } = await signingKey();
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + tokenMs);
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm, kid })
        .setIssuer(issuer)
        .setSubject(userId)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { accessToken, expiresAt };
    },
    async verify(token) {
      const keys = createLocalJWKSet({ keys: await publicKeys(database.db) } as JSONWebKeySet);
      const checked = await jwtVerify(token, keys, {
        issuer,
        algorithms: [algorithm],
        currentDate: clock.now(),
        requiredClaims: ['sub', 'sid', 'exp'],
      }).catch(() => null);
      const { sub, sid } = checked?.payload ?? {};
      return typeof sub === 'string' && typeof sid === 'string' ? { userId: sub, sessionId: sid } : null;
    },
    keySet: async () => ({ keys: (await publicKeys(database.db)) as Record<string, unknown>[] }),
    async rotate() {
      await replaceKey((createdAt) => clock.now().getTime() - createdAt.getTime() >= rotationMs);
      current = undefined;
    },
  };
}
