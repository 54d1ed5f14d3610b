import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Library } from './library.ts';
import type { Passwords } from './passwords.ts';
import type { Secrets } from './secrets.ts';
import type { Tokens } from './tokens.ts';

/** What authentication asks of the module that keeps accounts and profiles. */
export interface AccountSink {
  createAccount(tx: Tx, account: NewAccount): Promise<void>;
  verifyEmail(tx: Tx, userId: string): Promise<void>;
  /** Signing in wakes a resting account; any other is left as it is. */
  wake(tx: Tx, userId: string): Promise<void>;
  statusOf(db: Db, userId: string): Promise<string | null>;
  nameOf(db: Db, userId: string): Promise<string>;
}

export interface NewAccount {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

/** What the operations of this module share. */
export interface Parts {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly users: AccountSink;
  readonly library: Library;
  readonly passwords: Passwords;
  readonly secrets: Secrets;
  readonly tokens: Tokens;
}

/** Where a request came from. */
export type Place = Pick<Call, 'ip' | 'agent' | 'requestId'>;

export function originOf({ kernel }: Parts, call: Call): string {
  return call.origin || kernel.config.publicOrigin;
}

/** Cut to what the audit chain keeps. */
export function placeOf(call: Call): Place {
  return { ip: call.ip, agent: call.agent, requestId: call.requestId };
}
