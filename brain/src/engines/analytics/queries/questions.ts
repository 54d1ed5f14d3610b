import type { PersonKey, Range } from '../events/event.ts';

/**
 * What can be asked of the events, and what the answers mean. This is the one place where the semantics are fixed; docs/analytics.md
 * tells them in words, and every query is tested against a plain reading of them.
 *
 * - **Person.** One pseudonym an account, on every device. Before the sign-in a browser keeps what it saw to itself; it is
 *   sent afterwards, with consent, as that person's. So nobody has two histories, and no history has two people.
 * - **Who counts.** Test accounts never. Erased people are gone from the past too.
 * - **Order.** By time; of one moment, in the order of arrival.
 * - **Day, week, month.** In the time zone of the hub, whatever that of the person; weeks begin on the hub's first day.
 * - **Active day.** At least one event that the person caused. What is done to somebody does not count.
 * - **Visit.** Events a person caused, with no pause over 30 minutes between them.
 * - **Late events** count where they happened; an answer given before did not know them.
 */

/** An event, and values its properties must have; all must hold. `*` is any event the person caused. */
export interface EventMatch {
  readonly event: string;
  readonly where?: readonly { readonly property: string; readonly is: string }[] | undefined;
}

/** Who is looked at. */
export type PeopleFilter =
  | { readonly all: readonly PeopleFilter[] }
  | { readonly any: readonly PeopleFilter[] }
  | { readonly not: PeopleFilter }
  | {
      /** How often somebody did it in the range; 0 at least and 0 at most: never. */
      readonly did: EventMatch;
      readonly range: Range;
      readonly atLeast?: number | undefined;
      readonly atMost?: number | undefined;
    }
  | {
      readonly activeDays: Range;
      readonly atLeast?: number | undefined;
      readonly atMost?: number | undefined;
    }
  | { readonly signedUp: Range }
  | { readonly persons: readonly PersonKey[] };

export interface FunnelQuestion {
  readonly steps: readonly EventMatch[];
  /** In which an attempt begins. It may go on after the end of the range, as long as its window lasts. */
  readonly range: Range;
  /** From step one of an attempt to its last step, both ends included. */
  readonly windowMs: number;
  /** `LOOSE`: other events may lie between. `STRICT`: of the events of the steps, the next one must be the next step. */
  readonly order: 'LOOSE' | 'STRICT';
  /** A property of step one to split by. */
  readonly by?: string | null | undefined;
  readonly among?: PeopleFilter | undefined;
}

/**
 * A person counts once, with the attempt that came furthest; every step-one event begins an attempt, so that somebody who
 * gave up and came back later has converted. One event is one step: the same event twice needs two events.
 */
export interface FunnelAnswer {
  readonly steps: readonly FunnelStep[];
  /** By the value the property had at step one of the attempt that came furthest, the latest of those; null: it had none. */
  readonly parts: readonly { readonly value: string | null; readonly steps: readonly FunnelStep[] }[];
  /** People who are not through, and whose last window had not run out at the last event known. */
  readonly open: number;
}

export interface FunnelStep {
  readonly people: number;
  /** Of step one, and of the step before; null without anybody. */
  readonly share: number | null;
  readonly stepShare: number | null;
  /** Median of each person's shortest time from step one; null for step one. */
  readonly medianSeconds: number | null;
}

export type Period = 'DAY' | 'WEEK' | 'MONTH';

export interface RetentionQuestion {
  /** Who begins when: the person's first event of this kind ever. */
  readonly start: EventMatch;
  /** Coming back; null is an active day. */
  readonly back: EventMatch | null;
  readonly period: Period;
  /** How many periods after the first are looked at. */
  readonly periods: number;
  /** Beginnings in periods that lie wholly or partly in it. */
  readonly range: Range;
  readonly among?: PeopleFilter | undefined;
}

export interface RetentionAnswer {
  readonly cohorts: readonly {
    /** First day of the period, YYYY-MM-DD. */
    readonly start: string;
    readonly size: number;
    /** From the period of the beginning on; null where the period is not over yet. */
    readonly people: readonly (number | null)[];
  }[];
}

export interface CohortQuestion extends Omit<RetentionQuestion, 'back'> {
  /** Counted for the people of each cohort, period by period. */
  readonly measure: EventMatch;
}

export interface CohortAnswer {
  readonly cohorts: readonly {
    readonly start: string;
    readonly size: number;
    readonly events: readonly (number | null)[];
  }[];
}

export interface PathQuestion {
  readonly range: Range;
  /** Ways that begin with the first such event of a visit, or end with the last; null: with the visit itself. */
  readonly anchor: string | null;
  readonly direction: 'AFTER' | 'BEFORE';
  /** How many events at most, the anchor among them. */
  readonly depth: number;
  readonly limit: number;
  readonly among?: PeopleFilter | undefined;
}

export interface PathAnswer {
  /** Most visits first. The same event several times in a row is one stop. */
  readonly paths: readonly {
    readonly events: readonly string[];
    readonly people: number;
    readonly visits: number;
  }[];
  readonly visits: number;
}

export type Grain = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

export interface TrendQuestion {
  readonly match: EventMatch;
  readonly count: 'EVENTS' | 'PEOPLE' | 'VISITS';
  readonly grain: Grain;
  /** A property to split by. */
  readonly by?: string | null | undefined;
  readonly range: Range;
  readonly among?: PeopleFilter | undefined;
}

export interface TrendAnswer {
  readonly lines: readonly {
    /** The value of the property; null: it had none, or nothing was split. */
    readonly value: string | null;
    /** Where something happened: the start of the hour, day, week or month. */
    readonly points: readonly { readonly at: Date; readonly value: number }[];
    /** Events or visits of the range; of people, different ones. */
    readonly total: number;
    readonly people: number;
  }[];
}

/** Distinct people with an active day on this day, in the 7 days and in the 30 days that end with it. */
export interface ActiveUsers {
  readonly day: string;
  readonly dau: number;
  readonly wau: number;
  readonly mau: number;
}

/** Visits that began on the day; one of a single event lasts no time. */
export interface VisitDay {
  readonly day: string;
  readonly visits: number;
  readonly people: number;
  readonly medianSeconds: number;
}

export interface VisitAnswer {
  readonly days: readonly VisitDay[];
  readonly visits: number;
  readonly medianSeconds: number | null;
  readonly meanSeconds: number | null;
}

/** The point of a chart whose people are asked for. */
export type Drill =
  | {
      readonly kind: 'FUNNEL';
      readonly funnel: FunnelQuestion;
      /** 1 is the first. */
      readonly step: number;
      /** Who came to the step, or who came to the one before and no further. */
      readonly who: 'REACHED' | 'DROPPED';
    }
  | {
      readonly kind: 'RETENTION';
      readonly retention: RetentionQuestion;
      readonly cohort: string;
      readonly period: number;
      readonly who: 'CAME_BACK' | 'STAYED_AWAY';
    }
  | { readonly kind: 'PEOPLE'; readonly filter: PeopleFilter };

export interface DrillAnswer {
  /** Those who agreed to be looked at one by one, with their last event, the latest first. */
  readonly persons: readonly { readonly person: PersonKey; readonly lastAt: Date | null }[];
  /** How many more there are who did not. */
  readonly withheld: number;
}

/** One active day of somebody. */
export interface PersonDay {
  readonly person: PersonKey;
  readonly day: string;
  /** Events the person caused, features used, things made for others to read. */
  readonly events: number;
  readonly uses: number;
  readonly content: number;
  /** Different hours of the day with something in them. */
  readonly hours: number;
}
