import { levelShare, wholeLevel } from '../scoring/components.ts';
import { levelsOf, type SkillLevel } from '../scoring/profiles.ts';

export interface TeamCandidate {
  readonly id: string;
  readonly skills: readonly SkillLevel[];
  /** How well the person fits and wants it, 0 to 1: `bothSided` of the opportunity, as a rule. */
  readonly value: number;
}

export interface TeamTerms {
  /** People to choose, 1 to 12. Fewer come out only when there are fewer candidates. */
  readonly size: number;
  /** What the team must be able to do together, each skill at a level. */
  readonly skills: readonly SkillLevel[];
  /** How many choices to look at before the best found so far has to do; 500,000 when not said (four of forty never need more). */
  readonly patience?: number;
}

export interface Team {
  /** In the order of ids. */
  readonly ids: readonly string[];
  /** 0 to 1: the mean over the skills of min(highest level in the team ÷ level asked, 1); 1 where none is asked. */
  readonly coverage: number;
  readonly skills: readonly {
    /** Folded. */
    readonly name: string;
    readonly asked: number;
    /** The highest level in the team; 0 where nobody has the skill. */
    readonly best: number;
    /** Whose level that is, the smallest id of several. */
    readonly personId: string | null;
  }[];
  /** Every team was considered: there is no better one. */
  readonly exact: boolean;
}

const mostPeople = 12;
/** Values are summed as whole millionths, so that a sum does not depend on its order. */
const valueUnit = 1_000_000;

/**
 * Fills a team in one step: of all teams of the size the one that covers the skills best; of these the one with the
 * highest sum of values; of these the first by ids. Branch and bound over the candidates: a branch is left when even
 * the best level of each skill and the best values among those still to come could not beat the best team found.
 */
export function fillTeam(candidates: readonly TeamCandidate[], terms: TeamTerms): Team {
  const { size, patience = 500_000 } = terms;
  if (!Number.isInteger(size) || size < 1 || size > mostPeople)
    throw new RangeError(`A team is filled with 1 to ${mostPeople} people, not ${size}.`);
  const asked = [...levelsOf(terms.skills)];
  const pool = candidates.map(({ id, skills, value }) => {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`The value of ${id} is 0 to 1, not ${value}.`);
    const levels = levelsOf(skills);
    const held = asked.map(([name]) => levels.get(name) ?? 0);
    return {
      id,
      held,
      shares: held.map((level, at) => levelShare(level, asked[at]![1])),
      worth: Math.round(value * valueUnit),
    };
  });
  // Good ones first, so that the first team found is a high bar; ties by id.
  pool.sort((a, b) => sum(b.shares) - sum(a.shares) || b.worth - a.worth || (a.id < b.id ? -1 : 1));
  const { members, exact } = search(pool, Math.min(size, pool.length), patience);
  members.sort((a, b) => (a.id < b.id ? -1 : 1));
  const skills = asked.map(([name, level], at) => {
    const best = Math.max(0, ...members.map(({ held }) => held[at]!));
    const holder = best > 0 ? members.find(({ held }) => held[at] === best) : undefined;
    return { name, asked: level, best, personId: holder?.id ?? null };
  });
  const covered = sum(skills.map(({ best, asked: level }) => levelShare(best, level)));
  return {
    ids: members.map(({ id }) => id),
    coverage: asked.length === 0 ? 1 : covered / (wholeLevel * asked.length),
    skills,
    exact,
  };
}

interface Member {
  readonly id: string;
  readonly held: readonly number[];
  /** Of each asked skill, in sixtieths. */
  readonly shares: readonly number[];
  readonly worth: number;
}

interface Found {
  readonly members: Member[];
  readonly covered: number;
  readonly worth: number;
}

function search(
  pool: readonly Member[],
  size: number,
  patience: number,
): { members: Member[]; exact: boolean } {
  const ahead = boundsOf(pool, size);
  let best: Found = { members: [], covered: -1, worth: -1 };
  let steps = 0;
  const visit = (from: number, chosen: Member[], shares: readonly number[], worth: number): void => {
    const missing = size - chosen.length;
    if (missing === 0) {
      const found = { members: [...chosen], covered: sum(shares), worth };
      if (isBetter(found, best)) best = found;
      return;
    }
    for (let at = from; at <= pool.length - missing; at++) {
      const { shares: most, worths } = ahead[at]!;
      const reach = sum(shares.map((share, skill) => Math.max(share, most[skill]!)));
      // Those still to come only get fewer, so no later one can do it either.
      if (reach < best.covered || (reach === best.covered && worth + worths[missing]! < best.worth)) return;
      steps += 1;
      if (steps > patience && best.members.length > 0) return;
      const one = pool[at]!;
      chosen.push(one);
      visit(
        at + 1,
        chosen,
        shares.map((share, skill) => Math.max(share, one.shares[skill]!)),
        worth + one.worth,
      );
      chosen.pop();
    }
  };
  visit(
    0,
    [],
    (pool[0]?.shares ?? []).map(() => 0),
    0,
  );
  return { members: best.members, exact: steps <= patience };
}

/** From each place of the pool on: the highest share of each skill, and the sums of the highest 0, 1, 2 … worths. */
function boundsOf(pool: readonly Member[], size: number) {
  const bounds: { readonly shares: readonly number[]; readonly worths: readonly number[] }[] = [];
  let shares: readonly number[] = (pool[0]?.shares ?? []).map(() => 0);
  let highest: number[] = [];
  for (const member of pool.toReversed()) {
    shares = shares.map((share, skill) => Math.max(share, member.shares[skill]!));
    highest = [...highest, member.worth].sort((a, b) => b - a).slice(0, size);
    const worths = [0];
    for (const worth of highest) worths.push(worths.at(-1)! + worth);
    bounds.push({ shares, worths });
  }
  return bounds.toReversed();
}

function isBetter(one: Found, other: Found): boolean {
  if (one.covered !== other.covered) return one.covered > other.covered;
  if (one.worth !== other.worth) return one.worth > other.worth;
  return key(one) < key(other);
}

function key({ members }: Found): string {
  return members
    .map(({ id }) => id)
    .sort()
    .join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
