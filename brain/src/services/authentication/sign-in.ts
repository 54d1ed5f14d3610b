import type { contract, Input } from '@smartstart/contract';
import { callerOf, type Call } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Accounts } from './accounts.ts';
import type { Attempts, Outcome } from './attempts.ts';
import type { CodeMatch, Factors, SignInKind } from './factors.ts';
import { touchPasskey } from './factor-store.ts';
import { placeOf, type Parts } from './parts.ts';
import type { Credential, PasskeyProof, Passkeys } from './passkeys.ts';
import type { Proofs } from './proofs.ts';
import type { Held, Sessions, StepUp } from './sessions.ts';
import { credentialsOf, lockAccount, type Credentials } from './store.ts';

type Operations = (typeof contract)['authentication'];

export type SignedIn = { readonly held: Held };
export type FactorDue = { readonly challenge: string; readonly kinds: SignInKind[] };

export interface SignIn {
  login(call: Call, email: string, password: string): Promise<SignedIn | FactorDue>;
  finish(call: Call, body: Input<Operations['loginFactor']>['body']): Promise<SignedIn>;
  withPasskey(call: Call, challenge: string, credential: Credential): Promise<SignedIn>;
  stepUp(call: Call, proof: Input<Operations['stepUp']>['body']): Promise<StepUp>;
}

const challengeMs = 10 * 60_000;
/** Accounts that may sign in; a suspended one may read and export, a resting one wakes. */
const mayEnter = new Set(['ACTIVE', 'INACTIVE', 'SUSPENDED', 'CLOSING']);

/** A second proof as far as it can be judged before the transaction that takes it. */
type Candidate =
  | { kind: 'TOTP'; match: CodeMatch | null }
  | { kind: 'RECOVERY_CODE'; code: string }
  | { kind: 'PASSKEY'; proof: PasskeyProof | null };

export function createSignIn(
  parts: Parts,
  modules: {
    sessions: Sessions;
    attempts: Attempts;
    proofs: Proofs;
    factors: Factors;
    passkeys: Passkeys;
    accounts: Pick<Accounts, 'sendVerification'>;
  },
): SignIn {
  const { kernel, users, tokens } = parts;
  const { sessions, attempts, proofs, factors, passkeys, accounts } = modules;
  const { database, clock } = kernel;
  const { db } = database;

  /** Commits also when the answer is a refusal: the failure counts, the mail goes out. */
  async function decide<T>(work: (tx: Tx) => Promise<T | Fail>): Promise<T> {
    const result = await database.transact(work);
    if (result instanceof Fail) throw result;
    return result;
  }

  /** Why the person may not come in, or null. A new verification mail follows the right password. */
  async function refusal(tx: Tx, call: Call, account: Credentials): Promise<Fail | null> {
    const status = await users.statusOf(tx, account.userId);
    if (status === 'PENDING') {
      await accounts.sendVerification(tx, call, account);
      return new Fail('EMAIL_UNVERIFIED', 'Confirm your e-mail address first. We have sent you a new link.');
    }
    return status && mayEnter.has(status) ? null : new Fail('FORBIDDEN', 'This account cannot be used.');
  }

  async function enter(tx: Tx, call: Call, userId: string): Promise<SignedIn> {
    await users.wake(tx, userId);
    return { held: await sessions.begin(tx, call, userId) };
  }

  async function afterPassword(
    tx: Tx,
    call: Call,
    account: Credentials,
  ): Promise<SignedIn | FactorDue | Fail> {
    const kinds = await factors.kinds(tx, account.userId);
    const fail = await attempts.settle(tx, call, account, kinds.length ? 'PART_RIGHT' : 'RIGHT');
    if (fail) return fail;
    const locked = await lockAccount(tx, account.userId);
    // The password was changed while it was being checked.
    if (locked?.passwordHash !== account.passwordHash) return new Fail('CREDENTIALS_INVALID');
    const refused = await refusal(tx, call, account);
    if (refused) return refused;
    if (!kinds.length) return enter(tx, call, account.userId);
    return { challenge: await tokens.issue(tx, 'sign-in', account.userId, challengeMs), kinds };
  }

  async function judge(
    call: Call,
    userId: string,
    kind: SignInKind,
    answer: { code?: string | undefined; credential?: Credential | undefined; challenge?: string },
  ): Promise<Candidate> {
    if (kind === 'TOTP') return { kind, match: await factors.matchCode(db, userId, answer.code ?? '') };
    if (kind === 'RECOVERY_CODE') return { kind, code: answer.code ?? '' };
    if (!answer.credential) throw new Fail('FACTOR_INVALID');
    const proof = await passkeys
      .verifyAssertion(call, answer.credential, answer.challenge)
      .catch((error: unknown) => {
        // A wrong answer is counted like a wrong code; a request that has run out is not.
        if (error instanceof Fail && error.code === 'FACTOR_INVALID') return null;
        throw error;
      });
    return { kind, proof: proof?.userId === userId ? proof : null };
  }

  async function take(tx: Tx, userId: string, candidate: Candidate): Promise<boolean> {
    if (candidate.kind === 'TOTP') return candidate.match !== null && factors.takeCode(tx, candidate.match);
    if (candidate.kind === 'RECOVERY_CODE') return factors.takeRecoveryCode(tx, userId, candidate.code);
    if (!candidate.proof) return false;
    await touchPasskey(tx, candidate.proof.credentialId, clock.now());
    return true;
  }

  async function stepUpWithFactor(call: Call, account: Credentials, candidate: Candidate): Promise<StepUp> {
    return decide(async (tx) => {
      // The lock of the address first: a code is not spent while the account is locked.
      const locked = await attempts.settle(tx, call, account, 'PART_RIGHT');
      if (locked) return locked;
      const right = await take(tx, account.userId, candidate);
      const fail = await attempts.settle(tx, call, account, right ? 'RIGHT' : 'WRONG_FACTOR');
      return (
        fail ??
        sessions.markStepUp(
          tx,
          callerOf(call),
          candidate.kind === 'PASSKEY' ? 'PASSKEY' : 'TOTP',
          placeOf(call),
        )
      );
    });
  }

  return {
    async login(call, email, password) {
      await attempts.requireOpen(db, email);
      const { account, right } = await proofs.checkPassword(email, password);
      return decide(async (tx) => {
        if (account && right) return afterPassword(tx, call, account);
        return (
          (await attempts.settle(tx, call, { email, userId: account?.userId ?? null }, 'WRONG_PASSWORD')) ??
          new Fail('CREDENTIALS_INVALID')
        );
      });
    },
    async finish(call, { challenge, kind, code, credential }) {
      const userId = await tokens.read(db, 'sign-in', challenge);
      const account = userId && (await credentialsOf(db, userId));
      if (!account) throw new Fail('TOKEN_INVALID', 'This sign-in has run out. Start again.');
      await attempts.requireOpen(db, account.email);
      const candidate = await judge(call, account.userId, kind, { code, credential });
      return decide(async (tx) => {
        const lock = await attempts.settle(tx, call, account, 'PART_RIGHT');
        if (lock) return lock;
        await lockAccount(tx, account.userId);
        const outcome: Outcome = (await take(tx, account.userId, candidate)) ? 'RIGHT' : 'WRONG_FACTOR';
        const fail = await attempts.settle(tx, call, account, outcome);
        if (fail) return fail;
        if ((await tokens.consume(tx, 'sign-in', challenge)) !== account.userId)
          throw new Fail('TOKEN_INVALID', 'This sign-in has run out. Start again.');
        return (await refusal(tx, call, account)) ?? enter(tx, call, account.userId);
      });
    },
    async withPasskey(call, challenge, credential) {
      const proof = await passkeys.verifyAssertion(call, credential, challenge);
      return decide(async (tx) => {
        const account = await lockAccount(tx, proof.userId);
        if (!account) return new Fail('FACTOR_INVALID');
        await touchPasskey(tx, proof.credentialId, clock.now());
        const refused = await refusal(tx, call, account);
        if (refused) return refused;
        // A passkey cannot be guessed, so a lock does not hold it; and its owner starts with a clean slate.
        await attempts.clear(tx, account.email);
        return enter(tx, call, account.userId);
      });
    },
    async stepUp(call, proof) {
      const caller = callerOf(call);
      if (proof.kind === 'PASSWORD') {
        await proofs.requirePassword(call, proof.password);
        return database.transact((tx) => sessions.markStepUp(tx, caller, 'PASSWORD', placeOf(call)));
      }
      const account = await credentialsOf(db, caller.userId);
      if (!account) throw new Fail('FACTOR_INVALID');
      await attempts.requireOpen(db, account.email);
      const answer =
        proof.kind === 'TOTP'
          ? { code: proof.code }
          : { credential: proof.credential, challenge: proof.challenge };
      return stepUpWithFactor(call, account, await judge(call, caller.userId, proof.kind, answer));
    },
  };
}
