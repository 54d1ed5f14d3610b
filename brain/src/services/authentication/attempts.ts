import type { Db, Tx } from '../../kernel/db.ts';
import type { Call } from '../../kernel/call.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { publish } from './events.ts';
import { lockedMail } from './mails.ts';
import { originOf, placeOf, type Parts } from './parts.ts';
import * as store from './store.ts';

/** Whose attempts are counted. An address nobody has is counted like any other, so that a lock tells nothing. */
export interface Subject {
  readonly email: string;
  readonly userId: string | null;
}

export interface Attempts {
  /** Throws ACCOUNT_LOCKED while the address is locked. */
  requireOpen(db: Db, email: string): Promise<void>;
  /**
   * Decides under the lock of the address, so that guesses made at the same time count one after the other: what was
   * right a moment ago is refused when a wrong one has locked the address since. Returns what to throw after the commit.
   */
  settle(tx: Tx, call: Call, subject: Subject, outcome: Outcome): Promise<Fail | null>;
  /** Forgets the failures, for a person who has proved to own the address. */
  clear(tx: Tx, email: string): Promise<void>;
}

/** RIGHT ends the row of failures; PART_RIGHT (a factor is still due) leaves it, else guessing codes would cost nothing. */
export type Outcome = 'RIGHT' | 'PART_RIGHT' | 'WRONG_PASSWORD' | 'WRONG_FACTOR';

/** Section 16.1. */
const maxFailures = 5;
const lockMs = 15 * 60_000;

export function createAttempts(parts: Parts): Attempts {
  const { kernel, security, secrets } = parts;
  const keyOf = (email: string) => secrets.fingerprint(`address ${email.toLowerCase()}`);

  function locked(until: Date | null | undefined): Fail | null {
    const leftMs = (until?.getTime() ?? 0) - kernel.clock.now().getTime();
    if (leftMs <= 0) return null;
    return new Fail('ACCOUNT_LOCKED', `Try again in ${Math.ceil(leftMs / 60_000)} minutes.`, {
      retryAfterSeconds: Math.ceil(leftMs / 1000),
    });
  }

  async function countFailure(
    tx: Tx,
    call: Call,
    { subject, attempt, proof }: { subject: Subject; attempt: store.Attempt; proof: 'PASSWORD' | 'FACTOR' },
  ): Promise<void> {
    const now = kernel.clock.now();
    const failures = attempt.failures + 1;
    const until = failures >= maxFailures ? new Date(now.getTime() + lockMs) : null;
    await store.saveAttempt(tx, {
      ...attempt,
      failures: until ? 0 : failures,
      locked_until: until,
      updated_at: now,
    });
    await store.insertFailure(tx, {
      id: newId(),
      at: now,
      user_id: subject.userId,
      ip: call.ip,
      agent: call.agent.slice(0, 300),
    });
    const { userId } = subject;
    if (!userId) return;
    // Where it came from stays here, with the failure: no other part keeps addresses of networks.
    await publish(parts, tx, 'login.failed', userId, { userId, proof }, { actorId: null });
    if (until) await announceLock(tx, call, subject.email, userId, until);
  }

  async function announceLock(tx: Tx, call: Call, email: string, userId: string, until: Date): Promise<void> {
    await security.audit(tx, {
      actorId: null,
      action: 'sign-in.locked',
      entity: 'user',
      entityId: userId,
      after: { until: until.toISOString() },
      call: placeOf(call),
    });
    await publish(
      parts,
      tx,
      'security.account-locked',
      userId,
      { until: until.toISOString() },
      { actorId: null },
    );
    await kernel.mailer.queue(
      tx,
      lockedMail({
        to: email,
        name: await parts.users.nameOf(tx, userId),
        origin: originOf(parts, call),
        until,
        ip: call.ip,
      }),
    );
  }

  return {
    async requireOpen(db, email) {
      const fail = locked((await store.findAttempt(db, keyOf(email)))?.locked_until);
      if (fail) throw fail;
    },
    async settle(tx, call, subject, outcome) {
      const key = keyOf(subject.email);
      const attempt = await store.lockAttempt(tx, key, kernel.clock.now());
      const lock = locked(attempt.locked_until);
      if (lock) return lock;
      if (outcome === 'PART_RIGHT') return null;
      if (outcome === 'RIGHT') {
        await store.deleteAttempt(tx, key);
        return null;
      }
      const proof = outcome === 'WRONG_PASSWORD' ? 'PASSWORD' : 'FACTOR';
      await countFailure(tx, call, { subject, attempt, proof });
      return new Fail(proof === 'PASSWORD' ? 'CREDENTIALS_INVALID' : 'FACTOR_INVALID');
    },
    clear: (tx, email) => store.deleteAttempt(tx, keyOf(email)),
  };
}
