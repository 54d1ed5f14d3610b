import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Ground } from './deps.ts';
import * as store from './governance-store.ts';

/** People shown under "delegated to you"; the weight of all of them counts. */
const shownDelegators = 500;

export interface DelegationStanding {
  readonly delegateId: string | null;
  readonly since: Date | null;
  readonly delegatorIds: readonly string[];
}

export type Delegations = ReturnType<typeof createDelegations>;

/** Who votes for whom, in one level. A change counts for votings that open after it (section 5.7). */
export function createDelegations({ kernel, security, wallets, tell }: Ground) {
  const { clock } = kernel;

  async function give(tx: Tx, userId: string, delegateId: string): Promise<void> {
    if (delegateId === userId)
      throw new Fail('RULE_VIOLATED', 'You vote for yourself already; a delegate is somebody else.');
    await wallets.requireOwn(tx, userId);
    await wallets.requireReady(tx, delegateId);
    // Both at once: else two people could delegate to each other in the same moment.
    await store.lockPeople(tx, [userId, delegateId]);
    if ((await store.delegatorsOf(tx, userId, 1)).length)
      throw new Fail(
        'RULE_VIOLATED',
        'Others have delegated to you, and a delegation is not passed on. They have to end theirs first.',
      );
    if (await store.delegationOf(tx, delegateId))
      throw new Fail(
        'RULE_VIOLATED',
        'This member has delegated their own vote, so they cannot vote for others.',
      );
    const before = await store.delegationOf(tx, userId);
    if (before?.delegate_id === delegateId) return;
    const now = clock.now();
    if (before) await store.endDelegation(tx, userId, now);
    await store.insertDelegation(tx, {
      id: newId(),
      delegator_id: userId,
      delegate_id: delegateId,
      since: now,
    });
    await record(tx, 'buz.vote-delegated', userId, before?.delegate_id ?? null, delegateId);
  }

  async function end(tx: Tx, userId: string): Promise<void> {
    await store.lockPeople(tx, [userId]);
    const before = await store.delegationOf(tx, userId);
    if (!before) return;
    await store.endDelegation(tx, userId, clock.now());
    await record(tx, 'buz.vote-delegation-ended', userId, before.delegate_id, null);
  }

  async function record(
    tx: Tx,
    action: string,
    userId: string,
    before: string | null,
    after: string | null,
  ): Promise<void> {
    await security.audit(tx, {
      actorId: userId,
      action,
      entity: 'user',
      entityId: userId,
      before: { delegateId: before },
      after: { delegateId: after },
    });
    const concerned = [userId, before, after].filter((id): id is string => id !== null);
    await tell(tx, {
      type: 'governance.changed',
      actorId: userId,
      userIds: concerned,
      data: { what: 'delegation' },
    });
  }

  return {
    give,
    end,
    async of(db: Db, userId: string): Promise<DelegationStanding> {
      const own = await store.delegationOf(db, userId);
      const delegatorIds = await store.delegatorsOf(db, userId, shownDelegators);
      return { delegateId: own?.delegate_id ?? null, since: own?.since ?? null, delegatorIds };
    },
  };
}
