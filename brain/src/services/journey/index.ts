import type { Db } from '../../kernel/db.ts';
import type { Ground, JourneyDeps } from './ground.ts';
import { questsOf, view } from './journey.ts';
import { react } from './reactions.ts';
import * as store from './store.ts';

export type { JourneyDeps } from './ground.ts';
export { journeyRoutes } from './routes.ts';
export * as journeyFigures from './figures-store.ts';

export interface Journey {
  readonly ground: Ground;
  /** The next stage and the quests that are open, by their titles. */
  nextOf(
    db: Db,
    userId: string,
  ): Promise<{
    readonly finished: boolean;
    readonly nextStage: string | null;
    readonly openQuests: string[];
  }>;
  readonly spansSince: typeof store.spansSince;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** Tells a person the next thing to do. It guides; access itself is decided by the ladder alone. */
export function createJourney(deps: JourneyDeps): Journey {
  react(deps);
  return {
    ground: deps,
    async nextOf(db, userId) {
      const { stages, current, finishedAt } = await view(deps, db, userId);
      const { items } = await questsOf(deps, db, userId);
      return {
        finished: finishedAt !== null,
        nextStage: stages.find(({ number }) => number === current)?.title ?? null,
        openQuests: items.flatMap(({ title, reached, target }) => (reached < target ? [title] : [])),
      };
    },
    spansSince: store.spansSince,
    exportOf: async (db, userId) => ({
      journey: (await store.find(db, userId)) ?? null,
      stages: await store.stagesOf(db, userId),
      drafts: await store.draftsOf(db, userId),
      quests: Object.fromEntries(await store.questsDone(db, userId)),
      history: await store.historyOf(db, userId),
    }),
  };
}
