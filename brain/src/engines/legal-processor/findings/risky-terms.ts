import type { ClauseSegment } from '../clauses/clause-features.ts';
import type { ClauseFinding } from '../clauses/clauses.ts';
import { riskMatches } from './risk-rules.ts';

/** A term somebody should look at before signing; a hint where to read, not a judgement. */
export interface RiskFinding {
  readonly code: string;
  readonly name: string;
  readonly explanation: string;
  /** A rule's words were met, or the clause model found the category. */
  readonly basis: 'rule' | 'model';
  /** Of the model; null for a rule, whose precision depends on the kind of document. */
  readonly probability: number | null;
  /** UTF-16 offsets in the document: the words of the rule, or the segment. */
  readonly start: number;
  readonly end: number;
}

/** Categories that bind one party hard, with what to look for. */
const heavyClauses: Readonly<Record<string, string>> = {
  'uncapped-liability': 'Look for which breaches have no limit, and whether both sides bear it.',
  'non-compete': 'Look for the trade, the place and the time it covers.',
  exclusivity: 'Look for what may no longer be done with others, and for how long.',
  'liquidated-damages': 'Look for the sum and for what makes it due.',
  'minimum-commitment': 'Look for what must be bought or paid even when it is not needed.',
  'ip-assignment': 'Look for what passes over, and whether earlier work is left out.',
  'perpetual-license': 'Look for whether the right can ever be taken back.',
  'covenant-not-to-sue': 'Look for which claims are given up.',
  'change-of-control': 'Look for what a sale of the company sets off.',
  'most-favoured': 'Look for whose terms must follow whose.',
  'price-restrictions': 'Look for who may change prices, and how far.',
};

/** The model is believed from here on; below, a person would more often be sent to the wrong place than to the right one. */
const leastProbability = 0.5;

/**
 * What the shipped rules and the clause model find in a document.
 *
 * @param clauses Of each segment what `ClauseClassifier.classify` found there; without it only rules speak.
 */
export function findRiskyTerms(
  segments: readonly ClauseSegment[],
  clauses: readonly (readonly ClauseFinding[])[] = [],
): RiskFinding[] {
  return segments.flatMap((segment, index) => {
    const byRule = riskMatches(segment.text).map(({ kind, start, end }): RiskFinding => {
      const { code, name, explanation } = kind;
      return {
        code,
        name,
        explanation,
        basis: 'rule',
        probability: null,
        start: segment.start + start,
        end: segment.start + end,
      };
    });
    const byModel = (clauses[index] ?? []).flatMap(({ category, probability }): RiskFinding[] => {
      const hint = heavyClauses[category.code];
      if (!hint || probability < leastProbability) return [];
      const { code, name, explanation } = category;
      return [
        {
          code,
          name,
          explanation: `${explanation} ${hint}`,
          basis: 'model',
          probability,
          start: segment.start,
          end: segment.end,
        },
      ];
    });
    return [...byRule, ...byModel];
  });
}
