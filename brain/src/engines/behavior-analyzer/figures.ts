import type { CurrentFacts } from './deps.ts';
import { dayAfter, daysBetween, lastActive, windowOf, type ActiveDay } from './history/history.ts';
import * as scores from './rules/scores.ts';

/** The scores of one person on a day, today’s events among them. Pure. */

export const windowDays = 30;

export interface Figures {
  readonly from: string;
  readonly to: string;
  readonly engagement: scores.Score;
  readonly collaboration: scores.Score;
  readonly xpProgress: scores.Score;
  readonly performance: scores.Score;
  readonly churn: scores.Score;
  readonly features30: number;
  readonly activeDays30: number;
  readonly lastActiveDay: string | null;
}

export function figuresOf(
  known: readonly ActiveDay[],
  facts: CurrentFacts,
  today: string,
  joinedOn: string,
): Figures {
  // A clock that was wrong may have left days to come behind.
  const days = known.filter(({ day }) => day <= today);
  const from = dayAfter(today, 1 - windowDays);
  const window = windowOf(days, from, today);
  const last = lastActive(days);
  const engagement = engagementOn(days, today);
  const collaboration = scores.collaborationOf(facts);
  const xpProgress = scores.xpProgressOf(facts.xp, facts.xpPercent);
  return {
    from,
    to: today,
    engagement,
    collaboration,
    xpProgress,
    performance: scores.performanceOf({
      engagement: engagement.score,
      xpProgress: xpProgress.score,
      collaboration: collaboration.score,
      compliance: facts.compliance,
    }),
    churn: scores.churnRiskOf({
      // Somebody who was never active has been away since the account was opened.
      daysSinceActive: Math.max(0, daysBetween(last ?? joinedOn, today)),
      engagement: engagement.score,
      openRequests: facts.openRequests,
      features30: window.features,
    }),
    features30: window.features,
    activeDays30: window.activeDays,
    lastActiveDay: last,
  };
}

/** The engagement score of the 30 days that end with a day. */
export function engagementOn(days: readonly ActiveDay[], day: string): scores.Score {
  const { activeDays, uses, content } = windowOf(days, dayAfter(day, 1 - windowDays), day);
  return scores.engagementOf({ activeDays, featureUses: uses, contentItems: content });
}
