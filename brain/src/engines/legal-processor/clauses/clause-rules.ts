import { clauseCategories } from './clause-categories.ts';
import { gradedCues } from './clause-cues-graded.ts';
import { plainCues } from './clause-cues-plain.ts';

/**
 * Words that point at a category, with points. The first cue of a category is the one a plain search would use; the
 * rest add or take away. Gaps are bounded, so a pattern takes time linear in the text.
 */
type Cue = readonly [pattern: RegExp, points: number];
export interface Rule {
  readonly cues: readonly Cue[];
  /** The title of the section says so. */
  readonly heading?: RegExp;
}

/** Points at which a rule counts as met. */
export const met = 2;
/** Longer segments are read up to here. */
const readLimit = 6000;

const ordered: readonly Rule[] = clauseCategories.map(
  ({ code }) => gradedCues[code] ?? plainCues[code] ?? { cues: [] },
);
const headingPoints = 0.8;

/**
 * Points of a category's rule for a segment: from `met` on its words are there. Cues against, and the heading, only
 * count beside a cue for it in the text itself.
 */
export function rulePoints(category: number, text: string, heading: string): number {
  const { cues, heading: title } = ordered[category]!;
  const read = text.length > readLimit ? text.slice(0, readLimit) : text;
  let points = 0;
  let positive = false;
  for (const [pattern, worth] of cues) {
    if ((worth < 0 && !positive) || !pattern.test(read)) continue;
    points += worth;
    if (worth > 0) positive = true;
  }
  if (positive && title?.test(heading)) points += headingPoints;
  return Math.max(points, 0);
}

/** The cues behind `rulePoints`, each with the characters it rests on; `at` is null for the heading. */
export function pointsFor(
  category: number,
  text: string,
  heading: string,
): { points: number; at: number | null; length: number }[] {
  const { cues, heading: title } = ordered[category]!;
  const read = text.slice(0, readLimit);
  const found = cues.flatMap(([pattern, points]) => {
    const match = pattern.exec(read);
    return match ? [{ points, at: match.index, length: match[0].length }] : [];
  });
  if (!found.some(({ points }) => points > 0)) return [];
  return title?.test(heading) ? [...found, { points: headingPoints, at: null, length: 0 }] : found;
}

/** What a plain search for the category's first cue says. */
export function plainMatch(category: number, text: string): boolean {
  const [pattern] = ordered[category]!.cues[0] ?? [];
  return pattern?.test(text.length > readLimit ? text.slice(0, readLimit) : text) ?? false;
}

/** All cues as text, for the hash of the feature set. */
export function ruleText(): string {
  return ordered.map(({ cues, heading }) => [...cues.flat(), heading ?? ''].join(' ')).join('\n');
}
