import { addDays } from '@smartstart/units';
import type { Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Files } from '../files/index.ts';
import { closingDays, formerName, unverifiedDays } from './account.ts';
import type { Accounts } from './accounts.ts';
import * as store from './store.ts';

export interface Closing {
  deactivate(tx: Tx, call: Call, userId: string): Promise<store.UserRow>;
  /** Wakes a resting account, or withdraws the request for erasure. */
  reactivate(tx: Tx, call: Call, userId: string): Promise<store.UserRow>;
  askErasure(tx: Tx, call: Call, userId: string, confirmEmail: string): Promise<store.UserRow>;
}

export interface ClosingDeps {
  readonly security: Security;
  readonly accounts: Accounts;
  readonly files: Pick<Files, 'removeAllOf' | 'dropBytes'>;
  /** Sentences that say what must be settled first, such as a venture that is still open. */
  readonly blockersOf: (db: Db, userId: string) => Promise<string[]>;
  /** A legal hold suspends erasure. */
  readonly isHeld: (db: Db, userId: string) => Promise<boolean>;
}

const batchSize = 100;

export function createClosing(
  kernel: Kernel,
  { security, accounts, files, blockersOf, isHeld }: ClosingDeps,
): Closing {
  const { clock, database, jobs, log } = kernel;

  /** An appointment ends by dismissal, which also guards the last super administrator. */
  async function requireNoAppointment(tx: Tx, userId: string): Promise<void> {
    const appointed = (await security.facts(tx, userId)).some((fact) => fact.kind === 'APPOINTED');
    if (appointed) throw new Fail('RULE_VIOLATED', 'Have your appointment as an administrator ended first.');
  }

  /** Removes who the person was. The row, the history and the consent log stay under the placeholder. */
  async function erase(userId: string, event: 'LAPSE' | 'ERASE'): Promise<void> {
    let keys: string[] = [];
    await database.transact(async (tx) => {
      keys = [];
      const row = await store.lock(tx, userId);
      // Withdrawn or verified since the list was made.
      if (row?.status !== (event === 'LAPSE' ? 'PENDING' : 'CLOSING')) return;
      if (await isHeld(tx, userId)) return waitForHold(tx, row);
      await accounts.move(tx, userId, {
        event,
        actorId: null,
        reason: event === 'LAPSE' ? 'never verified' : 'asked for erasure',
        change: placeholder(userId),
      });
      await store.removeSkills(tx, userId);
      await security.clear(tx, userId, 'EMAIL_VERIFIED');
      await security.clear(tx, userId, 'IDENTITY_VERIFIED');
      keys = await files.removeAllOf(tx, userId);
    });
    await files.dropBytes(keys);
  }

  /** Said once in the history, for the person and for those who ask why the account is still there. */
  async function waitForHold(tx: Tx, { id, status }: store.UserRow): Promise<void> {
    const last = (await store.historyOf(tx, id)).at(-1);
    if (last?.event === 'WAIT') return;
    const reason = 'A legal hold keeps this account. It is erased on the day after the hold is released.';
    log.info({ userId: id }, 'an account is not erased while a legal hold keeps it');
    await store.addHistory(tx, {
      user_id: id,
      id: newId(),
      from_state: status,
      to_state: status,
      event: 'WAIT',
      actor_id: null,
      at: clock.now(),
      reason,
    });
    await security.audit(tx, {
      actorId: null,
      action: 'account.erasure-held',
      entity: 'user',
      entityId: id,
      reason,
    });
  }

  /** One account that cannot be erased must not keep the others from it. */
  async function eraseAll(
    event: 'LAPSE' | 'ERASE',
    due: (afterId: string | null) => Promise<string[]>,
  ): Promise<void> {
    for (let last: string | null = null; ;) {
      const ids: string[] = await due(last);
      for (const userId of ids) {
        await erase(userId, event).catch((err: unknown) =>
          log.error({ err, userId }, 'an account could not be erased; it is tried again tomorrow'),
        );
      }
      if (ids.length < batchSize) return;
      last = ids.at(-1)!;
    }
  }

  jobs.define({
    name: 'erase-accounts',
    cron: '23 2 * * *',
    run: async () => {
      const { db } = database;
      await eraseAll('LAPSE', (after) =>
        store.unverifiedBefore(db, addDays(clock.now(), -unverifiedDays), after, batchSize),
      );
      await eraseAll('ERASE', (after) => store.dueForErasure(db, clock.now(), after, batchSize));
    },
  });

  return {
    async deactivate(tx, call, userId) {
      await requireNoAppointment(tx, userId);
      return accounts.move(tx, userId, { event: 'DEACTIVATE', actorId: userId, call });
    },
    async reactivate(tx, call, userId) {
      const row = found(await store.lock(tx, userId));
      return accounts.move(tx, userId, {
        event: row.status === 'CLOSING' ? 'WITHDRAW' : 'REACTIVATE',
        actorId: userId,
        call,
      });
    },
    async askErasure(tx, call, userId, confirmEmail) {
      const row = found(await store.lock(tx, userId));
      if (confirmEmail.toLowerCase() !== row.email)
        throw new Fail('RULE_VIOLATED', 'Type the e-mail address of this account to confirm.');
      await requireNoAppointment(tx, userId);
      const blockers = await blockersOf(tx, userId);
      if (blockers.length) throw new Fail('RULE_VIOLATED', blockers.join(' '));
      return accounts.move(tx, userId, {
        event: 'ASK_ERASURE',
        actorId: userId,
        call,
        change: { closing_at: addDays(clock.now(), closingDays) },
      });
    },
  };
}

function placeholder(userId: string) {
  return {
    name: formerName,
    email: `erased-${userId}@invalid`,
    slug: `former-member-${userId.slice(-12)}`,
    headline: '',
    biography: '',
    years_of_experience: null,
    location: '',
    website: null,
    interests: [],
    hours_per_week: null,
    photo_file_id: null,
    time_zone: 'UTC',
    locale: 'en',
    theme: 'AUTO',
    visibility: 'PRIVATE',
    show_activity: false,
    show_skills: false,
    show_reputation: false,
    share_equity_with_hub: false,
    email_verified_at: null,
    identity_verified: false,
  };
}
