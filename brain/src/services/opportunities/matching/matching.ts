import type { Db } from '../../../kernel/db.ts';
import { tellAtOnce, tellDaily } from './alerts.ts';
import type { Ground, MatchingDeps } from './ground.ts';
import { allOf, countStanding } from './match-store.ts';
import { componentsOf } from './matches.ts';
import { preferencesOf } from './preference-store.ts';
import { react } from './reactions.ts';
import { createReadModel } from './read-model.ts';
import { createRelated } from './related.ts';
import { searchesOf } from './search-store.ts';
import type { Components } from '../deps.ts';

export interface Matching {
  readonly ground: Ground;
  /** The components of the transparent score of this person now; null where they say nothing, or have opted out. */
  componentsOf(db: Db, pair: { userId: string; opportunityId: string }): Promise<Components | null>;
  /** Open opportunities about the same as a question, whoever may see them. */
  related(question: string, take: number): Promise<string[]>;
  /** Suggestions to somebody that stand. */
  countStanding(db: Db, userId: string): Promise<number>;
  exportOf(db: Db, userId: string): Promise<unknown>;
  /** Begins to fill the index in the background. */
  start(): void;
  close(): Promise<void>;
}

/** Who fits whom, and why (domain rules, section 8): suggestions, candidates, teams, saved searches. */
export function createMatching(deps: MatchingDeps): Matching {
  const readModel = createReadModel(deps);
  const related = createRelated(deps.posting.kernel);
  const ground: Ground = { ...deps, readModel };
  const { jobs } = deps.posting.kernel;
  react(ground);
  jobs.define({ name: 'alert-searches', cron: '*/5 * * * *', run: () => tellAtOnce(ground) });
  jobs.define({ name: 'alert-searches-daily', cron: '0 7 * * *', run: () => tellDaily(ground) });
  return {
    ground,
    componentsOf: (db, pair) => componentsOf(ground, db, pair),
    related,
    countStanding,
    exportOf: async (db, userId) => ({
      preferences: (await preferencesOf(db, [userId]))[0] ?? null,
      matches: await allOf(db, userId),
      savedSearches: await searchesOf(db, userId),
    }),
    start() {
      readModel.start();
      // Nobody asked yet: so that the first who does need not wait for the space.
      void related('', 1);
    },
    close: () => readModel.close(),
  };
}
