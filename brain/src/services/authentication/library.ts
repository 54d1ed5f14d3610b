import { hkdfSync } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Db } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Passwords } from './passwords.ts';

export type Library = ReturnType<typeof createLibrary>;

/**
 * Better Auth on the pool or inside a transaction of ours: `of(tx)` makes an instance that runs all its SQL in `tx`, so
 * that an account, its profile, its mail and its audit entry are one change. Making one takes 0.7 ms. Its HTTP handler
 * is never mounted.
 */
export function createLibrary(kernel: Pick<Kernel, 'config' | 'encryptionKey'>, passwords: Passwords) {
  const secret = Buffer.from(hkdfSync('sha256', kernel.encryptionKey, '', 'better-auth', 32)).toString(
    'base64url',
  );
  const known = new WeakMap<Db, ReturnType<typeof open>>();
  return {
    of(db: Db) {
      const instance = known.get(db) ?? open(db, secret, kernel.config.publicOrigin, passwords);
      known.set(db, instance);
      return instance;
    },
  };
}

function open(db: Db, secret: string, origin: string, passwords: Passwords) {
  return betterAuth({
    database: { db, type: 'postgres', transaction: false },
    appName: 'SmartStart',
    baseURL: origin,
    secret,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: { database: { generateId: newId, validateSchema: false } },
    emailAndPassword: {
      enabled: true,
      password: { hash: passwords.hash, verify: ({ hash, password }) => passwords.verify(hash, password) },
    },
    user: { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...times } },
    account: { modelName: 'auth_accounts', fields: { ...accountFields, ...times } },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        expiresAt: 'expires_at',
        ...times,
      },
    },
    verification: {
      modelName: 'auth_verifications',
      storeIdentifier: 'hashed',
      disableCleanup: true,
      fields: { expiresAt: 'expires_at', ...times },
    },
    plugins: [
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'SmartStart',
        // The handlers know the person; the library's own sessions are not used.
        registration: {
          requireSession: false,
          resolveUser: ({ context }) => readRegistrant(context),
          afterVerification: ({ verification }) =>
            requireUserVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireUserVerified(verification.authenticationInfo.userVerified),
        },
        schema: { passkey: { modelName: 'auth_passkeys', fields: passkeyFields } },
      }),
    ],
  });
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
const accountFields = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
};
const passkeyFields = {
  userId: 'user_id',
  publicKey: 'public_key',
  credentialID: 'credential_id',
  deviceType: 'device_type',
  backedUp: 'backed_up',
  createdAt: 'created_at',
};

/** Who registers a passkey, as the handler wrote it. */
function readRegistrant(
  context: string | null | undefined,
): Promise<{ id: string; name: string; displayName: string }> {
  const { id, email } = JSON.parse(context ?? '{}') as { id: string; email: string };
  return Promise.resolve({ id, name: email, displayName: email });
}

/** A passkey alone signs a person in, so the authenticator must have checked the person and not only a touch. */
function requireUserVerified(verified: boolean | undefined): void {
  if (!verified)
    throw new APIError('UNAUTHORIZED', { message: 'The authenticator did not verify the person.' });
}
