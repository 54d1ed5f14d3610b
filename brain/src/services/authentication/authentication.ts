import type { contract, Answer } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Security } from '../../engines/security/index.ts';
import type { Access } from './access.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { createAttempts } from './attempts.ts';
import { createFactors, type Factors } from './factors.ts';
import { createLibrary } from './library.ts';
import { placeOf, type AccountSink, type Parts } from './parts.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createPasswords } from './passwords.ts';
import { createProofs } from './proofs.ts';
import { addReactions } from './reactions.ts';
import { createSecrets } from './secrets.ts';
import { createSessions, type Sessions, type StepUp } from './sessions.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { credentialsOf, purge } from './store.ts';
import { usersSeenSince } from './session-store.ts';
import { createTokens } from './tokens.ts';
import * as watch from './watch-store.ts';

type Operations = (typeof contract)['authentication'];

export interface Authentication {
  readonly accounts: Accounts;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly factors: Factors;
  readonly passkeys: Passkeys;
  signAccess: AccessTokens['sign'];
  verifyAccessToken: AccessTokens['verify'];
  keySet: AccessTokens['keySet'];
  /** One value a session, so that a refresh in one tab does not invalidate what another tab is about to send. */
  csrfOf(sessionId: string): string;
  /** The proof of identity that counts in the session now, with the factor it was made with. */
  stepUpOf(db: Db, sessionId: string): Promise<StepUp | null>;
  me(call: Call): Promise<Answer<Operations['me']>>;
  listSessions(call: Call): Promise<Answer<Operations['listSessions']>['items']>;
  endSession(call: Call, sessionId: string): Promise<void>;
  logout(call: Call): Promise<void>;
  logoutAll(call: Call): Promise<void>;
  listFactors(userId: string): ReturnType<Factors['list']>;
  /** Who was here since then, in the order of ids, from the one after `after`. */
  usersSeenSince: typeof usersSeenSince;
  /** What watching for unusual sign-ins rests on. */
  readonly watch: typeof watch;
  /** The person's own data, for the export of their account. */
  exportOf(db: Db, userId: string): Promise<Record<string, unknown>>;
}

export interface AuthenticationDeps {
  readonly security: Security;
  readonly users: AccountSink;
  readonly access: Pick<Access, 'appointFirst'>;
}

const dayMs = 24 * 60 * 60_000;
/** Section 16.7; a device not seen for a year is new again. */
const keptDays = { sessions: 30, failures: 90, retiredTokens: 7, attempts: 1, devices: 365 } as const;

export function createAuthentication(
  kernel: Kernel,
  { security, users, access }: AuthenticationDeps,
): Authentication {
  const { clock, database } = kernel;
  const passwords = createPasswords();
  const secrets = createSecrets(kernel.encryptionKey);
  const library = createLibrary(kernel, passwords);
  const parts: Parts = {
    kernel,
    security,
    users,
    library,
    passwords,
    secrets,
    tokens: createTokens(library, clock),
  };
  const accessTokens = createAccessTokens(parts);
  const sessions = createSessions(parts);
  const attempts = createAttempts(parts);
  const proofs = createProofs(parts, attempts);
  const passkeys = createPasskeys(parts);
  const factors = createFactors(parts, { sessions, proofs, passkeys });
  const accounts = createAccounts(parts, { sessions, attempts, proofs, access });
  const signIn = createSignIn(parts, { sessions, attempts, proofs, factors, passkeys, accounts });

  security.onStepUp(async (sessionId) => (await sessions.stepUpOf(database.db, sessionId))?.at ?? null);
  addReactions(kernel.outbox, sessions);
  kernel.jobs.define({ name: 'rotate-token-keys', cron: '17 3 * * *', run: () => accessTokens.rotate() });
  kernel.jobs.define({
    name: 'purge-sign-in-records',
    cron: '41 3 * * *',
    run: () => database.transact((tx) => purge(tx, agesAt(clock.now()))),
  });

  return {
    accounts,
    signIn,
    sessions,
    factors,
    passkeys,
    signAccess: accessTokens.sign,
    verifyAccessToken: accessTokens.verify,
    keySet: accessTokens.keySet,
    usersSeenSince,
    watch,
    csrfOf: (sessionId) => secrets.fingerprint(`csrf ${sessionId}`),
    stepUpOf: sessions.stepUpOf,
    async me(call) {
      const { userId, sessionId } = callerOf(call);
      const account = found(await credentialsOf(database.db, userId));
      const kinds = (await factors.list(database.db, userId)).factors.map(({ kind }) => kind);
      const stepUp = await sessions.stepUpOf(database.db, sessionId);
      return {
        userId,
        sessionId,
        email: account.email,
        emailVerified: account.emailVerified,
        name: await users.nameOf(database.db, userId),
        factors: [...new Set(kinds)],
        stepUpUntil: stepUp?.until.toISOString() ?? null,
        status: (await users.statusOf(database.db, userId)) ?? 'ERASED',
      };
    },
    async listSessions(call) {
      const { userId, sessionId } = callerOf(call);
      const rows = await sessions.list(database.db, userId);
      return rows.toReversed().map((row) => ({
        id: row.id,
        current: row.id === sessionId,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        ip: row.ip,
        device: row.device,
      }));
    },
    endSession: (call, sessionId) =>
      call.transact((tx) => sessions.end(tx, callerOf(call), sessionId, 'REVOKED', placeOf(call))),
    logout: (call) =>
      call.transact((tx) =>
        sessions
          .end(tx, callerOf(call), callerOf(call).sessionId, 'LOGOUT', placeOf(call))
          .catch(ignoreEnded),
      ),
    logoutAll: (call) =>
      call.transact((tx) => sessions.endAll(tx, callerOf(call).userId, 'LOGOUT', { place: placeOf(call) })),
    listFactors: (userId) => factors.list(database.db, userId),
    async exportOf(db, userId) {
      const devices = (await sessions.list(db, userId)).map(
        ({ id, device, ip, created_at, last_used_at }) => ({
          id,
          device,
          ip,
          startedAt: created_at,
          lastUsedAt: last_used_at,
        }),
      );
      const { factors: own } = await factors.list(db, userId);
      return { sessions: devices, factors: own };
    },
  };
}

/** Signing out of a session that has ended already is no error. */
function ignoreEnded(error: unknown): void {
  if (!(error instanceof Fail && error.code === 'NOT_FOUND')) throw error;
}

function agesAt(now: Date) {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const { sessions, failures, retiredTokens, attempts, devices } = keptDays;
  return {
    now,
    sessions: before(sessions),
    failures: before(failures),
    retiredTokens: before(retiredTokens),
    attempts: before(attempts),
    devices: before(devices),
  };
}
