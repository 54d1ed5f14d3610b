import type { Candidate, TeamProposal } from './types';

/** A proposed team that a person changes by hand, and what it then covers. Pure. */

type Members = TeamProposal['members'];
type Covered = TeamProposal['skills'][number];

/** The place at `index` taken by somebody else; `null` leaves it out. */
export function swapped(members: Members, index: number, candidate: Candidate | null): Members {
  return members.flatMap((member, at) => {
    if (at !== index) return [member];
    // What the first one was chosen for does not speak of the second.
    return candidate ? [{ role: member.role, candidate, why: [] }] : [];
  });
}

/** Those who could take a place: everybody known who is not in the team. */
export function substitutes(candidates: readonly Candidate[], members: Members): Candidate[] {
  const taken = new Set(members.map(({ candidate }) => candidate.userId));
  return candidates.filter(({ userId }) => !taken.has(userId));
}

/** The skills asked with the best of the team as it stands now, as the proposal counts them. */
export function covered(asked: readonly Covered[], members: Members): Covered[] {
  return asked.map((skill) => {
    const held = members
      .map(({ candidate }) => ({ userId: candidate.userId, level: levelOf(candidate, skill.name) }))
      .toSorted((a, b) => b.level - a.level)[0];
    return { ...skill, best: held?.level ?? 0, userId: held && held.level > 0 ? held.userId : null };
  });
}

/** 0 to 1: the mean of what is covered of each skill asked. */
export function coverageOf(skills: readonly Covered[]): number {
  if (skills.length === 0) return 1;
  const sum = skills.reduce((total, { best, asked }) => total + Math.min(best / asked, 1), 0);
  return sum / skills.length;
}

function levelOf({ skills }: Candidate, name: string): number {
  const folded = fold(name);
  return Math.max(0, ...skills.filter((skill) => fold(skill.name) === folded).map(({ level }) => level));
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
