import { randomBytes } from 'node:crypto';
import { wire } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import { violatedUnique, type Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { nextStatus, slugOf, type AccountEvent, type AccountStatus } from './account.ts';
import { initialConsents } from './consents.ts';
import * as store from './store.ts';

export interface NewAccount {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

export interface Step {
  readonly event: AccountEvent;
  readonly actorId: string | null;
  readonly reason?: string;
  readonly call?: Call;
  /** Columns that change together with the status. */
  readonly change?: Parameters<typeof store.update>[2];
}

export interface Accounts {
  createAccount(tx: Tx, account: NewAccount): Promise<void>;
  /** Takes one step of the state machine with all that belongs to it, in the caller's transaction. */
  move(tx: Tx, userId: string, step: Step): Promise<store.UserRow>;
  verifyEmail(tx: Tx, userId: string): Promise<void>;
  /** Signing in wakes a resting account; any other is left as it is. */
  wake(tx: Tx, userId: string): Promise<void>;
  /** SUSPEND, REINSTATE or BAN by an administrator. */
  administer(
    tx: Tx,
    call: Call,
    actorId: string,
    userId: string,
    event: 'SUSPEND' | 'REINSTATE' | 'BAN',
    reason: string,
  ): Promise<store.UserRow>;
  setIdentityVerified(
    tx: Tx,
    call: Call,
    actorId: string,
    userId: string,
    verified: boolean,
    reason: string,
  ): Promise<void>;
}

/** The event each step publishes; the ones that end sessions are the reason authentication listens. */
const published: Readonly<Record<AccountEvent, string>> = {
  VERIFY: 'account.verified',
  LAPSE: 'account.erased',
  DEACTIVATE: 'account.deactivated',
  REACTIVATE: 'account.reactivated',
  SUSPEND: 'account.suspended',
  REINSTATE: 'account.reinstated',
  BAN: 'account.banned',
  ASK_ERASURE: 'account.closing',
  WITHDRAW: 'account.reactivated',
  ERASE: 'account.erased',
};
const slugAttempts = 5;

export function createAccounts(kernel: Kernel, { security }: { security: Security }): Accounts {
  const { clock, outbox } = kernel;

  async function publish(
    tx: Tx,
    type: string,
    userId: string,
    actorId: string | null,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    await outbox.publish(tx, {
      type,
      actorId,
      at: clock.now().toISOString(),
      topics: [`user:${userId}`],
      data: { userId, ...data },
    });
  }

  async function move(tx: Tx, userId: string, step: Step): Promise<store.UserRow> {
    const now = clock.now();
    const { event, actorId, reason, call } = step;
    const before = found(await store.lock(tx, userId));
    const to = nextStatus(before.status as AccountStatus, event);
    const row = await store.updateVersioned(tx, userId, { closing_at: null, ...step.change, status: to });
    await store.addHistory(tx, {
      user_id: userId,
      id: newId(),
      from_state: before.status,
      to_state: to,
      event,
      actor_id: actorId,
      at: now,
      reason: reason ?? null,
    });
    await security.replace(tx, userId, 'ACCOUNT', to);
    await security.audit(tx, {
      actorId,
      action: published[event],
      entity: 'user',
      entityId: userId,
      before: { status: before.status },
      after: { status: to },
      ...(reason ? { reason } : {}),
      ...(call ? { call } : {}),
    });
    await publish(tx, published[event], userId, actorId);
    // Every step but the first opens or closes rungs of somebody who is told so.
    if (to !== 'ERASED')
      await publish(tx, 'access.changed', userId, actorId, { reason: `account ${to.toLowerCase()}` });
    return row;
  }

  async function insertWithSlug(tx: Tx, account: NewAccount): Promise<void> {
    const slug = slugOf(account.name);
    for (let attempt = 0; attempt < slugAttempts; attempt++) {
      const row = {
        id: account.userId,
        email: account.email.toLowerCase(),
        name: account.name,
        status: 'PENDING',
        created_at: clock.now(),
        slug: attempt === 0 ? slug : `${slug}-${randomBytes(3).toString('hex')}`,
        time_zone: wire.timeZone.safeParse(account.timeZone).data ?? 'UTC',
        locale: wire.locale.safeParse(account.locale).data ?? 'en',
      };
      if (await store.insertUser(tx, row)) return;
    }
    throw new Fail('CONFLICT');
  }

  async function requirePower(tx: Tx, actorId: string, userId: string): Promise<void> {
    if (actorId === userId) throw new Fail('FORBIDDEN', 'Nobody decides over their own account here.');
    const appointedTo12 = (await security.facts(tx, userId)).some(
      (fact) => fact.kind === 'APPOINTED' && fact.value === '12',
    );
    // Else a security administrator could shut out the last super administrator.
    if (appointedTo12 && !(await security.held(tx, actorId)).has(12))
      throw new Fail('FORBIDDEN', 'Only a super administrator decides over one.');
  }

  return {
    move,
    async createAccount(tx, account) {
      await insertWithSlug(tx, account).catch((error: unknown) => {
        if (violatedUnique(error) === 'users_email') throw new Fail('ALREADY_EXISTS');
        throw error;
      });
      const { userId } = account;
      await store.insertConsents(tx, initialConsents(userId));
      await store.addHistory(tx, {
        user_id: userId,
        id: newId(),
        from_state: null,
        to_state: 'PENDING',
        event: 'CREATE',
        actor_id: userId,
        at: clock.now(),
        reason: null,
      });
      await security.replace(tx, userId, 'ACCOUNT', 'PENDING');
      await security.audit(tx, {
        actorId: userId,
        action: 'account.created',
        entity: 'user',
        entityId: userId,
        after: { status: 'PENDING' },
      });
      await publish(tx, 'account.created', userId, userId);
    },
    async verifyEmail(tx, userId) {
      await move(tx, userId, {
        event: 'VERIFY',
        actorId: userId,
        change: { email_verified_at: clock.now() },
      });
      await security.record(tx, userId, { kind: 'EMAIL_VERIFIED' });
    },
    async wake(tx, userId) {
      const row = await store.lock(tx, userId);
      if (row?.status === 'INACTIVE')
        await move(tx, userId, { event: 'REACTIVATE', actorId: userId, reason: 'signed in' });
    },
    async administer(tx, call, actorId, userId, event, reason) {
      found(await store.lock(tx, userId));
      await requirePower(tx, actorId, userId);
      return move(tx, userId, { event, actorId, reason, call });
    },
    async setIdentityVerified(tx, call, actorId, userId, verified, reason) {
      const row = found(await store.lock(tx, userId));
      if (row.status === 'ERASED') throw new Fail('NOT_FOUND');
      if (actorId === userId) throw new Fail('FORBIDDEN', 'Nobody decides over their own account here.');
      if (row.identity_verified === verified) return;
      await store.updateVersioned(tx, userId, { identity_verified: verified });
      if (verified) await security.record(tx, userId, { kind: 'IDENTITY_VERIFIED' });
      else await security.clear(tx, userId, 'IDENTITY_VERIFIED');
      await security.audit(tx, {
        actorId,
        action: 'account.identity-flag-set',
        entity: 'user',
        entityId: userId,
        before: { verified: row.identity_verified },
        after: { verified },
        reason,
        call,
      });
      await publish(tx, 'access.changed', userId, actorId, {
        reason: verified ? 'identity verified' : 'identity flag cleared',
      });
    },
  };
}
