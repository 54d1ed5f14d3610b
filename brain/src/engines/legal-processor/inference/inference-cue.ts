/**
 * A wording by which agreements say what a hypothesis asks, from general knowledge of such clauses: what a reader would
 * underline. Patterns see text in lower case with plain quotes and single spaces, at most `longestSpan` characters of
 * it, and look only a bounded distance ahead, so that no text takes long.
 */
export interface Cue {
  /** Does it speak for the statement, against it, or only show that its subject is treated? */
  readonly sense: 'for' | 'against' | 'topic';
  /** How much it is trusted before any data is seen. */
  readonly weight: number;
  readonly pattern: RegExp;
}

export const yes = (weight: number, pattern: RegExp): Cue => ({ sense: 'for', weight, pattern });
export const no = (weight: number, pattern: RegExp): Cue => ({ sense: 'against', weight, pattern });
export const about = (weight: number, pattern: RegExp): Cue => ({ sense: 'topic', weight, pattern });
/** Wording that looks like the subject and is another; the data say how much it counts against. */
export const unlike = (pattern: RegExp): Cue => ({ sense: 'topic', weight: 0, pattern });
