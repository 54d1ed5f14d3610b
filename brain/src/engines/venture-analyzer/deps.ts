import type { Rung } from '@smartstart/contract';
import type { Security } from '../security/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Equity } from '../../services/equity/index.ts';
import type { Finances } from '../../services/finances/index.ts';
import type { Models } from '../../services/models/index.ts';
import type { Role, Ventures } from '../../services/ventures/index.ts';
import type { Work } from '../../services/work/index.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
}

/** What this engine asks of users. */
export interface AnalyzerPeople {
  byIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, { readonly name: string }>>;
  shownSkills(
    db: Db,
    userIds: readonly string[],
  ): Promise<readonly { readonly userId: string; readonly name: string; readonly level: number }[]>;
}

export interface AnalyzerDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: AnalyzerPeople;
  readonly ventures: Pick<
    Ventures,
    | 'standingIn'
    | 'rolesIn'
    | 'skillsWanted'
    | 'factsOf'
    | 'kindOf'
    | 'inPhase'
    | 'activeIds'
    | 'countActivatedBefore'
    | 'activatedBefore'
    | 'ownedBy'
    | 'teamOf'
  >;
  readonly equity: Pick<Equity, 'shareBaseOf'>;
  readonly work: Pick<Work, 'kpis' | 'risksOf' | 'exposureChanges' | 'enteredPhase' | 'workAsOf'>;
  readonly models: Pick<Models, 'champion' | 'statements' | 'declare' | 'announce'>;
  readonly finances: Pick<Finances, 'moneyOf' | 'readinessOf' | 'runwayOf' | 'keptKpis' | 'completedRounds'>;
}

/** What every operation of this engine stands on. */
export type Ground = AnalyzerDeps;

export type { Role };
