import type { Db, Tx } from '../../kernel/db.ts';
import { give, takeBack, type Happened } from './awards.ts';
import { defineEvaluation, publishBadges } from './badge-definitions.ts';
import type { GamificationDeps, Ground } from './deps.ts';
import { exportOf } from './erasure.ts';
import { countCompliance, noticePresence } from './presence.ts';
import { findMany } from './people-store.ts';
import { react } from './reactions.ts';
import { reconcile, type Proof } from './reconciling.ts';
import { defineReplaying } from './replaying.ts';
import { publishRules } from './rule-versions.ts';
import { standingOf } from './rules/levels.ts';
import { streakFor } from './streak.ts';
import type { XpEvent } from './rules/xp-table.ts';

export type { GamificationDeps } from './deps.ts';
export type { Happened } from './awards.ts';
export { gamificationRoutes } from './routes.ts';
export { endorsementWeight, type Endorser } from './rules/reputation.ts';
export { goalMachine } from './rules/goals.ts';

export interface Gamification {
  readonly ground: Ground;
  /** For services above whose events do not say enough; false when this cause was told before. */
  give(tx: Tx, happened: Happened): Promise<boolean>;
  /** Takes back, exactly, what a cause earned. */
  takeBack(
    tx: Tx,
    undone: { event: XpEvent; causeId: string; reason: string; userId?: string },
  ): Promise<void>;
  /** Writes the rules and badges this code brings along; before it nothing is earned. */
  publish(): Promise<void>;
  /** XP, level and reputation of many people at once; who has earned nothing yet is left out. */
  standingsOf(db: Db, userIds: readonly string[]): Promise<Map<string, XpStanding>>;
  streakOf(db: Db, userId: string): Promise<{ readonly current: number; readonly longest: number }>;
  reconcile(): Promise<Proof>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

export interface XpStanding extends ReturnType<typeof standingOf> {
  readonly reputation: number;
}

/** Experience, badges, streaks, boards, goals and portfolios (domain rules, section 9). */
export function createGamification(deps: GamificationDeps): Gamification {
  const ground: Ground = deps;
  const { jobs } = deps.kernel;
  react(ground);
  defineReplaying(ground);
  defineEvaluation(ground);
  jobs.define({ name: 'notice-presence', cron: '*/30 * * * *', run: () => noticePresence(ground) });
  jobs.define({ name: 'count-compliance-days', cron: '35 4 * * *', run: () => countCompliance(ground) });
  jobs.define({
    name: 'reconcile-xp',
    cron: '10 5 * * *',
    run: async (context) => ({ ...(await reconcile(ground, context)) }),
  });
  return {
    ground,
    give: (tx, happened) => give(ground, tx, happened),
    takeBack: (tx, undone) => takeBack(ground, tx, undone),
    async publish() {
      await publishRules(ground);
      await publishBadges(ground);
    },
    standingsOf: async (db, userIds) =>
      new Map(
        (await findMany(db, userIds)).map((row) => [
          row.user_id,
          { ...standingOf(row.xp), reputation: row.reputation },
        ]),
      ),
    streakOf: (db, userId) => streakFor(db, userId, deps.kernel.clock.now()),
    reconcile: () => reconcile(ground, { progress: () => Promise.resolve() }),
    exportOf,
  };
}
