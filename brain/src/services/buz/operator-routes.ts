import type { contract } from '@smartstart/contract';
import type { Tx } from '../../kernel/db.ts';
import { callerOf, type Call, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import { readIdCursor } from '../../kernel/paging.ts';
import type { Checks } from './checks.ts';
import type { Holds } from './holds.ts';
import type { Act, Operator } from './operator.ts';
import type { Oversight } from './oversight.ts';
import type { Reversals } from './reversals.ts';

export interface OperatorParts {
  readonly operator: Operator;
  readonly oversight: Oversight;
  readonly reversals: Reversals;
  readonly checks: Checks;
  readonly review: Holds['review'];
}

/** All of it but the execution of proposals, which stands with governance. */
export function operatorRoutes(
  { operator, oversight, reversals, checks, review }: OperatorParts,
  { db }: Pick<Database, 'db'>,
): Handlers<Omit<typeof contract.buzAdmin, 'executeProposal'>> {
  /** One act in one transaction, with what the audit chain keeps of it. */
  const perform = <T>(call: Call, reason: string, act: (tx: Tx, by: Act) => Promise<T>): Promise<T> => {
    const actorId = callerOf(call).userId;
    return call.transact((tx) => act(tx, { actorId, reason, call: factsOf(call) }));
  };

  return {
    overview: () => oversight.overview(db),
    flows: async ({ query }) => ({ items: await oversight.flows(db, query.days) }),
    transactions: ({ query }) => oversight.transactions(db, query),
    wallet: ({ params }) => oversight.wallet(db, params.userId),
    award: ({ body }, call) =>
      perform(call, body.reason, (tx, act) => operator.award(tx, act, body.userId, body.amount)),
    releasePool: ({ body }, call) =>
      perform(call, body.reason, (tx, act) => operator.releasePool(tx, act, body)),
    burn: ({ body }, call) => perform(call, body.reason, (tx, act) => operator.burn(tx, act, body.amount)),
    returnTreasury: ({ body }, call) =>
      perform(call, body.reason, (tx, act) => operator.returnTreasury(tx, act, body.amount)),
    pause: ({ body: { paused, reason } }, call) =>
      perform(call, reason, async (tx, act) => {
        await operator.setPaused(tx, act, paused);
        return { paused };
      }),
    reverse: ({ body }, call) =>
      perform(call, body.reason, (tx, act) => reversals.reverse(tx, act, body.transactionId)),
    freeze: ({ params: { userId }, body: { frozen, reason } }, call) =>
      perform(call, reason, async (tx, act) => {
        await operator.setFrozen(tx, act, userId, frozen);
        return { userId, frozen };
      }),
    setLimits: ({ params, body: { reason, ...wish } }, call) =>
      perform(call, reason, (tx, act) => operator.setLimits(tx, act, params.userId, wish)),
    held: ({ query }) => review.list(db, { limit: query.limit, after: readIdCursor(query.cursor) }),
    approveHeld: ({ params, body }, call) =>
      perform(call, body.reason, (tx, act) =>
        review.approve(tx, params.transferId, act.actorId, act.reason, act.call),
      ),
    refuseHeld: ({ params, body }, call) =>
      perform(call, body.reason, (tx, act) =>
        review.refuse(tx, params.transferId, act.actorId, act.reason, act.call),
      ),
    verify: (_input, call) =>
      call.transact(async (tx) => ({ jobId: await checks.start(tx, callerOf(call).userId, factsOf(call)) })),
  };
}

/** Only these: a call holds much more. */
function factsOf({ ip, agent, requestId }: Call): Act['call'] {
  return { ip, agent, requestId };
}
