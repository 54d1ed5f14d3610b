/** Skills as the market sees them: verified, asked for, missing, worth (domain rules, section 9). Pure. */

export type Grade = 1 | 2 | 3 | 4 | 5;

export interface SkillEvidence {
  readonly testPassed: boolean;
  readonly certificateChecked: boolean;
  readonly endorsementWeights: readonly number[];
}

export function isVerified({ testPassed, certificateChecked, endorsementWeights }: SkillEvidence): boolean {
  return testPassed || certificateChecked || endorsementWeights.filter((weight) => weight >= 3).length >= 3;
}

/**
 * The quintile in which each skill lies among those that open opportunities ask for. Skills asked equally often share
 * the middle of their places, so that none of them is favoured by its name. A skill nobody asks for has the least.
 */
export function demandOf(asks: ReadonlyMap<string, number>): ReadonlyMap<string, Grade> {
  const counts = [...asks.values()].filter((count) => count > 0).toSorted((one, other) => one - other);
  const graded = new Map<number, Grade>();
  let less = 0;
  while (less < counts.length) {
    const count = counts[less]!;
    const equal = counts.lastIndexOf(count) - less + 1;
    const middle = less + (equal + 1) / 2;
    graded.set(count, gradeOf(Math.ceil((5 * middle) / (counts.length + 1))));
    less += equal;
  }
  return new Map([...asks].map(([skill, count]) => [skill, graded.get(count) ?? 1]));
}

/** Into 1 to 5, from wherever the number came. */
export function gradeOf(value: number): Grade {
  const grades = [1, 2, 3, 4, 5] as const;
  return grades[Math.min(5, Math.max(1, Math.round(value))) - 1] ?? 1;
}

export interface MarketSkill {
  readonly skillId: string;
  readonly demand: Grade;
  /** Set by an admin. */
  readonly complexity: Grade;
}

export interface Gap extends MarketSkill {
  readonly priority: number;
}

const gapsShown = 5;

export function gapPriority({ demand, complexity }: Pick<MarketSkill, 'demand' | 'complexity'>): number {
  return demand * complexity;
}

/** The skills the person lacks that matter most, the more wanted first between equals. */
export function gapsOf(market: readonly MarketSkill[], held: ReadonlySet<string>): Gap[] {
  return market
    .filter(({ skillId }) => !held.has(skillId))
    .map((skill) => ({ ...skill, priority: gapPriority(skill) }))
    .toSorted(
      (one, other) =>
        other.priority - one.priority ||
        other.demand - one.demand ||
        (one.skillId < other.skillId ? -1 : Number(one.skillId > other.skillId)),
    )
    .slice(0, gapsShown);
}

export function marketValue(level: Grade, demand: Grade): number {
  return level * demand;
}

export interface Portfolio {
  readonly projects: number;
  readonly contributions: number;
  /** In 10⁻⁶ BUZ. */
  readonly buzEarned: bigint;
  /** How many different skills the contributions show. */
  readonly skills: number;
}

export function portfolioOf(work: {
  readonly projects: readonly string[];
  /** Approved ones, with the skills they show. */
  readonly contributions: readonly { readonly skillIds: readonly string[] }[];
  /** Rewards and awards, each in 10⁻⁶ BUZ. */
  readonly earnings: readonly bigint[];
}): Portfolio {
  return {
    projects: new Set(work.projects).size,
    contributions: work.contributions.length,
    buzEarned: work.earnings.reduce((sum, amount) => sum + amount, 0n),
    skills: new Set(work.contributions.flatMap(({ skillIds }) => skillIds)).size,
  };
}

/** The figures by which portfolios rank, the weightiest first; no weights are made up to mix unlike things. */
export function portfolioRank({ projects, contributions, buzEarned, skills }: Portfolio): readonly bigint[] {
  return [BigInt(projects), BigInt(contributions), buzEarned, BigInt(skills)];
}
