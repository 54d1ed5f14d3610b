import { z } from 'zod';
import { op } from './op.ts';
import { email, empty, id, instant, text } from './wire.ts';

const password = z.string().min(12).max(128);
const token = z.string().min(16).max(2048);

/** What a signed-in client holds in memory; the rotating session token travels in the cookie only. */
export const sessionGrant = z.object({
  accessToken: z.string(),
  expiresAt: instant,
  userId: id,
  sessionId: id,
});

/** Sign-in either succeeds or asks for a second factor; `challenge` is handed back with the factor. */
export const signInResult = z.discriminatedUnion('state', [
  z.object({ state: z.literal('SIGNED_IN'), grant: sessionGrant }),
  z.object({ state: z.literal('FACTOR_REQUIRED'), challenge: z.string(), kinds: z.array(z.enum(['TOTP', 'RECOVERY_CODE', 'PASSKEY'])) }),
]);

export const session = z.object({
  id,
  current: z.boolean(),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
  ip: z.nullable(z.string()),
  device: z.string(),
});

export const factor = z.object({
  id: z.string().max(64),
  kind: z.enum(['TOTP', 'PASSKEY']),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: z.nullable(instant),
});

const credential = z.record(z.string().max(64), z.unknown());

/** Proof of identity: exactly one of password, one-time code, or passkey answer. */
const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PASSWORD'), password: z.string().min(1).max(128) }),
  z.strictObject({ kind: z.literal('TOTP'), code: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ kind: z.literal('PASSKEY'), challenge: token, credential }),
]);

export const authentication = {
  register: op({
    method: 'POST', path: '/auth/register', summary: 'Create an account; a verification mail follows',
    level: 'PUBLIC', relation: 'none', limit: 'registration', status: 202,
    body: z.strictObject({
      email, password, name: text(1, 80), adult: z.literal(true), timeZone: text(1, 64).optional(), locale: z.string().max(10).optional(),
      invitation: z.string().max(200).optional(),
    }),
    output: z.object({ accepted: z.literal(true) }),
    errors: ['PASSWORD_WEAK', 'INVALID_INPUT'],
  }),
  verifyEmail: op({
    method: 'POST', path: '/auth/email/verify', summary: 'Confirm the e-mail address with the single-use token of the mail',
    level: 'PUBLIC', relation: 'none', limit: 'registration',
    body: z.strictObject({ token }), output: z.object({ verified: z.literal(true), email: z.string() }), errors: ['TOKEN_INVALID'],
  }),
  resendEmail: op({
    method: 'POST', path: '/auth/email/resend', summary: 'Send the verification mail again; the answer never tells whether the address is known',
    level: 'PUBLIC', relation: 'none', limit: 'registration', status: 202,
    body: z.strictObject({ email }), output: z.object({ accepted: z.literal(true) }), errors: [],
  }),
  login: op({
    method: 'POST', path: '/auth/login', summary: 'Sign in with e-mail and password',
    level: 'PUBLIC', relation: 'none', limit: 'login',
    body: z.strictObject({ email, password: z.string().min(1).max(128) }), output: signInResult,
    errors: ['CREDENTIALS_INVALID', 'ACCOUNT_LOCKED', 'EMAIL_UNVERIFIED', 'FORBIDDEN'],
  }),
  loginFactor: op({
    method: 'POST', path: '/auth/factor', summary: 'Finish a sign-in with a one-time code, a recovery code or a passkey',
    level: 'PUBLIC', relation: 'none', limit: 'login',
    body: z.strictObject({
      challenge: token,
      kind: z.enum(['TOTP', 'RECOVERY_CODE', 'PASSKEY']),
      code: z.string().max(32).optional(),
      credential: credential.optional(),
    }),
    output: sessionGrant, errors: ['FACTOR_INVALID', 'TOKEN_INVALID', 'ACCOUNT_LOCKED'],
  }),
  passkeyOptions: op({
    method: 'POST', path: '/auth/passkey/options', summary: 'Options for signing in, or stepping up, with a passkey',
    level: 'PUBLIC', relation: 'none', limit: 'login',
    body: empty, output: z.object({ challenge: z.string(), options: z.record(z.string(), z.unknown()) }), errors: [],
  }),
  passkeyLogin: op({
    method: 'POST', path: '/auth/passkey/login', summary: 'Sign in with a passkey alone',
    level: 'PUBLIC', relation: 'none', limit: 'login',
    body: z.strictObject({ challenge: token, credential }), output: sessionGrant, errors: ['FACTOR_INVALID', 'TOKEN_INVALID', 'EMAIL_UNVERIFIED'],
  }),
  refresh: op({
    method: 'POST', path: '/auth/refresh', summary: 'Rotate the session token in the cookie and get a new access token',
    level: 'PUBLIC', relation: 'self', cookie: true, limit: 'default',
    body: empty, output: sessionGrant, errors: ['SESSION_ENDED', 'CSRF_REJECTED'],
  }),
  forgotPassword: op({
    method: 'POST', path: '/auth/password/forgot', summary: 'Send a reset link; the answer never tells whether the address is known',
    level: 'PUBLIC', relation: 'none', limit: 'registration', status: 202,
    body: z.strictObject({ email }), output: z.object({ accepted: z.literal(true) }), errors: [],
  }),
  resetPassword: op({
    method: 'POST', path: '/auth/password/reset', summary: 'Set a new password with the single-use token; ends all sessions',
    level: 'PUBLIC', relation: 'none', limit: 'registration',
    body: z.strictObject({ token, password }), output: z.object({ reset: z.literal(true) }), errors: ['TOKEN_INVALID', 'PASSWORD_WEAK'],
  }),
  me: op({
    method: 'GET', path: '/auth/me', summary: 'The account behind the token',
    level: 0, relation: 'self',
    output: z.object({
      userId: id, email: z.string(), name: z.string(), emailVerified: z.boolean(), sessionId: id,
      factors: z.array(z.enum(['TOTP', 'PASSKEY'])), stepUpUntil: z.nullable(instant), status: z.string(),
    }), errors: [],
  }),
  listSessions: op({
    method: 'GET', path: '/auth/sessions', summary: 'Own sessions with device, place and last use',
    level: 0, relation: 'self', output: z.object({ items: z.array(session) }), errors: [],
  }),
  endSession: op({
    method: 'DELETE', path: '/auth/sessions/{sessionId}', summary: 'End one of the own sessions',
    level: 0, relation: 'self', params: z.strictObject({ sessionId: id }), status: 204, output: empty, errors: ['NOT_FOUND'],
  }),
  logout: op({
    method: 'POST', path: '/auth/logout', summary: 'End this session', level: 0, relation: 'self', status: 204, body: empty, output: empty, errors: [],
  }),
  logoutAll: op({
    method: 'POST', path: '/auth/logout-all', summary: 'End every session of the account', level: 0, relation: 'self', status: 204,
    body: empty, output: empty, errors: [],
  }),
  stepUp: op({
    method: 'POST', path: '/auth/step-up', summary: 'Prove identity again; good for ten minutes in this session',
    level: 0, relation: 'self', limit: 'login', body: proof, output: z.object({ until: instant, factor: z.enum(['PASSWORD', 'TOTP', 'PASSKEY']) }),
    errors: ['CREDENTIALS_INVALID', 'FACTOR_INVALID', 'TOKEN_INVALID', 'ACCOUNT_LOCKED'],
  }),
  changePassword: op({
    method: 'POST', path: '/auth/password/change', summary: 'Change the password; ends all other sessions',
    level: 0, relation: 'self', stepUp: true, body: z.strictObject({ currentPassword: z.string().min(1).max(128), newPassword: password }),
    output: z.object({ changed: z.literal(true) }), errors: ['CREDENTIALS_INVALID', 'PASSWORD_WEAK', 'STEP_UP_REQUIRED'],
  }),
  listFactors: op({
    method: 'GET', path: '/auth/factors', summary: 'Own second factors and how many recovery codes are left',
    level: 0, relation: 'self', output: z.object({ items: z.array(factor), recoveryCodesLeft: z.int() }), errors: [],
  }),
  addFactor: op({
    method: 'POST', path: '/auth/factors', summary: 'Begin (without proof) or activate (with proof) a one-time-code app or a passkey',
    level: 0, relation: 'self', stepUp: true,
    body: z.discriminatedUnion('step', [
      z.strictObject({ step: z.literal('BEGIN_TOTP'), password: z.string().min(1).max(128) }),
      z.strictObject({ step: z.literal('ACTIVATE_TOTP'), code: z.string().regex(/^\d{6}$/) }),
      z.strictObject({ step: z.literal('BEGIN_PASSKEY'), name: text(1, 60) }),
      z.strictObject({ step: z.literal('ACTIVATE_PASSKEY'), name: text(1, 60), challenge: token, credential }),
    ]),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('TOTP_PENDING'), uri: z.string(), secret: z.string() }),
      z.object({ state: z.literal('PASSKEY_PENDING'), challenge: z.string(), options: z.record(z.string(), z.unknown()) }),
      z.object({ state: z.literal('ACTIVE'), factor, recoveryCodes: z.array(z.string()).optional() }),
    ]),
    errors: ['CREDENTIALS_INVALID', 'FACTOR_INVALID', 'STEP_UP_REQUIRED', 'TOKEN_INVALID', 'ALREADY_EXISTS'],
  }),
  removeFactor: op({
    method: 'DELETE', path: '/auth/factors/{factorId}', summary: 'Remove a factor; the step-up must have been made with a factor of the account',
    level: 0, relation: 'self', stepUp: true, params: z.strictObject({ factorId: z.string().max(64) }), status: 204, output: empty,
    errors: ['NOT_FOUND', 'STEP_UP_REQUIRED'],
  }),
  newRecoveryCodes: op({
    method: 'POST', path: '/auth/factors/recovery-codes', summary: 'Replace the recovery codes; shown once',
    level: 0, relation: 'self', stepUp: true, body: z.strictObject({ password: z.string().min(1).max(128) }),
    output: z.object({ recoveryCodes: z.array(z.string()) }), errors: ['CREDENTIALS_INVALID', 'STEP_UP_REQUIRED', 'RULE_VIOLATED'],
  }),
};
