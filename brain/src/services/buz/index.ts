import { dayMs } from '@smartstart/units';
import { createChecks } from './checks.ts';
import { boughtSince } from './charge-store.ts';
import { earnedBy } from './claim-store.ts';
import type { Db } from '../../kernel/db.ts';
import type { BuzDeps, Ground } from './deps.ts';
import { transfersSince } from './flow-store.ts';
import { createDelegations } from './delegations.ts';
import { createErasure } from './erasure.ts';
import { createExplanations } from './explanations.ts';
import { createHistory } from './history.ts';
import { createHolds } from './holds.ts';
import { createOperator } from './operator.ts';
import { createOversight } from './oversight.ts';
import { createPaymentRules } from './payment-rules.ts';
import { createProposals } from './proposals.ts';
import { createQuotes } from './quotes.ts';
import { createReversals } from './reversals.ts';
import { createRewards } from './rewards.ts';
import { createStakes } from './stakes.ts';
import { createStatements } from './statement.ts';
import { createSupply } from './supply.ts';
import { createTransfers } from './transfers.ts';
import { createVotes } from './votes.ts';
import { createWalletView } from './wallet-view.ts';
import { createWallets } from './wallets.ts';

export { buzRoutes } from './routes.ts';
export type { BuzDeps } from './deps.ts';
export * as buzFigures from './figures-store.ts';
export type Buz = ReturnType<typeof createBuz>;

export function createBuz(deps: BuzDeps) {
  const { kernel, security, people } = deps;
  const ground: Ground = {
    ...deps,
    wallets: createWallets(security, people),
    tell: (tx, { type, actorId, userIds, data }) =>
      kernel.outbox.publish(tx, {
        type,
        actorId,
        at: kernel.clock.now().toISOString(),
        topics: userIds.map((userId) => `user:${userId}`),
        data,
      }),
  };
  const rewards = createRewards(ground);
  const stakes = createStakes(ground);
  const views = createWalletView(ground, stakes);
  const rules = createPaymentRules(ground, views);
  const transfers = createTransfers(ground, rules);
  const holds = createHolds(ground, rules);
  const quotes = createQuotes(ground, rules, views);
  const erasure = createErasure(ground, { holds, stakes, views });
  const governance = {
    proposals: createProposals(ground),
    votes: createVotes(ground),
    delegations: createDelegations(ground),
  };
  /** Everything this service keeps of a person. */
  const exportOf = async (db: Db, userId: string) => ({
    ...(await erasure.exportOf(db, userId)),
    stakes: await stakes.exportOf(db, userId),
    ...(await governance.proposals.exportOf(db, userId)),
  });
  const explanations = createExplanations(ground, rewards.prices);
  const supply = createSupply(kernel);
  const reading = {
    history: createHistory(ground, explanations),
    statements: createStatements(ground, explanations),
    supply,
  };
  const operator = createOperator(ground, { explanations, views, proposals: governance.proposals });
  const administration = {
    operator,
    oversight: createOversight(ground, { supply, explanations, views }),
    reversals: createReversals(ground, operator, rewards.prices),
    checks: createChecks(ground),
    review: holds.review,
  };
  return {
    ground,
    /** BUZ earned by doing things, in millionths, and how many bugs of theirs were accepted. */
    earnedBy: async (db: Db, userId: string) => {
      const { micro, count } = await earnedBy(db, userId, 'bug-accepted');
      return { micro, bugs: count };
    },
    /** What was paid for by the action and runs for 30 days (section 5.3) still runs. */
    hasBought: (db: Db, userId: string, action: string) =>
      boughtSince(db, userId, action, new Date(kernel.clock.now().getTime() - 30 * dayMs)),
    transfersSince,
    ...rewards,
    views,
    rules,
    transfers,
    holds,
    quotes,
    exportOf,
    stakes,
    governance,
    reading,
    administration,
  };
}
