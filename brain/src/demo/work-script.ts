import type { workWire } from '@smartstart/contract';

/** What happens in the workspace of a venture, in words; `work-acts.ts` makes it happen. */

type Of<S extends { options: readonly string[] }> = S['options'][number];

/** A place in the team: 0 is the owner, others are its working members in the order they joined. */
export type Seat = number;

/** Days count from the present, as those of acts do. */
export interface WorkScript {
  readonly phases: readonly {
    readonly day: number;
    readonly event: 'submit-idea' | 'skip-review' | 'complete-team' | 'validate';
    readonly note?: string;
  }[];
  /** What the hub says about a submitted idea. */
  readonly ideaReview: { readonly day: number; readonly comment: string } | null;
  readonly evidence: readonly Finding[];
  readonly launch: {
    readonly day: number;
    readonly milestones: readonly (readonly [title: string, started: number, finished: number | null])[];
  } | null;
  readonly sprints: readonly SprintScript[];
  readonly tasks: readonly TaskScript[];
  readonly comments: readonly {
    readonly day: number;
    /** `adviser`: the adviser the script names, who comments and does not work. */
    readonly by: Seat | 'adviser';
    readonly task: string;
    readonly text: string;
  }[];
  readonly checkIns: {
    /** The first day; each person’s line of moods has one sign a day, 0 where they did not check in. */
    readonly from: number;
    readonly people: readonly { readonly moods: string; readonly lines: readonly string[] }[];
    readonly blockers: readonly {
      readonly by: Seat;
      readonly day: number;
      readonly text: string;
      readonly cleared: number | null;
    }[];
  };
  readonly risks: readonly RiskScript[];
  readonly meetings: readonly MeetingScript[];
}

export interface Finding {
  readonly day: number;
  readonly by: Seat;
  readonly title: string;
  readonly note: string;
}

export interface SprintScript {
  readonly key: string;
  readonly name: string;
  readonly goal: string;
  readonly planned: number;
  readonly started: number | null;
  readonly days: number;
  readonly finished: number | null;
}

export interface TaskScript {
  readonly key: string;
  readonly title: string;
  readonly kind: Of<typeof workWire.taskKind>;
  readonly points: number;
  readonly priority: number;
  readonly seat: Seat | null;
  /** Null: on the board without a sprint. */
  readonly sprint: string | null;
  /** Estimated hours, and those it took in the end. */
  readonly hours: readonly [number, number?];
  readonly due?: number;
  readonly after?: readonly string[];
  readonly started?: number;
  readonly handedIn?: number;
  /** Closed by the assignee, or by the review where something was filed. */
  readonly done?: number;
  readonly filed?: Filing;
  /** When it was taken over into a later sprint. */
  readonly carried?: { readonly day: number; readonly sprint: string };
}

export interface Filing {
  readonly note: string;
  readonly impact: number;
  readonly review: {
    readonly day: number;
    readonly decision: 'APPROVE' | 'ASK_CHANGES' | 'REJECT';
    readonly comment: string;
    readonly quality?: number;
    readonly collaboration?: number;
  } | null;
}

export interface RiskScript {
  readonly day: number;
  readonly by: Seat;
  readonly title: string;
  readonly description: string;
  readonly category: Of<typeof workWire.riskCategory>;
  readonly impact: number;
  readonly probability: number;
  readonly mitigation: string;
  readonly step?: {
    readonly day: number;
    readonly event: Of<typeof workWire.riskEvent>;
    readonly reason: string;
  };
}

export interface MeetingScript {
  readonly title: string;
  readonly agenda: string;
  readonly place: string;
  readonly minutes: number;
  readonly called: number;
  readonly at: number;
  /** Answers of the working members, in their order. */
  readonly answers: readonly Of<typeof workWire.meetingAnswer>[];
  readonly outcome:
    | { readonly day: number; readonly event: 'hold'; readonly notes: string }
    | { readonly day: number; readonly event: 'cancel'; readonly reason: string }
    | null;
}
