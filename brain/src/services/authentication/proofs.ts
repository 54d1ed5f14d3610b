import { callerOf, type Call } from '../../kernel/call.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Attempts } from './attempts.ts';
import type { Parts } from './parts.ts';
import { credentialsByEmail, credentialsOf, type Credentials } from './store.ts';

export interface Proofs {
  /** Whose password it is, or null. Says nothing of locks; takes as long for an unknown address. */
  checkPassword(email: string, password: string): Promise<{ account: Credentials | null; right: boolean }>;
  /** The caller's own password; counts failures like a sign-in. */
  requirePassword(call: Call, password: string): Promise<Credentials>;
}

export function createProofs({ kernel, passwords }: Parts, attempts: Attempts): Proofs {
  const { db } = kernel.database;
  return {
    async checkPassword(email, password) {
      const account = (await credentialsByEmail(db, email)) ?? null;
      return { account, right: await passwords.verify(account?.passwordHash ?? null, password) };
    },
    async requirePassword(call, password) {
      const account = await credentialsOf(db, callerOf(call).userId);
      if (!account) throw new Fail('CREDENTIALS_INVALID');
      await attempts.requireOpen(db, account.email);
      const right = await passwords.verify(account.passwordHash, password);
      const fail = await kernel.database.transact((tx) =>
        attempts.settle(tx, call, account, right ? 'RIGHT' : 'WRONG_PASSWORD'),
      );
      if (fail) throw fail;
      return account;
    },
  };
}
