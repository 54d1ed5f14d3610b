/** The badges of the domain rules, section 9, as data, and the facts about a person they are decided on. */

export const rarities = ['COMMON', 'UNCOMMON', 'RARE', 'EPIC', 'LEGENDARY'] as const;
export type Rarity = (typeof rarities)[number];

/** What a fact can be: a count from 0, a share or mean up to `most`, or a yes (1) or no (0). */
export interface FactKind {
  readonly words: string;
  readonly most?: number;
  readonly fractions?: true;
}

export const factKinds = {
  xp: { words: 'XP' },
  tasksDone: { words: 'tasks done and reviewed' },
  contributionsApproved: { words: 'approved contributions' },
  contributionsEarly: { words: 'approved contributions within 90 days of joining' },
  contributionsCode: { words: 'approved contributions of code' },
  contributionsDesign: { words: 'approved contributions of design' },
  contributionsGrowth: { words: 'approved contributions of growth' },
  ideasPosted: { words: 'ideas posted' },
  longestStreak: { words: 'finished days in a row' },
  projectsCompleted: { words: 'projects completed' },
  verifiedSkillLevel: { words: 'level of the best verified skill', most: 5 },
  skillsAtLevel5: { words: 'skills at level 5' },
  endorsementsGiven: { words: 'endorsements given' },
  endorsementsReceived: { words: 'endorsements received' },
  endorsementMeanWeight: { words: 'mean weight of endorsements received', most: 5, fractions: true },
  journeyFinished: { words: 'journey finished', most: 1 },
  ventureMemberships: { words: 'ventures as a member' },
  venturesOwned: { words: 'ventures owned' },
  equityHoldings: { words: 'ventures with equity held' },
  bugsAccepted: { words: 'bugs accepted' },
  reviewsWritten: { words: 'reviews of contributions' },
  reviewAgreement: { words: 'share of reviews that agree with the result', most: 1, fractions: true },
  secondFactorOn: { words: 'second factor on', most: 1 },
  identityVerified: { words: 'identity verified', most: 1 },
  daysFullyCompliant: { words: 'days in a row at compliance 100 %' },
  violations: { words: 'violations' },
} as const satisfies Record<string, FactKind>;

export type Fact = keyof typeof factKinds;
export type Facts = Readonly<Record<Fact, number>>;

/** The fact streak badges are decided on. */
export const streakFact = 'longestStreak' satisfies Fact;

export type Condition =
  | { readonly fact: Fact; readonly atLeast: number }
  | { readonly fact: Fact; readonly atMost: number };

export type BadgeRule =
  | { readonly kind: 'THRESHOLD'; readonly fact: Fact; readonly atLeast: number }
  | { readonly kind: 'COMPOSITE'; readonly all: readonly Condition[] }
  | { readonly kind: 'STREAK'; readonly days: number };

export interface BadgeDefinition {
  readonly code: string;
  readonly name: string;
  readonly rarity: Rarity;
  readonly rule: BadgeRule;
}

function counted(code: string, name: string, rarity: Rarity, fact: Fact, atLeast: number): BadgeDefinition {
  return { code, name, rarity, rule: { kind: 'THRESHOLD', fact, atLeast } };
}

export const platformBadges: readonly BadgeDefinition[] = [
  counted('FIRST_STEPS', 'First Steps', 'COMMON', 'tasksDone', 1),
  counted('DEDICATED_CONTRIBUTOR', 'Dedicated Contributor', 'UNCOMMON', 'tasksDone', 10),
  counted('SKILL_MASTER', 'Skill Master', 'RARE', 'verifiedSkillLevel', 3),
  counted('COMMUNITY_HELPER', 'Community Helper', 'COMMON', 'endorsementsGiven', 5),
  counted('IDEA_GENERATOR', 'Idea Generator', 'COMMON', 'ideasPosted', 3),
  {
    code: 'CONSISTENT_PERFORMER',
    name: 'Consistent Performer',
    rarity: 'UNCOMMON',
    rule: { kind: 'STREAK', days: 7 },
  },
  counted('XP_HUNTER', 'XP Hunter', 'UNCOMMON', 'xp', 1_000),
  counted('PROJECT_CHAMPION', 'Project Champion', 'EPIC', 'projectsCompleted', 5),
  counted('LEGENDARY_CONTRIBUTOR', 'Legendary Contributor', 'LEGENDARY', 'tasksDone', 100),
  counted('SKILL_VIRTUOSO', 'Skill Virtuoso', 'LEGENDARY', 'skillsAtLevel5', 3),
  counted('JOURNEY_MASTER', 'Journey Master', 'COMMON', 'journeyFinished', 1),
  counted('TEAM_PLAYER', 'Team Player', 'RARE', 'ventureMemberships', 5),
  counted('EQUITY_HOLDER', 'Equity Holder', 'UNCOMMON', 'equityHoldings', 1),
  counted('VENTURE_OWNER', 'Venture Owner', 'UNCOMMON', 'venturesOwned', 1),
  counted('EARLY_CONTRIBUTOR', 'Early Contributor', 'RARE', 'contributionsEarly', 5),
  counted('BUG_HUNTER', 'Bug Hunter', 'UNCOMMON', 'bugsAccepted', 3),
  {
    code: 'TOP_REVIEWER',
    name: 'Top Reviewer',
    rarity: 'EPIC',
    rule: {
      kind: 'COMPOSITE',
      all: [
        { fact: 'reviewsWritten', atLeast: 50 },
        { fact: 'reviewAgreement', atLeast: 0.8 },
      ],
    },
  },
  {
    code: 'SECURITY_CHAMPION',
    name: 'Security Champion',
    rarity: 'EPIC',
    rule: {
      kind: 'COMPOSITE',
      all: [
        { fact: 'secondFactorOn', atLeast: 1 },
        { fact: 'identityVerified', atLeast: 1 },
        { fact: 'daysFullyCompliant', atLeast: 90 },
        { fact: 'violations', atMost: 0 },
      ],
    },
  },
  {
    code: 'COMMUNITY_BUILDER',
    name: 'Community Builder',
    rarity: 'EPIC',
    rule: {
      kind: 'COMPOSITE',
      all: [
        { fact: 'endorsementsReceived', atLeast: 10 },
        { fact: 'endorsementMeanWeight', atLeast: 4 },
      ],
    },
  },
  counted('CODE_MASTER', 'Code Master', 'RARE', 'contributionsCode', 10),
  counted('DESIGN_EXPERT', 'Design Expert', 'RARE', 'contributionsDesign', 10),
  counted('GROWTH_HACKER', 'Growth Hacker', 'RARE', 'contributionsGrowth', 10),
];
