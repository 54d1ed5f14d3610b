import type { matchingWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import type { Ground, Ratable } from './ground.ts';
import { decidedNeeded } from './rules.ts';
import { countDecided } from './shelf-store.ts';
import { counted } from './words.ts';

export type RankingNow = (typeof matchingWire.ranking)['_zod']['input'];

export interface RankingMode {
  readonly now: RankingNow;
  /** Ids of the suggestions, best first. The transparent order is the one they come in. */
  order(userId: string, suggestions: readonly Ratable[]): Promise<readonly string[]>;
}

/**
 * Which order is in use, and why. The transparent score decides until enough applications were decided and an operator
 * has approved a learned order that is better on later outcomes; the score that is shown is the transparent one always.
 */
export async function rankingNow({ learned, posting }: Ground, db: Db): Promise<RankingMode> {
  const decided = await countDecided(db);
  const baseline = (why: string): RankingMode => ({
    now: { mode: 'BASELINE', why, decided, needed: decidedNeeded, model: null },
    order: (_userId, suggestions) => Promise.resolve(suggestions.map((one) => one.opportunityId)),
  });
  if (decided < decidedNeeded)
    return baseline(
      `By how well it fits and how much it is wanted: ${counted(decided, 'application')} ${decided === 1 ? 'has' : 'have'} been decided so far, and a learned order needs ${decidedNeeded}.`,
    );
  const champion = learned ? await learned.champion(db) : null;
  if (!champion)
    return baseline(
      'By how well it fits and how much it is wanted: no learned order has been found to be better and approved.',
    );
  const { name, version, trainedAt } = champion;
  return {
    now: {
      mode: 'LEARNED',
      why: 'By an order learned from answered applications; the score shown beside it is the transparent one.',
      decided,
      needed: decidedNeeded,
      model: { name, version, trainedAt: trainedAt.toISOString() },
    },
    async order(userId, suggestions) {
      try {
        return await champion.order(userId, suggestions);
      } catch (err) {
        posting.kernel.log.error(
          { err, name, version },
          'the learned order failed; the transparent one stands',
        );
        return suggestions.map((one) => one.opportunityId);
      }
    },
  };
}
