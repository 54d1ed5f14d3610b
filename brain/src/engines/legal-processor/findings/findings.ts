import type { Span } from '../extraction/plain-view.ts';

export type Severity = 'high' | 'medium' | 'low';

/**
 * One result of reading a text against a playbook or a checklist. It says what was found and where; what to do about it
 * is for people.
 */
export interface Finding {
  /** Of the position or item. */
  readonly id: string;
  readonly title: string;
  /** `missing` means: not found in this text. It may still be said in words the rules do not know. */
  readonly kind: 'missing' | 'unusual' | 'risky' | 'ok';
  readonly severity: Severity;
  /** What was found, as one plain sentence. */
  readonly says: string;
  /** Why somebody might care. */
  readonly why: string;
  /** Characters of the text it rests on; none when nothing was found. */
  readonly evidence: readonly Span[];
  /**
   * How often a finding of this kind was right on the contracts it was measured on, or the probability the model gives;
   * null where nothing was measured.
   */
  readonly confidence: number | null;
  /** What it was recognised by. */
  readonly basis: readonly FindingBasis[];
  /** Wording others use for this, as a starting point for a talk. */
  readonly fallback?: string;
  /** Section of the law an item of a checklist comes from. */
  readonly source?: string;
}

export type FindingBasis = 'wording' | 'clause model' | 'inference model';

/** A text and what other parts of the processor found in it; all but the text may be left out. */
export interface Reading {
  readonly text: string;
  readonly segments?: readonly ReadSegment[];
  /** Clauses by category code, with calibrated confidence 0 … 1. */
  readonly clauses?: readonly (Span & { readonly category: string; readonly confidence: number })[];
  /** Answers to hypotheses about confidentiality agreements. */
  readonly inference?: readonly {
    readonly hypothesis: string;
    readonly label: 'Entailment' | 'Contradiction' | 'NotMentioned';
    readonly probabilities: Readonly<Record<'Entailment' | 'Contradiction' | 'NotMentioned', number>>;
    readonly evidence: readonly Span[];
  }[];
}

/** As much of a segment as is needed to tell where a numbered section begins. */
export interface ReadSegment extends Span {
  readonly number?: string | null;
  readonly heading?: string | null;
  readonly kind?: string;
}
