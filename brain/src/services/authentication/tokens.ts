import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { Db } from '../../kernel/db.ts';
import type { Library } from './library.ts';
import { deleteVerifications } from './store.ts';

/** What a token is for. The library keeps the SHA-256 of purpose and token, so a stored value is of no use as a token. */
export type Purpose = 'verify-email' | 'reset-password' | 'sign-in' | 'passkey';

/** Single-use tokens over the verification rows of the library, with expiry by our clock. */
export interface Tokens {
  issue(db: Db, purpose: Purpose, payload: string, lifeMs: number, token?: string): Promise<string>;
  /** The payload, once; of several calls at the same moment one gets it. */
  consume(db: Db, purpose: Purpose, token: string): Promise<string | null>;
  /** The payload, leaving the token as it is. */
  read(db: Db, purpose: Purpose, token: string): Promise<string | null>;
  /** Takes back every token of the purpose with this payload. */
  recall(db: Db, purpose: Purpose, payload: string): Promise<void>;
}

const tokenBytes = 32;

export function createTokens(library: Library, clock: Clock): Tokens {
  const payloadOf = (purpose: Purpose, row: { value: string; expiresAt: Date } | null) =>
    row && row.expiresAt > clock.now() && row.value.startsWith(`${purpose} `)
      ? row.value.slice(purpose.length + 1)
      : null;
  return {
    async issue(db, purpose, payload, lifeMs, token = randomBytes(tokenBytes).toString('base64url')) {
      const { internalAdapter } = await library.of(db).$context;
      const expiresAt = new Date(clock.now().getTime() + lifeMs);
      await internalAdapter.createVerificationValue({
        identifier: `${purpose}:${token}`,
        value: `${purpose} ${payload}`,
        expiresAt,
      });
      return token;
    },
    async consume(db, purpose, token) {
      const { internalAdapter } = await library.of(db).$context;
      return payloadOf(purpose, await internalAdapter.consumeVerificationValue(`${purpose}:${token}`));
    },
    async read(db, purpose, token) {
      const { internalAdapter } = await library.of(db).$context;
      return payloadOf(purpose, await internalAdapter.findVerificationValue(`${purpose}:${token}`));
    },
    recall: (db, purpose, payload) => deleteVerifications(db, `${purpose} ${payload}`),
  };
}
