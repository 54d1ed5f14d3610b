import type { gamificationWire, insightsWire } from '@smartstart/contract';
import type { Habits } from '../analytics/index.ts';
import type { Security } from '../security/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Models, Serving } from '../../services/models/index.ts';
import type { SeatPast } from '../../services/subscriptions/index.ts';
import type { Facts } from './history/history.ts';
import type { AdviceFacts } from './rules/advice.ts';
import type { Watched } from './rules/signals.ts';

type Anomaly = (typeof insightsWire.anomaly)['_zod']['input'];
type XpLevel = (typeof gamificationWire.xpLevel)['options'][number];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly createdAt: Date;
}

/** What stands in the records of other modules about somebody now. */
export interface CurrentFacts extends Facts {
  readonly xpLevel: XpLevel;
  /** Whole percent of the way to the next level. */
  readonly xpPercent: number;
  readonly nextLevel: XpLevel | null;
}

export interface StageSpan {
  readonly userId: string;
  readonly startedAt: Date;
  readonly progressedAt: Date;
  readonly finishedAt: Date | null;
  readonly number: number;
  readonly state: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** What composition hands in: each module answers for its own. */
export interface Sources {
  factsOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, CurrentFacts>>;
  /** What advice to one person looks at besides their figures. */
  adviceFor(
    db: Db,
    userId: string,
  ): Promise<Pick<AdviceFacts, 'journey' | 'waitingForMe' | 'matches' | 'openQuests' | 'owned'>>;
  streakOf(db: Db, userId: string): Promise<{ readonly current: number; readonly longest: number }>;
  stageSpans(db: Db, since: Date): Promise<readonly StageSpan[]>;
  /** What became of their seats; who never had one is left out. */
  seatPasts(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, SeatPast>>;
  watchedSince(db: Db, since: Date): Promise<Watched>;
}

export interface BehaviorDeps {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit'>;
  readonly people: {
    byIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
    withConsent(
      db: Db,
      userIds: readonly string[],
      kind: 'BEHAVIOUR_ANALYTICS',
    ): Promise<ReadonlySet<string>>;
    consentOf(db: Db, userId: string, kind: 'BEHAVIOUR_ANALYTICS'): Promise<string>;
  };
  readonly sources: Sources;
  readonly models: Pick<Models, 'declare' | 'statements'>;
  /** What people did, day by day. */
  readonly habits: Habits;
  /** What the watch of analytics finds unusual of somebody now. */
  unusualOf(db: Db, userId: string): Promise<Anomaly[]>;
}

export interface Ground extends BehaviorDeps {
  readonly churn: Serving;
  readonly seatChurn: Serving;
  readonly advising: Serving;
}
