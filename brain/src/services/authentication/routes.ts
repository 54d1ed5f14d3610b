import { internalPaths, type contract } from '@smartstart/contract';
import { callerOf, type Call, type Handlers } from '../../kernel/call.ts';
import type { Http } from '../../kernel/http.ts';
import type { Access } from './access.ts';
import type { Authentication } from './authentication.ts';
import { sessionMs, type Held } from './sessions.ts';

export function authenticationRoutes(service: Authentication): Handlers<typeof contract.authentication> {
  const { accounts, signIn, passkeys, factors } = service;

  async function grant(call: Call, held: Held) {
    const { accessToken, expiresAt } = await service.signAccess(held);
    keepCookies(call, held.token, service.csrfOf(held.sessionId));
    return {
      accessToken,
      expiresAt: expiresAt.toISOString(),
      userId: held.userId,
      sessionId: held.sessionId,
    };
  }

  return {
    register: ({ body }, call) => accounts.register(call, body),
    verifyEmail: ({ body }, call) => accounts.verifyEmail(call, body.token),
    resendEmail: ({ body }, call) => accounts.resendEmail(call, body.email),
    login: async ({ body }, call) => {
      const result = await signIn.login(call, body.email, body.password);
      if ('held' in result) return { state: 'SIGNED_IN', grant: await grant(call, result.held) };
      return { state: 'FACTOR_REQUIRED', ...result };
    },
    loginFactor: async ({ body }, call) => grant(call, (await signIn.finish(call, body)).held),
    passkeyOptions: () => passkeys.beginAssertion(),
    passkeyLogin: async ({ body }, call) =>
      grant(call, (await signIn.withPasskey(call, body.challenge, body.credential)).held),
    refresh: async (_input, call) =>
      grant(call, await service.sessions.refresh(call).catch((error: unknown) => forget(call, error))),
    forgotPassword: ({ body }, call) => accounts.forgotPassword(call, body.email),
    resetPassword: ({ body }, call) => accounts.resetPassword(call, body.token, body.password),
    me: (_input, call) => service.me(call),
    listSessions: async (_input, call) => ({ items: await service.listSessions(call) }),
    endSession: async ({ params }, call) => {
      await service.endSession(call, params.sessionId);
      return {};
    },
    logout: async (_input, call) => {
      await service.logout(call);
      clearCookies(call);
      return {};
    },
    logoutAll: async (_input, call) => {
      await service.logoutAll(call);
      clearCookies(call);
      return {};
    },
    stepUp: async ({ body }, call) => {
      const { until, factor } = await signIn.stepUp(call, body);
      return { until: until.toISOString(), factor };
    },
    changePassword: ({ body }, call) => accounts.changePassword(call, body.currentPassword, body.newPassword),
    listFactors: async (_input, call) => {
      const { factors: items, recoveryCodesLeft } = await service.listFactors(callerOf(call).userId);
      return {
        items: items.map(({ id, kind, name, createdAt, lastUsedAt }) => ({
          id,
          kind,
          name,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
        recoveryCodesLeft,
      };
    },
    addFactor: ({ body }, call) => factors.add(call, body),
    removeFactor: async ({ params }, call) => {
      await factors.remove(call, params.factorId);
      return {};
    },
    newRecoveryCodes: async ({ body }, call) => ({
      recoveryCodes: await factors.newRecoveryCodes(call, body.password),
    }),
  };
}

export function accessRoutes(service: Access): Handlers<typeof contract.access> {
  return {
    me: (_input, call) => service.me(call),
    ladder: (_input, call) => service.ladder(call),
    check: ({ query }, call) => service.check(call, query),
    appoint: ({ body }, call) => service.appoint(call, body),
    dismiss: async ({ body }, call) => {
      await service.dismiss(call, body);
      return {};
    },
    approveClearance: ({ params, body }, call) => service.approveClearance(call, params.userId, body),
    refuseClearance: async ({ params, body }, call) => {
      await service.refuseClearance(call, params.userId, body);
      return {};
    },
  };
}

/** The keys with which the gateway verifies access tokens. */
export function addKeySetRoute(http: Http, service: Pick<Authentication, 'keySet'>): void {
  http.app.get(internalPaths.keySet, async (request) => {
    http.verify(request);
    return service.keySet();
  });
}

/** The session token goes to the sign-in paths only and to no script; the CSRF value is for scripts of this site. */
function keepCookies(call: Call, token: string, csrf: string): void {
  const secure = secureOf(call);
  call.setCookie(
    `ss_session=${token}; HttpOnly; SameSite=Strict; Path=/api/v1/auth; Max-Age=${sessionMs / 1000}${secure}`,
  );
  call.setCookie(`ss_csrf=${csrf}; SameSite=Strict; Path=/; Max-Age=${sessionMs / 1000}${secure}`);
}

function clearCookies(call: Call): void {
  const secure = secureOf(call);
  call.setCookie(`ss_session=; HttpOnly; SameSite=Strict; Path=/api/v1/auth; Max-Age=0${secure}`);
  call.setCookie(`ss_csrf=; SameSite=Strict; Path=/; Max-Age=0${secure}`);
}

function secureOf(call: Call): string {
  return call.origin.startsWith('https:') ? '; Secure' : '';
}

/** A browser whose session has ended need not ask again. */
function forget(call: Call, error: unknown): never {
  clearCookies(call);
  throw error;
}
