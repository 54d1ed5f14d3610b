/** The rule scores of section 13.2, to the figure. Nothing here was learnt: weights and caps are stated, and shown. */

export interface ScorePart {
  readonly part: string;
  readonly label: string;
  /** What was counted. */
  readonly figure: number;
  readonly points: number;
  /** The most this part can bring; null where it has no bound of its own. */
  readonly cap: number | null;
}

export interface Score {
  readonly score: number;
  readonly formula: string;
  readonly parts: readonly ScorePart[];
  /** Parts nothing is known of: left out, and the other weights rescaled. */
  readonly missing: readonly string[];
}

export type EngagementLevel = 'VERY_HIGH' | 'HIGH' | 'MEDIUM' | 'LOW';
export type RiskLevel = 'HIGH' | 'MEDIUM' | 'LOW';

export const formulas = {
  engagement:
    'min(30, 2 × active days) + min(40, 0.4 × feature uses) + min(30, 3 × content items), of 30 days',
  collaboration:
    'min(100, 15 × ventures + 10 × teams + 10 × lead roles + 10 × mentorships + 2 × connections)',
  xpProgress:
    '100 × (XP − XP at which the level begins) ÷ (XP of the next level − XP at which this one begins); 100 at the top',
  performance: '0.3 × engagement + 0.2 × XP progress + 0.3 × collaboration + 0.2 × compliance score',
  churn:
    'min(40, 2 × days since the last active day) + 0.6 × max(0, 50 − engagement) + min(20, 5 × open support requests) + max(0, 10 − features used in 30 days); above 70 high, above 40 medium',
} as const;

export interface Engagement {
  readonly activeDays: number;
  readonly featureUses: number;
  readonly contentItems: number;
}

export function engagementOf({ activeDays, featureUses, contentItems }: Engagement): Score {
  return summed(formulas.engagement, [
    capped('ACTIVE_DAYS', 'Active days', activeDays, 2, 30),
    capped('FEATURE_USES', 'Uses of features', featureUses, 0.4, 40),
    capped('CONTENT_ITEMS', 'Things written or shared', contentItems, 3, 30),
  ]);
}

export function engagementLevel(score: number): EngagementLevel {
  if (score >= 80) return 'VERY_HIGH';
  if (score >= 60) return 'HIGH';
  return score >= 40 ? 'MEDIUM' : 'LOW';
}

export interface Collaboration {
  readonly ventures: number;
  readonly teams: number;
  readonly leadRoles: number;
  readonly mentorships: number;
  readonly connections: number;
}

export function collaborationOf(counts: Collaboration): Score {
  const parts = [
    each('VENTURES', 'Ventures', counts.ventures, 15),
    each('TEAMS', 'Teams', counts.teams, 10),
    each('LEAD_ROLES', 'Lead roles', counts.leadRoles, 10),
    each('MENTORSHIPS', 'Mentorships', counts.mentorships, 10),
    each('CONNECTIONS', 'Connections', counts.connections, 2),
  ];
  const { score, ...rest } = summed(formulas.collaboration, parts);
  return { ...rest, score: Math.min(100, score) };
}

/** The percentage of the way to the next level as gamification states it. */
export function xpProgressOf(xp: number, percent: number): Score {
  const points = bounded(percent);
  return {
    score: points,
    formula: formulas.xpProgress,
    parts: [{ part: 'XP', label: 'XP so far', figure: known(xp), points, cap: 100 }],
    missing: [],
  };
}

export interface Performance {
  readonly engagement: number;
  readonly xpProgress: number;
  readonly collaboration: number;
  /** Null while no paper is required. */
  readonly compliance: number | null;
}

const performanceWeights = [
  ['engagement', 'ENGAGEMENT', 'Engagement', 0.3],
  ['xpProgress', 'XP_PROGRESS', 'XP progress', 0.2],
  ['collaboration', 'COLLABORATION', 'Collaboration', 0.3],
  ['compliance', 'COMPLIANCE', 'Compliance score', 0.2],
] as const;

export function performanceOf(figures: Performance): Score {
  const there = performanceWeights.filter(([name]) => figures[name] !== null);
  const sum = there.reduce((total, [, , , weight]) => total + weight, 0);
  const parts = there.map(([name, part, label, weight]) => ({
    part,
    label,
    figure: figures[name]!,
    points: (weight / sum) * bounded(figures[name]!),
    cap: (weight / sum) * 100,
  }));
  const missing = performanceWeights.flatMap(([name, , label]) => (figures[name] === null ? [label] : []));
  return { ...summed(formulas.performance, parts), missing };
}

export interface ChurnFacts {
  readonly daysSinceActive: number;
  readonly engagement: number;
  readonly openRequests: number;
  readonly features30: number;
}

export function churnRiskOf({ daysSinceActive, engagement, openRequests, features30 }: ChurnFacts): Score {
  return summed(formulas.churn, [
    capped('RECENCY', 'Days since the last active day', daysSinceActive, 2, 40),
    {
      part: 'ENGAGEMENT',
      label: 'Engagement below 50',
      figure: known(engagement),
      points: 0.6 * Math.max(0, 50 - known(engagement)),
      cap: 30,
    },
    capped('OPEN_REQUESTS', 'Open support requests', openRequests, 5, 20),
    {
      part: 'FEATURES',
      label: 'Fewer than ten features used',
      figure: known(features30),
      points: Math.max(0, 10 - known(features30)),
      cap: 10,
    },
  ]);
}

/** Of the rule; a learnt chance in percent is read on the same scale. */
export function riskLevel(score: number): RiskLevel {
  if (score > 70) return 'HIGH';
  return score > 40 ? 'MEDIUM' : 'LOW';
}

function each(part: string, label: string, figure: number, points: number): ScorePart {
  return { part, label, figure: known(figure), points: points * known(figure), cap: null };
}

function capped(part: string, label: string, figure: number, points: number, cap: number): ScorePart {
  return { part, label, figure: known(figure), points: Math.min(cap, points * known(figure)), cap };
}

function summed(formula: string, parts: readonly ScorePart[]): Score {
  return { score: rounded(parts.reduce((sum, { points }) => sum + points, 0)), formula, parts, missing: [] };
}

/** Counts are never negative; a damaged one counts as nothing rather than spoiling the sum. */
function known(figure: number): number {
  return Number.isFinite(figure) ? Math.max(0, figure) : 0;
}

function bounded(percent: number): number {
  return Math.min(100, known(percent));
}

/** Sums of tenths stay tenths: 0.1 + 0.2 must not show as 0.30000000000000004. */
export function rounded(value: number, digits = 6): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
