import { weightOf, type Vectorizer } from '../../ml/index.ts';
import { clauseCategories, type ClauseCategory } from './clause-categories.ts';
import { clauseSpan } from './clause-contracts.ts';
import { clauseItems, shapeName, type ClauseBlock, type ClauseSegment } from './clause-features.ts';
import { scoreSpans, unpackClauses, weighSegments } from './clause-model.ts';
import { pointsFor } from './clause-rules.ts';

export interface ClauseFinding {
  readonly category: ClauseCategory;
  /** Calibrated on contracts the model had not seen. */
  readonly probability: number;
  /** Of a learnt category its margin, of another the points of its rule. */
  readonly margin: number;
}

/** Something that moved a margin, largest first: coefficient × value, or the points of a cue. */
export interface ClauseReason {
  /** The words as they stand there; for `shape` what was noticed. */
  readonly term: string;
  /** Where it stands: in the segment, its heading, the segments before or after, its shape, or a rule's cue. */
  readonly place: ClauseBlock | 'shape' | 'cue';
  readonly contribution: number;
  /** UTF-16 offsets in the document, for terms of the segment itself. */
  readonly start?: number;
  readonly end?: number;
}

export interface ClauseClassifier {
  readonly categories: readonly (ClauseCategory & { readonly method: 'learnt' | 'rules' })[];
  /**
   * For each segment of one document, in order, the categories at least as likely as `atLeast` (.2 unless told
   * otherwise), likeliest first. A category without a finding was not found, which is not to say that it is absent.
   */
  classify(segments: readonly ClauseSegment[], atLeast?: number): ClauseFinding[][];
  /** What speaks for the category in segment `index`, and what against it; `most` reasons at most. */
  explain(
    segments: readonly ClauseSegment[],
    index: number,
    category: ClauseCategory,
    most?: number,
  ): ClauseReason[];
  /** The categories of a passage somebody marked, likeliest first; `margin` above 0 is likelier than not. */
  typeOf(
    text: string,
    segments: readonly ClauseSegment[],
    start: number,
    end: number,
  ): { category: ClauseCategory; margin: number }[];
}

const leastProbability = 0.2;

/** @throws ArtefactError when the bytes are damaged or those of another model. */
export function createClauseClassifier(artefact: Uint8Array): ClauseClassifier {
  const { model } = unpackClauses(artefact);
  const { learnt, blocks, matrix } = model.segments;
  const count = clauseCategories.length;
  return {
    categories: clauseCategories.map((category, index) => ({
      ...category,
      method: learnt.includes(index) ? 'learnt' : 'rules',
    })),
    classify(segments, atLeast = leastProbability) {
      const { margins, probabilities } = weighSegments(model, segments);
      return segments.map((_, index) =>
        clauseCategories
          .map((category, at) => ({
            category,
            probability: probabilities[index * count + at]!,
            margin: margins[index * count + at]!,
          }))
          .filter(({ probability }) => probability >= atLeast)
          .sort((a, b) => b.probability - a.probability),
      );
    },
    explain(segments, index, { code }, most = 8) {
      const segment = segments[index];
      const number = clauseCategories.findIndex((category) => category.code === code);
      if (!segment || number < 0) return [];
      const place = learnt.indexOf(number);
      const reasons = place < 0 ? cuesOf(number, segment) : termsOf(segments, index, place);
      return reasons.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, most);
    },
    typeOf(text, segments, start, end) {
      const margins = scoreSpans(model, [clauseSpan(text, segments, start, end)]);
      return clauseCategories
        .map((category, at) => ({ category, margin: margins[at]! }))
        .sort((a, b) => b.margin - a.margin);
    },
  };

  function termsOf(segments: readonly ClauseSegment[], index: number, place: number): ClauseReason[] {
    const items = clauseItems([segments], (_, at) => at === index);
    const rows = blocks.transform(items.texts, items.shapes);
    const written = new Map<ClauseBlock, ReturnType<Vectorizer['termsIn']>>();
    const reasons: ClauseReason[] = [];
    rows.indices.forEach((column, at) => {
      const contribution = weightOf(matrix, column, place) * rows.values[at]!;
      if (contribution === 0) return;
      const found = blocks.locate(column);
      if (!found) {
        reasons.push({ term: shapeName(column - blocks.columns), place: 'shape', contribution });
        return;
      }
      const known = written.get(found.block) ?? found.vectorizer.termsIn(items.texts[found.block][0]!);
      written.set(found.block, known);
      const word = known.get(found.column);
      if (!word) return;
      const { start } = segments[index]!;
      const offsets = found.block === 'own' ? { start: start + word.start, end: start + word.end } : {};
      reasons.push({ term: word.term, place: found.block, contribution, ...offsets });
    });
    return reasons;
  }

  function cuesOf(number: number, { text, heading, start }: ClauseSegment): ClauseReason[] {
    return pointsFor(number, text, heading ?? '').map(({ points, at, length }) =>
      at === null
        ? { term: heading ?? '', place: 'heading', contribution: points }
        : {
            term: text.slice(at, at + length),
            place: 'cue',
            contribution: points,
            start: start + at,
            end: start + at + length,
          },
    );
  }
}
