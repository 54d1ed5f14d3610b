/** Types of opportunity, in the order of the domain; a wish is a set of them. */
export const opportunityTypes = [
  'VENTURE_COLLABORATION',
  'SKILL_SHARING',
  'IDEA_COLLABORATION',
  'MENTORSHIP',
  'LEGAL_PARTNERSHIP',
  'UMBRELLA_NETWORK',
  'PROJECT_CONSULTING',
  'EQUITY_PARTNERSHIP',
] as const;
export const engagements = ['FULL_TIME', 'PART_TIME', 'CONSULTING', 'MENTORING', 'ADVISORY'] as const;
export const rewards = [
  'EQUITY',
  'REVENUE_SHARE',
  'HOURLY',
  'PROJECT_FEE',
  'MENTORSHIP_EXCHANGE',
  'SKILL_EXCHANGE',
  'UNPAID',
] as const;
export const visibilities = ['PUBLIC', 'MEMBER_ONLY', 'SUBSCRIBER_ONLY', 'VENTURE_ONLY', 'PRIVATE'] as const;
export type OpportunityType = (typeof opportunityTypes)[number];
export type Engagement = (typeof engagements)[number];
export type Reward = (typeof rewards)[number];
export type Visibility = (typeof visibilities)[number];

/** Ranges of the whole numbers a profile or an opportunity may state. */
export const limits = {
  level: { least: 1, most: 5 },
  years: { least: 0, most: 100 },
  hours: { least: 0, most: 168 },
  /** Minutes ahead of UTC, as of the day of the question: the engine knows no calendar. */
  utcOffset: { least: -720, most: 840 },
  /** Minutes between two clocks, the short way round the day. */
  distance: { least: 0, most: 720 },
  rung: { least: 0, most: 30 },
} as const;

export interface SkillLevel {
  readonly name: string;
  /** 1 (beginner) to 5 (expert). */
  readonly level: number;
}

/**
 * What a person states. Null, and an empty list, is "not stated". Words (skills, interests, places, languages) are
 * compared without regard to case, width and outer or doubled spaces.
 */
export interface Person {
  readonly id: string;
  /** Open to offers; whoever is not is never proposed. */
  readonly open: boolean;
  /** The rungs of the ladder that are held. */
  readonly rungs: readonly number[];
  /** Ventures the person is a member of. */
  readonly ventureIds: readonly string[];
  readonly skills: readonly SkillLevel[];
  readonly years: number | null;
  /** Free hours a week. */
  readonly hours: number | null;
  readonly place: string | null;
  readonly utcOffset: number | null;
  readonly languages: readonly string[];
  readonly interests: readonly string[];
  readonly wishes: Wishes;
}

/** What a person is looking for; an empty list is "not stated". */
export interface Wishes {
  readonly types: readonly OpportunityType[];
  readonly engagements: readonly Engagement[];
  readonly rewards: readonly Reward[];
}

export interface Opportunity {
  readonly id: string;
  readonly creatorId: string;
  /** Neither withdrawn nor filled. */
  readonly open: boolean;
  /** The instant of expiry, in the unit of the `at` of a question (milliseconds, as a rule). */
  readonly expiresAt: number;
  readonly visibility: Visibility;
  /** Whose members see it when it is VENTURE_ONLY; it then must be stated for anybody to see it. */
  readonly ventureId: string | null;
  /** Who sees it when it is PRIVATE. */
  readonly invitedIds: readonly string[];
  /** The rungs that must be held, all of them, because of the papers they stand for. */
  readonly rungs: readonly number[];
  readonly type: OpportunityType;
  readonly engagement: Engagement;
  readonly reward: Reward;
  readonly required: readonly SkillLevel[];
  readonly preferred: readonly SkillLevel[];
  /** Years needed: `yearsByStage` of the venture, else as stated; 0 when neither. */
  readonly years: number;
  /** Hours asked a week. */
  readonly hours: number | null;
  readonly remote: boolean;
  readonly place: string | null;
  readonly utcOffset: number | null;
  /** Whoever states languages must speak one of these; empty asks for none. */
  readonly languages: readonly string[];
  /** Whoever states a time zone must be at most so many minutes away; null asks for nothing. */
  readonly withinMinutes: number | null;
  readonly industry: string | null;
  readonly tags: readonly string[];
}

/** Years of experience a venture of the stage needs. */
export const yearsByStage = { IDEA: 0, MVP: 1, GROWTH: 3, SCALE: 5, MATURE: 7 } as const;

/** The form in which words are compared. */
export function folded(word: string): string {
  return word.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Words in folded form, each once, in the order given; blank ones are dropped. */
export function foldedWords(words: readonly string[]): string[] {
  return [...new Set(words.map(folded))].filter((word) => word !== '');
}

/** The folded place; null where none is stated. */
export function foldedPlace(place: string | null): string | null {
  return place === null ? null : folded(place) || null;
}

/** Levels by folded name; of a name given twice the highest level counts. */
export function levelsOf(skills: readonly SkillLevel[]): Map<string, number> {
  const levels = new Map<string, number>();
  for (const { name, level } of skills) {
    const word = folded(name);
    if (word === '') continue;
    levels.set(word, Math.max(levels.get(word) ?? 0, within('level', level)));
  }
  return levels;
}

/** What an opportunity is about: its industry and tags, each once. */
export function topicsOf({ industry, tags }: Pick<Opportunity, 'industry' | 'tags'>): string[] {
  return foldedWords(industry === null ? tags : [industry, ...tags]);
}

/** The number, refused where it is no whole number of its range: a score of nonsense would look like any other. */
export function within(what: keyof typeof limits, value: number): number {
  const { least, most } = limits[what];
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${what} is a whole number from ${least} to ${most}, not ${value}.`);
  return value;
}
