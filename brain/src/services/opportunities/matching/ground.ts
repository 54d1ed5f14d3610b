import type { Components } from '../../../engines/matching/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { StatedProfile } from '../../users/index.ts';
import type { OpportunityDeps } from '../deps.ts';
import type { ReadModel } from './read-model.ts';

/** A venture that looks for people, as its card says. */
export interface SeekingVenture {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly purpose: string;
  readonly industry: string;
  readonly tags: readonly string[];
  readonly phase: string | null;
  readonly skillsWanted: readonly { readonly name: string; readonly level: number }[];
}

export interface MatchingDeps {
  /** What opportunities stand on: visibility, gates and invitations are theirs. */
  readonly posting: OpportunityDeps;
  readonly people: {
    statedBy(db: Db, userIds: readonly string[]): Promise<StatedProfile[]>;
    shownAfter(db: Db, afterId: string | null, limit: number): Promise<StatedProfile[]>;
    /** Ids of accounts in use, in the order of ids. */
    inUseAfter(db: Db, afterId: string | null, limit: number): Promise<string[]>;
  };
  /** Active ventures whose cards every member may see and that name skills they look for, the newest first. */
  readonly seeking: (db: Db, limit: number) => Promise<SeekingVenture[]>;
  /** The learned order an operator has approved, or null. Without it the transparent score decides alone. */
  readonly learned?: LearnedOrders;
}

/** One suggestion as a learned order may look at it: nothing but what the transparent score knows. */
export interface Ratable {
  readonly opportunityId: string;
  readonly score: number;
  readonly wish: number;
  readonly components: Components;
}

export interface LearnedOrder {
  readonly name: string;
  readonly version: string;
  readonly trainedAt: Date;
  /** The same suggestions in another order. Whatever it leaves out comes last, in the order given. */
  order(userId: string, suggestions: readonly Ratable[]): Promise<readonly string[]>;
}

/**
 * The seam of the learned ranker. What it hands out must have been evaluated on later outcomes and be better than the
 * transparent score, and be approved by an operator; that there are outcomes enough is checked here as well.
 */
export interface LearnedOrders {
  champion(db: Db): Promise<LearnedOrder | null>;
}

export interface Ground extends MatchingDeps {
  readonly readModel: ReadModel;
}
