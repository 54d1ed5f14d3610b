import type { Components } from '../../../engines/matching/index.ts';

/** A decided application: what was known when it was made, and the answer. */
export interface Outcome {
  readonly applicationId: string;
  readonly applicantId: string;
  /** Who answered: the venture, or the creator of what is bound to none. */
  readonly sideId: string;
  readonly appliedAt: number;
  readonly decidedAt: number;
  readonly accepted: boolean;
  readonly components: Components;
  /** The share of type, engagement and reward the person looked for; null where it was not suggested to them. */
  readonly wish: number | null;
  /** What the opportunity is about, in words that return in others: skills, tags, industry, type. */
  readonly traits: readonly string[];
}

/** Answers before the moment asked about. */
export interface Past {
  readonly asked: number;
  readonly accepted: number;
  /** Traits of what the person was accepted for, each once. Of a side nothing is kept. */
  readonly traits: readonly string[];
}

export interface Pasts {
  readonly person: Past;
  readonly side: Past;
}

export const nothing: Past = { asked: 0, accepted: 0, traits: [] };

export function traitsOf(row: {
  type: string;
  industry: string | null;
  skills: readonly string[];
  tags: readonly string[];
}): string[] {
  return [
    `type ${row.type}`,
    ...(row.industry === null ? [] : [`industry ${row.industry.toLowerCase()}`]),
    ...row.skills.map((name) => `skill ${name.toLowerCase()}`),
    ...row.tags.map((tag) => `tag ${tag.toLowerCase()}`),
  ];
}

/**
 * For each outcome, in the order given, the answers both sides had when the application was made: nothing that was
 * decided later is looked at.
 */
export function pastsOf(outcomes: readonly Outcome[]): Pasts[] {
  const asked = outcomes
    .map((one, place) => ({ one, place }))
    .toSorted((a, b) => a.one.appliedAt - b.one.appliedAt);
  const decided = outcomes.toSorted((a, b) => a.decidedAt - b.decidedAt);
  const people = new Map<string, Past>();
  const sides = new Map<string, Past>();
  const pasts = outcomes.map((): Pasts => ({ person: nothing, side: nothing }));
  let next = 0;
  for (const { one, place } of asked) {
    for (; next < decided.length && decided[next]!.decidedAt < one.appliedAt; next++) {
      const before = decided[next]!;
      add(people, before.applicantId, before, before.accepted ? before.traits : []);
      add(sides, before.sideId, before, []);
    }
    pasts[place] = { person: people.get(one.applicantId) ?? nothing, side: sides.get(one.sideId) ?? nothing };
  }
  return pasts;
}

function add(of: Map<string, Past>, id: string, { accepted }: Outcome, traits: readonly string[]): void {
  const before = of.get(id) ?? nothing;
  of.set(id, {
    asked: before.asked + 1,
    accepted: before.accepted + (accepted ? 1 : 0),
    traits: traits.length ? [...new Set([...before.traits, ...traits])] : before.traits,
  });
}
