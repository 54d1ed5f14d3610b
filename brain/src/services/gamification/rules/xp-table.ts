/** What earns experience, how much, and how often: the table of the domain rules, section 9, as data. */

export const priorities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Priority = (typeof priorities)[number];

export const xpEvents = [
  'DAILY_LOGIN',
  'TASK_DONE',
  'CONTRIBUTION_APPROVED',
  'IDEA_POSTED',
  'POLL_VOTE',
  'MESSAGE',
  'JOURNEY_STAGE',
  'JOURNEY_FINISHED',
  'QUEST',
  'KUDOS_GIVEN',
  'KUDOS_RECEIVED',
  'ENDORSEMENT_GIVEN',
  'BADGE',
  'EQUITY_GRANT_RECEIVED',
  'PROJECT_COMPLETED',
  'COMMUNITY_HELP_ACCEPTED',
  'VENTURE_MILESTONE_DONE',
  'FIRST_VENTURE_ACTIVATED',
  'VENTURE_IN_LAUNCH',
] as const;
export type XpEvent = (typeof xpEvents)[number];

/** At most `count` awards in the period; with `within`, separately for each venture or plan. */
export interface Cap {
  readonly count: number;
  readonly per: 'DAY' | 'MONTH' | 'EVER';
  readonly within?: 'VENTURE' | 'PLAN';
}

export interface XpRule {
  readonly xp: number | Readonly<Record<Priority, number>>;
  /** Null where each cause counts, once. “Once each” of the table is this: the stage, quest or badge is the cause. */
  readonly cap: Cap | null;
}

export interface XpRules {
  readonly version: string;
  /** Whose days and months caps count: those of the person, in the zone kept with each event, or those of UTC. */
  readonly days: 'OWN' | 'UTC';
  readonly events: Readonly<Record<XpEvent, XpRule>>;
}

const daily = (count: number): Cap => ({ count, per: 'DAY' });
const once: Cap = { count: 1, per: 'EVER' };

export const currentXpRules: XpRules = {
  version: '1',
  days: 'OWN',
  events: {
    DAILY_LOGIN: { xp: 5, cap: daily(1) },
    TASK_DONE: { xp: { LOW: 10, MEDIUM: 25, HIGH: 50, CRITICAL: 100 }, cap: null },
    CONTRIBUTION_APPROVED: { xp: 25, cap: null },
    IDEA_POSTED: { xp: 15, cap: daily(5) },
    POLL_VOTE: { xp: 5, cap: daily(10) },
    MESSAGE: { xp: 3, cap: daily(20) },
    JOURNEY_STAGE: { xp: 50, cap: null },
    JOURNEY_FINISHED: { xp: 100, cap: once },
    QUEST: { xp: 50, cap: null },
    KUDOS_GIVEN: { xp: 10, cap: daily(5) },
    KUDOS_RECEIVED: { xp: 20, cap: daily(10) },
    ENDORSEMENT_GIVEN: { xp: 15, cap: daily(5) },
    BADGE: { xp: 100, cap: null },
    EQUITY_GRANT_RECEIVED: { xp: 50, cap: { count: 1, per: 'MONTH', within: 'VENTURE' } },
    PROJECT_COMPLETED: { xp: 200, cap: { count: 1, per: 'EVER', within: 'PLAN' } },
    COMMUNITY_HELP_ACCEPTED: { xp: 30, cap: daily(3) },
    VENTURE_MILESTONE_DONE: { xp: 50, cap: { count: 6, per: 'EVER', within: 'PLAN' } },
    FIRST_VENTURE_ACTIVATED: { xp: 200, cap: once },
    VENTURE_IN_LAUNCH: { xp: 500, cap: { count: 1, per: 'EVER', within: 'VENTURE' } },
  },
};

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** What is wrong with rules somebody wrote, in sentences; nothing for sound ones. */
export function problemsOfRules(rules: XpRules): string[] {
  return xpEvents.flatMap((event) => {
    const { xp, cap } = rules.events[event];
    const worths = typeof xp === 'number' ? [xp] : priorities.map((priority) => xp[priority]);
    const problems: string[] = [];
    if (!worths.every(isWhole)) problems.push(`${event}: XP must be whole numbers from 0 up.`);
    if (cap && (!isWhole(cap.count) || cap.count === 0))
      problems.push(`${event}: a cap allows at least one.`);
    // Under a cap each award must be worth the same, or the total would depend on what happened first.
    if (cap && typeof xp !== 'number') problems.push(`${event}: XP by priority cannot have a cap.`);
    return problems;
  });
}
