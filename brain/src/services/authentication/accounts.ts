import type { contract, Answer, Input } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import { violatedUnique, type Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Access } from './access.ts';
import type { Attempts } from './attempts.ts';
import { publish } from './events.ts';
import { knownAddressMail, repeatedVerificationMail, resetMail, verificationMail } from './mails.ts';
import { originOf, placeOf, type Parts } from './parts.ts';
import { requireStrong } from './passwords.ts';
import type { Proofs } from './proofs.ts';
import type { Sessions } from './sessions.ts';
import * as store from './store.ts';

type Operations = (typeof contract)['authentication'];
type Registration = Input<Operations['register']>['body'];
type Accepted = Answer<Operations['register']>;

export interface Accounts {
  register(call: Call, body: Registration): Promise<Accepted>;
  verifyEmail(call: Call, token: string): Promise<Answer<Operations['verifyEmail']>>;
  resendEmail(call: Call, email: string): Promise<Accepted>;
  forgotPassword(call: Call, email: string): Promise<Accepted>;
  resetPassword(call: Call, token: string, password: string): Promise<Answer<Operations['resetPassword']>>;
  changePassword(
    call: Call,
    current: string,
    password: string,
  ): Promise<Answer<Operations['changePassword']>>;
  /** Sends the verification mail of an account that waits for it. */
  sendVerification(
    tx: Tx,
    call: Call,
    account: { userId: string; email: string },
    options?: { invitation?: string | undefined; again?: true },
  ): Promise<void>;
}

const hourMs = 60 * 60_000;
const verificationMs = 24 * hourMs;
const resetMs = hourMs;
const accepted: Accepted = { accepted: true };
/** Accounts that may choose a new password by mail. */
const recoverable = new Set(['PENDING', 'ACTIVE', 'INACTIVE', 'SUSPENDED', 'CLOSING']);

export function createAccounts(
  parts: Parts,
  modules: { sessions: Sessions; attempts: Attempts; proofs: Proofs; access: Pick<Access, 'appointFirst'> },
): Accounts {
  const { kernel, security, users, library, passwords, tokens } = parts;
  const { sessions, attempts, proofs, access } = modules;

  const sendVerification: Accounts['sendVerification'] = async (
    tx,
    call,
    { userId, email },
    { invitation, again } = {},
  ) => {
    const token = await tokens.issue(tx, 'verify-email', userId, verificationMs);
    const letter = {
      to: email,
      name: await users.nameOf(tx, userId),
      origin: originOf(parts, call),
      token,
      invitation,
    };
    await kernel.mailer.queue(tx, again ? repeatedVerificationMail(letter) : verificationMail(letter));
  };

  async function create(tx: Tx, call: Call, body: Registration, passwordHash: string): Promise<void> {
    const { internalAdapter } = await library.of(tx).$context;
    const { id: userId, email } = await internalAdapter.createUser(
      { email: body.email, name: '', emailVerified: false },
      { method: 'email-password' },
    );
    await internalAdapter.linkAccount({
      userId,
      accountId: userId,
      providerId: 'credential',
      password: passwordHash,
    });
    await users.createAccount(tx, {
      userId,
      email,
      name: body.name,
      timeZone: body.timeZone,
      locale: body.locale,
    });
    await security.audit(tx, {
      actorId: userId,
      action: 'account.registered',
      entity: 'user',
      entityId: userId,
      after: { adult: true },
      call: placeOf(call),
    });
    await sendVerification(tx, call, { userId, email }, { invitation: body.invitation });
  }

  /** The owner of a known address hears of it by mail; whoever registers sees no difference. */
  async function tellOwner(
    tx: Tx,
    call: Call,
    known: store.Credentials,
    invitation: string | undefined,
  ): Promise<void> {
    const status = await users.statusOf(tx, known.userId);
    if (status === 'PENDING') return sendVerification(tx, call, known, { invitation, again: true });
    const name = await users.nameOf(tx, known.userId);
    await kernel.mailer.queue(tx, knownAddressMail({ to: known.email, name, origin: originOf(parts, call) }));
  }

  async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
    const { internalAdapter } = await library.of(tx).$context;
    await internalAdapter.updatePassword(userId, passwordHash);
    // Links and half-finished sign-ins of the old password are worth nothing any more.
    await tokens.recall(tx, 'reset-password', userId);
    await tokens.recall(tx, 'sign-in', userId);
    await publish(parts, tx, 'security.credentials-changed', userId, { what: 'password' });
  }

  return {
    sendVerification,
    async register(call, body) {
      requireStrong(body.password, body.email);
      const passwordHash = await passwords.hash(body.password);
      const attempt = () =>
        call.transact(async (tx) => {
          const known = await store.credentialsByEmail(tx, body.email);
          if (known) await tellOwner(tx, call, known, body.invitation);
          else await create(tx, call, body, passwordHash);
          return accepted;
        });
      // Two registrations of one address at the same moment: the second finds the first when it looks again.
      return attempt().catch((error: unknown) =>
        violatedUnique(error) === 'auth_users_email' ? attempt() : Promise.reject(error),
      );
    },
    verifyEmail: (call, token) =>
      call.transact(async (tx) => {
        const userId = await tokens.consume(tx, 'verify-email', token);
        const account = userId && (await store.lockAccount(tx, userId));
        if (!account || (await users.statusOf(tx, account.userId)) !== 'PENDING')
          throw new Fail('TOKEN_INVALID');
        await users.verifyEmail(tx, account.userId);
        await store.markVerified(tx, account.userId, kernel.clock.now());
        await tokens.recall(tx, 'verify-email', account.userId);
        await access.appointFirst(tx, account);
        return { verified: true as const, email: account.email };
      }),
    resendEmail: (call, email) =>
      call.transact(async (tx) => {
        const known = await store.credentialsByEmail(tx, email);
        if (known && (await users.statusOf(tx, known.userId)) === 'PENDING')
          await sendVerification(tx, call, known);
        return accepted;
      }),
    forgotPassword: (call, email) =>
      call.transact(async (tx) => {
        const known = await store.credentialsByEmail(tx, email);
        if (!known || !recoverable.has((await users.statusOf(tx, known.userId)) ?? '')) return accepted;
        const token = await tokens.issue(tx, 'reset-password', known.userId, resetMs);
        const name = await users.nameOf(tx, known.userId);
        await kernel.mailer.queue(
          tx,
          resetMail({ to: known.email, name, origin: originOf(parts, call), token }),
        );
        return accepted;
      }),
    async resetPassword(call, token, password) {
      const owner = await tokens.read(kernel.database.db, 'reset-password', token);
      const known = owner && (await store.credentialsOf(kernel.database.db, owner));
      // Whether the token is good is decided in the transaction, where a repeated request finds its stored answer.
      requireStrong(password, known ? known.email : '');
      const passwordHash = await passwords.hash(password);
      return call.transact(async (tx) => {
        const userId = await tokens.consume(tx, 'reset-password', token);
        const account = userId && (await store.lockAccount(tx, userId));
        if (!account) throw new Fail('TOKEN_INVALID');
        await setPassword(tx, account.userId, passwordHash);
        await sessions.endAll(tx, account.userId, 'PASSWORD_RESET', { place: placeOf(call) });
        await attempts.clear(tx, account.email);
        await security.audit(tx, {
          actorId: account.userId,
          action: 'password.reset',
          entity: 'user',
          entityId: account.userId,
          call: placeOf(call),
        });
        return { reset: true as const };
      });
    },
    async changePassword(call, current, password) {
      const caller = callerOf(call);
      const account = await proofs.requirePassword(call, current);
      requireStrong(password, account.email);
      const passwordHash = await passwords.hash(password);
      return call.transact(async (tx) => {
        const locked = await store.lockAccount(tx, caller.userId);
        if (locked?.passwordHash !== account.passwordHash) throw new Fail('CREDENTIALS_INVALID');
        await setPassword(tx, caller.userId, passwordHash);
        await sessions.endAll(tx, caller.userId, 'PASSWORD_CHANGED', {
          except: caller.sessionId,
          place: placeOf(call),
        });
        await security.audit(tx, {
          actorId: caller.userId,
          action: 'password.changed',
          entity: 'user',
          entityId: caller.userId,
          call: placeOf(call),
        });
        return { changed: true as const };
      });
    },
  };
}
