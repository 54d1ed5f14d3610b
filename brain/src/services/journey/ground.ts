import type { Security } from '../../engines/security/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { QuestCounts } from './quests.ts';
import type { Standing } from './stages.ts';

/** What this service asks of users. */
export interface People {
  profileGaps(db: Db, userId: string): Promise<string[]>;
  profileExtras(db: Db, userId: string): Promise<Standing['told']>;
}

export interface JourneyDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: People;
  readonly paperName: (code: string) => string;
  /** Who counts what the quests ask for; these services lie above. */
  readonly questCounts: QuestCounts;
}

export type Ground = JourneyDeps;
