import type { Db } from '../../../kernel/db.ts';
import type { signInFigures } from '../../../services/authentication/index.ts';
import type { buzFigures } from '../../../services/buz/index.ts';
import type { networkFigures } from '../../../services/community/index.ts';
import type { feeFigures } from '../../../services/finances/index.ts';
import type { journeyFigures } from '../../../services/journey/index.ts';
import type { ledgerFigures } from '../../../services/ledger/index.ts';
import type { paperFigures } from '../../../services/legal/index.ts';
import type { marketFigures } from '../../../services/opportunities/index.ts';
import type { seatFigures } from '../../../services/subscriptions/index.ts';
import type { teamFigures } from '../../../services/teams/index.ts';
import type { umbrellaFigures } from '../../../services/umbrella/index.ts';
import type { accountFigures } from '../../../services/users/index.ts';
import type { ventureFigures } from '../../../services/ventures/index.ts';
import type { workFigures } from '../../../services/work/index.ts';
import type { Span } from './range.ts';

/** Papers of everybody who ever signed one. */
export interface PaperTotals {
  readonly members: number;
  readonly compliant: number;
  readonly required: number;
  readonly inForce: number;
}

/** What each module counts about its own records, a batch at a time; composition hands them in. */
export interface MetricSources {
  readonly accounts: typeof accountFigures;
  readonly signIns: typeof signInFigures;
  readonly seats: typeof seatFigures;
  readonly fees: typeof feeFigures;
  readonly ventures: typeof ventureFigures;
  readonly work: typeof workFigures;
  readonly market: typeof marketFigures;
  readonly umbrella: typeof umbrellaFigures;
  readonly network: typeof networkFigures;
  readonly journey: typeof journeyFigures;
  readonly papers: typeof paperFigures;
  readonly ledger: typeof ledgerFigures;
  readonly buz: typeof buzFigures;
  readonly teams: typeof teamFigures;
  paperTotals(db: Db): Promise<PaperTotals>;
  reputations(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The rule of section 13.2, as the engine that shows it computes it. */
  engagementOf(days: {
    readonly activeDays: number;
    readonly featureUses: number;
    readonly contentItems: number;
  }): number;
}

/** What the store of events answers. */
export interface EventFigures {
  /** Distinct people with an active day, on each day of the span and in the 7 and 30 days that end with it. */
  activeUsers(
    span: Span,
  ): Promise<
    readonly { readonly day: string; readonly dau: number; readonly wau: number; readonly mau: number }[]
  >;
  visits(span: Span): Promise<{ readonly visits: number; readonly medianSeconds: number | null }>;
  /** Weekly sign-up cohorts with how many came back in each week after. */
  weeklyRetention(
    span: Span,
    weeks: number,
  ): Promise<
    readonly { readonly start: string; readonly size: number; readonly people: readonly (number | null)[] }[]
  >;
  /** What each person did in the span, for figures that name nobody. */
  activity(span: Span): Promise<
    readonly {
      readonly activeDays: number;
      readonly featureUses: number;
      readonly contentItems: number;
      /** The last active day, YYYY-MM-DD. */
      readonly lastDay: string;
    }[]
  >;
  count(event: string, span: Span): Promise<{ readonly events: number }>;
  /**
   * How many minutes each of these people was at it in their own span: from event to event, pauses over 30 minutes left
   * out. In no order; who has no event in it is left out.
   */
  activeMinutes(db: Db, spans: readonly (Span & { readonly userId: string })[]): Promise<readonly number[]>;
}
